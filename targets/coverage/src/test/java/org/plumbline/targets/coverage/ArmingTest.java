package org.plumbline.targets.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.targets.coverage.elf.Elf;
import org.plumbline.targets.coverage.elf.Symbols;
import org.plumbline.targets.coverage.sites.Level;
import org.plumbline.targets.watch.Probe;
import org.plumbline.targets.watch.Watch;
import org.plumbline.targets.watch.Watched;

class ArmingTest {
    @TempDir
    Path directory;

    private Path zlib;
    private Watched watched;
    private ChildProcess child;

    @BeforeEach
    void findZlib() {
        assumeTrue(System.getProperty("os.name").equals("Linux") && System.getProperty("os.arch").equals("amd64"),
            "not run: probes need Linux on amd64");
        Optional<Path> found = SystemLibraries.find("libz.so.1");
        assumeTrue(found.isPresent(), "not run: this machine has no libz.so.1 for x86-64");
        zlib = found.get();
    }

    @AfterEach
    void end() throws IOException {
        if (child != null) {
            child.close();
        }
        if (watched != null) {
            watched.close();
            try (var left = Files.list(directory)) {
                assertThat(left).as("what a watch leaves behind").noneMatch(p -> p.toString().endsWith(".probes"));
            }
        }
    }

    private static Watch watch(Path library, Level level) {
        return switch (NativeCoverage.at(level).over(library)) {
            case Watch.Watching(Watch watch) -> watch;
            case Watch.Blind(String why) -> throw new AssertionError(why);
        };
    }

    private void watching(Path library, Level level, Set<Probe> known, String... more) throws IOException {
        watched = watch(library, level).worker(directory, "child", known);
        List<String> arguments = new ArrayList<>(watched.jvmArguments());
        arguments.addAll(List.of(more));
        child = ChildProcess.start(arguments);
    }

    private String tell(String command) throws IOException, InterruptedException {
        return child.tell(command);
    }

    private List<Probe> hitsOf(String command) throws IOException, InterruptedException {
        tell(command);
        return watched.hits();
    }

    private void arm() throws IOException, InterruptedException {
        assertThat(tell("load " + zlib)).isEqualTo("loaded");
        assertThat(tell("arm")).matches("armed \\d+");
    }

    @Nested
    class AnArmedLibrary {
        @Test
        void reportsWhatARunReachesOnceAndRepeatsReachNothingNew() throws Exception {
            watching(zlib, Level.BLOCKS, Set.of());
            arm();
            List<Probe> checksum = hitsOf("checksum");
            assertThat(checksum).hasSizeGreaterThan(5).doesNotHaveDuplicates();
            assertThat(hitsOf("checksum")).isEmpty();
            List<Probe> deflate = hitsOf("deflate");
            assertThat(deflate).hasSizeGreaterThan(200).doesNotHaveDuplicates().doesNotContainAnyElementsOf(checksum);
            assertThat(hitsOf("deflate")).isEmpty();
            assertThat(hitsOf("checksum")).isEmpty();
        }

        @Test
        void namesTheFunctionsThatWereCalled() throws Exception {
            watching(zlib, Level.FUNCTIONS, Set.of());
            arm();
            Elf elf = SystemLibraries.read(zlib);
            var symbols = Symbols.functions(elf);
            assertThat(hitsOf("checksum")).extracting(Probe::library).containsOnly(elf.buildId());
            assertThat(hitsOf("deflate")).extracting(p -> symbols.get(p.address())).contains("compress", "deflate",
                "uncompress", "inflate");
        }

        @Test
        void computesWhatItsUnarmedTwinComputes() throws Exception {
            watching(zlib, Level.BLOCKS, Set.of());
            arm();
            List<String> armed = List.of(tell("checksum"), tell("deflate"), tell("threads 4"));
            child.close();
            child = ChildProcess.start(List.of());
            tell("load " + zlib);
            assertThat(armed).containsExactly(tell("checksum"), tell("deflate"), tell("threads 4"));
            assertThat(armed.get(1)).matches("0 0 \\d+ true");
        }

        @Test
        void keepsTheHitsOfAProcessThatWasKilled() throws Exception {
            watching(zlib, Level.FUNCTIONS, Set.of());
            arm();
            tell("deflate");
            child.close();
            assertThat(watched.hits()).hasSizeGreaterThan(10);
        }

        @Test
        void leavesOutProbesThatAreKnown() throws Exception {
            watching(zlib, Level.BLOCKS, Set.of());
            arm();
            Set<Probe> known = Set.copyOf(hitsOf("deflate"));
            end();
            watching(zlib, Level.BLOCKS, known);
            arm();
            assertThat(hitsOf("deflate")).doesNotContainAnyElementsOf(known).hasSizeLessThan(known.size() / 10);
        }
    }

