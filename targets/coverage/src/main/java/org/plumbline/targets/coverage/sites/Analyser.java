package org.plumbline.targets.coverage.sites;

import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.plumbline.targets.coverage.elf.EhFrame;
import org.plumbline.targets.coverage.elf.Elf;
import org.plumbline.targets.coverage.elf.ElfReader;
import org.plumbline.targets.coverage.elf.ElfReading;
import org.plumbline.targets.coverage.elf.Fde;
import org.plumbline.targets.coverage.elf.Section;
import org.plumbline.targets.coverage.elf.Segment;
import org.plumbline.targets.coverage.elf.UnwindTables;
import org.plumbline.targets.coverage.sites.ProbeSites.Pages;

/// Finds probe sites in a library as it is, without debug information and without running it.
public final class Analyser {
    private static final byte INT3 = (byte) 0xCC;

    private Analyser() {
    }

    /// The sites of the library at `path`.
    public static Analysis analyse(Path path, Level level) {
        return switch (ElfReader.read(path)) {
            case ElfReading.Unfit(String why) -> new Analysis.Unfit(why);
            case ElfReading.Read(Elf elf) -> switch (EhFrame.of(elf)) {
                case UnwindTables.Missing(String why) -> new Analysis.Unfit(why);
                case UnwindTables.Found(List<Fde> entries) -> analyse(elf, inside(elf, entries), level);
            };
        };
    }

    /// The entries that lie in `.text` as a whole, without those that reach into the one before.
    private static List<Fde> inside(Elf elf, List<Fde> entries) {
        Optional<Section> text = elf.section(".text");
        Segment code = elf.code();
        long from = Math.max(code.address(), text.map(Section::address).orElse(code.address()));
        long to = Math.min(code.address() + code.bytes(),
            text.map(t -> t.address() + t.bytes()).orElse(Long.MAX_VALUE));
        List<Fde> within = entries.stream().filter(f -> f.start() >= from && f.end() <= to).toList();
        return IntStream.range(0, within.size())
            .filter(i -> i == 0 || within.get(i).start() >= within.get(i - 1).end()).mapToObj(within::get).toList();
    }

    private static Analysis analyse(Elf elf, List<Fde> functions, Level level) {
        if (functions.isEmpty()) {
            return new Analysis.Unfit(elf.path() + " has no unwind tables for its code");
        }
        long base = elf.code().address();
        BitSet sites = new BitSet();
        functions.forEach(f -> sites.set(Math.toIntExact(f.start() - base)));
        int opaque = switch (level) {
            case FUNCTIONS -> 0;
            case BLOCKS -> {
                Blocks blocks = Blocks.of(elf, functions);
                sites.or(blocks.leaders());
                yield blocks.opaque();
            }
        };
        int[] addresses = sites.stream().map(s -> Math.toIntExact(s + base))
            .filter(a -> elf.bytes().get(elf.position(a)) != INT3).toArray();
        Pages code = Pages.around(elf.code().offset(), base, elf.code().bytes());
        return new Analysis.Analysed(new ProbeSites(elf.path(), elf.buildId(), code, addresses),
            functions.size() - opaque, opaque);
    }
}
