package org.plumbline.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.plumbline.generator.rules.Mix;
import org.plumbline.generator.rules.Rulebook;
import org.plumbline.generator.rules.Rules;
import org.plumbline.generator.rules.Ways;
import org.plumbline.graph.Node;
import org.plumbline.graph.Shape;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.edit.Case;
import org.plumbline.graph.edit.Realizer;
import org.plumbline.graph.edit.RecipeJson;

/// Models from hand-written rules, inferred rules and recorded calls.
class HybridGenerationTest {
    private static final int CASES = 60;

    private static Options options(Mix mix) {
        return Options.DEFAULT.withNodes(10, 10).withRules(new Rules(Books.small(), mix));
    }

    private static List<Generated> generated(Options options) {
        Generator generator = new Generator(options);
        return LongStream.range(0, CASES).mapToObj(generator::generate).toList();
    }

    private static Set<String> operators(List<Generated> all) {
        Set<String> operators = new HashSet<>();
        all.forEach(g -> g.realized().model().graph().nodes().forEach(n -> operators.add(n.qualifiedOperator())));
        return operators;
    }

    private static Ways sum(List<Generated> all) {
        return all.stream().map(Generated::ways).reduce(Ways.NONE, (a, b) -> new Ways(
            a.handWritten() + b.handWritten(), a.inferred() + b.inferred(), a.recorded() + b.recorded()));
    }

    private static long size(Generated g) {
        return g.realized().model().graph().nodes().stream().filter(n -> !n.operator().equals("Constant")).count();
    }

    @Nested
    class ModelsOfInferredRulesAlone {
        @Test
        void haveTheOperatorsOfTheBookThatHaveARule() {
            assertThat(operators(generated(options(Mix.INFERRED)))).containsExactlyInAnyOrder("Relu", "MatMul",
                Books.GELU);
        }

        @Test
        void areAsLargeAsAskedForAndOfTheBooksOpset() {
            assertThat(generated(options(Mix.INFERRED))).allSatisfy(g -> {
                assertThat(g.ways()).isEqualTo(new Ways(0, 10, 0));
                assertThat(size(g)).isEqualTo(10);
                assertThat(g.realized().model().opset()).isEqualTo(Books.OPSET);
            });
        }

        @Test
        void importTheDomainsThatTheyUse() {
            assertThat(generated(options(Mix.INFERRED))).allSatisfy(g -> assertThat(g.realized().model().opsets()
                .containsKey("com.microsoft")).isEqualTo(operators(List.of(g)).contains(Books.GELU)));
        }

        @Test
        void growOnWhatNoReferenceJudges() {
            assertThat(generated(options(Mix.INFERRED))).anySatisfy(g -> assertThat(g.reference().unreferenced())
                .extracting(Node::operator).contains("MatMul"));
        }

        @Test
        void canBeSolvedAsAWhole() {
            List<Generated> all = generated(options(Mix.INFERRED).solvingWhole(1));
            assertThat(all).allSatisfy(g -> assertThat(g.ways()).isEqualTo(new Ways(0, size(g), 0)));
            assertThat(operators(all)).contains(Books.GELU);
        }

        @Test
        void areTheSameForTheSameSeed() {
            List<Generated> all = generated(options(Mix.INFERRED));
            assertThat(generated(options(Mix.INFERRED))).extracting(g -> RecipeJson.write(g.recipe()))
                .isEqualTo(all.stream().map(g -> RecipeJson.write(g.recipe())).toList()).doesNotHaveDuplicates();
        }

        @Test
        void leaveOutWhatWeighsNothing() {
            assertThat(operators(generated(options(Mix.INFERRED).withWeights(Map.of(Books.GELU, 0.0)))))
                .containsExactlyInAnyOrder("Relu", "MatMul");
        }

        @Test
        void haveNoNodesWhereTheBookIsEmpty() {
            Rules none = new Rules(new Rulebook("fake", "1.0", Books.OPSET, Map.of()), Mix.INFERRED);
            assertThat(new Generator(Options.DEFAULT.withRules(none)).generate(1).ways()).isEqualTo(Ways.NONE);
        }

        @Test
        void atAnotherOpsetHaveOnlyOperatorsOfOtherDomains() {
            assertThat(operators(generated(options(Mix.INFERRED).withOpsets(20, 20)))).containsExactly(Books.GELU);
        }
    }

    @Nested
    class RecordedCalls {
        private final List<Generated> all = generated(options(new Mix(0, 0, 1)));

