package org.plumbline.targets.worker;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Sequential reading and writing of mapped memory. Numbers are unaligned and in native order: both sides run on one
/// machine. Byte runs and texts are preceded by their length.
final class Cursor {
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;

    private final MemorySegment memory;
    private long position;

    Cursor(MemorySegment memory, long position) {
        this.memory = memory;
        this.position = position;
    }

    long position() {
        return position;
    }

    void putInt(int value) {
        memory.set(INT, position, value);
        position += 4;
    }

    int getInt() {
        int value = memory.get(INT, position);
        position += 4;
        return value;
    }

    void putLong(long value) {
        memory.set(ValueLayout.JAVA_LONG_UNALIGNED, position, value);
        position += 8;
    }

    long getLong() {
        long value = memory.get(ValueLayout.JAVA_LONG_UNALIGNED, position);
        position += 8;
        return value;
    }

    void putBytes(byte[] bytes) {
        putInt(bytes.length);
        MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, position, bytes.length);
        position += bytes.length;
    }

    void putBuffer(ByteBuffer bytes) {
        int length = bytes.remaining();
        putInt(length);
        MemorySegment.copy(MemorySegment.ofBuffer(bytes), 0, memory, position, length);
        position += length;
    }

    byte[] getBytes() {
        int length = getInt();
        if (length < 0 || length > memory.byteSize() - position) {
            throw new IndexOutOfBoundsException("a run of " + length + " bytes at " + position);
        }
        byte[] bytes = new byte[length];
        MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, position, bytes, 0, length);
        position += length;
        return bytes;
    }

    void putText(String text) {
        putBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    String getText() {
        return new String(getBytes(), StandardCharsets.UTF_8);
    }
}
