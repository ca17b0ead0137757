package org.plumbline.generator.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.plumbline.graph.DType;
import org.plumbline.graph.Graph;
import org.plumbline.graph.Model;
import org.plumbline.graph.Node;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.TensorType;
import org.plumbline.graph.ValueInfo;
import org.plumbline.graph.bound.Accuracy;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.onnx.OnnxCodec;
import org.plumbline.graph.operators.Evaluator;

class ConfirmationTest {
    private static final Tensor X = Tensor.of(DType.FLOAT, Shape.of(2, 3), i -> i);
    private static final ValueInfo SYMBOLIC = new ValueInfo("y", new ValueInfo.OfTensor(DType.FLOAT,
        Optional.of(List.of(new ValueInfo.Symbolic("rows"), new ValueInfo.Symbolic("columns")))));

    /// y = −relu(x); what is between is called a.
    private static Model model(ValueInfo y) {
        return Model.of(17, Graph.of(List.of(ValueInfo.of("x", X.type())), List.of(y), Map.of(),
            List.of(node("Relu", "x", "a"), node("Neg", "a", "y"))));
    }

    private static Node node(String operator, String inputs, String output) {
        return Node.of(operator, List.of(inputs.split(",")), List.of(output), Map.of());
    }

    private static ValueInfo y(DType dtype, long... dims) {
        return ValueInfo.of("y", TensorType.of(dtype, dims));
    }

    private static Enclosure value(DType dtype, long... dims) {
        return Enclosure.of(Tensor.of(dtype, Shape.of(dims), _ -> 1));
    }

    private static Confirmation confirm(Model model, Map<String, Enclosure> otherwise) {
        Map<String, Enclosure> values = new HashMap<>(Evaluator.evaluate(model, Map.of("x", X), Accuracy.CPU)
            .values());
        values.putAll(otherwise);
        return Specification.confirm(model, OnnxCodec.write(model), values);
    }

    private static void contradicted(Confirmation confirmation, String... words) {
        assertThat(confirmation).isInstanceOfSatisfying(Confirmation.Contradicted.class,
            c -> assertThat(c.why()).contains(words));
    }

    @Test
    void aModelWithItsTrueValuesIsConfirmed() {
        assertThat(confirm(model(y(DType.FLOAT, 2, 3)), Map.of())).isEqualTo(new Confirmation.Confirmed(List.of()));
        assertThat(confirm(model(SYMBOLIC), Map.of())).isEqualTo(new Confirmation.Confirmed(List.of()));
    }

    @Nested
    class WhatIsWrongAbout {
        @Test
        void aDimensionInsideIsFound() {
            contradicted(confirm(model(y(DType.FLOAT, 2, 3)), Map.of("a", value(DType.FLOAT, 2, 4))), "Relu", "(3)",
                "(4)");
        }

        @Test
        void aRankInsideIsFound() {
            contradicted(confirm(model(y(DType.FLOAT, 2, 3)), Map.of("a", value(DType.FLOAT, 2, 3, 1))), "Relu",
                "rank");
        }

        @Test
        void aTypeInsideIsFound() {
            contradicted(confirm(model(y(DType.FLOAT, 2, 3)), Map.of("a", value(DType.DOUBLE, 2, 3))), "Relu", "type");
        }

        @Test
        void aTypeOfUnknownShapeIsFound() {
            Model model = model(y(DType.FLOAT, 2, 3));
            contradicted(confirm(model, Map.of("a", new Enclosure.Unknown(DType.INT64))), "Relu", "type");
            assertThat(confirm(model, Map.of("a", new Enclosure.Unknown(DType.FLOAT))))
                .isEqualTo(new Confirmation.Confirmed(List.of()));
        }

        @Test
        void anOutputIsFound() {
            contradicted(confirm(model(y(DType.FLOAT, 2, 5)), Map.of()), "Neg", "(3)", "(5)");
            contradicted(confirm(model(y(DType.INT32, 2, 3)), Map.of()), "Neg", "type");
        }

        @Test
        void anOutputThatTheModelLeavesOpenIsFound() {
            contradicted(confirm(model(SYMBOLIC), Map.of("y", value(DType.FLOAT, 2, 5))), "Neg", "(3)", "(5)");
        }

        @Test
        void theTypeThatAnOperatorTakesIsFound() {
            Model model = Model.of(17, Graph.of(List.of(ValueInfo.of("i", TensorType.of(DType.INT8, 2))),
                List.of(y(DType.INT8, 1)), Map.of(), List.of(node("ReduceMean", "i", "y"))));
            contradicted(confirm(model, Map.of()), "ReduceMean", "tensor(int8)");
        }

        @Test
        void theModelItselfIsFound() {
            contradicted(confirm(Model.of(17, Graph.of(List.of(), List.of(y(DType.FLOAT, 2, 3)), Map.of(),
                List.of(node("Relu", "nowhere", "y")))), Map.of()), "nowhere");
            contradicted(confirm(Model.of(17, Graph.of(List.of(), List.of(SYMBOLIC), Map.of(),
                List.of(node("Relu", "nowhere", "y")))), Map.of()), "nowhere");
        }

        @Test
        void aNodeBesideAKnownGapIsFound() {
            Model model = Model.of(18, Graph.of(List.of(ValueInfo.of("x", X.type())), List.of(y(DType.FLOAT, 2, 5)),
                Map.of("pads", Tensor.ofLongs(1, 1), "axes", Tensor.ofLongs(DType.INT32, Shape.of(1), _ -> 1)),
                List.of(node("Relu", "x", "a"), node("Pad", "a,pads,,axes", "y"))));
            assertThat(confirm(model, Map.of())).isEqualTo(new Confirmation.Confirmed(List.of("pad-int32-axes")));
            contradicted(confirm(model, Map.of("a", value(DType.FLOAT, 2, 7))), "Relu", "(7)");
        }
    }
}
