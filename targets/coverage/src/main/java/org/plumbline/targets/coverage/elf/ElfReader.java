package org.plumbline.targets.coverage.elf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Reads ELF headers: System V Application Binary Interface, chapters 4 and 5, with the AMD64 supplement.
public final class ElfReader {
    private static final int MAGIC = 0x464C457F;
    private static final int CLASS_64 = 2;
    private static final int SHARED = 3;
    private static final int X86_64 = 62;
    private static final int HEADER = 64;
    private static final int PROGRAM_HEADERS_AT = 32;

    private ElfReader() {
    }

    /// Reads the library at `path`. The file stays mapped as long as the result is reachable.
    public static ElfReading read(Path path) {
        try (FileChannel channel = FileChannel.open(path)) {
            if (channel.size() > Integer.MAX_VALUE) {
                return new ElfReading.Unfit(path + " is larger than 2 GiB");
            }
            ByteBuffer file =
                channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()).order(ByteOrder.LITTLE_ENDIAN);
            return unfit(file).<ElfReading>map(why -> new ElfReading.Unfit(path + " " + why))
                .orElseGet(() -> parsed(path, file));
        } catch (IOException e) {
            return new ElfReading.Unfit("cannot read " + path + ": " + e);
        }
    }

    private static Optional<String> unfit(ByteBuffer file) {
        if (file.capacity() < HEADER || file.getInt(0) != MAGIC) {
            return Optional.of("is no ELF file");
        }
        int machine = file.getShort(18);
        if (file.get(4) != CLASS_64 || machine != X86_64) {
            return Optional.of("is for another machine than x86-64 (ELF machine " + machine + ")");
        }
        return file.getShort(16) == SHARED ? Optional.empty() : Optional.of("is no shared library");
    }

    private static ElfReading parsed(Path path, ByteBuffer file) {
        try {
            List<Segment> segments = segments(file);
            Optional<Segment> code = segments.stream().filter(Segment::isCode)
                .max(Comparator.comparingLong(Segment::bytes));
            if (code.isEmpty()) {
                return new ElfReading.Unfit(path + " has no code");
            }
            if (code.get().address() + code.get().bytes() > Integer.MAX_VALUE) {
                return new ElfReading.Unfit(path + " has code beyond address 2^31");
            }
            return new ElfReading.Read(new Elf(path, file, BuildIds.of(file, segments, code.get()), code.get(),
                segments, sections(file)));
        } catch (IndexOutOfBoundsException | IllegalArgumentException | ArithmeticException e) {
            return new ElfReading.Unfit(path + " has damaged headers: " + e.getMessage());
        }
    }

    private static List<Segment> segments(ByteBuffer file) {
        List<Segment> found = new ArrayList<>();
        int entry = file.getShort(54) & 0xFFFF;
        for (int i = 0; i < (file.getShort(56) & 0xFFFF); i++) {
            Bytes from = new Bytes(file, file.getLong(PROGRAM_HEADERS_AT) + (long) i * entry);
            int type = from.i32();
            int flags = from.i32();
            long offset = from.i64();
            long address = from.i64();
            from.skip(8);
            found.add(new Segment(type, flags, offset, address, from.i64()));
        }
        return found;
    }

    private static List<Section> sections(ByteBuffer file) {
        long headers = file.getLong(40);
        int entry = file.getShort(58) & 0xFFFF;
        List<Section> found = new ArrayList<>();
        if (headers == 0) {
            return found;
        }
        long names = file.getLong(Math.toIntExact(headers + (long) (file.getShort(62) & 0xFFFF) * entry + 24));
        for (int i = 0; i < (file.getShort(60) & 0xFFFF); i++) {
            Bytes from = new Bytes(file, headers + (long) i * entry);
            String name = new Bytes(file, names + from.u32()).text();
            int type = from.i32();
            from.skip(8);
            found.add(new Section(name, type, from.i64(), from.i64(), from.i64(), from.i32()));
        }
        return found;
    }
}
