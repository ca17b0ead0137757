package org.plumbline.reports.reduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.plumbline.reports.Subjects.draw;
import static org.plumbline.reports.Subjects.floats;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;
import org.plumbline.graph.Graph;
import org.plumbline.graph.Model;
import org.plumbline.graph.Node;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.TensorType;
import org.plumbline.graph.ValueInfo;
import org.plumbline.reports.Subject;

/// What each pass makes of a single operator, beside what the cause needs.
class PassesTest {
    private static Subject of(DType dtype, String operator, Map<String, Attribute> attributes, Tensor... inputs) {
        List<String> names = List.of("a", "b", "c").subList(0, inputs.length);
        List<ValueInfo> infos = new java.util.ArrayList<>();
        for (int i = 0; i < inputs.length; i++) {
            infos.add(ValueInfo.of(names.get(i), inputs[i].type()));
        }
        Graph g = Graph.of(infos, List.of(ValueInfo.of("y", new TensorType(dtype, Shape.SCALAR))), Map.of(),
            List.of(Node.of(operator, names, List.of("y"), attributes)));
        return Remade.of(new Subject(Model.of(18, g), List.of(inputs)), g.nodes(), new Subject(Model.of(18, g),
            List.of(inputs)).feeds(), Map.of()).orElseThrow();
    }

    private static Subject shrunk(Pass<Subject> pass, Subject s, Predicate<Subject> fails) {
        return pass.shrink(s, fails::test);
    }

    private static Node only(Subject s) {
        return s.model().graph().nodes().getFirst();
    }

    @Nested
    class AttributesAndOptionalInputs {
        private final Subject gemm = of(DType.FLOAT, "Gemm", Map.of("alpha", new Attribute.Real(2), "transA",
            new Attribute.Int(1)), draw(DType.FLOAT, 1, 3, 3), draw(DType.FLOAT, 2, 3, 3), draw(DType.FLOAT, 3, 3));

        @Test
        void goWhereTheyDoNotMatter() {
            Node left = only(shrunk(new Arguments(), gemm, _ -> true));
            assertThat(left.attributes()).isEmpty();
            assertThat(left.inputs()).containsExactly("a", "b");
        }

        @Test
        void stayWhereTheyDo() {
            Node left = only(shrunk(new Arguments(), gemm, s -> only(s).attributes().containsKey("transA")
                && only(s).inputs().size() == 3));
            assertThat(left.attributes()).containsOnlyKeys("transA");
            assertThat(left.inputs()).hasSize(3);
        }
    }

    @Nested
    class Elements {
        private final Subject sum = of(DType.FLOAT, "Add", Map.of(), draw(DType.FLOAT, 1, 4), draw(DType.FLOAT, 2, 4));

        @Test
        void becomeZeroWhereTheyDoNotMatter() {
            assertThat(shrunk(new Contents(), sum, _ -> true).inputs()).allSatisfy(
                t -> assertThat(t.toDoubles()).containsOnly(0));
        }

        @Test
        void becomeSmallNumbersThatAllDifferWhereTheyMayNotBeZero() {
            assertThat(shrunk(new Contents(), sum, s -> s.inputs().stream().allMatch(t -> DoubleStream.of(t.toDoubles())
                .filter(v -> v != 0).distinct().count() == t.size())).inputs().getFirst().toDoubles()).containsExactly(
                    1, 2, 3, 4);
        }

        @Test
        void areKeptWhereTheyAreGuilty() {
            double guilty = sum.inputs().getFirst().getDouble(2);
            Subject left = shrunk(new Contents(), sum, s -> s.inputs().getFirst().getDouble(2) == guilty);
            assertThat(left.inputs().getFirst().toDoubles()).containsExactly(0, 0, guilty, 0);
        }

        @Test
        void areRoundedAsFarAsTheyCanBe() {
            Subject large = of(DType.FLOAT, "Exp", Map.of(), Tensor.of(DType.FLOAT, Shape.of(1), _ -> 123.456));
            assertThat(shrunk(new Contents(), large, s -> s.inputs().getFirst().getDouble(0) > 3).inputs().getFirst()
                .toDoubles()).containsExactly(15);
        }
    }

