package org.plumbline.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.plumbline.reports.Finding;
import org.plumbline.reports.FindingFolder;
import org.plumbline.reports.Triage;

/// Findings to work with.
final class Found {
    static final String FAULTY = "planted:conv-bias-shifted";

    private Found() {
    }

    /// A finding of the planted fault, met by a campaign whose output goes below `folder`.
    static Path planted(Path folder) throws IOException {
        Path out = folder.resolve("out");
        assertThat(Cli.run("fuzz", "--target", FAULTY, "--operators", "Conv", "--nodes", 1, "--cases", 40,
            "--out", out)
            .code()).isEqualTo(1);
        List<String> examples = FuzzCommandTest.findings(out).stream().filter(f -> f.contains("/")).toList();
        return out.resolve("findings").resolve(examples.getFirst());
    }

    /// A copy of one that is kept in this repository, without what was learned of it.
    static Path kept(String name, Path folder) throws IOException {
        Path kept = copy(Path.of("..", "reports", "found", name), folder.resolve(name.replaceFirst(".*/", "")));
        FindingFolder.learn(kept, read(kept).finding().with(Triage.NONE));
        return kept;
    }

    static Path copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copied = to.resolve(from.relativize(file).toString());
                Files.createDirectories(copied.getParent());
                Files.copy(file, copied);
            }
        }
        return to;
    }

    static FindingFolder.Found read(Path folder) {
        return switch (FindingFolder.read(folder)) {
            case FindingFolder.Found found -> found;
            case FindingFolder.Unreadable(String why) -> throw new AssertionError(why);
        };
    }

    /// Writes that it was found on another target.
    static void move(Path folder, String target, String version) throws IOException {
        Finding f = read(folder).finding();
        FindingFolder.learn(folder, new Finding(f.schema(), f.signature(), f.kind(), target, version, f.guilty(),
            f.innocent(), f.output(), f.seen(), f.admissible(), f.margin(), f.seed(), f.index(), f.triage()));
    }

    static void learn(Path folder, List<Triage.Release> releases) throws IOException {
        Finding f = read(folder).finding();
        FindingFolder.learn(folder, f.with(f.triage().withReleases(releases)));
    }
}
