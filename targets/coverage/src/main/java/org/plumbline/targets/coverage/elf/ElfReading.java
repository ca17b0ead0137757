package org.plumbline.targets.coverage.elf;

/// What reading a library gives: the library, or the reason why there is none to be had.
public sealed interface ElfReading {
    record Read(Elf elf) implements ElfReading {
    }

    /// `why` is one line that names the file.
    record Unfit(String why) implements ElfReading {
    }
}
