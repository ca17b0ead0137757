package org.plumbline.generator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.ValueInfo;
import org.plumbline.graph.bound.Accuracy;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.edit.Case;
import org.plumbline.graph.edit.Realizer;
import org.plumbline.graph.operators.Evaluator;

class GeneratorTest {
    private static final int CASES = 300;

    private static List<Generated> generated(Options options) {
        Generator generator = new Generator(options);
        return LongStream.range(0, CASES).mapToObj(generator::generate).toList();
    }

    @Nested
    class EveryGeneratedCase {
        @Test
        void isWhatItsRecipeRealisesTo() {
            for (Generated g : generated(Options.DEFAULT)) {
                Case again = Realizer.realize(g.recipe());
                assertThat(again.skipped()).isEmpty();
                assertThat(again.model()).isEqualTo(g.realized().model());
                assertThat(again.inputs()).isEqualTo(g.realized().inputs());
            }
        }

        @Test
        void canBeFedAnewAndStaysTheSameModel() {
            int fedOtherwise = 0;
            for (Generated g : generated(Options.DEFAULT)) {
                Generated other = g.fedAnew(2);
                assertThat(g.fedAnew(0)).isSameAs(g);
                assertThat(other.realized().model()).isEqualTo(g.realized().model());
                assertThat(Realizer.realize(other.recipe()).inputs()).isEqualTo(other.realized().inputs())
                    .isEqualTo(g.fedAnew(2).realized().inputs());
                fedOtherwise += other.realized().inputs().equals(g.realized().inputs()) ? 0 : 1;
            }
            assertThat(fedOtherwise).isGreaterThan(CASES * 2 / 3);
        }

        @Test
        void passesTheReferenceWithTheShapesThatItStates() {
            for (Generated g : generated(Options.DEFAULT)) {
                var evaluated = Evaluator.evaluate(g.realized().model(), g.realized().feeds(), Accuracy.CPU);
                assertThat(evaluated.invalid()).isEmpty();
                for (ValueInfo out : g.realized().model().graph().outputs()) {
                    Enclosure e = evaluated.values().get(out.name());
                    out.concrete().ifPresent(t -> assertThat(t.shape()).isEqualTo(e.knownShape().orElseThrow()));
                }
            }
        }

        @Test
        void hasTheWantedNumberOfNodesAndNoDeadOnes() {
            for (Generated g : generated(Options.DEFAULT.withNodes(3, 7).withShares(0.1, 0, 0))) {
                var graph = g.realized().model().graph();
                assertThat(graph.nodes().stream().filter(n -> !n.operator().equals("Constant")).count())
                    .isBetween(3L, 7L);
                for (var node : graph.nodes()) {
                    for (String o : node.outputs()) {
                        assertThat(graph.outputs().stream().anyMatch(v -> v.name().equals(o))
                            || graph.nodes().stream().anyMatch(n -> n.inputs().contains(o))).isTrue();
                    }
                }
            }
        }

        @Test
        void keepsToTheElementBudget() {
            for (Generated g : generated(Options.DEFAULT.withBudgets(256, 1 << 12))) {
                g.values().values().forEach(e -> assertThat(e.knownShape().orElseThrow().size())
                    .isLessThanOrEqualTo(256));
            }
        }
    }

    @Nested
    class WithoutSpecialValues {
        @Test
        void noOutputMayBeNanOrInfinite() {
            for (Generated g : generated(Options.DEFAULT.withShares(0, 0.25, 0))) {
                for (ValueInfo out : g.realized().model().graph().outputs()) {
                    assertThat(Ranges.tame(g.values().get(out.name()))).isTrue();
                }
            }
        }

        @Test
        void noInputIsNanOrInfinite() {
            for (Generated g : generated(Options.DEFAULT.withShares(0, 0.25, 0))) {
                assertThat(g.realized().inputs()).noneMatch(Tensor::hasNonFinite);
            }
        }
    }

    @Test
    void theStatedShareOfCasesHasSpecialValues() {
        long special = generated(Options.DEFAULT.withShares(0.5, 0, 0)).stream()
            .filter(g -> g.recipe().inputs().specials()).count();
        assertThat(special).isBetween(CASES * 4 / 10L, CASES * 6 / 10L);
    }

    @Test
    void anOperatorOfWeightZeroIsNeverInserted() {
        assertThat(generated(Options.DEFAULT.withWeights(Map.of("MatMul", 0.0)).withShares(0, 0, 0))).noneMatch(
            g -> g.realized().model().graph().nodes().stream().anyMatch(n -> n.operator().equals("MatMul")));
    }

    @Test
    void opsetsStayInTheirRange() {
        assertThat(generated(Options.DEFAULT.withOpsets(15, 17)))
            .allMatch(g -> g.recipe().opset() >= 15 && g.recipe().opset() <= 17);
    }
}
