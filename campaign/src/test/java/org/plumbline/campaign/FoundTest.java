package org.plumbline.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.plumbline.targets.registry.Requirement;
import org.plumbline.targets.registry.Requirement.Missing;
import org.plumbline.targets.registry.Targets;

/// The bugs kept under `reports/found/<target>` are still bugs of the release that the build pins, or are recorded as
/// gone from it. When a newer release mends one, this fails until `plumbline bisect` has found out since when.
class FoundTest {
    private static final Path KEPT = Path.of("..", "reports", "found");

    static List<String> targets() throws IOException {
        try (Stream<Path> targets = Files.list(KEPT)) {
            return targets.filter(Files::isDirectory).map(t -> t.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("targets")
    void everyKeptFindingStandsAsRecorded(String target) {
        List<String> missing = Targets.installed().kinds().stream().filter(k -> k.family().equals(target))
            .flatMap(k -> k.requirements().stream()).filter(Missing.class::isInstance).map(Requirement::name).toList();
        assumeTrue(missing.isEmpty(), () -> "not run: " + String.join(", ", missing) + " missing; plumbline targets"
            + " install " + target);
        Cli replayed = Cli.run("replay", "--all", "--target", target, KEPT.resolve(target));
        assertThat(replayed.code()).as(replayed.out() + replayed.err()).isZero();
        assertThat(replayed.out()).contains("reproduces: ").doesNotContain("of other targets");
    }
}
