package org.plumbline.reports.triage;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.plumbline.graph.Node;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.reports.Subject;
import org.plumbline.reports.reduce.Remade;

/// Other sizes for the inputs of a node that has to do with less: what an attribute made fit may need them.
final class Sizes {
    private static final int SPATIAL = 2;
    private static final int ROOM = 4;
    private static final int FEW = 3;

    private Sizes() {
    }

    /// `now` in the place of `old`: as it is, with room for windows in its first input, with no last axis of one element,
    /// and with what comes beside the first input as long as its last axis.
    static Stream<Subject> others(Subject s, Node old, Node now) {
        List<Node> nodes = s.model().graph().nodes().stream().map(n -> n == old ? now : n).toList();
        Map<String, Tensor> feeds = s.feeds();
        String first = now.inputs().isEmpty() ? "" : now.inputs().getFirst();
        Shape beside = feeds.containsKey(first) ? last(longer(feeds.get(first).shape())) : Shape.SCALAR;
        return Stream.<BiFunction<String, Shape, Shape>>of((_, shape) -> shape, (name, shape) -> name.equals(first)
            ? roomy(shape) : shape, (_, shape) -> longer(shape), (name, shape) -> name.equals(first) ? longer(shape)
                : beside).map(to -> sized(s, now, to)).distinct().flatMap(sized -> Remade.of(s, nodes, sized, s.model()
                    .graph().initializers()).stream());
    }

    /// With two elements along every axis that has none.
    static Stream<Subject> filled(Subject s) {
        return Remade.tensors(s, _ -> t -> t.size() > 0 || !t.dtype().isReal() ? t : Tensor.of(t.dtype(), Shape.of(t
            .shape().stream().map(d -> d == 0 ? 2 : d).toArray()), Remade::small)).stream();
    }

    private static Map<String, Tensor> sized(Subject s, Node now, BiFunction<String, Shape, Shape> to) {
        Map<String, Tensor> feeds = new LinkedHashMap<>(s.feeds());
        feeds.replaceAll((name, t) -> {
            Shape other = t.dtype().isReal() && now.inputs().contains(name) ? to.apply(name, t.shape()) : t.shape();
            return other.equals(t.shape()) ? t : Tensor.of(t.dtype(), other, Remade::small);
        });
        return feeds;
    }

    private static Shape roomy(Shape shape) {
        return Shape.of(IntStream.range(0, shape.rank()).mapToLong(i -> shape.dim(i) + (i < SPATIAL ? 0 : ROOM))
            .toArray());
    }

    private static Shape longer(Shape shape) {
        return Shape.of(IntStream.range(0, shape.rank()).mapToLong(i -> i < shape.rank() - 1 ? shape.dim(i) : Math.max(
            FEW, shape.dim(i))).toArray());
    }

    private static Shape last(Shape shape) {
        return shape.rank() == 0 ? shape : Shape.of(shape.dim(shape.rank() - 1));
    }
}
