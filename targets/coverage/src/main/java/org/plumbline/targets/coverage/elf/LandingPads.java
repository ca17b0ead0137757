package org.plumbline.targets.coverage.elf;

import java.util.stream.LongStream;

/// Reads where exceptions land: the call-site table of an entry's language-specific data area, as GCC's and LLVM's
/// personality routine for C++ reads it (Itanium C++ ABI, "Exception Handling Tables").
public final class LandingPads {
    private LandingPads() {
    }

    /// The addresses of the entry's landing pads, each once, ascending; none where its data cannot be read.
    public static long[] of(Elf elf, Fde entry) {
        if (entry.lsda() == 0) {
            return new long[0];
        }
        try {
            return read(elf, entry);
        } catch (IndexOutOfBoundsException | IllegalArgumentException | ArithmeticException e) {
            return new long[0];
        }
    }

    private static long[] read(Elf elf, Fde entry) {
        long moved = elf.moved(entry.lsda());
        Bytes from = new Bytes(elf.bytes(), entry.lsda() - moved);
        int encoding = from.u8();
        long start = encoding == Pointers.OMITTED ? entry.start() : Pointers.address(from, encoding, moved, 0);
        if (from.u8() != Pointers.OMITTED) {
            from.uleb();
        }
        int calls = from.u8();
        long end = from.uleb();
        end += from.at();
        LongStream.Builder found = LongStream.builder();
        while (from.at() < end) {
            Pointers.number(from, calls);
            Pointers.number(from, calls);
            long pad = Pointers.number(from, calls);
            from.uleb();
            if (pad != 0) {
                found.add(start + pad);
            }
        }
        return found.build().sorted().distinct().toArray();
    }
}
