package org.plumbline.reports.triage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongUnaryOperator;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;
import org.plumbline.graph.Node;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.reports.Subject;
import org.plumbline.reports.reduce.Question;
import org.plumbline.reports.reduce.Reducer;
import org.plumbline.reports.reduce.Remade;

/// Other ways to say much the same: padding explicit where it was automatic, a Resize by factors where it was to sizes,
/// other numbers, 32 bits in the place of 16.
final class Restatements {
    private static final int SPATIAL = 2;
    private static final List<Double> FACTORS = List.of(4.0, 2.0, 0.5);
    private static final double WIDER = 16;
    private static final double THREE = 3;
    private static final int AXES = 3;
    private static final int STEPS = 4;
    private static final int SMALL = 100;
    private static final List<DType> PLAINER = List.of(DType.FLOAT, DType.INT64, DType.INT8, DType.UINT8);

    private Restatements() {
    }

    /// Those that compute the same: explicit padding for automatic, where it does not matter on which side an odd element
    /// goes, that is where the other side shows the symptom too.
    static Stream<Subject> exactly(Subject s, Question<Subject> shows) {
        return Stream.concat(undilated(s), s.model().graph().nodes().stream().filter(n -> mirrored(s, n).filter(
            shows::holds).isPresent())
            .flatMap(n -> explicit(s, n).stream()));
    }

    /// Pools whose windows reach as far without gaps.
    static Stream<Subject> undilated(Subject s) {
        return s.model().graph().nodes().stream().flatMap(n -> n.attributes().get(
            "kernel_shape") instanceof Attribute.Ints(List<Long> kernel)
            && n.attributes().containsKey("dilations") && n.inputs().size() == 1 ? Stream.of(n) : Stream.of()).flatMap(
                n -> {
                    Map<String, Attribute> attributes = new HashMap<>(n.attributes());
                    List<Long> kernel = ((Attribute.Ints) n.attributes().get("kernel_shape")).values();
                    attributes.remove("dilations");
                    attributes.put("kernel_shape", new Attribute.Ints(IntStream.range(0, kernel.size()).mapToObj(
                        axis -> (kernel.get(axis) - 1) * at(n, "dilations", axis) + 1).toList()));
                    return Remade.node(s, n, new Node(n.domain(), n.operator(), n.name(), n.inputs(), n.outputs(),
                        attributes)).stream();
                });
    }

    private static Optional<Subject> mirrored(Subject s, Node n) {
        Map<String, Attribute> attributes = new HashMap<>(n.attributes());
        attributes.replaceAll((key, a) -> a instanceof Attribute.Text(String how) && how.startsWith("SAME")
            ? new Attribute.Text(how.equals("SAME_LOWER") ? "SAME_UPPER" : "SAME_LOWER") : a);
        return attributes.equals(n.attributes()) ? Optional.empty() : Remade.node(s, n, new Node(n.domain(), n
            .operator(), n.name(), n.inputs(), n.outputs(), attributes));
    }

    /// Those that do not: other numbers, wider types, other factors, an attribute, an input or an output less.
    static Stream<Subject> loosely(Subject s, Symptom symptom) {
        Question<Subject> shows = symptom.shows();
        return Stream.of(s.model().graph().nodes().stream().flatMap(n -> sliced(s, n).stream()), s.model().graph()
            .nodes().stream().filter(n -> n.operator().equals("Resize")).flatMap(
                n -> resized(s, n)), wider(s).stream(), retyped(s, shows), mirrored(s), fed(s).skip(1), whole(s),
            Omissions.of(s, symptom), Sizes.filled(s))
            .flatMap(
                x -> x);
    }

