package org.plumbline.targets.worker;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The file that a supervisor and one worker share, mapped into both. It grows by being written to, never sparsely, so
/// that a full disk is an [IOException] and not a fault in mapped memory.
final class JournalFile implements AutoCloseable {
    private static final long FIRST_SIZE = 256 << 10;

    private final Path path;
    private final FileChannel channel;
    private final FileChannel.MapMode mode;
    private volatile MemorySegment memory;

    private JournalFile(Path path, FileChannel channel, FileChannel.MapMode mode) {
        this.mode = mode;
        this.path = path;
        this.channel = channel;
    }

    static JournalFile create(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ,
            StandardOpenOption.WRITE);
        JournalFile file = new JournalFile(path, channel, FileChannel.MapMode.READ_WRITE);
        file.reserve(FIRST_SIZE);
        file.putLong(Layout.MAGIC_AT, Layout.MAGIC);
        file.putInt(Layout.FORMAT_AT, Layout.FORMAT);
        file.putLong(Layout.RESPONSE_AT_AT, Layout.HEADER);
        file.publish(Layout.STARTING);
        return file;
    }

    static JournalFile open(Path path) throws IOException {
        JournalFile file = new JournalFile(path,
            FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE), FileChannel.MapMode.READ_WRITE);
        file.map(file.channel.size());
        return file;
    }

    static JournalFile openToRead(Path path) throws IOException {
        JournalFile file =
            new JournalFile(path, FileChannel.open(path, StandardOpenOption.READ), FileChannel.MapMode.READ_ONLY);
        file.map(file.channel.size());
        return file;
    }

    Path path() {
        return path;
    }

    /// Makes the file at least `bytes` long. Old mappings stay valid: they show the same pages.
    void reserve(long bytes) throws IOException {
        long size = channel.size();
        if (size < bytes) {
            long wanted = Math.max(bytes, size + size / 2);
            ByteBuffer zeros = ByteBuffer.allocate(1 << 16);
            for (long at = size; at < wanted; at += zeros.capacity()) {
                zeros.clear();
                while (zeros.hasRemaining()) {
                    channel.write(zeros, at + zeros.position());
                }
            }
            map(channel.size());
            putLong(Layout.FILE_SIZE_AT, memory.byteSize());
        }
    }

    /// Follows the other side's [#reserve(long)].
    void follow() throws IOException {
        if (memory == null || getLong(Layout.FILE_SIZE_AT) > memory.byteSize()) {
            map(channel.size());
        }
    }

    private void map(long size) throws IOException {
        memory = channel.map(mode, 0, size, Arena.ofAuto());
    }

    long capacity() {
        return memory.byteSize();
    }

    Cursor at(long offset) {
        return new Cursor(memory, offset);
    }

    int state() {
        return (int) Layout.INT.getAcquire(memory, Layout.STATE_AT);
    }

    void publish(int state) {
        Layout.INT.setRelease(memory, Layout.STATE_AT, state);
    }

    int getInt(long at) {
        return (int) Layout.INT.getAcquire(memory, at);
    }

    void putInt(long at, int value) {
        Layout.INT.setRelease(memory, at, value);
    }

    long getLong(long at) {
        return (long) Layout.LONG.getAcquire(memory, at);
    }

    void putLong(long at, long value) {
        Layout.LONG.setRelease(memory, at, value);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
