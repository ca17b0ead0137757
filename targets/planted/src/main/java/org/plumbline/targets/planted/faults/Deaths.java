package org.plumbline.targets.planted.faults;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/// Ways to take the process along.
final class Deaths {
    private static final int EXIT_CODE = 134;
    private static final long CHUNK = 1L << 30;
    private static final int MOST_CHUNKS = 256;

    private Deaths() {
    }

    /// A real SIGSEGV: a write to address 0.
    @SuppressWarnings("restricted")
    static void segfault() {
        MemorySegment.NULL.reinterpret(ValueLayout.JAVA_LONG.byteSize()).set(ValueLayout.JAVA_LONG, 0, 1);
    }

    /// Ends the process at once, as `abort` would.
    static void abort() {
        Runtime.getRuntime().halt(EXIT_CODE);
    }

    /// Never returns.
    static void hang() {
        while (true) {
            Thread.onSpinWait();
        }
    }

    /// Reserves memory, without touching it, until the address-space limit says no (or 256 GiB are reserved), and
    /// then fails as a C++ `bad_alloc` would.
    @SuppressWarnings("restricted")
    static void hog() {
        Linker linker = Linker.nativeLinker();
        var malloc = linker.downcallHandle(linker.defaultLookup().findOrThrow("malloc"),
            FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.JAVA_LONG));
        List<MemorySegment> kept = new ArrayList<>();
        try (Arena _ = Arena.ofConfined()) {
            for (int i = 0; i < MOST_CHUNKS; i++) {
                MemorySegment chunk = (MemorySegment) malloc.invokeExact(CHUNK);
                kept.add(chunk);
                if (chunk.equals(MemorySegment.NULL)) {
                    break;
                }
            }
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
        throw new OutOfMemoryError("reserved " + kept.size() + " GiB");
    }
}