    /// Tensors of one type in a plainer one, also where one was read twice; or the same of what leads to a value that is to
    /// blame.
    private static Stream<Subject> retyped(Subject s, Question<Subject> shows) {
        Stream<Subject> sources = Reducer.prefixes(s).filter(p -> p.mended().filter(shows::holds).isEmpty()).map(
            Reducer.Prefix::upTo);
        return Stream.of(Stream.of(s), parted(s).stream(), sources).flatMap(x -> x).flatMap(form -> some(form.feeds()
            .keySet()).flatMap(which -> plainer(form, which)));
    }

    /// All of some names, all but one, one alone.
    private static Stream<Predicate<String>> some(Set<String> names) {
        Predicate<String> all = _ -> true;
        return Stream.concat(Stream.of(all), names.stream().flatMap(one -> List.<Predicate<String>>of(name -> !name
            .equals(one), one::equals).stream()));
    }

    /// How far the types of the inputs are from the plainest, together.
    static int types(Subject s) {
        return s.inputs().stream().mapToInt(t -> PLAINER.contains(t.dtype()) ? PLAINER.indexOf(t.dtype()) : PLAINER
            .size()).sum();
    }

    /// With an input of its own wherever a node reads one twice.
    private static Optional<Subject> parted(Subject s) {
        Map<String, Tensor> feeds = new LinkedHashMap<>(s.feeds());
        List<Node> nodes = s.model().graph().nodes().stream().map(n -> {
            List<String> inputs = new ArrayList<>(n.inputs());
            for (int i = 1; i < inputs.size(); i++) {
                if (feeds.containsKey(inputs.get(i)) && inputs.indexOf(inputs.get(i)) < i) {
                    feeds.put(n.outputs().getFirst() + "_fed" + i, feeds.get(inputs.get(i)));
                    inputs.set(i, n.outputs().getFirst() + "_fed" + i);
                }
            }
            return new Node(n.domain(), n.operator(), n.name(), inputs, n.outputs(), n.attributes());
        }).toList();
        return feeds.size() == s.feeds().size() ? Optional.empty() : Remade.of(s, nodes, feeds, s.model().graph()
            .initializers());
    }

    private static Stream<Subject> plainer(Subject s, Predicate<String> which) {
        return s.inputs().stream().map(Tensor::dtype).filter(t -> t.isNumeric() || t == DType.BOOL).distinct().flatMap(
            from -> PLAINER.subList(0, PLAINER.contains(from) ? PLAINER.indexOf(from) : PLAINER.size()).stream()
                .flatMap(
                    to -> Remade.tensors(s, name -> t -> t.dtype() != from || !which.test(name) ? t : to.isReal()
                        ? Tensor.of(to, t.shape(),
                            i -> from.isReal() ? t.getDouble(i) : t.getLong(i)) : Tensor.ofLongs(to, t.shape(),
                                i -> from.isReal() ? i + 1 : Math.min(SMALL, Math.abs(t.getLong(i))))).stream()));
    }

    /// Automatic padding with its odd element on the other side.
    private static Stream<Subject> mirrored(Subject s) {
        return s.model().graph().nodes().stream().flatMap(n -> mirrored(s, n).stream());
    }

    /// Other integers in one input: axes counted from the front, none that is negative, or all 0, 1 or 2.
    private static Stream<Subject> whole(Subject s) {
        return s.feeds().keySet().stream().flatMap(name -> Stream.concat(ranks(s, name).map(
            rank -> (LongUnaryOperator) v -> v < 0 ? v + rank : v), Stream.of(Math::abs, _ -> 0, _ -> 1, _ -> 2))
            .flatMap(to -> Remade.tensors(s, other -> t -> other.equals(name) && t.dtype() == DType.INT64 ? Tensor
                .ofLongs(DType.INT64, t.shape(), i -> to.applyAsLong(t.getLong(i))) : t).stream()));
    }

    /// The ranks of the first inputs of those nodes that read a value further on.
    private static Stream<Integer> ranks(Subject s, String name) {
        return s.model().graph().nodes().stream().filter(n -> n.inputs().indexOf(name) > 0).flatMap(n -> Remade.shape(s,
            n.inputs().getFirst()).stream()).map(Shape::rank).distinct();
    }

