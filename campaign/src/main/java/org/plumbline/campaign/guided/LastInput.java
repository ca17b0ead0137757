package org.plumbline.campaign.guided;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// The input that an explorer has in hand, in a mapped file: there when the explorer is killed, whatever kills it.
final class LastInput {
    private static final VarHandle INT = ValueLayout.JAVA_INT.varHandle();
    private static final int LENGTH_AT = 0;
    private static final int RUNNING_AT = 4;
    private static final int HEADER = 8;

    private final MemorySegment memory;

    private LastInput(MemorySegment memory) {
        this.memory = memory;
    }

    /// What was in hand. `running` says that its run had not ended.
    record Left(byte[] input, boolean running) {
    }

    /// Opens the file for inputs of at most `most` bytes; what was left there stays until the first input. The file is
    /// filled, so that a disk that gets full later does no harm.
    static LastInput open(Path file, int most) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ,
            StandardOpenOption.WRITE)) {
            ByteBuffer zeros = ByteBuffer.allocate(HEADER + most);
            while (channel.size() < zeros.capacity()) {
                zeros.clear().limit((int) (zeros.capacity() - channel.size()));
                channel.write(zeros, channel.size());
            }
            return new LastInput(channel.map(FileChannel.MapMode.READ_WRITE, 0, zeros.capacity(), Arena.ofAuto()));
        }
    }

    /// What an explorer that is dead left in `file`; empty where it had nothing in hand.
    static Optional<Left> left(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        ByteBuffer all = ByteBuffer.wrap(Files.readAllBytes(file)).order(java.nio.ByteOrder.nativeOrder());
        int length = all.limit() < HEADER ? 0 : all.getInt(LENGTH_AT);
        if (length <= 0 || length > all.limit() - HEADER) {
            return Optional.empty();
        }
        byte[] input = new byte[length];
        all.get(HEADER, input);
        return Optional.of(new Left(input, all.getInt(RUNNING_AT) == 1));
    }

    /// An input is about to run.
    void begin(byte[] input) {
        INT.setRelease(memory, (long) LENGTH_AT, 0);
        MemorySegment.copy(input, 0, memory, ValueLayout.JAVA_BYTE, HEADER, input.length);
        INT.setRelease(memory, (long) RUNNING_AT, 1);
        INT.setRelease(memory, (long) LENGTH_AT, input.length);
    }

    /// Its run has ended.
    void end() {
        INT.setRelease(memory, (long) RUNNING_AT, 0);
    }
}
