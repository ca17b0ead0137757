package org.plumbline.campaign.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;
import org.plumbline.graph.Graph;
import org.plumbline.graph.Node;
import org.plumbline.graph.TensorType;
import org.plumbline.graph.ValueInfo;
import org.plumbline.oracles.Evidence;
import org.plumbline.oracles.Kind;
import org.plumbline.oracles.Verdict;
import org.plumbline.reports.Subject;
import org.plumbline.targets.registry.Targets;
import org.plumbline.targets.worker.Executor;
import org.plumbline.targets.worker.Limits;

class DiagnosisTest {
    @TempDir
    Path journals;

    private Executor open(String target) {
        return switch (Targets.installed().open(target, Limits.DEFAULT, journals)) {
            case Targets.Opened(Executor executor) -> executor;
            case Targets.Unavailable(String message) -> throw new AssertionError(message);
        };
    }

    private Verdict judge(String target, Subject subject) {
        try (Executor executor = open(target)) {
            return new Bench(executor, 2).run(subject, new VariantPlan(executor.variants()).named(List.of("plain",
                "all"))).verdict();
        }
    }

    private Diagnosis.Diagnosed diagnose(String target, Subject subject) {
        try (Executor executor = open(target)) {
            Bench bench = new Bench(executor, 2);
            var variants = new VariantPlan(executor.variants()).named(List.of("plain", "all"));
            return switch (bench.run(subject, variants).verdict()) {
                case Verdict.Disagrees(Evidence e) -> new Diagnosis(bench).diagnose(subject, e, variants);
                case Verdict.Agrees _,Verdict.Undecided _,Verdict.Invalid _ -> throw new AssertionError(
                    target + " shows nothing");
            };
        }
    }

    private static List<String> operators(Subject s) {
        return s.model().graph().nodes().stream().map(Node::operator).toList();
    }

    /// The subject with its mean over the dropped axis, and another consumer behind it.
    private static Subject withoutKeepdims() {
        Subject s = Cases.mean();
        Graph g = s.model().graph();
        List<Node> nodes = g.nodes().stream().map(n -> n.operator().equals("ReduceMean")
            ? Node.of("ReduceMean", n.inputs(), n.outputs(), Map.of("keepdims", new Attribute.Int(0))) : n).toList();
        return new Subject(s.model().withGraph(Graph.of(g.inputs(),
            List.of(ValueInfo.of("y", TensorType.of(DType.FLOAT, 3))), g.initializers(), nodes)), s.inputs());
    }

    @Test
    void anHonestTargetAgrees() {
        assertThat(judge("planted:clean", Cases.mean())).isInstanceOf(Verdict.Agrees.class);
        assertThat(judge("planted:clean", withoutKeepdims())).isInstanceOf(Verdict.Agrees.class);
    }

    @Nested
    class AWrongKernelInEveryVariant {
        private Diagnosis.Diagnosed diagnosed() {
            return diagnose("planted:reduce-mean-less-one", Cases.mean());
        }

        @Test
        void isReducedToItsOperator() {
            assertThat(operators(diagnosed().reduced())).containsExactly("ReduceMean");
        }

        @Test
        void isBlamedOnEveryVariantThoughOneAnswersTheQuestions() {
            Evidence e = diagnosed().evidence();
            assertThat(e.kind()).isEqualTo(Kind.WRONG_RESULT);
            assertThat(e.guilty()).containsExactly("plain", "all");
            assertThat(e.innocent()).isEmpty();
            assertThat(e.output()).isEqualTo("m");
        }

        @Test
        void isSignedByItsOperatorAndDtypes() {
            assertThat(diagnosed().signature()).isEqualTo("wrong-result everywhere ReduceMean (float,int64)");
        }

        @Test
        void isDiagnosedTheSameEveryTime() {
            assertThat(diagnosed()).isEqualTo(diagnosed());
        }

        @Test
        void stillShowsInTheReducedForm() {
            assertThat(judge("planted:reduce-mean-less-one", diagnosed().reduced()))
                .isInstanceOf(Verdict.Disagrees.class);
            assertThat(judge("planted:clean", diagnosed().reduced())).isInstanceOf(Verdict.Agrees.class);
        }
    }

    @Nested
    class AWrongKernelBesideAnHonestOne {
        private static final String PANEL = "planted:clean,planted:reduce-mean-less-one";

        private Diagnosis.Diagnosed diagnosed() {
            try (Executor executor = open(PANEL)) {
                Bench bench = new Bench(executor, 2);
                var variants = executor.variants();
                return switch (bench.run(Cases.mean(), variants).verdict()) {
                    case Verdict.Disagrees(Evidence e) -> new Diagnosis(bench).diagnose(Cases.mean(), e, variants);
                    case Verdict.Agrees _,Verdict.Undecided _,Verdict.Invalid _ -> throw new AssertionError("nothing");
                };
            }
        }

        @Test
        void standsAlone() {
            assertThat(diagnosed().evidence().standing()).contains(
                "planted:reduce-mean-less-one stands alone against planted:clean and the reference");
        }

        @Test
        void isReducedAndSignedWithItsStack() {
            assertThat(operators(diagnosed().reduced())).containsExactly("ReduceMean");
            assertThat(diagnosed().signature()).isEqualTo(
                "wrong-result planted:reduce-mean-less-one everywhere ReduceMean (float,int64)");
        }
    }

    @Test
    void aRefusalOfTheOptimisedVariantIsReducedToWhatItChokesOn() {
        var d = diagnose("planted:refused-when-optimised", withoutKeepdims());
        assertThat(operators(d.reduced())).containsExactly("ReduceMean");
        assertThat(d.evidence().guilty()).containsExactly("all");
        assertThat(d.evidence().innocent()).containsExactly("plain");
        assertThat(d.signature()).isEqualTo("refused optimised ReduceMean: fusion failed: rank mismatch");
    }

    @Test
    void aResultThatChangesByItselfIsReducedToOneNode() {
        var d = diagnose("planted:nondeterministic", Cases.mean());
        assertThat(operators(d.reduced())).hasSize(1);
        assertThat(d.signature()).startsWith("nondeterministic ");
    }
}
