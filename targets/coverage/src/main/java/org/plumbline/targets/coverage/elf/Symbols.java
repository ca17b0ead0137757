package org.plumbline.targets.coverage.elf;

import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;

/// Reads a library's symbol tables.
public final class Symbols {
    private static final int ENTRY = 24;
    private static final int FUNCTION = 2;
    private static final int INDIRECT_FUNCTION = 10;

    private Symbols() {
    }

    /// The names of the functions that the library defines, by address; empty where it was stripped of all. A table
    /// that cannot be read counts as not there.
    public static NavigableMap<Long, String> functions(Elf elf) {
        NavigableMap<Long, String> found = new TreeMap<>();
        try {
            elf.sections().stream().filter(s -> s.type() == Section.SYMBOLS || s.type() == Section.DYNAMIC_SYMBOLS)
                .forEach(table -> read(elf, table, found));
        } catch (IndexOutOfBoundsException | ArithmeticException e) {
            found.clear();
        }
        return Collections.unmodifiableNavigableMap(found);
    }

    private static void read(Elf elf, Section table, NavigableMap<Long, String> found) {
        long names = elf.sections().get(table.link()).offset();
        for (long at = table.offset(); at + ENTRY <= table.offset() + table.bytes(); at += ENTRY) {
            Bytes from = new Bytes(elf.bytes(), at);
            long name = from.u32();
            int type = from.u8() & 0xF;
            from.u8();
            boolean defined = from.u16() != 0;
            if (defined && (type == FUNCTION || type == INDIRECT_FUNCTION)) {
                found.putIfAbsent(from.i64(), new Bytes(elf.bytes(), names + name).text());
            }
        }
    }
}