    /// The same operator with the same attributes, on other sizes and with other numbers in them.
    static Stream<Subject> otherwise(Subject s) {
        return s.model().graph().nodes().stream().flatMap(n -> n.attributes().keySet().stream().sorted().flatMap(
            key -> LongStream.rangeClosed(0, 2).boxed().flatMap(v -> Stream.of(1, 2).flatMap(rank -> {
                Map<String, Attribute> attributes = new HashMap<>(n.attributes());
                attributes.computeIfPresent(key, (_, a) -> a instanceof Attribute.Int ? new Attribute.Int(v)
                    : a instanceof Attribute.Ints(List<Long> all) ? new Attribute.Ints(all.stream().map(_ -> v)
                        .toList())
                    : a);
                Node other = new Node(n.domain(), n.operator(), n.name(), n.inputs(), n.outputs(), attributes);
                Map<String, Tensor> feeds = Remade.changed(s.feeds(), name -> t -> name.equals(n.inputs().getFirst())
                    && t
                        .dtype().isReal() && t.shape().rank() <= rank ? Tensor.of(t.dtype(), rank == 1 ? Shape.of(2)
                            : Shape.of(2,
                                3), i -> i + 1) : t);
                return Remade.of(s, s.model().graph().nodes().stream().map(o -> o == n ? other : o).toList(), feeds, s
                    .model()
                    .graph().initializers()).stream();
            }))));
    }

    /// The subject, and the same fed with other numbers, which differ from input to input: rising, falling below zero, thirds.
    static Stream<Subject> fed(Subject s) {
        List<String> names = new ArrayList<>(s.feeds().keySet());
        names.addAll(s.model().graph().initializers().keySet());
        return Stream.concat(Stream.of(s), Stream.of(names, names.reversed()).flatMap(order -> Stream
            .<DoubleUnaryOperator>of(i -> i + 1, i -> -i - 1, i -> (i + 1) / THREE).flatMap(to -> Remade.tensors(s,
                name -> t -> t
                    .dtype().isReal() ? Tensor.of(t.dtype(), t.shape(), i -> to.applyAsDouble(Remade.small(i) - 1
                        + order
                            .indexOf(
                                name)))
                        : t)
                .stream())));
    }

    /// 16-bit floats as 32-bit ones, whose range is wider.
    private static Optional<Subject> wider(Subject s) {
        Set<DType> narrow = Set.of(DType.FLOAT16, DType.BFLOAT16);
        return Remade.tensors(s, _ -> t -> narrow.contains(t.dtype()) ? Tensor.of(DType.FLOAT, t.shape(),
            i -> WIDER * t.getDouble(i)) : t);
    }

    private static Optional<Subject> explicit(Subject s, Node n) {
        if (!(n.attributes().get("auto_pad") instanceof Attribute.Text(String how)) || !how.startsWith("SAME")) {
            return Optional.empty();
        }
        Optional<Shape> in = Remade.shape(s, n.inputs().getFirst());
        Optional<Shape> kernel = n.attributes().get("kernel_shape") instanceof Attribute.Ints(List<Long> k)
            ? Optional.of(Shape.of(k.stream().mapToLong(v -> v).toArray()))
            : n.inputs().size() < 2 ? Optional.empty() : Remade.shape(s, n.inputs().get(1)).map(w -> Shape.of(w.stream()
                .skip(SPATIAL).toArray()));
        if (in.isEmpty() || kernel.isEmpty() || n.operator().equals("ConvTranspose")) {
            return Optional.empty();
        }
        List<Long> before = new ArrayList<>();
        List<Long> after = new ArrayList<>();
        for (int axis = 0; axis < kernel.get().rank(); axis++) {
            long stride = at(n, "strides", axis);
            long size = in.get().dim(axis + SPATIAL);
            long reach = (kernel.get().dim(axis) - 1) * at(n, "dilations", axis) + 1;
            long all = Math.max(0, (Math.ceilDiv(size, stride) - 1) * stride + reach - size);
            before.add(how.equals("SAME_LOWER") ? all - all / 2 : all / 2);
            after.add(all - before.getLast());
        }
        Map<String, Attribute> attributes = new HashMap<>(n.attributes());
        attributes.remove("auto_pad");
        before.addAll(after);
        attributes.put("pads", new Attribute.Ints(before));
        return Remade.node(s, n, new Node(n.domain(), n.operator(), n.name(), n.inputs(), n.outputs(), attributes));
    }

