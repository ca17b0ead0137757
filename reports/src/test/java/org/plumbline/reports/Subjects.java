package org.plumbline.reports;

import java.util.List;
import java.util.Map;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;
import org.plumbline.graph.Graph;
import org.plumbline.graph.Model;
import org.plumbline.graph.Node;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.TensorType;
import org.plumbline.graph.ValueInfo;

/// Subjects made by hand.
public final class Subjects {
    private Subjects() {
    }

    public static Tensor draw(DType dtype, long seed, long... dims) {
        Rng rng = Rng.of(seed);
        return Tensor.of(dtype, Shape.of(dims), _ -> rng.uniform(-2, 2));
    }

    public static ValueInfo floats(String name, long... dims) {
        return ValueInfo.of(name, TensorType.of(DType.FLOAT, dims));
    }

    public static Node node(String operator, List<String> inputs, String output) {
        return Node.of(operator, inputs, List.of(output), Map.of());
    }

    /// x → Relu → Conv (with initializer w) → Sigmoid → Transpose → MatMul (with the Sigmoid) → Add (twice) → y, and
    /// Abs of the Sigmoid → z; a second input feeds a node that nobody needs.
    public static Subject tower() {
        Map<String, Attribute> perm = Map.of("perm", Attribute.ints(0, 1, 3, 2));
        Graph graph = Graph.of(List.of(floats("x", 1, 2, 4, 4), floats("unused", 2)),
            List.of(floats("y", 1, 2, 2, 2), floats("z", 1, 2, 2, 2)),
            Map.of("w", draw(DType.FLOAT, 1, 2, 2, 3, 3)),
            List.of(node("Relu", List.of("x"), "a"), node("Conv", List.of("a", "w"), "b"),
                node("Neg", List.of("unused"), "dead"), node("Sigmoid", List.of("b"), "c"),
                Node.of("Transpose", List.of("c"), List.of("d"), perm), node("MatMul", List.of("d", "c"), "e"),
                node("Add", List.of("e", "e"), "y"), node("Abs", List.of("c"), "z")));
        return new Subject(Model.of(18, graph), List.of(draw(DType.FLOAT, 2, 1, 2, 4, 4), draw(DType.FLOAT, 3, 2)));
    }

    public static List<String> operators(Subject s) {
        return s.model().graph().nodes().stream().map(Node::operator).toList();
    }
}
