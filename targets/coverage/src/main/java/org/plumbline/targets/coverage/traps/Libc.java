package org.plumbline.targets.coverage.traps;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// The four calls of libc on Linux x86-64 that arming takes. Each gives 0 or the `errno`.
final class Libc {
    static final int READ_EXECUTE = 5;
    static final int READ_WRITE_EXECUTE = 7;

    private static final int READ_WRITE = 3;
    private static final int PRIVATE_ANONYMOUS = 0x22;
    private static final int SIGTRAP = 5;
    private static final int SA_SIGINFO = 4;
    private static final int SA_RESTART = 0x10000000;
    private static final int SA_NODEFER = 0x40000000;
    private static final long SIGACTION_BYTES = 152;
    private static final long SIGACTION_FLAGS_AT = 136;

    private final Linker linker = Linker.nativeLinker();
    private final MemoryLayout state = Linker.Option.captureStateLayout();
    private final MethodHandle mmap = find("mmap",
        FunctionDescriptor.of(JAVA_LONG, ADDRESS, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG));
    private final MethodHandle mprotect = find("mprotect",
        FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
    private final MethodHandle sigaction = find("sigaction",
        FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS));
    private final MethodHandle strerror = linker.downcallHandle(linker.defaultLookup().findOrThrow("strerror"),
        FunctionDescriptor.of(ADDRESS, JAVA_INT));

    private MethodHandle find(String name, FunctionDescriptor type) {
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), type,
            Linker.Option.captureCallState("errno"));
    }

    /// A call into libc.
    private interface Call {
        long with(MemorySegment errno) throws Throwable;
    }

    private int errno(Call call) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment captured = arena.allocate(state);
            return call.with(captured) == -1 ? captured.get(JAVA_INT,
                state.byteOffset(MemoryLayout.PathElement.groupElement("errno"))) : 0;
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("a call into libc threw", e);
        }
    }

    /// Maps fresh memory that can be read and written, and leaves its address in `address`; it is never unmapped.
    int map(long bytes, long[] address) {
        return errno(e -> address[0] =
            (long) mmap.invokeExact(e, MemorySegment.NULL, bytes, READ_WRITE, PRIVATE_ANONYMOUS, -1, 0L));
    }

    int protect(MemorySegment pages, int protection) {
        return errno(e -> (int) mprotect.invokeExact(e, pages, pages.byteSize(), protection));
    }

    /// Makes `handler` the handler of SIGTRAP. It may interrupt itself: another signal's handler may run into a probe.
    int handleTraps(long handler) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment action = arena.allocate(SIGACTION_BYTES, 8);
            action.set(JAVA_LONG, 0, handler);
            action.set(JAVA_INT, SIGACTION_FLAGS_AT, SA_SIGINFO | SA_RESTART | SA_NODEFER);
            return errno(e -> (int) sigaction.invokeExact(e, SIGTRAP, action, MemorySegment.NULL));
        }
    }

    /// The address of SIGTRAP's handler: 0 for the default, 1 where it is ignored.
    long trapHandler() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment action = arena.allocate(SIGACTION_BYTES, 8);
            int failed = errno(e -> (int) sigaction.invokeExact(e, SIGTRAP, MemorySegment.NULL, action));
            return failed == 0 ? action.get(JAVA_LONG, 0) : 0;
        }
    }

    String describe(int errno) {
        try {
            MemorySegment text = (MemorySegment) strerror.invokeExact(errno);
            return text.reinterpret(Long.MAX_VALUE).getString(0);
        } catch (Throwable e) {
            throw new IllegalStateException("strerror threw", e);
        }
    }
}
