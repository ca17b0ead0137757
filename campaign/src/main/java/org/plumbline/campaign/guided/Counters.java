package org.plumbline.campaign.guided;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/// Counters in libFuzzer's eyes: each stands for one thing that a case can show, and an input that sets one that no input
/// before it had set is kept. LibFuzzer clears them before each input. Things get their counters in the order in which they
/// are met, so that none share one; should [#MOST] be used up, further ones share.
final class Counters {
    /// LibFuzzer takes counters 262,144 apart for the same.
    static final int MOST = 1 << 17;

    private static final int PAGE = 4096;
    private static final long FIRST_PC = 0x4000_0000L;

    private final MemorySegment memory;
    private final Map<Object, Integer> numbers = new HashMap<>();

    private Counters(MemorySegment memory) {
        this.memory = memory;
    }

    /// Counters that nobody reads.
    static Counters unread() {
        return new Counters(Arena.ofAuto().allocate(MOST, PAGE));
    }

    /// Registers counters with the libFuzzer that [LibFuzzer#load] has loaded. They live as long as the process. Throws
    /// [IllegalStateException] where it does not export what it should.
    static Counters registered() throws IOException {
        SymbolLookup driver = SymbolLookup.libraryLookup(driver(), Arena.global());
        MemorySegment counters = Arena.global().allocate(MOST, PAGE);
        MemorySegment table = Arena.global().allocate(2L * Long.BYTES * MOST, 2L * Long.BYTES);
        for (long i = 0; i < MOST; i++) {
            table.setAtIndex(ValueLayout.JAVA_LONG, 2 * i, FIRST_PC + i);
        }
        register(driver, "__sanitizer_cov_8bit_counters_init", counters);
        register(driver, "__sanitizer_cov_pcs_init", table);
        return new Counters(counters);
    }

    private static Path driver() throws IOException {
        try (Stream<String> maps = Files.lines(Path.of("/proc/self/maps"))) {
            return maps.filter(line -> line.contains(LibFuzzer.DRIVER)).map(
                line -> Path.of(line.substring(line.indexOf('/')))).findFirst().orElseThrow(
                    () -> new IllegalStateException("Jazzer's " + LibFuzzer.DRIVER + " is not loaded"));
        }
    }

    private static void register(SymbolLookup driver, String name, MemorySegment region) {
        MethodHandle init = Linker.nativeLinker().downcallHandle(driver.find(name).orElseThrow(
            () -> new IllegalStateException("Jazzer's " + LibFuzzer.DRIVER + " exports no " + name)),
            FunctionDescriptor.ofVoid(ValueLayout.ADDRESS, ValueLayout.ADDRESS));
        try {
            init.invokeExact(region, region.asSlice(region.byteSize(), 0));
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /// Says that the running input shows these; how many of them are new.
    int set(Collection<?> things) {
        int before = numbers.size();
        things.forEach(this::set);
        return numbers.size() - before;
    }

    private void set(Object thing) {
        int number = numbers.size() < MOST ? numbers.computeIfAbsent(thing, _ -> numbers.size())
            : numbers.getOrDefault(thing, Math.floorMod(thing.hashCode(), MOST));
        memory.set(ValueLayout.JAVA_BYTE, number, (byte) 1);
    }
}
