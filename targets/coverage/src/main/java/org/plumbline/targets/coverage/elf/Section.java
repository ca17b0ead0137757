package org.plumbline.targets.coverage.elf;

/// A section header.
///
/// @param link for symbols, the index of the section with their names
public record Section(String name, int type, long address, long offset, long bytes, int link) {
    static final int SYMBOLS = 2;
    static final int DYNAMIC_SYMBOLS = 11;
}
