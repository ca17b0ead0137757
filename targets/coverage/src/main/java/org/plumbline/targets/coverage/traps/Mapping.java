package org.plumbline.targets.coverage.traps;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.plumbline.targets.coverage.sites.ProbeSites;

/// One line of `/proc/self/maps`; see proc_pid_maps(5).
record Mapping(long from, long to, boolean executable, long offset, long inode) {
    private static final Path SELF = Path.of("/proc/self/maps");
    private static final int FIELDS = 6;

    /// Where the code of the library is mapped in this process. It is told by the file's inode, so by no other file that
    /// was put in its place, and by being executable: readers of the file may have mapped it as data.
    static Optional<Mapping> of(ProbeSites sites) throws IOException {
        long inode = ((Number) Files.getAttribute(sites.library(), "unix:ino")).longValue();
        return parse(Files.readAllLines(SELF)).stream().filter(m -> m.executable && m.inode == inode
            && m.offset == sites.code().offset() && m.to - m.from >= sites.code().bytes()).findFirst();
    }

    static List<Mapping> parse(List<String> lines) {
        return lines.stream().map(line -> line.split(" +", FIELDS)).filter(f -> f.length >= FIELDS - 1)
            .map(Mapping::parse).toList();
    }

    private static Mapping parse(String[] fields) {
        String[] range = fields[0].split("-");
        return new Mapping(Long.parseUnsignedLong(range[0], 16), Long.parseUnsignedLong(range[1], 16),
            fields[1].charAt(2) == 'x', Long.parseUnsignedLong(fields[2], 16), Long.parseLong(fields[4]));
    }
}
