package org.plumbline.targets.coverage.traps;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;

/// The block of memory that the handler works with, laid out as `struct data` in `handler.c`. It may be shared with
/// another process, which then reads the log: addresses in it mean something to the armed process only.
///
/// @param block [#BYTES] bytes, zero at first
/// @param log a power of two of words, zero at first: a ring, in which 0 means that a hit is still to be written
public record TrapData(MemorySegment block, MemorySegment log) {
    /// The size of the block.
    public static final long BYTES = 56 + 8 * 24;

    private static final long LOGGED_AT = 0;
    private static final long LATE_AT = 8;
    private static final long FOREIGN_AT = 16;
    private static final long MASK_AT = 24;
    private static final long LOG_AT = 32;
    private static final long OLD_AT = 40;
    private static final long MODULES_AT = 48;
    private static final long MODULE_AT = 56;
    private static final long OFFSET_BITS = (1L << 48) - 1;
    private static final VarHandle LONG = JAVA_LONG.varHandle();

    public TrapData {
        if (Long.bitCount(log.byteSize()) != 1) {
            throw new IllegalArgumentException("a log of " + log.byteSize() + " bytes is no power of two");
        }
    }

    /// The armed process's part: everything that the handler reads.
    void prepare(long oldHandler, long code, long bytes, long original) {
        block.set(JAVA_LONG, MASK_AT, log.byteSize() / Long.BYTES - 1);
        block.set(JAVA_LONG, LOG_AT, log.address());
        block.set(JAVA_LONG, OLD_AT, oldHandler);
        block.set(JAVA_LONG, MODULE_AT, code);
        block.set(JAVA_LONG, MODULE_AT + 8, bytes);
        block.set(JAVA_LONG, MODULE_AT + 16, original);
        LONG.setVolatile(block, MODULES_AT, 1L);
    }

    /// How many hits there were.
    public long logged() {
        return (long) LONG.getVolatile(block, LOGGED_AT);
    }

    /// How many threads ran into a probe that another one had just taken out.
    public long late() {
        return (long) LONG.getVolatile(block, LATE_AT);
    }

    /// How many traps were none of ours.
    public long foreign() {
        return (long) LONG.getVolatile(block, FOREIGN_AT);
    }

    /// Takes hit `index`, counted from the start: its distance from the start of the code; -1 where its thread has yet
    /// to write it. Each hit can be taken once.
    public long take(long index) {
        long at = index * Long.BYTES & log.byteSize() - 1;
        long entry = (long) LONG.getVolatile(log, at);
        if (entry == 0) {
            return -1;
        }
        LONG.setVolatile(log, at, 0L);
        return entry & OFFSET_BITS;
    }
}
