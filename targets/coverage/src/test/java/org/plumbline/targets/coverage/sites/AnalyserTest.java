package org.plumbline.targets.coverage.sites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.targets.coverage.SystemLibraries;
import org.plumbline.targets.coverage.elf.EhFrame;
import org.plumbline.targets.coverage.elf.Elf;
import org.plumbline.targets.coverage.elf.Fde;
import org.plumbline.targets.coverage.elf.LandingPads;
import org.plumbline.targets.coverage.elf.UnwindTables;

class AnalyserTest {
    @TempDir
    Path directory;

    private Path library;

    @BeforeEach
    void findALibrary() {
        Optional<Path> found = SystemLibraries.find("libstdc++.so.6");
        assumeTrue(found.isPresent(), "not run: this machine has no libstdc++.so.6 for x86-64");
        library = found.get();
    }

    private static Analysis.Analysed analysed(Path path, Level level) {
        return switch (Analyser.analyse(path, level)) {
            case Analysis.Analysed found -> found;
            case Analysis.Unfit(String why) -> throw new AssertionError(why);
        };
    }

    private static Set<Integer> sites(Path path, Level level) {
        return Arrays.stream(analysed(path, level).sites().addresses()).boxed().collect(Collectors.toSet());
    }

    @Test
    void everyFunctionEntryIsABlockToo() {
        assertThat(sites(library, Level.BLOCKS)).containsAll(sites(library, Level.FUNCTIONS))
            .hasSizeGreaterThan(5 * sites(library, Level.FUNCTIONS).size());
        assertThat(analysed(library, Level.BLOCKS).opaque()).isZero();
    }

    @Test
    void landingPadsAreBlocks() {
        Elf elf = SystemLibraries.read(library);
        Set<Integer> blocks = sites(library, Level.BLOCKS);
        for (Fde entry : ((UnwindTables.Found) EhFrame.of(elf)).entries()) {
            assertThat(Arrays.stream(LandingPads.of(elf, entry)).mapToObj(p -> (int) p)).allMatch(blocks::contains);
        }
    }

    @Test
    void aFunctionWithDataInsideIsProbedAtItsEntryAlone() throws IOException {
        Elf elf = SystemLibraries.read(library);
        long text = elf.section(".text").orElseThrow().address();
        Fde large = ((UnwindTables.Found) EhFrame.of(elf)).entries().stream()
            .filter(f -> f.start() >= text && f.end() - f.start() > 2000).findFirst().orElseThrow();
        byte[] bytes = Files.readAllBytes(library);
        byte noInstruction = 0x06;
        Arrays.fill(bytes, elf.position(large.start() + 500), elf.position(large.start() + 600), noInstruction);
        Path changed = Files.write(directory.resolve("changed.so"), bytes);
        assertThat(analysed(changed, Level.BLOCKS).opaque()).isPositive();
        assertThat(sites(changed, Level.BLOCKS)).filteredOn(a -> large.holds(a)).containsExactly((int) large.start());
        assertThat(sites(library, Level.BLOCKS)).filteredOn(a -> large.holds(a)).hasSizeGreaterThan(10);
    }

    @Test
    void whatIsNoLibraryHasNoSites() {
        assertThat(((Analysis.Unfit) Analyser.analyse(directory.resolve("none.so"), Level.FUNCTIONS)).why())
            .contains("none.so");
    }
}
