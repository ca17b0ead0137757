package org.plumbline.targets.torch.djl.archive;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/// Writes a zip file as PyTorch wants it: entries stored, their contents aligned to 64 bytes (PKWARE APPNOTE 6.3, and
/// `caffe2/serialize/inline_container.cc` for the alignment and its extra field `FB`). Equal entries in equal order give
/// equal bytes: dates are fixed.
final class Zip {
    private static final int ALIGNMENT = 64;
    private static final int LOCAL = 30;
    private static final int CENTRAL = 46;
    private static final int END = 22;
    private static final int UTF8 = 0x800;
    private static final int FIRST_OF_JANUARY_1980 = 0x21;
    private static final int EXTRA = 4;

    private final List<Entry> entries = new ArrayList<>();

    private record Entry(byte[] name, byte[] content, int crc) {
    }

    void add(String name, byte[] content) {
        CRC32 crc = new CRC32();
        crc.update(content);
        entries.add(new Entry(name.getBytes(StandardCharsets.UTF_8), content, (int) crc.getValue()));
    }

    byte[] bytes() {
        ByteBuffer out = ByteBuffer.allocate(entries.stream().mapToInt(e -> LOCAL + CENTRAL + EXTRA + ALIGNMENT
            + 2 * e.name.length + e.content.length).sum() + END).order(ByteOrder.LITTLE_ENDIAN);
        List<Integer> offsets = new ArrayList<>();
        for (Entry e : entries) {
            offsets.add(out.position());
            local(out, e);
        }
        int directory = out.position();
        for (int i = 0; i < entries.size(); i++) {
            central(out, entries.get(i), offsets.get(i));
        }
        end(out, directory);
        byte[] bytes = new byte[out.position()];
        out.flip().get(bytes);
        return bytes;
    }

    private static void local(ByteBuffer out, Entry e) {
        int unpadded = out.position() + LOCAL + e.name.length + EXTRA;
        int padding = (ALIGNMENT - unpadded % ALIGNMENT) % ALIGNMENT;
        out.putInt(0x04034b50).putShort((short) 10);
        shared(out, e);
        out.putShort((short) (EXTRA + padding)).put(e.name).putShort((short) 0x4246).putShort((short) padding)
            .put(new byte[padding]).put(e.content);
    }

    private static void central(ByteBuffer out, Entry e, int offset) {
        out.putInt(0x02014b50).putShort((short) 10).putShort((short) 10);
        shared(out, e);
        out.putShort((short) 0).putShort((short) 0).putShort((short) 0).putShort((short) 0).putInt(0).putInt(offset)
            .put(e.name);
    }

    /// From the flags to the length of the name.
    private static void shared(ByteBuffer out, Entry e) {
        out.putShort((short) UTF8).putShort((short) 0).putShort((short) 0).putShort((short) FIRST_OF_JANUARY_1980)
            .putInt(e.crc).putInt(e.content.length).putInt(e.content.length).putShort((short) e.name.length);
    }

    private void end(ByteBuffer out, int directory) {
        int size = out.position() - directory;
        out.putInt(0x06054b50).putShort((short) 0).putShort((short) 0).putShort((short) entries.size())
            .putShort((short) entries.size()).putInt(size).putInt(directory).putShort((short) 0);
    }
}
