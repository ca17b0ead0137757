package org.plumbline.reports.reduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.plumbline.reports.Subjects.operators;
import static org.plumbline.reports.Subjects.tower;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.plumbline.graph.DType;
import org.plumbline.graph.Graph;
import org.plumbline.graph.Model;
import org.plumbline.graph.Node;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.ValueInfo;
import org.plumbline.graph.bound.Accuracy;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.operators.Evaluator;
import org.plumbline.oracles.Judge;
import org.plumbline.reports.Subject;
import org.plumbline.reports.Subjects;

class ReducerTest {
    private static final int ENOUGH = 1000;

    private static Predicate<Subject> contains(String... operators) {
        return s -> operators(s).containsAll(List.of(operators));
    }

    private static boolean feeds(Subject s, String producer, String consumer) {
        List<Node> nodes = s.model().graph().nodes();
        return nodes.stream().filter(n -> n.operator().equals(producer)).anyMatch(p -> nodes.stream()
            .filter(n -> n.operator().equals(consumer)).anyMatch(c -> c.inputs().contains(p.outputs().getFirst())));
    }

    /// Every input, initializer and node is needed by an output, and every input has its tensor.
    private static void assertIsWhole(Subject s) {
        Graph g = s.model().graph();
        Set<String> read = new HashSet<>();
        g.nodes().forEach(n -> read.addAll(n.inputs()));
        Set<String> made = new HashSet<>();
        g.nodes().forEach(n -> made.addAll(n.outputs()));
        Set<String> results = new HashSet<>(g.outputs().stream().map(ValueInfo::name).toList());
        assertThat(read).containsAll(g.inputs().stream().map(ValueInfo::name).toList())
            .containsAll(g.initializers().keySet());
        assertThat(g.nodes()).allMatch(n -> n.outputs().stream().anyMatch(o -> read.contains(o)
            || results.contains(o)));
        assertThat(results).isNotEmpty().isSubsetOf(made);
        assertThat(s.inputs()).hasSameSizeAs(g.fed());
        s.feeds().forEach((name, t) -> assertThat(g.fed().stream().filter(i -> i.name().equals(name)).findFirst()
            .flatMap(ValueInfo::concrete)).contains(t.type()));
        var evaluated = Evaluator.evaluate(s.model(), s.feeds(), Accuracy.CPU);
        assertThat(evaluated.invalid()).isEmpty();
        assertThat(evaluated.values()).containsKeys(results.toArray(String[]::new));
    }

    @Nested
    class OneOperatorIsTheCause {
        private final Subject reduced = Reducer.quickly(tower(), contains("Conv"), ENOUGH);

        @Test
        void nothingElseIsLeft() {
            assertThat(operators(reduced)).containsExactly("Conv");
            assertIsWhole(reduced);
        }

        @Test
        void itIsFedWhatTheReferenceComputedThere() {
            Enclosure before = Evaluator.evaluate(tower().model(), tower().feeds(), Accuracy.CPU).values().get("a");
            assertThat(Judge.judge(reduced.feeds().get("a"), before).agrees()).isTrue();
        }

        @Test
        void initializersBecomeInputs() {
            assertThat(reduced.model().graph().initializers()).isEmpty();
            assertThat(reduced.feeds()).containsEntry("w", tower().model().graph().initializers().get("w"));
        }

        @Test
        void unlessTheyHaveToBeConstant() {
            Subject constant = Reducer.quickly(tower(), contains("Conv").and(
                s -> s.model().graph().initializers().containsKey("w")), ENOUGH);
            assertThat(operators(constant)).containsExactly("Conv");
            assertThat(constant.model().graph().initializers()).containsKey("w");
            assertIsWhole(constant);
        }
    }

    @Nested
    class TwoOperatorsAreTheCause {
        @Test
        void aProducerAndItsConsumerAreFound() {
            Subject reduced = Reducer.quickly(tower(), s -> feeds(s, "Transpose", "MatMul"), ENOUGH);
            assertThat(operators(reduced)).containsExactly("Transpose", "MatMul");
            assertIsWhole(reduced);
        }

        @Test
        void operatorsThatStandApartAreFoundBySearching() {
            Subject reduced = Reducer.quickly(tower(), contains("Relu", "Abs"), ENOUGH);
            assertThat(operators(reduced)).contains("Relu", "Abs").hasSizeLessThanOrEqualTo(3);
            assertIsWhole(reduced);
        }
    }

    @Nested
    class Asking {
        private final List<Subject> asked = new ArrayList<>();

        private Predicate<Subject> recorded(Predicate<Subject> fails) {
            return s -> {
                asked.add(s);
                return fails.test(s);
            };
        }

        @Test
        void startsWithEachOutputAndEachNodeAloneAndGoesOnWithPairs() {
            Reducer.quickly(tower(), recorded(_ -> false), ENOUGH);
            assertThat(asked.subList(0, 2)).extracting(s -> s.model().graph().outputs().stream().map(ValueInfo::name)
                .toList()).containsExactly(List.of("y"), List.of("z"));
            assertThat(asked.subList(2, 10)).extracting(Subjects::operators).containsExactly(List.of("Relu"),
                List.of("Conv"), List.of("Neg"), List.of("Sigmoid"), List.of("Transpose"), List.of("MatMul"),
                List.of("Add"), List.of("Abs"));
            assertThat(asked.subList(10, 17)).extracting(Subjects::operators).containsExactly(List.of("Relu", "Conv"),
                List.of("Conv", "Sigmoid"), List.of("Sigmoid", "Transpose"), List.of("Sigmoid", "MatMul"),
                List.of("Sigmoid", "Abs"), List.of("Transpose", "MatMul"), List.of("MatMul", "Add"));
        }

