package org.plumbline.reports.reduce;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;
import org.plumbline.graph.Node;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.reports.Subject;

/// Smaller dimensions: all of one size at once, with the integers that stand for it in attributes and small tensors or
/// without, then those of single tensors. The elements at the front are kept, or those at the end.
final class Dimensions implements Pass<Subject> {
    private static final int SMALL = 16;

    @Override
    public Subject shrink(Subject current, Question<Subject> question) {
        Map<String, Tensor> tensors = new HashMap<>(current.feeds());
        tensors.putAll(current.model().graph().initializers());
        TreeSet<Long> sizes = new TreeSet<>();
        tensors.values().forEach(t -> t.shape().stream().filter(n -> n > 1).forEach(sizes::add));
        List<Function<Subject, Optional<Subject>>> steps = new ArrayList<>();
        for (long size : sizes.descendingSet()) {
            smaller(size).forEach(to -> Stream.of(true, false).forEach(front -> {
                steps.add(s -> everywhere(s, size, to, front, true));
                steps.add(s -> everywhere(s, size, to, front, false));
            }));
        }
        tensors.keySet().stream().sorted().forEach(name -> {
            Shape shape = tensors.get(name).shape();
            for (int axis = 0; axis < shape.rank(); axis++) {
                int a = axis;
                smaller(shape.dim(axis)).forEach(to -> Stream.of(true, false).forEach(front -> steps.add(
                    s -> Remade.tensors(s, other -> t -> other.equals(name) && t.shape().rank() > a
                        && t.shape().dim(a) > to ? cut(t, a, to, front) : t))));
            }
        });
        return Chunks.each(current, steps, question);
    }

    private static List<Long> smaller(long size) {
        return LongStream.of(1, 2, 3, size / 2, size - 1).filter(n -> n > 0 && n < size).distinct().sorted().boxed()
            .toList();
    }

    private static Optional<Subject> everywhere(Subject s, long size, long to, boolean front, boolean numbers) {
        Map<String, Tensor> feeds = Remade.changed(s.feeds(), _ -> t -> of(t, size, to, front, numbers));
        Map<String, Tensor> initializers = Remade.changed(s.model().graph().initializers(),
            _ -> t -> of(t, size, to, front, numbers));
        List<Node> nodes = s.model().graph().nodes();
        return Remade.of(s, numbers ? nodes.stream().map(n -> of(n, size, to)).toList() : nodes, feeds, initializers);
    }

    private static Tensor of(Tensor given, long size, long to, boolean front, boolean numbers) {
        Tensor t = given;
        for (int axis = 0; axis < given.shape().rank(); axis++) {
            t = given.shape().dim(axis) == size ? cut(t, axis, to, front) : t;
        }
        boolean shape = numbers && t.dtype() == DType.INT64 && t.size() <= SMALL;
        Tensor cut = t;
        return shape ? Tensor.ofLongs(DType.INT64, t.shape(), i -> cut.getLong(i) == size ? to : cut.getLong(i)) : t;
    }

    private static Node of(Node n, long size, long to) {
        Map<String, Attribute> attributes = new HashMap<>(n.attributes());
        attributes.replaceAll((_, a) -> switch (a) {
            case Attribute.Int(long v) when v == size -> new Attribute.Int(to);
            case Attribute.Ints(List<Long> vs) -> new Attribute.Ints(vs.stream().map(v -> v == size ? to : v).toList());
            case Attribute.Int _,Attribute.Real _,Attribute.Text _,Attribute.Reals _,Attribute.Texts _,Attribute.Value _,Attribute.Subgraph _,Attribute.Opaque _ ->
                a;
        });
        return new Node(n.domain(), n.operator(), n.name(), n.inputs(), n.outputs(), attributes);
    }

    /// The tensor's first or last `to` slices along an axis.
    static Tensor cut(Tensor t, int axis, long to, boolean front) {
        Shape shape = t.shape().with(axis, to);
        int inner = t.shape().size(axis + 1, t.shape().rank());
        long rows = t.shape().dim(axis);
        long first = front ? 0 : rows - to;
        int bytes = t.dtype().bytes() * inner;
        byte[] from = new byte[t.bytes().remaining()];
        t.bytes().get(from);
        byte[] raw = new byte[Math.toIntExact(shape.size() * (long) t.dtype().bytes())];
        int outer = t.shape().size(0, axis);
        for (int o = 0; o < outer; o++) {
            System.arraycopy(from, Math.toIntExact((o * rows + first) * bytes), raw,
                Math.toIntExact(o * to * bytes), Math.toIntExact(to * bytes));
        }
        return Tensor.ofBytes(t.dtype(), shape, raw);
    }
}
