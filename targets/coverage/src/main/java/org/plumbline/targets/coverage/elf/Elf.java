package org.plumbline.targets.coverage.elf;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A shared library for Linux on x86-64, as far as coverage needs to know it. Addresses are as in the file: relative to
/// where the library gets loaded.
///
/// @param bytes the file, mapped; little-endian, to be read at absolute positions
/// @param buildId what tells this build from every other: the linker's build-id in hex or, where there is none, the
/// SHA-256 of its code with `sha256-` before it
/// @param code the segment that is executed
/// @param sections empty where they were stripped
public record Elf(Path path, ByteBuffer bytes, String buildId, Segment code, List<Segment> segments,
    List<Section> sections) {
    public Elf {
        segments = List.copyOf(segments);
        sections = List.copyOf(sections);
    }

    /// The section of that name.
    public Optional<Section> section(String name) {
        return sections.stream().filter(s -> s.name().equals(name)).findFirst();
    }

    Optional<Segment> segment(int type) {
        return segments.stream().filter(s -> s.type() == type).findFirst();
    }

    /// Where in the file the byte is that gets loaded to `address`. An address outside the library is an
    /// [IllegalArgumentException].
    public int position(long address) {
        return Math.toIntExact(address - moved(address));
    }

    /// By how much addresses around `address` are larger than positions in the file.
    long moved(long address) {
        Segment holder = segments.stream().filter(s -> s.type() == Segment.LOAD && s.holds(address)).findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no segment holds address " + Long.toHexString(address)));
        return holder.address() - holder.offset();
    }
}
