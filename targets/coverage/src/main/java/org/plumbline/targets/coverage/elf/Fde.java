package org.plumbline.targets.coverage.elf;

/// A frame description entry: the code from address `start` to before `end` is one function, or the cold part of one.
///
/// @param lsda the address of its language-specific data, 0 where it has none
public record Fde(long start, long end, long lsda) {
    /// Whether the address is inside.
    public boolean holds(long address) {
        return address >= start && address < end;
    }
}
