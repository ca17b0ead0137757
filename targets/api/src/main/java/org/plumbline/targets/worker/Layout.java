package org.plumbline.targets.worker;

import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;

/// The journal's header. After it lies the request, after that, at `RESPONSE_AT`, the response. `STATE` is written last
/// and with release semantics by whoever hands over, and read with acquire semantics, so all else may be plain.
final class Layout {
    static final long MAGIC = 0x4c4e524a424d4c50L;
    static final int FORMAT = 1;

    /// Offsets of the fields.
    static final long MAGIC_AT = 0;
    static final long FORMAT_AT = 8;
    static final long STATE_AT = 12;
    static final long SEQUENCE_AT = 16;
    static final long PICKED_UP_AT = 24;
    static final long REQUEST_LENGTH_AT = 32;
    static final long RESPONSE_AT_AT = 40;
    static final long FILE_SIZE_AT = 48;
    static final long FIRST_VARIANT_AT = 56;
    static final long VARIANT_AT = 60;
    static final long REPEAT_AT = 64;
    static final long OUTCOMES_AT = 68;
    static final long PROGRESS_AT = 72;
    static final int HEADER = 128;

    /// States of the journal.
    static final int STARTING = 1;
    static final int READY = 2;
    static final int RUNNING = 3;
    static final int DONE = 4;
    static final int FAULT = 5;
    static final int WRITING = 6;

    static final VarHandle INT = ValueLayout.JAVA_INT.varHandle();
    static final VarHandle LONG = ValueLayout.JAVA_LONG.varHandle();

    private Layout() {
    }

    static long aligned(long offset) {
        return (offset + 7) & ~7L;
    }
}