        @Test
        void concernsValidSubjectsOnly() {
            Reducer.quickly(tower(), recorded(contains("Relu", "Transpose")), ENOUGH);
            assertThat(asked).filteredOn(contains("Neg").negate()).isNotEmpty()
                .allSatisfy(ReducerTest::assertIsWhole);
        }

        @Test
        void aSubjectThatNeverFailsStaysAsItIs() {
            assertThat(Reducer.quickly(tower(), _ -> false, ENOUGH)).isEqualTo(tower());
        }

        @Property(tries = 60)
        void keepsToTheBudget(@ForAll @IntRange(min = 0, max = 60) int budget) {
            List<Subject> questions = new ArrayList<>();
            Subject reduced = Reducer.quickly(tower(), s -> {
                questions.add(s);
                return contains("Relu", "Sigmoid", "Add").test(s);
            }, budget);
            assertThat(questions).hasSizeLessThanOrEqualTo(budget);
            assertThat(operators(reduced)).contains("Relu", "Sigmoid", "Add");
        }
    }

    @Property(tries = 100)
    void theResultFailsTooIsNoLargerAndIsTheSameEveryTime(@ForAll long seed) {
        Rng rng = Rng.of(seed);
        List<String> all = operators(tower());
        String[] cause = new String[rng.between(1, 4)];
        for (int i = 0; i < cause.length; i++) {
            cause[i] = rng.pick(all);
        }
        Subject reduced = Reducer.quickly(tower(), contains(cause), ENOUGH);
        assertThat(operators(reduced)).contains(cause).hasSizeLessThanOrEqualTo(all.size());
        assertThat(Reducer.quickly(tower(), contains(cause), ENOUGH)).isEqualTo(reduced);
        assertThat(Reducer.quickly(reduced, contains(cause), ENOUGH)).isEqualTo(reduced);
        if (!contains("Neg").test(reduced)) {
            assertIsWhole(reduced);
        }
    }

    @Nested
    class AFewestSetOfNodes {
        private final Predicate<Subject> apart = s -> operators(s).equals(operators(tower())) || operators(s).equals(
            List.of("Transpose", "MatMul", "Add"));

        @Test
        void isFoundWhereNoStepOnTheWayFails() {
            assertThat(operators(new Fewest().shrink(tower(), apart::test))).containsExactly("Transpose", "MatMul",
                "Add");
            assertThat(operators(Reducer.thoroughly(tower(), apart::test))).containsExactly("Transpose", "MatMul",
                "Add");
        }

        @Test
        void isTheWholeWhereEveryNodeIsNeeded() {
            assertThat(new Fewest().shrink(tower(), s -> operators(s).equals(operators(tower())))).isEqualTo(tower());
        }
    }

    @Test
    void oneOutputIsKeptBeforeNodesAreLookedAt() {
        Subject two = Remade.bared(tower());
        String first = two.model().graph().outputs().getFirst().name();
        Subject reduced = Reducer.quickly(two, s -> contains("Conv").test(s) || s.model().graph().outputs().getFirst()
            .name().equals(first) && s.model().graph().outputs().size() == 1, ENOUGH);
        assertThat(operators(reduced)).containsExactly("Relu");
    }

    @Nested
    class TheSourceOfARefusal {
        @Test
        void isTheFirstNodeThatFailsAlone() {
            Predicate<Subject> either = contains("MatMul").or(contains("Sigmoid"));
            Optional<Subject> source = Reducer.source(tower(), either, s -> either.test(s) && operators(s).size()
                == operators(
                    tower()).size());
            assertThat(source.map(Subjects::operators)).contains(List.of("Sigmoid"));
            source.ifPresent(ReducerTest::assertIsWhole);
        }

        @Test
        void isNotANodeWhoseRightResultLeavesTheRestAsItWas() {
            assertThat(Reducer.source(tower(), contains("Sigmoid"), contains("MatMul")::test)).isEmpty();
        }

        @Test
        void isNobodyWhereTwoAreNeeded() {
            assertThat(Reducer.source(tower(), contains("MatMul", "Sigmoid"), _ -> false)).isEmpty();
        }
    }

    @Test
    void aNodeBehindOneWithoutReferenceIsNotTornOutButFedByWhatThatReads() {
        Graph g = Graph.of(List.of(Subjects.floats("x", 2)), List.of(Subjects.floats("y", 2)), Map.of(),
            List.of(new Node("my.domain", "Mystery", "", List.of("x"), List.of("m"), Map.of()),
                Subjects.node("Neg", List.of("m"), "y")));
        Tensor x = Subjects.draw(DType.FLOAT, 5, 2);
        Subject s = new Subject(Model.of(18, g), List.of(x));
        assertThat(Reducer.quickly(s, contains("Mystery", "Neg"), ENOUGH)).isEqualTo(s);
        Subject reduced = Reducer.quickly(s, contains("Neg"), ENOUGH);
        assertThat(operators(reduced)).containsExactly("Neg");
        assertThat(reduced.inputs()).containsExactly(x);
        assertThat(Reducer.source(s, contains("Neg"), _ -> false)).isEmpty();
    }
}
