package org.plumbline.graph.operators;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;
import org.plumbline.graph.Graph;
import org.plumbline.graph.Node;
import org.plumbline.graph.Shape;
import org.plumbline.graph.ValueInfo;
import org.plumbline.graph.bound.Accuracy;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.operator.Evaluation;

/// References of `If`, `Loop` and `Scan` (ONNX opset 13 and later): the graph in the attribute is evaluated as often as
/// the known condition, trip count or length says. Where that is not known, neither is the result. Scans run over the
/// first axis, in either direction.
record ControlFlow(Node node, int opset, Map<String, Enclosure> values, Accuracy accuracy) {
    private static final int MOST_ITERATIONS = 256;
    private static final int OLDEST_OPSET = 13;

    /// Ends the evaluation; never leaves [#evaluate].
    private static final class Ended extends RuntimeException {
        private final transient Evaluation why;

        Ended(Evaluation why) {
            super(null, null, false, false);
            this.why = why;
        }
    }

    static boolean is(Node node) {
        return (node.domain().isEmpty() || node.domain().equals("ai.onnx"))
            && Set.of("If", "Loop", "Scan").contains(node.operator());
    }

    Evaluation evaluate() {
        if (opset < OLDEST_OPSET) {
            return new Evaluation.Undetermined(node.operator() + " has no reference at opset " + opset);
        }
        try {
            return new Evaluation.Enclosed(switch (node.operator()) {
                case "If" -> run(graph(flag(input(0)) ? "then_branch" : "else_branch"), List.of());
                case "Loop" -> loop(graph("body"));
                default -> scan(graph("body"));
            });
        } catch (Ended e) {
            return e.why;
        }
    }

    private Ended undetermined(String why) {
        return new Ended(new Evaluation.Undetermined(node.operator() + ": " + why));
    }

    private Ended invalid(String why) {
        return new Ended(new Evaluation.Invalid(node.operator() + ": " + why));
    }

    private Graph graph(String key) {
        return node.attributes().get(key) instanceof Attribute.Subgraph(Graph g) ? g : fail("no graph " + key);
    }

    private <T> T fail(String why) {
        throw invalid(why);
    }

    private boolean has(int input) {
        return input < node.inputs().size() && !node.inputs().get(input).isEmpty();
    }

    private Enclosure input(int i) {
        return has(i) ? Optional.ofNullable(values.get(node.inputs().get(i)))
            .orElseThrow(() -> undetermined("input " + i + " is not known")) : fail("input " + i + " is missing");
    }

    private long number(Enclosure e) {
        if (e instanceof Enclosure.Integers n && n.value().length == 1) {
            return n.at(0).orElseThrow(() -> undetermined("a condition or count is not determined"));
        }
        throw invalid("a condition or count is no integer or bool of one element");
    }

    private boolean flag(Enclosure e) {
        return number(e) != 0;
    }

    /// What a graph gives for these inputs, names of the outside in sight.
    private List<Enclosure> run(Graph graph, List<Enclosure> fed) {
        if (graph.inputs().size() != fed.size()) {
            throw invalid("a graph with " + graph.inputs().size() + " inputs gets " + fed.size());
        }
        Map<String, Enclosure> scope = new HashMap<>(values);
        graph.initializers().forEach((name, t) -> scope.put(name, Enclosure.of(t)));
        for (int i = 0; i < fed.size(); i++) {
            scope.put(graph.inputs().get(i).name(), stated(graph.inputs().get(i), fed.get(i)));
        }
        for (Node n : graph.nodes()) {
            switch (Evaluator.evaluate(n, opset, scope, accuracy)) {
                case Evaluation.Enclosed(List<Enclosure> outputs) -> {
                    for (int i = 0; i < n.outputs().size() && i < outputs.size(); i++) {
                        scope.put(n.outputs().get(i), outputs.get(i));
                    }
                }
                case Evaluation.Undetermined u -> throw new Ended(u);
                case Evaluation.Invalid v -> throw new Ended(v);
            }
        }
        return graph.outputs().stream().map(o -> stated(o, Optional.ofNullable(scope.get(o.name()))
            .orElseThrow(() -> invalid("nothing produces " + o.name())))).toList();
    }

