package org.plumbline.targets.worker;

import java.time.Duration;

/// What a worker may use up. `wallClock` runs anew for each variant of a case; `addressSpace` and `journal` are bytes
/// (address space 0: no limit); after `recycleAfter` executions a worker is replaced, since refused models leak in some
/// targets; `heapMegabytes` is the Java heap of the worker.
public record Limits(Duration wallClock, long addressSpace, int recycleAfter, int heapMegabytes, long journal) {
    /// Ten seconds a variant, 8 GiB of address space, 20,000 executions, 512 MiB of heap, 256 MiB of journal.
    public static final Limits DEFAULT = new Limits(Duration.ofSeconds(10), 8L << 30, 20_000, 512, 256L << 20);

    public Limits {
        if (wallClock.isNegative() || wallClock.isZero() || addressSpace < 0 || recycleAfter < 1 || heapMegabytes < 16
            || journal < 1 << 16) {
            throw new IllegalArgumentException("limits out of range: wall clock " + wallClock + ", address space "
                + addressSpace + ", recycle after " + recycleAfter + ", heap " + heapMegabytes + " MiB, journal "
                + journal);
        }
    }

    public Limits withWallClock(Duration other) {
        return new Limits(other, addressSpace, recycleAfter, heapMegabytes, journal);
    }

    public Limits withAddressSpace(long bytes) {
        return new Limits(wallClock, bytes, recycleAfter, heapMegabytes, journal);
    }

    public Limits withRecycleAfter(int executions) {
        return new Limits(wallClock, addressSpace, executions, heapMegabytes, journal);
    }

    public Limits withJournal(long bytes) {
        return new Limits(wallClock, addressSpace, recycleAfter, heapMegabytes, bytes);
    }
}
