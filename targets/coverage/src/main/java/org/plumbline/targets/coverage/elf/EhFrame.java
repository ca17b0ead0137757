package org.plumbline.targets.coverage.elf;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Reads `.eh_frame`, which every library compiled from C++ has, stripped or not: Linux Standard Base Core 5.0, section
/// 10.6, and DWARF 5, section 6.4. It is found through the segment PT_GNU_EH_FRAME, so without section headers too.
public final class EhFrame {
    private static final long EXTENDED = 0xFFFFFFFFL;

    private final Elf elf;
    private final long moved;
    private final Map<Integer, Cie> cies = new HashMap<>();

    private EhFrame(Elf elf, long moved) {
        this.elf = elf;
        this.moved = moved;
    }

    /// What entries of one kind have in common: how their pointers are encoded, whether they have augmentation data, and
    /// whether they stand for frames that the kernel makes.
    private record Cie(int pointers, int lsda, boolean augmented, boolean signal) {
    }

    /// The entries of the library, without signal trampolines: nobody calls those, unwinders know them by their very
    /// bytes, and their entries begin before their code.
    public static UnwindTables of(Elf elf) {
        Optional<Segment> header = elf.segment(Segment.EH_FRAME_HEADER);
        if (header.isEmpty()) {
            return new UnwindTables.Missing(elf.path() + " has no unwind tables (no PT_GNU_EH_FRAME), which say where"
                + " functions begin and end");
        }
        try {
            return new UnwindTables.Found(entries(elf, header.get()));
        } catch (IndexOutOfBoundsException | IllegalArgumentException | ArithmeticException e) {
            return new UnwindTables.Missing(elf.path() + " has damaged unwind tables: " + e.getMessage());
        }
    }

    private static List<Fde> entries(Elf elf, Segment header) {
        Bytes from = new Bytes(elf.bytes(), header.offset() + 1);
        int encoding = from.u8();
        from.skip(2);
        long address = Pointers.address(from, encoding, header.address() - header.offset(), header.address());
        long moved = elf.moved(address);
        Map<Long, Fde> found = new TreeMap<>(Comparator.naturalOrder());
        new EhFrame(elf, moved).walk(new Bytes(elf.bytes(), address - moved)).forEach(f -> found.putIfAbsent(f.start(),
            f));
        return List.copyOf(found.values());
    }

    private List<Fde> walk(Bytes from) {
        List<Fde> found = new ArrayList<>();
        while (true) {
            long length = from.u32();
            if (length == 0) {
                return found;
            }
            length = length == EXTENDED ? from.i64() : length;
            int body = from.at();
            if (length < 4 || length > elf.bytes().capacity() - body) {
                throw new IllegalArgumentException("an entry of " + length + " bytes at " + body);
            }
            int back = from.i32();
            if (back != 0) {
                entry(from, cies.computeIfAbsent(body - back, this::cie)).ifPresent(found::add);
            }
            from = new Bytes(elf.bytes(), body + length);
        }
    }

    private Optional<Fde> entry(Bytes from, Cie cie) {
        long start = Pointers.address(from, cie.pointers(), moved, 0);
        long size = Pointers.number(from, cie.pointers());
        long lsda = 0;
        if (cie.augmented() && from.uleb() > 0 && cie.lsda() != Pointers.OMITTED) {
            lsda = Pointers.address(from, cie.lsda(), moved, 0);
        }
        return size == 0 || cie.signal() ? Optional.empty() : Optional.of(new Fde(start, start + size, lsda));
    }

    private Cie cie(int at) {
        Bytes from = new Bytes(elf.bytes(), at);
        if (from.u32() == EXTENDED) {
            from.skip(8);
        }
        from.skip(4);
        int version = from.u8();
        String augmentation = from.text();
        from.uleb();
        from.sleb();
        if (version == 1) {
            from.u8();
        } else {
            from.uleb();
        }
        int pointers = 0;
        int lsda = Pointers.OMITTED;
        if (!augmentation.startsWith("z")) {
            return new Cie(pointers, lsda, false, false);
        }
        from.uleb();
        for (char c : augmentation.substring(1).toCharArray()) {
            switch (c) {
                case 'R' -> pointers = from.u8();
                case 'L' -> lsda = from.u8();
                case 'P' -> Pointers.number(from, from.u8());
                default -> {
                }
            }
        }
        return new Cie(pointers, lsda, true, augmentation.indexOf('S') > 0);
    }
}