    /// Every second of three elements, where a Slice has steps.
    private static Optional<Subject> sliced(Subject s, Node n) {
        if (!n.operator().equals("Slice") || n.inputs().size() <= STEPS || n.inputs().stream().anyMatch(
            i -> !i.isEmpty() && !s.feeds().containsKey(i))) {
            return Optional.empty();
        }
        Map<String, Tensor> feeds = new HashMap<>(s.feeds());
        List<Tensor> second = List.of(Tensor.of(DType.FLOAT, Shape.of(3), i -> i + 1), Tensor.ofLongs(0), Tensor
            .ofLongs(3),
            Tensor.ofLongs(0), Tensor.ofLongs(2));
        IntStream.rangeClosed(0, STEPS).filter(i -> i != AXES).forEach(i -> feeds.put(n.inputs().get(i), second.get(
            i)));
        List<String> inputs = new ArrayList<>(n.inputs());
        inputs.set(AXES, "");
        return Remade.of(s, s.model().graph().nodes().stream().map(o -> o == n ? new Node(n.domain(), n.operator(), n
            .name(),
            inputs, n.outputs(), n.attributes()) : o).toList(), feeds, s.model().graph().initializers());
    }

    private static long at(Node n, String attribute, int axis) {
        return n.attributes().get(attribute) instanceof Attribute.Ints(List<Long> values) && axis < values.size()
            ? values.get(axis) : 1;
    }

    /// By one factor along every axis that it resizes, with as few attributes as may be.
    private static Stream<Subject> resized(Subject s, Node n) {
        Optional<Shape> in = Remade.shape(s, n.inputs().getFirst());
        Optional<Shape> out = Remade.shape(s, n.outputs().getFirst());
        if (in.isEmpty() || out.isEmpty() || in.get().equals(out.get())) {
            return Stream.of();
        }
        List<Map<String, Attribute>> attributes = new ArrayList<>(List.of(Map.of()));
        n.attributes().forEach((key, a) -> attributes.add(Map.of(key, a)));
        return attributes.stream().flatMap(kept -> FACTORS.stream().flatMap(factor -> {
            String scales = n.outputs().getFirst() + "_scales";
            Map<String, Tensor> feeds = new HashMap<>(s.feeds());
            feeds.put(scales, Tensor.of(DType.FLOAT, Shape.of(in.get().rank()), i -> in.get().dim(i) == out.get().dim(i)
                ? 1 : factor));
            Node by = new Node(n.domain(), n.operator(), n.name(), List.of(n.inputs().getFirst(), "", scales),
                n.outputs(), kept);
            return IntStream.of(0, 1).boxed().flatMap(bare -> Remade.of(s, s.model().graph().nodes().stream().map(
                o -> o == n ? by : o).toList(), bare == 0 ? feeds : counted(feeds, n.inputs().getFirst()), s.model()
                    .graph().initializers()).stream());
        }));
    }

    private static Map<String, Tensor> counted(Map<String, Tensor> feeds, String name) {
        return Remade.changed(feeds, n -> t -> n.equals(name) && t.dtype().isReal() ? Tensor.of(t.dtype(), t.shape(),
            i -> i + 1) : t);
    }
}
