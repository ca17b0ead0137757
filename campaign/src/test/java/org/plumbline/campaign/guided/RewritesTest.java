package org.plumbline.campaign.guided;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
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

/// What is told from a model before and after an optimiser.
class RewritesTest {
    private static final Tensor W = Tensor.of(DType.FLOAT, Shape.of(2), i -> i);

    private static Model model(Map<String, Tensor> initializers, Node... nodes) {
        return Model.of(17, Graph.of(List.of(ValueInfo.of("x", TensorType.of(DType.FLOAT, 2))),
            List.of(ValueInfo.of("y", TensorType.of(DType.FLOAT, 2))), initializers, List.of(nodes)));
    }

    private static Node node(String operator, String output, String... inputs) {
        return Node.ofQualified(operator, List.of(inputs), List.of(output), Map.of());
    }

    @Test
    void aFusedNodeStandsForThoseThatMadeItsValue() {
        Model given = model(Map.of("w", W), node("Mul", "a", "x", "w"), node("Relu", "y", "a"));
        Model left = model(Map.of("w", W), node("com.microsoft::Fused", "y", "x", "w"));
        assertThat(Rewrites.of(given, left, Map.of())).contains("Mul+Relu→com.microsoft::Fused")
            .doesNotContain("gone Mul");
    }

    @Test
    void aNodeThatIsSkippedBelongsToTheOneThatReadsPastIt() {
        Model given = model(Map.of(), node("Identity", "a", "x"), node("Relu", "y", "a"));
        assertThat(Rewrites.of(given, model(Map.of(), node("Relu", "y", "x")), Map.of()))
            .contains("Identity+Relu→Relu");
    }

    @Test
    void aValueThatBecameAConstantWasFolded() {
        Model given = model(Map.of("w", W), node("Neg", "a", "w"), node("Add", "y", "x", "a"));
        assertThat(Rewrites.of(given, model(Map.of("a", W), node("Add", "y", "x", "a")), Map.of()))
            .contains("folded Neg").noneMatch(r -> r.contains("→"));
    }

    @Test
    void anAttributeThatChangedIsSeen() {
        Model given = model(Map.of(), node("Softmax", "y", "x"));
        Model left = model(Map.of(), new Node("", "Softmax", "", List.of("x"), List.of("y"), Map.of("axis",
            new Attribute.Int(
                0))));
        assertThat(Rewrites.of(given, left, Map.of())).contains("changed Softmax");
    }

    @Test
    void anUntouchedModelHasItsKernelsAlone() {
        Model given = model(Map.of(), node("Relu", "y", "x"));
        assertThat(Rewrites.of(given, given, Map.of())).containsExactly("kernel Relu ?");
    }
}
