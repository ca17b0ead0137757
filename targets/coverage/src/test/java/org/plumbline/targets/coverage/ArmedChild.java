package org.plumbline.targets.coverage;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.plumbline.targets.watch.Arming;

/// A process that loads zlib and does what it is told on standard input, a line for a line: `arm`, `checksum`,
/// `deflate`, `threads <n>`, `harden` (from then on no memory can be made executable), `load <path>`.
final class ArmedChild {
    private static final int PR_SET_MDWE = 65;

    private final ArmingCompanion companion = new ArmingCompanion();
    private SymbolLookup zlib;

    private ArmedChild() {
    }

    public static void main(String[] arguments) throws Throwable {
        ArmedChild child = new ArmedChild();
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            System.out.println(child.answer(line.split(" ")));
        }
    }

    private String answer(String[] words) throws Throwable {
        return switch (words[0]) {
            case "load" -> {
                zlib = SymbolLookup.libraryLookup(Path.of(words[1]), Arena.global());
                yield "loaded";
            }
            case "arm" -> switch (companion.arm(System::nanoTime)) {
                case Arming.Armed(int probes, _) -> "armed " + probes;
                case Arming.Unarmed(String why) -> "unarmed: " + why;
            };
            case "harden" -> "prctl " + (int) libc("prctl", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG,
                JAVA_LONG, JAVA_LONG, JAVA_LONG)).invokeExact(PR_SET_MDWE, 1L, 0L, 0L, 0L);
            case "checksum" -> {
                companion.starting();
                yield checksum();
            }
            case "deflate" -> {
                companion.starting();
                yield deflate();
            }
            case "threads" -> {
                companion.starting();
                yield threads(Integer.parseInt(words[1]));
            }
            default -> throw new IOException("unknown command " + words[0]);
        };
    }

    private static MethodHandle libc(String name, FunctionDescriptor type) {
        return Linker.nativeLinker().downcallHandle(Linker.nativeLinker().defaultLookup().findOrThrow(name), type);
    }

    private MethodHandle function(String name, FunctionDescriptor type) {
        return Linker.nativeLinker().downcallHandle(zlib.findOrThrow(name), type);
    }

    private static MemorySegment data(Arena arena) {
        MemorySegment data = arena.allocate(10_000);
        IntStream.range(0, 10_000).forEach(i -> data.set(JAVA_BYTE, i, (byte) (i * i % 251 / 7)));
        return data;
    }

    private String checksum() throws Throwable {
        try (Arena arena = Arena.ofConfined()) {
            return Long.toHexString((long) function("crc32", FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, ADDRESS,
                JAVA_INT)).invokeExact(0L, data(arena), 10_000));
        }
    }

    private String deflate() throws Throwable {
        FunctionDescriptor type = FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment packed = arena.allocate(20_000);
            MemorySegment length = arena.allocateFrom(JAVA_LONG, 20_000);
            int rc = (int) function("compress", type).invokeExact(packed, length, data(arena), 10_000L);
            MemorySegment back = arena.allocate(10_000);
            MemorySegment backLength = arena.allocateFrom(JAVA_LONG, 10_000);
            int rc2 = (int) function("uncompress", type).invokeExact(back, backLength, packed,
                length.get(JAVA_LONG, 0));
            return rc + " " + rc2 + " " + length.get(JAVA_LONG, 0) + " " + (back.mismatch(data(arena)) == -1);
        }
    }

    private String threads(int count) throws InterruptedException {
        Set<String> answers = ConcurrentHashMap.newKeySet();
        CyclicBarrier together = new CyclicBarrier(count);
        Thread[] threads = Stream.generate(() -> Thread.ofPlatform().start(() -> {
            try {
                together.await();
                answers.add(deflate());
            } catch (Throwable e) {
                answers.add(e.toString());
            }
        })).limit(count).toArray(Thread[]::new);
        for (Thread thread : threads) {
            thread.join();
        }
        return String.join(" | ", answers);
    }
}
