package org.plumbline.reports.reduce;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;
import java.util.function.UnaryOperator;
import org.plumbline.generator.check.OnnxChecker;
import org.plumbline.generator.check.OnnxSchemas;
import org.plumbline.graph.DType;
import org.plumbline.graph.Graph;
import org.plumbline.graph.Node;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.TensorType;
import org.plumbline.graph.ValueInfo;
import org.plumbline.graph.bound.Accuracy;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.onnx.OnnxCodec;
import org.plumbline.graph.operators.Evaluator;
import org.plumbline.reports.Midpoint;
import org.plumbline.reports.Subject;

/// Subjects made from others by changing nodes or tensors, where they stay valid: the reference reaches every output,
/// whose type is stated anew, and neither the ONNX checker nor the operators' schemas have anything against it.
public final class Remade {
    private static final int DIFFERENT = 15;
    private static final OnnxSchemas SCHEMAS = OnnxSchemas.load();

    private Remade() {
    }

    /// With each node changed by `change`.
    static Optional<Subject> nodes(Subject s, UnaryOperator<Node> change) {
        return of(s, s.model().graph().nodes().stream().map(change).toList(), s.feeds(),
            s.model().graph().initializers());
    }

    /// With one node changed.
    public static Optional<Subject> node(Subject s, Node old, Node changed) {
        return nodes(s, n -> n == old ? changed : n);
    }

    /// With each input and initializer changed by `change`, which is given its name.
    public static Optional<Subject> tensors(Subject s, Function<String, UnaryOperator<Tensor>> change) {
        return of(s, s.model().graph().nodes(), changed(s.feeds(), change),
            changed(s.model().graph().initializers(), change));
    }

    /// Tensors by name, each changed by `change`, which is given its name.
    public static Map<String, Tensor> changed(Map<String, Tensor> tensors,
        Function<String, UnaryOperator<Tensor>> change) {
        Map<String, Tensor> changed = new LinkedHashMap<>();
        tensors.forEach((name, t) -> changed.put(name, change.apply(name).apply(t)));
        return changed;
    }

    /// With other nodes, inputs and initializers; the outputs keep their names. Empty where it is not valid.
    public static Optional<Subject> of(Subject s, List<Node> nodes, Map<String, Tensor> feeds,
        Map<String, Tensor> initializers) {
        Graph g = s.model().graph();
        List<ValueInfo> inputs = new ArrayList<>();
        feeds.forEach((name, t) -> inputs.add(ValueInfo.of(name, t.type())));
        Graph bare = new Graph(g.name(), inputs, g.outputs(), initializers, nodes, Graph.NOTHING);
        Evaluator.Evaluated e = Evaluator.evaluate(s.model().withGraph(bare), feeds, Accuracy.CPU);
        List<ValueInfo> outputs = g.outputs().stream().flatMap(o -> declared(o.name(), e.values()).stream()).toList();
        if (e.invalid().isPresent() || outputs.size() < g.outputs().size() || !nodes.stream().allMatch(n -> isTyped(n, s
            .model().opset(), e.values()))) {
            return Optional.empty();
        }
        Subject made = new Subject(s.model().withGraph(bare), List.copyOf(feeds.values())).with(nodes, outputs, feeds);
        return made.equals(s) || !made.model().equals(s.model()) && OnnxChecker.check(OnnxCodec.write(made.model()))
            .isPresent() ? Optional.empty()
                : Optional.of(made);
    }

    private static boolean isTyped(Node n, int opset, Map<String, Enclosure> values) {
        List<Optional<DType>> types = n.inputs().stream().map(i -> Optional.ofNullable(values.get(i)).map(
            Enclosure::dtype)).toList();
        return SCHEMAS.schema(n.qualifiedOperator(), opset).map(s -> s.accepts(types)).orElse(true);
    }

    /// With every value whose type the reference knows as an output.
    public static Subject bared(Subject s) {
        Map<String, Enclosure> values = values(s);
        List<Node> nodes = s.model().graph().nodes();
        return s.with(nodes, nodes.stream().flatMap(n -> n.outputs().stream()).filter(o -> !o.isEmpty()).flatMap(
            o -> declared(o, values).stream()).toList(), s.feeds());
    }

    /// The type of a value, where the reference knows its shape.
    static Optional<ValueInfo> declared(String name, Map<String, Enclosure> values) {
        return Optional.ofNullable(values.get(name)).flatMap(e -> e.knownShape().map(
            shape -> ValueInfo.of(name, new TensorType(e.dtype(), shape))));
    }

    /// What may stand in the place of a value: what the reference says of it, or where it leaves that open, as which of
    /// equal elements comes first or how a cubic weight is rounded, ones for integers and small numbers that differ for
    /// others.
    static Optional<Tensor> value(String name, Map<String, Enclosure> values) {
        return Optional.ofNullable(values.get(name)).flatMap(e -> Midpoint.of(e).or(() -> e.knownShape().flatMap(
            shape -> e.dtype().isInteger() ? Optional.of(Tensor.ofLongs(e.dtype(), shape, _ -> 1)) : e.dtype().isReal()
                ? Optional.of(Tensor.of(e.dtype(), shape, Remade::small)) : Optional.empty())));
    }

    /// The `i`-th of small numbers that differ, 1 to 15, and again from 1.
    public static double small(int i) {
        return i % DIFFERENT + 1;
    }

    /// Whether the numbers that go in, integers aside, give an output its shape.
    public static boolean isShapedByNumbers(Subject s) {
        return !shapes(s, _ -> 0).equals(shapes(s, Remade::small));
    }

    private static List<Optional<Shape>> shapes(Subject s, IntToDoubleFunction to) {
        Map<String, Tensor> feeds = changed(s.feeds(), _ -> t -> t.dtype().isReal() ? Tensor.of(t.dtype(), t.shape(),
            to)
            : t);
        Map<String, Enclosure> values = Evaluator.evaluate(s.model(), feeds, Accuracy.CPU).values();
        return s.model().graph().outputs().stream().map(o -> Optional.ofNullable(values.get(o.name())).flatMap(
            Enclosure::knownShape)).toList();
    }

    /// The shape of a value, where the reference knows it.
    public static Optional<Shape> shape(Subject s, String value) {
        return Optional.ofNullable(values(s).get(value)).flatMap(Enclosure::knownShape);
    }

    /// What the reference says of every value of a subject.
    static Map<String, Enclosure> values(Subject s) {
        return Evaluator.evaluate(s.model(), s.feeds(), Accuracy.CPU).values();
    }
}
