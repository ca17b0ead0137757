package org.plumbline.campaign.guided;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// The static methods that libFuzzer's Java side calls by name, all on the thread that started it; they go to the
/// [Fuzzed] that is bound there.
final class Callbacks {
    /// Who answers.
    static final ScopedValue<Fuzzed> ANSWERING = ScopedValue.newInstance();

    private Callbacks() {
    }

    /// What libFuzzer asks for.
    interface Fuzzed {
        /// Runs an input; false ends libFuzzer.
        boolean run(byte[] input);

        /// A changed input of at most `most` bytes.
        byte[] mutate(byte[] input, int most, int seed);

        /// An input made of two, of at most `most` bytes.
        byte[] cross(byte[] one, byte[] other, int most, int seed);
    }

    @SuppressWarnings("unused") // by libFuzzer
    static int runOne(long data, int size) {
        return ANSWERING.get().run(read(data, size)) ? LibFuzzer.GO_ON : LibFuzzer.COME_BACK;
    }

    @SuppressWarnings("unused") // by libFuzzer
    static int mutateOne(long data, int size, int most, int seed) {
        return write(ANSWERING.get().mutate(read(data, size), most, seed), data);
    }

    @SuppressWarnings("unused") // by libFuzzer
    static int crossOver(long one, int size, long other, int otherSize, long out, int most, int seed) {
        return write(ANSWERING.get().cross(read(one, size), read(other, otherSize), most, seed), out);
    }

    /// LibFuzzer asks for this when it gives up by itself, which its options here keep it from.
    @SuppressWarnings("unused") // by libFuzzer
    static void dumpAllStackTraces() {
        Thread.getAllStackTraces().forEach((thread, frames) -> {
            System.err.println(thread);
            for (StackTraceElement frame : frames) {
                System.err.println("  at " + frame);
            }
        });
    }

    private static byte[] read(long address, int size) {
        return MemorySegment.ofAddress(address).reinterpret(size).toArray(ValueLayout.JAVA_BYTE);
    }

    private static int write(byte[] bytes, long address) {
        MemorySegment.copy(MemorySegment.ofArray(bytes), 0, MemorySegment.ofAddress(address).reinterpret(bytes.length),
            0, bytes.length);
        return bytes.length;
    }
}
