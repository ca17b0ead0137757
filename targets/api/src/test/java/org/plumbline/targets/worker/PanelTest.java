package org.plumbline.targets.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.plumbline.graph.DType;
import org.plumbline.graph.Graph;
import org.plumbline.graph.Model;
import org.plumbline.targets.Outcome;
import org.plumbline.targets.Source;
import org.plumbline.targets.Target;
import org.plumbline.targets.Variant;

class PanelTest {
    private static final Executor A = member("a", "1", Set.of(DType.FLOAT, DType.INT8), "plain", "all");
    private static final Executor B = member("b", "2", Set.of(DType.FLOAT, DType.BOOL), "plain", "fast");

    /// A target that refuses everything with its own name, its release and the variant's name.
    private record Naming(String name, String version, Set<DType> feeds, List<Variant> variants) implements Target {
        @Override
        public Compilation compile(Source source, Variant variant) {
            return new Declined(
                new Outcome.Refused(Outcome.Stage.COMPILE, true, name + " " + version + " " + variant.name()));
        }
    }

    private static Executor member(String name, String version, Set<DType> feeds, String... variants) {
        return new InProcess(new Naming(name, version, EnumSet.copyOf(feeds),
            Stream.of(variants).map(v -> new Variant(v, Map.of())).toList()));
    }

    private static List<String> names(Executor executor) {
        return executor.variants().stream().map(Variant::name).toList();
    }

    private static List<String> said(Executor panel, String... variants) {
        List<Variant> asked = Stream.of(variants).map(v -> new Variant(v, Map.of())).toList();
        Model model = Model.of(17, Graph.of(List.of(), List.of(), Map.of(), List.of()));
        return panel.execute(new Execution(Source.of(model), List.of(), asked, 1, new byte[0])).stream()
            .map(outcomes -> ((Outcome.Refused) outcomes.getFirst()).message()).toList();
    }

    @Test
    void everyVariantIsNamedAfterItsStack() {
        assertThat(names(new Panel(List.of(A, B)))).containsExactly("a/plain", "a/all", "b/plain", "b/fast");
    }

    @Test
    void outcomesComeInTheOrderOfTheQuestionsWhoeverAnswers() {
        assertThat(said(new Panel(List.of(A, B)), "b/fast", "a/plain", "b/plain")).containsExactly("b 2 fast",
            "a 1 plain", "b 2 plain");
    }

    @Test
    void twoReleasesOfOneTargetAreToldApartByTheirRelease() {
        Panel panel = new Panel(List.of(A, member("a", "2", Set.of(DType.FLOAT), "plain")));
        assertThat(names(panel)).containsExactly("a@1/plain", "a@1/all", "a@2/plain");
        assertThat(said(panel, "a@2/plain", "a@1/plain")).containsExactly("a 2 plain", "a 1 plain");
    }

    @Test
    void theSameReleaseTwiceIsNoPanel() {
        assertThatThrownBy(() -> new Panel(List.of(A, A))).hasMessageContaining("a@1 is named twice");
    }

    @Test
    void inputsHaveTypesThatAllCanBeFedWith() {
        assertThat(new Panel(List.of(A, B)).feeds()).containsExactly(DType.FLOAT);
    }

    @Test
    void nameAndReleaseAreThoseOfAllMembers() {
        Panel panel = new Panel(List.of(A, B));
        assertThat(panel.target()).isEqualTo("a,b");
        assertThat(panel.version()).isEqualTo("1,2");
        assertThat(panel.members()).containsExactly(A, B);
    }
}
