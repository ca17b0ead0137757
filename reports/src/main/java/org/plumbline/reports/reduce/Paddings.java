package org.plumbline.reports.reduce;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.Node;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.reports.Subject;

/// Windows without padding, over an input that is larger by as much. (Without padding a window may be larger than its
/// input, so the attribute alone cannot go.)
final class Paddings implements Pass<Subject> {
    private static final int SPATIAL = 2;

    @Override
    public Subject shrink(Subject current, Question<Subject> question) {
        List<Function<Subject, Optional<Subject>>> steps = new ArrayList<>();
        for (Node node : current.model().graph().nodes()) {
            String id = Arguments.id(node);
            if (node.attributes().containsKey("pads") || node.attributes().containsKey("auto_pad")) {
                steps.add(s -> unpadded(s, id));
            }
        }
        return Chunks.each(current, steps, question);
    }

    private static Optional<Node> node(Subject s, String id) {
        return s.model().graph().nodes().stream().filter(n -> n.outputs().contains(id)).findFirst();
    }

    private static Optional<Subject> unpadded(Subject s, String id) {
        return node(s, id).flatMap(n -> {
            Map<String, Attribute> attributes = new HashMap<>(n.attributes());
            attributes.remove("pads");
            attributes.remove("auto_pad");
            Node bare = new Node(n.domain(), n.operator(), n.name(), n.inputs(), n.outputs(), attributes);
            Map<String, Tensor> feeds = Remade.changed(s.feeds(),
                name -> t -> name.equals(n.inputs().getFirst()) ? grown(t) : t);
            return Remade.of(s, s.model().graph().nodes().stream().map(o -> o == n ? bare : o).toList(), feeds,
                s.model().graph().initializers());
        });
    }

    /// Twice as large and one more along every spatial axis, the elements repeated.
    private static Tensor grown(Tensor t) {
        Tensor all = t;
        for (int axis = SPATIAL; axis < t.shape().rank(); axis++) {
            Tensor from = all;
            long size = from.shape().dim(axis);
            Shape shape = from.shape().with(axis, 2 * size + 1);
            if (size == 0 || shape.size() > 1 << 12) {
                return t;
            }
            int[] strides = shape.strides();
            int[] old = from.shape().strides();
            int a = axis;
            all = Tensor.of(t.dtype(), shape, i -> {
                int at = 0;
                for (int k = 0; k < strides.length; k++) {
                    long index = i / strides[k] % shape.dim(k);
                    at += (int) (k == a ? index % size : index) * old[k];
                }
                return from.getDouble(at);
            });
        }
        return all;
    }
}
