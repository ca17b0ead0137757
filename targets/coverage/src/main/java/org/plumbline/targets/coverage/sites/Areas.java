package org.plumbline.targets.coverage.sites;

import java.nio.file.Path;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.plumbline.targets.coverage.elf.ElfReader;
import org.plumbline.targets.coverage.elf.ElfReading;
import org.plumbline.targets.coverage.elf.Symbols;

/// The part of its sources that a function belongs to, as far as the library's symbols tell: the outermost namespaces of
/// C++ names. Most releases are stripped of nearly all names.
public record Areas(NavigableMap<Long, String> symbols) {
    /// What functions without a name are in.
    public static final String UNNAMED = "(no name)";
    private static final String C = "(C)";
    private static final Pattern NESTED = Pattern.compile("_ZNK?(.*)");
    private static final int DEEP = 2;

    /// Those of the library at `path`; all unnamed where it cannot be read.
    public static Areas of(Path path) {
        return new Areas(switch (ElfReader.read(path)) {
            case ElfReading.Unfit _ -> new TreeMap<>();
            case ElfReading.Read(var elf) -> Symbols.functions(elf);
        });
    }

    /// The area of the function that begins at `address`.
    public String of(long address) {
        Map.Entry<Long, String> symbol = symbols.floorEntry(address);
        return symbol == null || symbol.getKey() != address ? UNNAMED : area(symbol.getValue());
    }

    /// From a mangled name of the Itanium C++ ABI: its first nested components but the last one.
    static String area(String name) {
        Matcher nested = NESTED.matcher(name);
        if (!nested.matches()) {
            return name.startsWith("_Z") ? "(global C++)" : C;
        }
        String rest = nested.group(1).startsWith("St") ? "3std" + nested.group(1).substring(2) : nested.group(1);
        StringBuilder area = new StringBuilder();
        for (int depth = 0; depth < DEEP; depth++) {
            Matcher part = Pattern.compile("(\\d{1,4})(.*)").matcher(rest);
            int length = part.matches() ? Integer.parseInt(part.group(1)) : 0;
            if (length == 0 || length >= part.group(2).length()) {
                break;
            }
            boolean followed = part.group(2).substring(length).matches("\\d.*");
            if (depth > 0 && !followed) {
                break;
            }
            area.append(depth == 0 ? "" : "::").append(part.group(2), 0, length);
            rest = part.group(2).substring(length);
        }
        return area.isEmpty() ? "(global C++)" : area.toString();
    }
}
