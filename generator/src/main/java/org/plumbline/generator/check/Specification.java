package org.plumbline.generator.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.plumbline.graph.Graph;
import org.plumbline.graph.Model;
import org.plumbline.graph.Node;
import org.plumbline.graph.TensorType;
import org.plumbline.graph.ValueInfo;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.onnx.OnnxCodec;
import org.plumbline.graph.onnx.ValueInfos;

/// Holds a model, and what the reference knows of its values, against ONNX's own checker and strict shape inference.
///
/// The inference is told the type of every value inside the graph and of every output. It then compares what it infers
/// with what it was told, dimension by dimension, and judges each node by the true types of its inputs, so that an
/// error at one node does not spread to the nodes behind it. Data propagation stays off: in release 1.17 it ends the
/// process at some valid models (`MathOpDataPropagator` at an empty shape beside a scalar), and the stated types say
/// what it would find out.
public final class Specification {
    private Specification() {
    }

    /// Confirms or contradicts a model.
    ///
    /// @param onnx the model, serialised
    /// @param values what is known of the model's values, by name; values of unknown shape are held to their type only
    public static Confirmation confirm(Model model, byte[] onnx, Map<String, Enclosure> values) {
        Graph graph = model.graph();
        List<ValueInfo> inner = inner(graph, values);
        Optional<String> problem;
        if (graph.outputs().stream().allMatch(o -> o.concrete().isPresent())) {
            problem = OnnxChecker.confirm(ValueInfos.stating(onnx, inner));
        } else {
            problem = OnnxChecker.check(onnx).or(() -> infer(model, graph.nodes(), inner, values));
        }
        return problem.isEmpty() ? new Confirmation.Confirmed(List.of()) : explained(model, problem.get(), inner,
            values);
    }

    /// The names of the inference's known errors that explain a problem that it has with a model; none where it is a new
    /// one.
    public static List<String> known(Model model, String problem, Map<String, Enclosure> values) {
        return Gaps.all().stream().filter(g -> model.graph().nodes().stream().anyMatch(n -> g.explains(problem, new Use(
            n, model.opset(), values)))).map(Gap::name).toList();
    }

    /// Leaves out the nodes that the inference is known to misjudge, as far as they explain what it says, and asks
    /// again about the others.
    private static Confirmation explained(Model model, String first, List<ValueInfo> inner,
        Map<String, Enclosure> values) {
        List<Node> nodes = new ArrayList<>(model.graph().nodes());
        Set<String> gaps = new TreeSet<>();
        Optional<String> problem = Optional.of(first);
        while (problem.isPresent()) {
            Map<Node, Gap> explained = new LinkedHashMap<>();
            for (Node n : nodes) {
                Use use = new Use(n, model.opset(), values);
                for (Gap g : Gaps.all()) {
                    if (g.explains(problem.get(), use)) {
                        explained.put(n, g);
                    }
                }
            }
            if (explained.isEmpty()) {
                return new Confirmation.Contradicted(problem.get());
            }
            nodes.removeAll(explained.keySet());
            explained.values().forEach(g -> gaps.add(g.name()));
            problem = infer(model, nodes, inner, values);
        }
        return new Confirmation.Confirmed(List.copyOf(gaps));
    }

    /// The values inside the graph that a node makes.
    private static List<ValueInfo> inner(Graph graph, Map<String, Enclosure> values) {
        Set<String> outputs = graph.outputs().stream().map(ValueInfo::name).collect(Collectors.toSet());
        List<ValueInfo> inner = new ArrayList<>();
        for (Node n : graph.nodes()) {
            for (String name : n.outputs()) {
                if (!name.isEmpty() && !outputs.contains(name) && values.containsKey(name)) {
                    inner.add(value(name, values.get(name)));
                }
            }
        }
        return inner;
    }

    private static ValueInfo value(String name, Enclosure e) {
        return e.knownShape().map(s -> ValueInfo.of(name, new TensorType(e.dtype(), s)))
            .orElseGet(() -> new ValueInfo(name, new ValueInfo.OfTensor(e.dtype(), Optional.empty())));
    }

    private static Optional<String> infer(Model model, List<Node> nodes, List<ValueInfo> inner,
        Map<String, Enclosure> values) {
        Graph g = model.graph();
        List<ValueInfo> outputs = g.outputs().stream().map(o -> Optional.ofNullable(values.get(o.name()))
            .filter(e -> e.knownShape().isPresent()).map(e -> value(o.name(), e)).orElse(o)).toList();
        Graph stated = new Graph(g.name(), g.inputs(), outputs, g.initializers(), nodes, g.rest());
        return OnnxChecker.infer(ValueInfos.stating(OnnxCodec.write(model.withGraph(stated)), inner));
    }
}
