package org.plumbline.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.graph.DType;
import org.plumbline.graph.Graph;
import org.plumbline.graph.Model;
import org.plumbline.graph.Node;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.TensorType;
import org.plumbline.graph.ValueInfo;

class RandomInputsTest {
    private static List<Tensor> drawn(Model model, long seed) {
        return switch (RandomInputs.draw(model, seed)) {
            case RandomInputs.Drawn(List<Tensor> tensors) -> tensors;
            case RandomInputs.Impossible(String why) -> throw new AssertionError(why);
        };
    }

    private static String impossible(ValueInfo.Type type) {
        Model m = Models.unary("Relu", DType.FLOAT);
        Graph g = m.graph();
        Model of = m.withGraph(Graph.of(List.of(new ValueInfo("x", type)), g.outputs(), Map.of(), g.nodes()));
        return switch (RandomInputs.draw(of, 1)) {
            case RandomInputs.Drawn d -> throw new AssertionError("drew " + d);
            case RandomInputs.Impossible(String why) -> why;
        };
    }

    @Test
    void areTheSameForTheSameSeed() {
        Model model = Models.unary("Relu", DType.FLOAT);
        assertThat(drawn(model, 5)).isEqualTo(drawn(model, 5)).isNotEqualTo(drawn(model, 6));
    }

    @Test
    void haveEqualSizesWhereDimensionsHaveEqualNames() {
        for (long seed = 0; seed < 10; seed++) {
            List<Tensor> two = drawn(Models.symbolicAdd(), seed);
            assertThat(two.get(0).shape()).isEqualTo(two.get(1).shape()).isNotEqualTo(Shape.of(0, 3));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Sqrt", "Log", "Reciprocal"})
    void keepOutputsFiniteWhereTheyCan(String operator) {
        Model model = Models.unary(operator, DType.FLOAT);
        for (long seed = 0; seed < 10; seed++) {
            Tensor x = drawn(model, seed).getFirst();
            assertThat(LongStream.range(0, x.size()).mapToDouble(i -> x.getDouble((int) i))).as("seed " + seed)
                .allMatch(v -> operator.equals("Reciprocal") ? v != 0 : v >= 0);
        }
    }

    @Test
    void areIndicesWhereIndicesAreWanted() {
        Model model = Model.of(17, Graph.of(
            List.of(ValueInfo.of("x", TensorType.of(DType.FLOAT, 3)), ValueInfo.of("i", TensorType.of(DType.INT64, 4))),
            List.of(ValueInfo.of("y", TensorType.of(DType.FLOAT, 4))), Map.of(),
            List.of(Node.of("Gather", List.of("x", "i"), List.of("y"), Map.of()))));
        for (long seed = 0; seed < 10; seed++) {
            Tensor i = drawn(model, seed).get(1);
            assertThat(LongStream.range(0, 4).map(k -> i.getLong((int) k))).allMatch(v -> -3 <= v && v < 3);
        }
    }

    @Test
    void thatCannotBeDrawnAreNamed() {
        assertThat(impossible(new ValueInfo.OfTensor(DType.FLOAT, Optional.empty()))).isEqualTo(
            "input 'x' states no shape");
        ValueInfo.Dim large = new ValueInfo.Known(1L << 20);
        assertThat(impossible(new ValueInfo.OfTensor(DType.FLOAT, Optional.of(List.of(large, large)))))
            .isEqualTo("input 'x' is too large to be drawn");
    }
}
