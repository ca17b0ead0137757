package org.plumbline.generator.inputs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.plumbline.graph.DType;
import org.plumbline.graph.Graph;
import org.plumbline.graph.Model;
import org.plumbline.graph.Node;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.TensorType;
import org.plumbline.graph.ValueInfo;

class ZerothOrderSearchTest {
    private static Model model(Node... nodes) {
        TensorType type = TensorType.of(DType.FLOAT, 4);
        return Model.of(17, Graph.of(List.of(ValueInfo.of("x", type)), List.of(ValueInfo.of("y", type)), Map.of(),
            List.of(nodes)));
    }

    private static Node node(String operator, String in, String out) {
        return Node.of(operator, List.of(in), List.of(out), Map.of());
    }

    private static Map<String, Tensor> x(double... values) {
        return Map.of("x", Tensor.of(DType.FLOAT, Shape.of(4), i -> values[i]));
    }

    private static ZerothOrderSearch.Found search(Model model, Map<String, Tensor> start, int evaluations) {
        return ZerothOrderSearch.search(model, start, Score.WILDNESS, 1, evaluations, Rng.of(3));
    }

    @Test
    void negativeNumbersLeaveALogarithm() {
        assertThat(search(model(node("Log", "x", "y")), x(-1, -2, 3, -4), 100).score()).isLessThan(1);
    }

    @Test
    void overflowOfNestedExponentialsIsLeft() {
        Model nested = model(node("Exp", "x", "a"), node("Exp", "a", "b"), node("Sqrt", "b", "y"));
        assertThat(search(nested, x(20, 3, 50, -1), 200).score()).isLessThan(1);
    }

    @Test
    void zerosLeaveAReciprocal() {
        assertThat(search(model(node("Reciprocal", "x", "y")), x(0, 0, 1, 2), 100).score()).isLessThan(1);
    }

    @Test
    void ordinaryInputsAreNotMoved() {
        Map<String, Tensor> start = x(1, 2, 3, 4);
        assertThat(search(model(node("Log", "x", "y")), start, 100).tensors()).isEqualTo(start);
    }

    @Test
    void theSearchTowardsDisagreementWidensTheEnclosure() {
        Model log = model(node("Log", "x", "y"));
        Map<String, Tensor> start = x(3, 4, 5, 6);
        double before = ZerothOrderSearch.search(log, start, Score.AGREEMENT, Double.NEGATIVE_INFINITY, 1, Rng.of(1))
            .score();
        double after = ZerothOrderSearch.search(log, start, Score.AGREEMENT, Double.NEGATIVE_INFINITY, 200, Rng.of(1))
            .score();
        assertThat(after).isLessThan(before);
    }

    @Test
    void equalSeedsEndInTheSamePlace() {
        Model log = model(node("Log", "x", "y"));
        assertThat(search(log, x(-1, -2, 3, -4), 50)).isEqualTo(search(log, x(-1, -2, 3, -4), 50));
    }
}