    @Nested
    class Types {
        @Test
        void becomeFloatEverywhereAtOnce() {
            Subject s = of(DType.DOUBLE, "Mul", Map.of(), draw(DType.DOUBLE, 1, 2), draw(DType.DOUBLE, 2, 2));
            assertThat(shrunk(new org.plumbline.reports.reduce.Types(), s, _ -> true).inputs())
                .allMatch(t -> t.dtype() == DType.FLOAT);
        }

        @Test
        void stayIntegersWhereTheyHaveTo() {
            Subject s = of(DType.UINT8, "BitwiseAnd", Map.of(), draw(DType.UINT8, 1, 2), draw(DType.UINT8, 2, 2));
            assertThat(shrunk(new org.plumbline.reports.reduce.Types(), s, _ -> true).inputs())
                .allMatch(t -> t.dtype() == DType.INT64);
        }
    }

    @Nested
    class Shapes {
        private final Subject pool = of(DType.FLOAT, "MaxPool", Map.of("kernel_shape", Attribute.ints(2, 2)),
            draw(DType.FLOAT, 1, 2, 3, 6, 6));

        @Test
        void shrinkAsLongAsTheModelIsValid() {
            Subject left = shrunk(new Dimensions(), pool, _ -> true);
            assertThat(left.inputs().getFirst().shape()).isEqualTo(Shape.of(1, 1, 1, 1));
        }

        @Test
        void keepTheDimensionThatMatters() {
            Subject left = shrunk(new Dimensions(), pool, s -> s.inputs().getFirst().shape().dim(1) == 3);
            assertThat(left.inputs().getFirst().shape().dim(1)).isEqualTo(3);
            assertThat(left.inputs().getFirst().shape().dim(0)).isEqualTo(1);
        }

        @Test
        void loseTheirAxesOfSizeOne() {
            Subject s = of(DType.FLOAT, "Softmax", Map.of("axis", new Attribute.Int(2)), draw(DType.FLOAT, 1, 1, 1, 3));
            Subject left = shrunk(new Ranks(), s, _ -> true);
            assertThat(left.inputs().getFirst().shape()).isEqualTo(Shape.of(3));
            assertThat(only(left).attributes()).containsEntry("axis", new Attribute.Int(0));
        }

        @Test
        void aTensorIsCutFromEitherEnd() {
            Tensor t = Tensor.ofLongs(DType.INT8, Shape.of(2, 3), i -> i);
            assertThat(Dimensions.cut(t, 1, 2, true).toLongs()).containsExactly(0, 1, 3, 4);
            assertThat(Dimensions.cut(t, 1, 2, false).toLongs()).containsExactly(1, 2, 4, 5);
            assertThat(Dimensions.cut(t, 0, 1, false).toLongs()).containsExactly(3, 4, 5);
        }
    }

    @Nested
    class WindowsWithPadding {
        private final Subject conv = of(DType.FLOAT, "Conv", Map.of("pads", Attribute.ints(1, 1, 1, 1)), draw(
            DType.FLOAT,
            1, 1, 1, 2, 2), draw(DType.FLOAT, 2, 1, 1, 3, 3));

        @Test
        void doWithoutItOverALargerInput() {
            Subject left = shrunk(new Paddings(), conv, _ -> true);
            assertThat(only(left).attributes()).isEmpty();
            assertThat(left.inputs().getFirst().shape()).isEqualTo(Shape.of(1, 1, 5, 5));
        }
    }

    @Test
    void constantNodesBecomeInputsUnlessTheyHaveToBeConstant() {
        Graph g = Graph.of(List.of(floats("x", 2)), List.of(floats("y", 2)), Map.of(), List.of(
            Node.of("Constant", List.of(), List.of("k"), Map.of("value", new Attribute.Value(draw(DType.FLOAT, 4, 2)))),
            Node.of("Add", List.of("x", "k"), List.of("y"), Map.of())));
        Subject s = new Subject(Model.of(18, g), List.of(draw(DType.FLOAT, 5, 2)));
        assertThat(shrunk(new Constants(), s, _ -> true).feeds()).containsOnlyKeys("x", "k");
        assertThat(shrunk(new Constants(), s, c -> c.model().graph().initializers().containsKey("k")
            || c.model().graph().nodes().size() == 2).model().graph().initializers()).containsOnlyKeys("k");
    }
}
