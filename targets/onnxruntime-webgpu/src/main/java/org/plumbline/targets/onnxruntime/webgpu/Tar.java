package org.plumbline.targets.onnxruntime.webgpu;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/// Takes one file out of a `.tgz`: as much of POSIX.1-1988 `ustar` as npm's archives need (names of up to 100
/// characters, sizes in octal).
final class Tar {
    private static final int BLOCK = 512;
    private static final int NAME_LENGTH = 100;
    private static final int SIZE_AT = 124;
    private static final int SIZE_LENGTH = 12;

    private Tar() {
    }

    /// Writes the entry called `name` to `to`. Throws [IOException] where the archive is damaged, ends early or has no
    /// such entry, and where `to` cannot be written.
    static void extract(Path tgz, String name, Path to) throws IOException {
        try (InputStream in = new GZIPInputStream(new BufferedInputStream(Files.newInputStream(tgz)), 1 << 16)) {
            byte[] header = new byte[BLOCK];
            while (in.readNBytes(header, 0, BLOCK) == BLOCK && header[0] != 0) {
                long size = size(header);
                if (text(header, 0, NAME_LENGTH).equals(name)) {
                    copy(in, size, to);
                    return;
                }
                in.skipNBytes((size + BLOCK - 1) / BLOCK * BLOCK);
            }
        }
        throw new IOException("it has no " + name);
    }

    private static void copy(InputStream in, long size, Path to) throws IOException {
        byte[] buffer = new byte[1 << 16];
        try (OutputStream out = Files.newOutputStream(to)) {
            for (long left = size; left > 0;) {
                int n = in.readNBytes(buffer, 0, (int) Math.min(left, buffer.length));
                if (n == 0) {
                    throw new EOFException("it ends early");
                }
                out.write(buffer, 0, n);
                left -= n;
            }
        }
    }

    private static long size(byte[] header) throws IOException {
        try {
            return Long.parseLong(text(header, SIZE_AT, SIZE_LENGTH).strip(), 8);
        } catch (NumberFormatException _) {
            throw new IOException("a size in it is not octal");
        }
    }

    private static String text(byte[] header, int from, int length) {
        int end = from;
        while (end < from + length && header[end] != 0) {
            end++;
        }
        return new String(header, from, end - from, StandardCharsets.UTF_8);
    }
}
