package org.plumbline.targets.coverage.x86;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.plumbline.targets.coverage.SystemLibraries;
import org.plumbline.targets.coverage.elf.EhFrame;
import org.plumbline.targets.coverage.elf.Elf;
import org.plumbline.targets.coverage.elf.Fde;
import org.plumbline.targets.coverage.elf.UnwindTables;

/// Every instruction of every function of whole libraries: compiled C++, and C with hand-written SSE, AVX and AVX-512.
class DecoderAgreesWithObjdumpTest {
    private static final int SHOWN = 10;

    /// `fwait`, which objdump takes for one with the instruction that it waits for: `fstcw` and the like.
    private static final byte WAIT = (byte) 0x9B;

    static Stream<String> libraries() {
        return Stream.of("libm.so.6", "libc.so.6", "libstdc++.so.6");
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void onBoundariesFlowsAndTargets(String name) throws IOException {
        Optional<Path> objdump = Disassembly.objdump();
        assumeTrue(objdump.isPresent(), "not run: no objdump (apt-get install binutils)");
        Optional<Path> library = SystemLibraries.find(name);
        assumeTrue(library.isPresent(), "not run: this machine has no " + name);
        Tally tally = compare(objdump.get(), SystemLibraries.read(library.get()));
        assertThat(tally.differences).as(tally.instructions + " instructions").isEmpty();
        assertThat(tally.instructions).isGreaterThan(50_000);
    }

    /// What was compared, and the first differences.
    static final class Tally {
        final List<String> differences = new ArrayList<>();
        long instructions;

        private void add(String expected, String ours) {
            instructions++;
            if (!ours.equals(expected) && differences.size() < SHOWN) {
                differences.add("objdump " + expected + ", decoder " + ours);
            }
        }
    }

    static Tally compare(Path objdump, Elf elf) throws IOException {
        Tally tally = new Tally();
        List<Fde> functions = ((UnwindTables.Found) EhFrame.of(elf)).entries();
        Decoder decoder = new Decoder(elf.bytes());
        try (Disassembly theirs = Disassembly.of(objdump, elf.path())) {
            Optional<Disassembly.Line> line = theirs.next();
            for (Fde function : functions) {
                while (line.isPresent() && line.get().address() < function.start()) {
                    line = theirs.next();
                }
                long address = function.start();
                while (line.isPresent() && line.get().address() < function.end()) {
                    String expected = text(line.get());
                    String ours = ours(elf, decoder, address, function.end());
                    line = theirs.next();
                    long next = line.map(Disassembly.Line::address).orElse(function.end());
                    tally.add(expected, ours);
                    int at = elf.position(address);
                    address += decoder.decode(at, at + (int) (function.end() - address)).length();
                    if (address < next && elf.bytes().get(at) == WAIT) {
                        address += decoder.decode(at + 1, at + 16).length();
                    }
                    address = ours.equals(expected) ? address : next;
                }
            }
        }
        return tally;
    }

    private static String ours(Elf elf, Decoder decoder, long address, long end) {
        int at = elf.position(address);
        Instruction found = decoder.decode(at, at + (int) (end - address));
        boolean branches = found.flow() == Flow.BRANCH || found.flow() == Flow.JUMP;
        return found.length() == 0 ? "unknown at " + Long.toHexString(address)
            : text(new Disassembly.Line(address, found.flow(), branches ? found.target() - at + address : 0));
    }

    private static String text(Disassembly.Line line) {
        return line.flow() + " at " + Long.toHexString(line.address())
            + (line.target() == 0 ? "" : " to " + Long.toHexString(line.target()));
    }
}