    @Nested
    class ProbesArmedAgain {
        @Test
        void areTheOnlyOnesThatAreHitAgain() throws Exception {
            watching(zlib, Level.BLOCKS, Set.of());
            arm();
            List<Probe> checksum = hitsOf("checksum");
            List<Probe> deflate = hitsOf("deflate");
            watched.again(checksum);
            assertThat(hitsOf("deflate")).isSubsetOf(checksum);
            assertThat(hitsOf("checksum")).isSubsetOf(checksum);
            watched.again(deflate.subList(0, 50));
            assertThat(hitsOf("deflate")).containsExactlyInAnyOrderElementsOf(deflate.subList(0, 50));
            assertThat(hitsOf("deflate")).isEmpty();
        }

        @Test
        void ofAnotherLibraryAreIgnored() throws Exception {
            watching(zlib, Level.FUNCTIONS, Set.of());
            arm();
            tell("checksum");
            watched.hits();
            watched.again(List.of(new Probe("another", 4096), new Probe(SystemLibraries.read(zlib).buildId(), 1)));
            assertThat(hitsOf("checksum")).isEmpty();
        }

        @Test
        void areHitOnceEachHoweverManyThreadsReachThemAtOnce() throws Exception {
            watching(zlib, Level.BLOCKS, Set.of());
            arm();
            String alone = tell("deflate");
            List<Probe> probes = watched.hits();
            for (int round = 0; round < 60; round++) {
                watched.again(probes);
                assertThat(tell("threads 4")).isEqualTo(alone);
                assertThat(watched.hits()).doesNotHaveDuplicates().hasSizeGreaterThan(probes.size() * 9 / 10)
                    .isSubsetOf(probes);
            }
        }
    }

    @Nested
    class WhatCannotBeArmed {
        @Test
        void isALibraryThatTheWorkerHasNotLoaded() throws Exception {
            Path copy = Files.copy(zlib, directory.resolve("other.so"));
            watching(copy, Level.FUNCTIONS, Set.of());
            assertThat(tell("arm")).startsWith("unarmed: ").contains("other.so is not loaded");
        }

        @Test
        void isALibraryThatHasChangedOnDiskSinceItsAnalysis() throws Exception {
            Path copy = Files.copy(zlib, directory.resolve("updated.so"));
            String buildId = SystemLibraries.read(copy).buildId();
            watching(copy, Level.FUNCTIONS, Set.of());
            byte[] bytes = Files.readAllBytes(copy);
            int at = indexOf(bytes, HexFormat.of().parseHex(buildId));
            bytes[at] ^= 1;
            Path next = Files.write(directory.resolve("next.so"), bytes);
            Files.move(next, copy, StandardCopyOption.REPLACE_EXISTING);
            assertThat(tell("load " + copy)).isEqualTo("loaded");
            assertThat(tell("arm")).startsWith("unarmed: ").contains("has changed on disk since it was analysed",
                buildId);
            assertThat(tell("deflate")).startsWith("0 0 ");
        }

        private static int indexOf(byte[] bytes, byte[] part) {
            int at = 0;
            while (!ByteBuffer.wrap(bytes, at, part.length).equals(ByteBuffer.wrap(part))) {
                at++;
            }
            return at;
        }

        @Test
        void isAnyLibraryWhereTheSystemForbidsToWriteToCode() throws Exception {
            watching(zlib, Level.FUNCTIONS, Set.of(), "-Xint", "-XX:InitialCodeCacheSize=32m");
            tell("load " + zlib);
            tell("checksum");
            assumeTrue(tell("harden").equals("prctl 0"), "not run: this kernel has no PR_SET_MDWE (Linux 6.3)");
            assertThat(tell("arm")).startsWith("unarmed: the system forbids to ");
            assertThat(tell("deflate")).startsWith("0 0 ");
        }

        @Test
        void isAnythingWithoutAFileOfProbes() throws Exception {
            child = ChildProcess.start(List.of());
            assertThat(tell("arm")).isEqualTo("unarmed: the worker was started without -Dplumbline.probes");
            child.close();
            child = ChildProcess.start(List.of("-Dplumbline.probes=" + Files.writeString(directory.resolve("x"), "y")));
            assertThat(tell("arm")).startsWith("unarmed: cannot open the file of probes");
        }

        @Test
        void isALibraryThatCannotBeAnalysed() throws Exception {
            Path text = Files.writeString(directory.resolve("text.so"), "text");
            assertThat(NativeCoverage.at(Level.BLOCKS).over(text)).isInstanceOfSatisfying(Watch.Blind.class,
                b -> assertThat(b.why()).contains("text.so is no ELF file"));
        }
    }
}