    /// The value, unless it is of another type than the graph states.
    private Enclosure stated(ValueInfo info, Enclosure e) {
        boolean other = info.type() instanceof ValueInfo.OfTensor t && t.dtype() != e.dtype()
            || info.concrete().isPresent() && e.knownShape().filter(s -> !s.equals(info.concrete().get().shape()))
                .isPresent();
        return other ? fail(info.name() + " is stated to be of another type") : e;
    }

    private List<Enclosure> loop(Graph body) {
        long trips = has(0) ? number(input(0)) : Long.MAX_VALUE;
        boolean on = !has(1) || flag(input(1));
        List<Enclosure> carried = IntStream.range(2, node.inputs().size()).mapToObj(this::input).toList();
        Rows rows = new Rows();
        for (long i = 0; i < trips && on; i++) {
            if (i == MOST_ITERATIONS) {
                throw undetermined("more than " + MOST_ITERATIONS + " iterations");
            }
            List<Enclosure> fed = new ArrayList<>(List.of(Enclosure.Integers.of(DType.INT64,
                Shape.SCALAR, i), Enclosure.Integers.of(DType.BOOL, Shape.SCALAR, 1)));
            fed.addAll(carried);
            List<Enclosure> given = run(body, fed);
            if (given.size() < 1 + carried.size()) {
                throw invalid("the body has " + given.size() + " outputs");
            }
            on = flag(given.getFirst());
            carried = given.subList(1, 1 + carried.size());
            rows.add(given.subList(1 + carried.size(), given.size()));
        }
        return joined(carried, rows, body.outputs().size() - 1 - carried.size(), "");
    }

    private List<Enclosure> scan(Graph body) {
        int scanned = node.attributes().get("num_scan_inputs") instanceof Attribute.Int(long n) ? (int) n
            : fail("num_scan_inputs is missing");
        int states = node.inputs().size() - scanned;
        if (states < 0 || scanned < 1 || hasOther("scan_input_axes") || hasOther("scan_output_axes")) {
            throw undetermined("scans over other axes than the first");
        }
        List<Enclosure> state = IntStream.range(0, states).mapToObj(this::input).toList();
        List<Enclosure> all = IntStream.range(states, states + scanned).mapToObj(this::input).toList();
        int length = length(all.getFirst());
        Rows rows = new Rows();
        for (int i = 0; i < length; i++) {
            List<Enclosure> fed = new ArrayList<>(state);
            for (int k = 0; k < scanned; k++) {
                if (length(all.get(k)) != length) {
                    throw invalid("inputs of different lengths");
                }
                fed.add(Rows.row(all.get(k), isReverse("scan_input_directions", k) ? length - 1 - i : i));
            }
            List<Enclosure> given = run(body, fed);
            if (given.size() < states) {
                throw invalid("the body has " + given.size() + " outputs");
            }
            state = given.subList(0, states);
            rows.add(given.subList(states, given.size()));
        }
        return joined(state, rows, body.outputs().size() - states, "scan_output_directions");
    }

    private List<Enclosure> joined(List<Enclosure> carried, Rows rows, int count, String directions) {
        List<Enclosure> outputs = new ArrayList<>(carried);
        for (int k = 0; k < count; k++) {
            List<Enclosure> column = rows.column(k);
            if (isReverse(directions, k)) {
                Collections.reverse(column);
            }
            outputs.add(Rows.stacked(column).orElseThrow(() -> undetermined(
                "rows whose shapes differ or are unknown")));
        }
        return outputs;
    }

    private int length(Enclosure e) {
        Shape shape = e.knownShape().orElseThrow(() -> undetermined("a shape is not known"));
        if (shape.rank() == 0 || shape.dim(0) > MOST_ITERATIONS || e instanceof Enclosure.Carried) {
            throw undetermined("nothing to scan over, or too much");
        }
        return (int) shape.dim(0);
    }

    private boolean isReverse(String attribute, int index) {
        return node.attributes().get(attribute) instanceof Attribute.Ints n && index < n.values().size()
            && n.values().get(index) == 1;
    }

    private boolean hasOther(String attribute) {
        return node.attributes().get(attribute) instanceof Attribute.Ints n && n.values().stream().anyMatch(v -> v
            != 0);
    }
}
