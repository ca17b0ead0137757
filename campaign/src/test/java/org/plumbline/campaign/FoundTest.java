package org.plumbline.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.plumbline.campaign.engine.Bench;
import org.plumbline.oracles.Evidence;
import org.plumbline.oracles.Verdict;
import org.plumbline.reports.Finding;
import org.plumbline.reports.FindingFolder;
import org.plumbline.reports.Subject;
import org.plumbline.targets.Variant;
import org.plumbline.targets.registry.Requirement;
import org.plumbline.targets.registry.Requirement.Missing;
import org.plumbline.targets.registry.Targets;
import org.plumbline.targets.worker.Executor;
import org.plumbline.targets.worker.Limits;

/// The bugs kept under `reports/found/<target>` are still bugs of the release that the build pins. When a newer release
/// mends one, this fails until its folder goes.
class FoundTest {
    private static final int REPEATS = 4;
    private static final int ATTEMPTS = 3;
    private static final int PROCESSES = 5;

    private static final Path KEPT = Path.of("..", "reports", "found");

    static List<String> targets() throws IOException {
        try (Stream<Path> targets = Files.list(KEPT)) {
            return targets.filter(Files::isDirectory).map(t -> t.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("targets")
    void everyKeptFindingStillReproduces(String target, @TempDir Path journals) throws IOException {
        List<String> missing = Targets.installed().kinds().stream().filter(k -> k.family().equals(target))
            .flatMap(k -> k.requirements().stream()).filter(Missing.class::isInstance).map(Requirement::name).toList();
        assumeTrue(missing.isEmpty(), () -> "not run: " + String.join(", ", missing) + " missing; plumbline targets"
            + " install " + target);
        List<Path> left;
        try (Stream<Path> found = Files.list(KEPT.resolve(target))) {
            left = found.filter(Files::isDirectory).sorted().toList();
        }
        assertThat(left).isNotEmpty();
        for (int i = 0; i < PROCESSES && !left.isEmpty(); i++) {
            left = mended(target, left, journals);
        }
        assertThat(left).as("findings that do not reproduce any more").isEmpty();
    }

    /// Those of the findings that do not reproduce in new worker processes.
    private static List<Path> mended(String target, List<Path> findings, Path journals) {
        Executor e = switch (Targets.installed().open(target, Limits.DEFAULT, journals)) {
            case Targets.Opened(Executor opened) -> opened;
            case Targets.Unavailable(String message) -> throw new AssertionError(message);
        };
        try (e) {
            return findings.stream().filter(one -> !reproduces(new Bench(e, REPEATS), one)).toList();
        }
    }

    /// Uninitialised memory may happen to hold the right bits: those findings get several attempts, and processes.
    private static boolean reproduces(Bench bench, Path folder) {
        if (!(FindingFolder.read(folder) instanceof FindingFolder.Found(Finding f, Subject subject))) {
            throw new AssertionError(folder + " cannot be read");
        }
        List<Variant> all = bench.executor().variants();
        List<Variant> variants = all.stream()
            .filter(v -> v.equals(all.getFirst()) || f.guilty().contains(v.name())).toList();
        return Stream.iterate(0, i -> i < ATTEMPTS, i -> i + 1)
            .anyMatch(_ -> bench.run(subject, variants).verdict() instanceof Verdict.Disagrees(Evidence e)
                && e.kind().label().equals(f.kind()));
    }
}
