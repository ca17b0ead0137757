package org.plumbline.targets.torch.djl.lowering;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.plumbline.graph.DType;
import org.plumbline.graph.Graph;
import org.plumbline.graph.Model;
import org.plumbline.graph.Node;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.TensorType;
import org.plumbline.graph.ValueInfo;
import org.plumbline.graph.operators.Operators;
import org.plumbline.targets.torch.djl.TorchTesting;

class LowererTest {
    private static final TensorType X = TensorType.of(DType.FLOAT, 2, 3);

    @Test
    void everyLoweredOperatorIsOneThatTheReferenceKnows() {
        assertThat(Lowerings.names()).hasSizeGreaterThanOrEqualTo(60)
            .allSatisfy(name -> assertThat(Operators.named(name)).as(name).isPresent());
    }

    @Test
    void theSameModelGivesTheSameArchive() {
        Model model = TorchTesting.one(17, "Relu", Map.of(), X, X);
        assertThat(Lowerer.lower(model)).isInstanceOfSatisfying(Lowered.Module.class, m -> {
            assertThat(m.inputs()).containsExactly(DType.FLOAT);
            assertThat(m.outputs()).containsExactly(DType.FLOAT);
            assertThat(((Lowered.Module) Lowerer.lower(model)).archive()).isEqualTo(m.archive());
        });
    }

    @Test
    void operatorsOfOtherDomainsAreNotLowered() {
        Graph graph = Graph.of(List.of(ValueInfo.of("x", X)), List.of(ValueInfo.of("y", X)), Map.of(),
            List.of(new Node("com.example", "Relu", "", List.of("x"), List.of("y"), Map.of())));
        assertThat(Lowerer.lower(Model.of(17, graph))).isEqualTo(new Lowered.Not("com.example::Relu is not lowered"));
    }

    @Test
    void shapesThatOnlyTheRunWillTellAreNotLowered() {
        Model model = TorchTesting.one(17, "Reshape", Map.of(), X, X, TensorType.of(DType.INT64, 2));
        assertThat(Lowerer.lower(model))
            .isEqualTo(new Lowered.Not("Reshape with input 1 not fixed by the model is not lowered"));
    }

    @Test
    void inputsWithoutAConcreteShapeAreNamed() {
        ValueInfo open = new ValueInfo("x", new ValueInfo.OfTensor(DType.FLOAT, Optional.of(List.of(
            new ValueInfo.Symbolic("n")))));
        Graph graph = Graph.of(List.of(open), List.of(ValueInfo.of("y", X)), Map.of(),
            List.of(Node.of("Relu", List.of("x"), List.of("y"), Map.of())));
        assertThat(Lowerer.lower(Model.of(17, graph)))
            .isEqualTo(new Lowered.Not("input x without a concrete type is not lowered"));
    }

    @Test
    void callsThatBreakTheOperatorAreReasonsToo() {
        Model model = TorchTesting.one(17, "Reshape", Map.of(), X, Map.of(1, Tensor.ofLongs(5, 5)), X,
            TensorType.of(DType.INT64, 2));
        assertThat(Lowerer.lower(model)).isEqualTo(new Lowered.Not("Reshape to [5,5] is not lowered"));
        assertThat(Lowerer.lower(TorchTesting.one(17, "Add", Map.of(), X, X))).isInstanceOf(Lowered.Not.class);
    }

    @Test
    void typesThatPyTorchLacksAreNamed() {
        TensorType text = TensorType.of(DType.STRING, 2);
        assertThat(Lowerer.lower(TorchTesting.one(17, "Identity", Map.of(), text, text)))
            .isEqualTo(new Lowered.Not("PyTorch has no type string"));
    }
}
