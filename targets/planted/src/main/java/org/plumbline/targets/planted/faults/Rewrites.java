package org.plumbline.targets.planted.faults;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;
import org.plumbline.graph.Graph;
import org.plumbline.graph.Model;
import org.plumbline.graph.Node;
import org.plumbline.graph.Tensor;

/// Rewrites that hold only sometimes.
final class Rewrites {
    private Rewrites() {
    }

    static List<Fault> all() {
        return List.of(
            new Fault("rewrite-reassociated", "(x·a)/b becomes x·(a/b), and (x/a)·b x·(b/a), for integers too",
                new Fault.InRewrite(Rewrites::reassociated)),
            rewrite("rewrite-transposes", "two Transposes in a row are taken to cancel", (g, n) -> chain(g, n,
                "Transpose", "Transpose").map(first -> identity(first.inputs().get(0), n))),
            rewrite("rewrite-casts", "a Cast there and back is dropped, integers in between or not", (g, n) -> chain(g,
                n, "Cast", "Cast").filter(first -> g.sameType(first.inputs().get(0), n)).map(
                    first -> identity(first.inputs().get(0), n))),
            rewrite("rewrite-quantize-pair", "DequantizeLinear of QuantizeLinear is dropped", (g, n) -> chain(g, n,
                "QuantizeLinear", "DequantizeLinear").map(first -> identity(first.inputs().get(0), n))),
            rewrite("rewrite-constant-first", "Sub and Div with a constant in front get it moved behind", (g,
                n) -> List.of("Sub", "Div").contains(n.operator()) && g.isConstant(n.inputs().get(0))
                    ? Optional.of(with(n, List.of(n.inputs().get(1), n.inputs().get(0)))) : Optional.empty()),
            rewrite("rewrite-relu-relu", "an activation behind Relu is dropped", (g, n) -> List.of("LeakyRelu",
                "Sigmoid", "Tanh", "Clip", "HardSigmoid", "Elu", "Selu").contains(n.operator())
                && g.producer(n.inputs().get(0)).filter(p -> p.operator().equals("Relu")).isPresent()
                    ? Optional.of(identity(n.inputs().get(0), n)) : Optional.empty()),
            rewrite("rewrite-common-subexpressions", "nodes that differ in attributes alone are merged", (g, n) -> g
                .twin(n).map(t -> identity(t.outputs().get(0), n))),
            rewrite("rewrite-dead-negation", "Neg, Abs or Sqrt behind a reduction of squares is dropped", (g,
                n) -> List.of("Neg", "Abs", "Sqrt", "Reciprocal", "Exp").contains(n.operator())
                    && g.producer(n.inputs().get(0)).filter(p -> p.operator().startsWith("Reduce")).isPresent()
                        ? Optional.of(identity(n.inputs().get(0), n)) : Optional.empty()));
    }

    /// What a rewrite may look at: who makes a value, which nodes came before.
    private record Sight(Graph graph, Map<String, Node> producers, List<Node> before) {
        Optional<Node> producer(String value) {
            return Optional.ofNullable(producers.get(value));
        }

        boolean isConstant(String value) {
            return graph.initializers().containsKey(value);
        }

        /// Whether a value has the type that a Cast gives, as far as the model says.
        boolean sameType(String value, Node cast) {
            long to = cast.attributes().get("to") instanceof Attribute.Int(long v) ? v : 0;
            Optional<DType> type = graph.inputs().stream().filter(i -> i.name().equals(value)).findFirst()
                .flatMap(i -> i.type() instanceof org.plumbline.graph.ValueInfo.OfTensor t ? Optional.of(t.dtype())
                    : Optional.empty());
            Tensor constant = graph.initializers().get(value);
            boolean castBefore = producer(value).filter(p -> p.operator().equals("Cast")
                && p.attributes().get("to") instanceof Attribute.Int(long v) && v == to).isPresent();
            return castBefore || type.filter(t -> t.code() == to).isPresent()
                || constant != null && constant.dtype().code() == to;
        }

        Optional<Node> twin(Node n) {
            return before.stream().filter(b -> b.operator().equals(n.operator()) && !n.inputs().isEmpty()
                && b.inputs().equals(n.inputs()) && b.outputs().size() == 1 && n.outputs().size() == 1
                && !n.operator().startsWith("Random")).findFirst();
        }
    }

    private static Fault rewrite(String name, String description, BiFunction<Sight, Node, Optional<Node>> rule) {
        return new Fault(name, description, new Fault.InRewrite(model -> rewritten(model, rule)));
    }

    private static Model rewritten(Model model, BiFunction<Sight, Node, Optional<Node>> rule) {
        Graph g = model.graph();
        Map<String, Node> producers = new HashMap<>();
        List<Node> nodes = new ArrayList<>();
        for (Node n : g.nodes()) {
            Node next = rule.apply(new Sight(g, producers, nodes), n).orElse(n);
            nodes.add(next);
            n.outputs().forEach(o -> producers.put(o, n));
        }
        return model.withGraph(new Graph(g.name(), g.inputs(), g.outputs(), g.initializers(), nodes, g.rest()));
    }

    private static Optional<Node> chain(Sight g, Node n, String first, String second) {
        return n.operator().equals(second) ? g.producer(n.inputs().get(0)).filter(p -> p.operator().equals(first))
            : Optional.empty();
    }

    private static Model reassociated(Model model) {
        Graph g = model.graph();
        Map<String, Node> producers = new HashMap<>();
        List<Node> nodes = new ArrayList<>();
        for (Node n : g.nodes()) {
            Node p = n.inputs().isEmpty() ? null : producers.get(n.inputs().get(0));
            boolean overTimes = p != null && n.operator().equals("Div") && p.operator().equals("Mul");
            boolean timesOver = p != null && n.operator().equals("Mul") && p.operator().equals("Div");
            if (overTimes || timesOver) {
                String factor = n.outputs().get(0) + "-factor";
                String a = p.inputs().get(1);
                String b = n.inputs().get(1);
                nodes.add(Node.of("Div", overTimes ? List.of(a, b) : List.of(b, a), List.of(factor), Map.of()));
                nodes.add(Node.of("Mul", List.of(p.inputs().get(0), factor), n.outputs(), Map.of()));
            } else {
                nodes.add(n);
            }
            n.outputs().forEach(o -> producers.put(o, n));
        }
        return model.withGraph(new Graph(g.name(), g.inputs(), g.outputs(), g.initializers(), nodes, g.rest()));
    }

    private static Node identity(String from, Node replaced) {
        return new Node("", "Identity", "", List.of(from), replaced.outputs(), Map.of());
    }

    private static Node with(Node n, List<String> inputs) {
        return new Node(n.domain(), n.operator(), n.name(), Stream.concat(inputs.stream(), n.inputs().stream().skip(2))
            .toList(), n.outputs(), n.attributes());
    }
}
