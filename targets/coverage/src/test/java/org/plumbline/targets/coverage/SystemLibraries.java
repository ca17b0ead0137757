package org.plumbline.targets.coverage;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.plumbline.targets.coverage.elf.Elf;
import org.plumbline.targets.coverage.elf.ElfReader;
import org.plumbline.targets.coverage.elf.ElfReading;

/// Libraries that a Linux machine is likely to have.
public final class SystemLibraries {
    private SystemLibraries() {
    }

    /// The library of that name, where this machine has it for x86-64.
    public static Optional<Path> find(String name) {
        return Stream.of("/usr/lib/x86_64-linux-gnu", "/lib/x86_64-linux-gnu", "/usr/lib64", "/lib64", "/usr/lib")
            .map(folder -> Path.of(folder, name)).filter(Files::exists)
            .filter(p -> ElfReader.read(p) instanceof ElfReading.Read).findFirst();
    }

    /// Reads a library; one that cannot be read fails the test with its reason.
    public static Elf read(Path library) {
        return switch (ElfReader.read(library)) {
            case ElfReading.Read(Elf elf) -> elf;
            case ElfReading.Unfit(String why) -> throw new AssertionError(why);
        };
    }
}
