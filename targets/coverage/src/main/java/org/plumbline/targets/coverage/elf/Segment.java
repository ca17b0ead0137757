package org.plumbline.targets.coverage.elf;

/// A program header: `bytes` of the file from `offset` on, which are mapped from `address` on.
public record Segment(int type, int flags, long offset, long address, long bytes) {
    static final int LOAD = 1;
    static final int NOTE = 4;
    static final int EH_FRAME_HEADER = 0x6474e550;

    private static final int EXECUTABLE = 1;

    boolean isCode() {
        return type == LOAD && (flags & EXECUTABLE) != 0;
    }

    boolean holds(long at) {
        return at >= address && at < address + bytes;
    }
}