        @Test
        void areRepeatedAsTheyWere() {
            assertThat(operators(all)).containsExactlyInAnyOrder("Relu", Books.GELU, Books.BIASED);
            Map<String, Set<Shape>> shapes = Map.of("Relu", Set.of(Shape.of(3, 5)), "FastGelu",
                Set.of(Shape.of(2, 6), Shape.of(4, 4)), "BiasGelu", Set.of(Shape.of(2, 6), Shape.of(4, 4)));
            for (Generated g : all) {
                g.realized().model().graph().nodes().forEach(n -> assertThat(shapes.get(n.operator()))
                    .contains(g.values().get(n.inputs().getFirst()).knownShape().orElseThrow()));
            }
        }

        @Test
        void countAsSuch() {
            assertThat(all).allSatisfy(g -> assertThat(g.ways()).isEqualTo(new Ways(0, 0, 10)));
        }

        @Test
        void consumeEachOthersResults() {
            assertThat(all).anySatisfy(g -> assertThat(g.realized().model().graph().outputs().size()).isLessThan(8));
        }

        @Test
        void withoutARuleGiveAnOutputOfUnknownShape() {
            assertThat(all).allSatisfy(g -> g.realized().model().graph().nodes().stream()
                .filter(n -> n.operator().equals("BiasGelu")).forEach(
                    n -> assertThat(g.values().get(n.outputs().getFirst())).isInstanceOf(Enclosure.Unknown.class)));
        }
    }

    @Nested
    class AMixOfAllThree {
        private final List<Generated> all = generated(options(Mix.shares(0.5, 0.2)).withShares(0.1, 0, 0.1));

        @Test
        void countsEveryNodeOnce() {
            assertThat(all).allSatisfy(g -> assertThat(g.ways().total()).isEqualTo(size(g)).isPositive());
        }

        @Test
        void hasEveryWayInIt() {
            Ways ways = sum(all);
            assertThat(List.of(ways.handWritten(), ways.inferred(), ways.recorded()))
                .allMatch(n -> n > ways.total() / 20);
            assertThat(operators(all)).contains(Books.GELU, Books.BIASED).hasSizeGreaterThan(20);
        }

        @Test
        void leavesTheShareOfAWayWithoutOffersToTheOthers() {
            Rules empty = new Rules(new Rulebook("fake", "1.0", Books.OPSET, Map.of()), Mix.shares(0.5, 0.2));
            assertThat(generated(options(Mix.HAND_WRITTEN).withRules(empty)))
                .allSatisfy(g -> assertThat(g.ways()).isEqualTo(new Ways(size(g), 0, 0)));
        }

        @Test
        void isWhatItWasWithoutABookWhereNothingLearnedIsWanted() {
            assertThat(generated(options(Mix.HAND_WRITTEN))).extracting(Generated::recipe)
                .isEqualTo(generated(Options.DEFAULT.withNodes(10, 10)).stream().map(Generated::recipe).toList());
        }

        @Test
        void refusesSharesOfMoreThanAll() {
            assertThatThrownBy(() -> Mix.shares(0.8, 0.3)).isInstanceOf(IllegalArgumentException.class);
            assertThat(Mix.shares(0.7, 0.3)).isEqualTo(new Mix(0, 0.7, 0.3));
        }
    }

    @Nested
    class Recipes {
        private final List<Generated> all = generated(options(Mix.shares(0.4, 0.2)));

        @Test
        void replayFromThemselvesAlone() {
            for (Generated g : all) {
                var read = (RecipeJson.Parsed.Read) RecipeJson.read(RecipeJson.write(g.recipe()));
                Case again = Realizer.realize(read.recipe());
                assertThat(again.skipped()).isEmpty();
                assertThat(again.model()).isEqualTo(g.realized().model());
                assertThat(again.inputs()).isEqualTo(g.realized().inputs());
            }
        }

        @Test
        void canBeFedAnew() {
            assertThat(all).allSatisfy(g -> {
                assertThat(g.fedAnew(1).realized().model()).isEqualTo(g.realized().model());
                assertThat(g.fedAnew(1).ways()).isEqualTo(g.ways());
            });
        }
    }

    @Nested
    class TheReference {
        @Test
        void saysNothingOfWhatRestsOnALearnedRule() {
            for (Generated g : generated(options(Mix.shares(0.4, 0.2)))) {
                for (Node n : g.realized().model().graph().nodes()) {
                    boolean silent = g.reference().unreferenced().contains(n);
                    assertThat(silent).isEqualTo(n.domain().equals("com.microsoft")
                        || g.reference().unreferenced().stream().anyMatch(m -> m.outputs().stream()
                            .anyMatch(n.inputs()::contains)));
                    assertThat(n.outputs()).allMatch(o -> g.reference().values().containsKey(o) != silent
                        || o.isEmpty());
                }
            }
        }

        @Test
        void saysAllOfAModelWithoutSuch() {
            Generated g = new Generator(Options.DEFAULT).generate(3);
            assertThat(g.reference().values()).isEqualTo(g.values());
            assertThat(g.reference().unreferenced()).isEmpty();
        }
    }
}
