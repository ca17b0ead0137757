package org.plumbline.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.reports.FindingFolder;
import org.plumbline.reports.Triage.Release;
import org.plumbline.reports.Triage.Shown;
import org.plumbline.reports.bisect.Asked;
import org.plumbline.reports.bisect.Bisection;
import org.plumbline.targets.planted.PlantedKind;
import org.plumbline.targets.registry.TargetKind;
import org.plumbline.targets.registry.TargetSpec;
import org.plumbline.targets.registry.Targets;

/// A stack whose releases are planted targets: 1.0 is clean, 1.1 and 1.2 have the fault, 1.3 is clean again, 1.4 refuses to
/// start.
class ReleaseTrialsTest {
    private static final List<String> RELEASES = List.of("1.0", "1.1", "1.2", "1.3", "1.4");

    @TempDir
    Path folder;

    private final List<String> opened = new ArrayList<>();
    private ReleaseTrials trials;
    private Asked asked;

    private final class Stack implements TargetKind {
        @Override
        public String family() {
            return "stack";
        }

        @Override
        public List<String> names() {
            return List.of("stack");
        }

        @Override
        public Plan plan(TargetSpec spec) {
            String version = spec.version().orElseThrow();
            opened.add(version);
            boolean isFaulty = version.equals("1.1") || version.equals("1.2");
            return version.equals("1.4") ? new Unavailable("target " + spec + " is not available: no network")
                : new PlantedKind().plan(new TargetSpec(isFaulty ? Found.FAULTY : "planted:clean", Optional.empty()));
        }

        @Override
        public Optional<String> defaultVersion() {
            return Optional.of("1.3");
        }
    }

    @BeforeEach
    void findSomething() throws IOException {
        Path finding = Found.planted(folder);
        Found.move(finding, "stack", "1.2");
        FindingFolder.Found found = Found.read(finding);
        trials = new ReleaseTrials(Targets.of(List.of(new Stack())));
        asked = trials.of(found.finding(), found.subject());
    }

    @AfterEach
    void close() {
        trials.close();
    }

    @Test
    void eachReleaseSaysWhatItMakesOfTheFinding() {
        assertThat(RELEASES).extracting(asked::ask).extracting(Release::shown).containsExactly(Shown.GONE, Shown.SHOWS,
            Shown.SHOWS, Shown.GONE, Shown.UNAVAILABLE);
        assertThat(asked.ask("1.1").said()).startsWith("wrong-result at ");
        assertThat(asked.ask("1.0").said()).isEqualTo("agrees");
        assertThat(asked.ask("1.4").said()).isEqualTo("target stack@1.4 is not available: no network");
    }

    @Test
    void theReleasesWithTheFaultAreFound() {
        assertThat(Bisection.over(RELEASES, "1.2", asked).oneLine()).isEqualTo(
            "first seen in 1.1 (not on 1.0), last in 1.2, fixed in 1.3");
    }

    @Test
    void aWrongResultIsTriedAgainInANewProcessBeforeItIsGone() {
        asked.ask("1.0");
        assertThat(opened).containsExactly("1.2", "1.0", "1.0");
    }
}
