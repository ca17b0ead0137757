package org.plumbline.targets.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.graph.DType;
import org.plumbline.targets.Outcome;
import org.plumbline.targets.Source;
import org.plumbline.targets.Target;
import org.plumbline.targets.Variant;
import org.plumbline.targets.worker.Launch;
import org.plumbline.targets.worker.Limits;
import org.plumbline.targets.worker.Panel;

class TargetsTest {
    @TempDir
    Path journals;

    private final Targets targets = Targets.of(List.of(new Kind("planted", "planted:clean", "planted:crash")));

    private String unavailable(String text) {
        return ((Targets.Unavailable) targets.open(text, Limits.DEFAULT, journals)).message();
    }

    @Test
    void unknownTargetsAreAnsweredWithTheKnownOnes() {
        assertThat(unavailable("onnxrutime@1.2")).isEqualTo(
            "unknown target 'onnxrutime': known targets are planted:clean, planted:crash");
    }

    @Test
    void malformedTargetsAreAnsweredWithAnExample() {
        assertThat(List.of("", "@1", "a@", "A", "x:", "x@../y", "a b")).allSatisfy(text -> assertThat(unavailable(text))
            .startsWith("target '" + text + "' is malformed")
            .contains("onnxruntime@1.17.3"));
    }

    @Test
    void localTargetsRunInThisProcess() {
        assertThat(targets.open("planted:clean", Limits.DEFAULT, journals)).isInstanceOfSatisfying(Targets.Opened.class,
            opened -> assertThat(opened.executor().target()).isEqualTo("planted:clean"));
    }

    @Test
    void severalTargetsMakeAPanel() {
        assertThat(targets.open("planted:clean,planted:crash", Limits.DEFAULT, journals)).isInstanceOfSatisfying(
            Targets.Opened.class, opened -> assertThat(opened.executor()).isInstanceOf(Panel.class));
    }

    @Test
    void oneThatIsNotToBeHadSpoilsThePanel() {
        assertThat(unavailable("planted:clean,nonsense")).startsWith("unknown target 'nonsense'");
        assertThat(unavailable("planted:clean,")).startsWith("target '' is malformed");
        assertThat(unavailable("planted:clean,planted:clean")).isEqualTo(
            "target 'planted:clean' is named twice in planted:clean,planted:clean: name each stack once");
    }

    @Test
    void aReasonIsPassedOn() {
        assertThat(unavailable("planted:clean@9")).isEqualTo("planted:clean@9 has no versions");
    }

    @Test
    void aFolderThatCannotBeMadeIsNamed() throws Exception {
        Path file = Files.createFile(journals.resolve("file"));
        Launch launch = new Launch("a", List.of(), List.of(), Map.of());
        Targets isolated = Targets.of(List.of(new Worked(launch)));
        assertThat(isolated.open("a", Limits.DEFAULT, file.resolve("journals"))).isInstanceOfSatisfying(
            Targets.Unavailable.class, u -> assertThat(u.message()).doesNotContain("\n").contains(file.toString(),
                "can be written to"));
    }

    @Test
    void twoModulesWithOneFamilyAreAnErrorThatNamesBoth() {
        assertThatThrownBy(() -> Targets.of(List.of(new Kind("a", "a"), new Kind("a", "a"))))
            .isInstanceOf(IllegalStateException.class).hasMessageContaining("2 modules offer the target a");
    }

    private record Worked(Launch launch) implements TargetKind {
        @Override
        public String family() {
            return "a";
        }

        @Override
        public List<String> names() {
            return List.of("a");
        }

        @Override
        public Plan plan(TargetSpec spec) {
            return new Isolated(launch);
        }

        @Override
        public Optional<String> defaultVersion() {
            return Optional.empty();
        }
    }

    private record Kind(String family, List<String> names) implements TargetKind {
        Kind(String family, String... names) {
            this(family, List.of(names));
        }

        @Override
        public Plan plan(TargetSpec spec) {
            return spec.version().isPresent() ? new Unavailable(spec + " has no versions")
                : new Local(new Silent(spec.name()));
        }

        @Override
        public Optional<String> defaultVersion() {
            return Optional.empty();
        }
    }

    private record Silent(String name) implements Target {
        @Override
        public String version() {
            return "0";
        }

        @Override
        public List<Variant> variants() {
            return List.of();
        }

        @Override
        public Set<DType> feeds() {
            return Set.of();
        }

        @Override
        public Compilation compile(Source source, Variant variant) {
            return new Declined(new Outcome.Refused(Outcome.Stage.COMPILE, true, "silent"));
        }
    }
}
