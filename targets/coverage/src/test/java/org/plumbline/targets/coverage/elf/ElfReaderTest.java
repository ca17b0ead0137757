package org.plumbline.targets.coverage.elf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.graph.Rng;
import org.plumbline.targets.coverage.SystemLibraries;

class ElfReaderTest {
    @TempDir
    Path directory;

    private Path library;

    @BeforeEach
    void findALibrary() {
        Optional<Path> found = SystemLibraries.find("libstdc++.so.6");
        assumeTrue(found.isPresent(), "not run: this machine has no libstdc++.so.6 for x86-64");
        library = found.get();
    }

    private Path changed(Consumer<ByteBuffer> change) throws IOException {
        byte[] bytes = Files.readAllBytes(library);
        change.accept(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
        return Files.write(directory.resolve("changed.so"), bytes);
    }

    /// Where the program header of that type is.
    private static int programHeader(ByteBuffer file, int type) {
        int at = (int) file.getLong(32);
        while (file.getInt(at) != type) {
            at += 56;
        }
        return at;
    }

    private static String unfit(Path path) {
        return ((ElfReading.Unfit) ElfReader.read(path)).why();
    }

    @Nested
    class ALibrary {
        @Test
        void isIdentifiedByItsBuildIdWhereverItLies() throws IOException {
            Elf elf = SystemLibraries.read(library);
            assertThat(elf.buildId()).matches("[0-9a-f]{40}");
            assertThat(SystemLibraries.read(changed(_ -> {})).buildId()).isEqualTo(elf.buildId());
        }

        @Test
        void withoutABuildIdIsIdentifiedByItsCode() throws IOException {
            Consumer<ByteBuffer> withoutNotes = b -> {
                for (Segment s : SystemLibraries.read(library).segments()) {
                    if (s.type() == Segment.NOTE) {
                        b.putInt(programHeader(b, Segment.NOTE), 0);
                    }
                }
            };
            String id = SystemLibraries.read(changed(withoutNotes)).buildId();
            assertThat(id).matches("sha256-[0-9a-f]{64}");
            int inside = (int) SystemLibraries.read(library).code().offset() + 5000;
            assertThat(SystemLibraries.read(changed(withoutNotes.andThen(b -> b.put(inside,
                (byte) (b.get(inside) ^ 1))))).buildId()).isNotEqualTo(id);
        }

        @Test
        void hasItsFunctionsInItsUnwindTablesAndItsSymbolsAtTheirStarts() {
            Elf elf = SystemLibraries.read(library);
            var entries = ((UnwindTables.Found) EhFrame.of(elf)).entries();
            var symbols = Symbols.functions(elf);
            long named = entries.stream().filter(f -> symbols.containsKey(f.start())).count();
            assertThat(entries).hasSizeGreaterThan(1000).isSortedAccordingTo((a, b) -> Long.compare(a.start(), b
                .start()));
            assertThat(symbols).containsValue("__cxa_throw");
            assertThat(named).isGreaterThan(symbols.size() / 2);
        }

        @Test
        void hasLandingPadsInsideTheFunctionsThatCatch() {
            Elf elf = SystemLibraries.read(library);
            int pads = 0;
            for (Fde entry : ((UnwindTables.Found) EhFrame.of(elf)).entries()) {
                for (long pad : LandingPads.of(elf, entry)) {
                    assertThat(elf.code().holds(pad)).isTrue();
                    pads++;
                }
            }
            assertThat(pads).isGreaterThan(500);
        }
    }

    @Nested
    class AFileThatIsNone {
        @Test
        void isRefusedWithTheReason() throws IOException {
            assertThat(unfit(Files.writeString(directory.resolve("a.txt"), "hello"))).endsWith("is no ELF file");
            assertThat(unfit(directory.resolve("nowhere.so"))).startsWith("cannot read ");
            assertThat(unfit(directory)).startsWith("cannot read ");
        }

        @Test
        void forAnotherMachineIsRefused() throws IOException {
            assertThat(unfit(changed(b -> b.putShort(18, (short) 183)))).contains("another machine", "183");
            assertThat(unfit(changed(b -> b.put(4, (byte) 1)))).contains("another machine");
            assertThat(unfit(changed(b -> b.putShort(16, (short) 1)))).contains("no shared library");
        }

        @Test
        void withCodeAtAddressesTooLargeIsRefused() throws IOException {
            Segment code = SystemLibraries.read(library).code();
            assertThat(unfit(changed(b -> {
                int at = programHeader(b, Segment.LOAD);
                while (b.getLong(at + 16) != code.address()) {
                    at += 56;
                }
                b.putLong(at + 16, 1L << 40);
            }))).contains("beyond address 2^31");
        }

        @Test
        void thatWasCutOffIsRefused() throws IOException {
            Path cut = Files.write(directory.resolve("cut.so"), Arrays.copyOf(Files.readAllBytes(library),
                4096));
            assertThat(unfit(cut)).contains("damaged headers");
        }
    }

    @Nested
    class ALibraryWithoutUnwindTables {
        @Test
        void saysSo() throws IOException {
            Elf elf = SystemLibraries.read(changed(b -> b.putInt(programHeader(b, Segment.EH_FRAME_HEADER), 0)));
            assertThat(((UnwindTables.Missing) EhFrame.of(elf)).why()).contains("has no unwind tables");
        }

        @Test
        void saysSoWhereTheyAreDamaged() throws IOException {
            Section frames = SystemLibraries.read(library).section(".eh_frame").orElseThrow();
            Elf elf = SystemLibraries.read(changed(b -> b.putInt((int) frames.offset(), 0x7FFFFFF0)));
            assertThat(((UnwindTables.Missing) EhFrame.of(elf)).why()).contains("has damaged unwind tables");
        }
    }

    @Test
    void damageIsAlwaysAValue() throws IOException {
        byte[] bytes = Files.readAllBytes(library);
        Elf sound = SystemLibraries.read(library);
        Section frames = sound.section(".eh_frame").orElseThrow();
        Rng rng = Rng.of(7);
        for (int round = 0; round < 100; round++) {
            byte[] damaged = bytes.clone();
            for (int i = 0; i < 20; i++) {
                damaged[rng.below(1024)] ^= i % 4 == 0 && round % 2 == 0 ? (byte) rng.below(256) : 0;
                damaged[(int) frames.offset() + rng.below((int) frames.bytes())] = (byte) rng.below(256);
            }
            Path path = Files.write(directory.resolve("damaged" + round + ".so"), damaged);
            if (ElfReader.read(path) instanceof ElfReading.Read(Elf elf)
                && EhFrame.of(elf) instanceof UnwindTables.Found(var entries)) {
                entries.forEach(f -> LandingPads.of(elf, f));
                Symbols.functions(elf);
            }
            Files.delete(path);
        }
    }
}
