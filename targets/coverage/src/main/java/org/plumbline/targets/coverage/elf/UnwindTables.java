package org.plumbline.targets.coverage.elf;

import java.util.List;

/// What looking for a library's unwind tables gives.
public sealed interface UnwindTables {
    /// The entries by ascending address, one for each start.
    record Found(List<Fde> entries) implements UnwindTables {
        public Found {
            entries = List.copyOf(entries);
        }
    }

    /// `why` is one line that names the file.
    record Missing(String why) implements UnwindTables {
    }
}
