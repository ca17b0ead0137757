package org.plumbline.targets.coverage.elf;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Reads on through a file's bytes. Reading past its end is an [IndexOutOfBoundsException], which the readers of whole
/// tables turn into a value.
final class Bytes {
    private final ByteBuffer file;
    private int at;

    Bytes(ByteBuffer file, long at) {
        this.file = file;
        this.at = Math.toIntExact(at);
    }

    int at() {
        return at;
    }

    void skip(long bytes) {
        at = Math.toIntExact(at + bytes);
    }

    int u8() {
        return file.get(at++) & 0xFF;
    }

    int u16() {
        at += 2;
        return file.getShort(at - 2) & 0xFFFF;
    }

    int i32() {
        at += 4;
        return file.getInt(at - 4);
    }

    long u32() {
        return i32() & 0xFFFFFFFFL;
    }

    long i64() {
        at += 8;
        return file.getLong(at - 8);
    }

    /// An unsigned number in LEB128; DWARF 5, section 7.6.
    long uleb() {
        long value = 0;
        int shift = 0;
        int b;
        do {
            b = u8();
            value |= shift < Long.SIZE ? (long) (b & 0x7F) << shift : 0;
            shift += 7;
        } while ((b & 0x80) != 0);
        return value;
    }

    /// A signed number in LEB128.
    long sleb() {
        int from = at;
        long value = uleb();
        int shift = 7 * (at - from);
        boolean negative = (file.get(at - 1) & 0x40) != 0;
        return negative && shift < Long.SIZE ? value | -1L << shift : value;
    }

    /// Bytes up to a zero.
    String text() {
        int from = at;
        while (file.get(at++) != 0) {
            // further
        }
        byte[] text = new byte[at - 1 - from];
        file.get(from, text);
        return new String(text, StandardCharsets.ISO_8859_1);
    }
}
