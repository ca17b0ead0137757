package org.plumbline.reports.reduce;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.Node;
import org.plumbline.graph.Tensor;
import org.plumbline.reports.Subject;

/// Fewer axes: those of size 1 are taken out, of all tensors of one rank at once, with the axes that attributes name
/// moved along or not, or of a single tensor.
final class Ranks implements Pass<Subject> {
    @Override
    public Subject shrink(Subject current, Question<Subject> question) {
        Map<String, Tensor> tensors = new HashMap<>(current.feeds());
        tensors.putAll(current.model().graph().initializers());
        int most = tensors.values().stream().mapToInt(t -> t.shape().rank()).max().orElse(0);
        List<Function<Subject, Optional<Subject>>> steps = new ArrayList<>();
        for (int rank = most; rank > 0; rank--) {
            for (int axis = 0; axis < rank; axis++) {
                int r = rank;
                int a = axis;
                for (boolean moved : new boolean[] {true, false}) {
                    steps.add(s -> without(s, r, a, moved));
                }
            }
        }
        tensors.keySet().stream().sorted().forEach(name -> Stream.of(0, 1, 2).forEach(axis -> steps.add(
            s -> Remade.tensors(s, other -> t -> other.equals(name) ? without(t, axis) : t))));
        return Chunks.each(current, steps, question);
    }

    private static Optional<Subject> without(Subject s, int rank, int axis, boolean moved) {
        Map<String, Tensor> feeds = Remade.changed(s.feeds(), _ -> t -> of(t, rank, axis));
        Map<String, Tensor> initializers = Remade.changed(s.model().graph().initializers(), _ -> t -> of(t, rank,
            axis));
        List<Node> nodes = s.model().graph().nodes();
        return Remade.of(s, moved ? nodes.stream().map(n -> moved(n, rank, axis)).toList() : nodes, feeds,
            initializers);
    }

    private static Tensor of(Tensor t, int rank, int axis) {
        return t.shape().rank() == rank ? without(t, axis) : t;
    }

    private static Tensor without(Tensor t, int axis) {
        return axis < t.shape().rank() && t.shape().dim(axis) == 1 ? t.reshape(t.shape().without(axis)) : t;
    }

    /// With the axis, negative or not, that is the same one or, where that went, the next.
    private static Node moved(Node n, int rank, int gone) {
        if (!(n.attribute("axis").orElse(null) instanceof Attribute.Int(long axis))) {
            return n;
        }
        long absolute = axis < 0 ? axis + rank : axis;
        Map<String, Attribute> attributes = new HashMap<>(n.attributes());
        attributes.put("axis", new Attribute.Int(absolute > gone ? absolute - 1 : Math.max(0, Math.min(absolute, rank
            - 2))));
        return new Node(n.domain(), n.operator(), n.name(), n.inputs(), n.outputs(), attributes);
    }
}
