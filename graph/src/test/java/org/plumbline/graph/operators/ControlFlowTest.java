package org.plumbline.graph.operators;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;
import org.plumbline.graph.Graph;
import org.plumbline.graph.Node;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.TensorType;
import org.plumbline.graph.ValueInfo;
import org.plumbline.graph.bound.Accuracy;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.operator.Evaluation;

class ControlFlowTest {
    private static final TensorType FLAG = new TensorType(DType.BOOL, Shape.SCALAR);
    private static final TensorType COUNT = new TensorType(DType.INT64, Shape.SCALAR);
    private static final TensorType TWO = TensorType.of(DType.INT32, 2);
    private static final TensorType ONE = new TensorType(DType.INT32, Shape.SCALAR);

    private final Map<String, Enclosure> values = new HashMap<>(Map.of("x", ints(3, 5), "yes", flag(1), "no", flag(0)));

    private static Enclosure ints(long... values) {
        return Enclosure.of(Calls.whole(DType.INT32, values));
    }

    private static Enclosure flag(int value) {
        return Enclosure.of(Tensor.scalar(DType.BOOL, value));
    }

    private static Enclosure count(long n) {
        return Enclosure.of(Tensor.ofLongs(DType.INT64, Shape.SCALAR, _ -> n));
    }

    private static Node node(String operator, String output, String... inputs) {
        return Node.of(operator, List.of(inputs), List.of(output), Map.of());
    }

    private static Attribute graph(List<ValueInfo> inputs, List<ValueInfo> outputs, Node... nodes) {
        return new Attribute.Subgraph(Graph.of(inputs, outputs, Map.of(), List.of(nodes)));
    }

    private Evaluation evaluate(Node node) {
        return Evaluator.evaluate(node, 18, values, Accuracy.CPU);
    }

    private List<String> first(Node node) {
        Enclosure.Integers n = (Enclosure.Integers) Calls.outputs(evaluate(node)).getFirst();
        return java.util.Arrays.stream(n.value()).mapToObj(Long::toString).toList();
    }

    @Nested
    class AnIf {
        private Node choosing(String condition) {
            return Node.of("If", List.of(condition), List.of("y"), Map.of(
                "then_branch", graph(List.of(), List.of(ValueInfo.of("a", TWO)), node("Neg", "a", "x")),
                "else_branch", graph(List.of(), List.of(ValueInfo.of("b", TWO)), node("Add", "b", "x", "x"))));
        }

        @Test
        void isItsBranchOverValuesOfTheOutside() {
            assertThat(first(choosing("yes"))).containsExactly("-3", "-5");
            assertThat(first(choosing("no"))).containsExactly("6", "10");
        }

        @Test
        void isUndeterminedWhereItsConditionIs() {
            values.put("who", Enclosure.anything(DType.BOOL, Shape.SCALAR));
            assertThat(evaluate(choosing("who"))).isInstanceOf(Evaluation.Undetermined.class);
        }

        @Test
        void isInvalidWhereABranchIsOrIsMissing() {
            assertThat(evaluate(Node.of("If", List.of("yes"), List.of("y"), Map.of())))
                .isInstanceOf(Evaluation.Invalid.class);
            assertThat(evaluate(choosing("x"))).isInstanceOf(Evaluation.Invalid.class);
        }

        @Test
        void isInvalidWhereItsTypeIsNotTheStatedOne() {
            values.put("x", ints(1, 2, 3));
            assertThat(evaluate(choosing("yes"))).isInstanceOfSatisfying(Evaluation.Invalid.class,
                i -> assertThat(i.why()).contains("another type"));
        }
    }

    @Nested
    class ALoop {
        private Node doubling(String trips, String condition, String goOn) {
            return Node.of("Loop", List.of(trips, condition, "x"), List.of("y", "all"), Map.of("body", graph(
                List.of(ValueInfo.of("i", COUNT), ValueInfo.of("c", FLAG), ValueInfo.of("v", TWO)),
                List.of(ValueInfo.of("d", FLAG), ValueInfo.of("w", TWO), ValueInfo.of("s", COUNT)),
                node("Identity", "d", goOn), node("Add", "w", "v", "v"), node("Identity", "s", "i"))));
        }

        @Test
        void runsAsOftenAsItsCountSaysAndCollects() {
            values.put("n", count(3));
            assertThat(first(doubling("n", "", "c"))).containsExactly("24", "40");
            Enclosure all = Calls.outputs(evaluate(doubling("n", "", "c"))).get(1);
            assertThat(all).isEqualTo(all).extracting(Enclosure::knownShape)
                .isEqualTo(java.util.Optional.of(Shape.of(3)));
        }

        @Test
        void endsWhenItsConditionSaysSo() {
            values.put("n", count(3));
            assertThat(first(doubling("n", "yes", "no"))).containsExactly("6", "10");
            assertThat(first(doubling("", "yes", "no"))).containsExactly("6", "10");
        }

        @Test
        void withoutAnEndIsUndetermined() {
            assertThat(evaluate(doubling("", "", "yes"))).isInstanceOf(Evaluation.Undetermined.class);
        }

        @Test
        void thatCollectsNothingHasRowsOfUnknownShape() {
            values.put("n", count(0));
            assertThat(evaluate(doubling("n", "", "c"))).isInstanceOf(Evaluation.Undetermined.class);
        }
    }

    @Nested
    class AScan {
        private Node summing(boolean reverse) {
            Map<String, Attribute> attributes = new LinkedHashMap<>(Map.of("num_scan_inputs", new Attribute.Int(1),
                "body",
                graph(List.of(ValueInfo.of("s", ONE), ValueInfo.of("e", ONE)),
                    List.of(ValueInfo.of("t", ONE), ValueInfo.of("u", ONE)), node("Add", "t", "s", "e"),
                    node("Identity", "u", "t"))));
            if (reverse) {
                attributes.put("scan_input_directions", Attribute.ints(1));
            }
            values.put("zero", Enclosure.of(Tensor.scalar(DType.INT32, 0)));
            return Node.of("Scan", List.of("zero", "x"), List.of("sum", "sums"), attributes);
        }

        private List<String> sums(boolean reverse) {
            Enclosure.Integers n = (Enclosure.Integers) Calls.outputs(evaluate(summing(reverse))).get(1);
            return java.util.Arrays.stream(n.value()).mapToObj(Long::toString).toList();
        }

        @Test
        void goesAlongTheFirstAxisAndKeepsItsState() {
            assertThat(first(summing(false))).containsExactly("8");
            assertThat(sums(false)).containsExactly("3", "8");
        }

        @Test
        void goesBackwardsToo() {
            assertThat(sums(true)).containsExactly("5", "8");
        }

        @Test
        void overAScalarIsNotJudged() {
            Node node = summing(false);
            values.put("x", Enclosure.of(Tensor.scalar(DType.INT32, 1)));
            assertThat(evaluate(node)).isInstanceOf(Evaluation.Undetermined.class);
        }
    }
}
