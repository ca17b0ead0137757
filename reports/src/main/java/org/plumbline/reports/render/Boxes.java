package org.plumbline.reports.render;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.Graph;
import org.plumbline.graph.Node;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.ValueInfo;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.onnx.ModelPrinter;
import org.plumbline.graph.onnx.OnnxCodec;
import org.plumbline.graph.operators.Evaluator;

/// A graph as boxes and arrows between them: one box per node, and one per value, which is the label of the arrows
/// through it.
final class Boxes {
    private static final int LONGEST = 46;
    private static final int ATTRIBUTES = 8;
    private static final int ELEMENTS = 8;

    private final List<Box> boxes = new ArrayList<>();
    private final List<Arrow> arrows = new ArrayList<>();
    private final Map<String, Integer> values = new HashMap<>();

    /// What a box stands for, which is the name of its style.
    enum Role {
        INPUT, INITIALIZER, OPERATOR, VALUE, OUTPUT
    }

    /// The first line is the heading. `guilty` marks the value at fault.
    record Box(Role role, List<String> lines, boolean guilty) {
        Box {
            lines = List.copyOf(lines);
        }
    }

    /// From one box to another, by their places.
    record Arrow(int from, int to) {
    }

    /// The boxes and arrows of a graph.
    record Drawing(List<Box> boxes, List<Arrow> arrows) {
        Drawing {
            boxes = List.copyOf(boxes);
            arrows = List.copyOf(arrows);
        }
    }

    private Boxes() {
    }

    static Drawing of(Report report) {
        Boxes made = new Boxes();
        made.add(report);
        return new Drawing(made.boxes, made.arrows);
    }

    private void add(Report report) {
        Graph g = report.subject().model().graph();
        Map<String, Enclosure> known = Evaluator.evaluate(report.subject().model(), report.subject().feeds(),
            report.stack().accuracy()).values();
        Map<String, String> types = new HashMap<>();
        g.outputs().forEach(o -> types.put(o.name(), ModelPrinter.type(o.type())));
        known.forEach((name, e) -> e.knownShape().ifPresent(s -> types.put(name, e.dtype() + s.toString())));
        g.inputs().forEach(i -> types.put(i.name(), ModelPrinter.type(i.type())));
        Set<String> outputs = g.outputs().stream().map(ValueInfo::name).collect(Collectors.toCollection(HashSet::new));
        String guilty = report.finding().output();
        g.fed().forEach(i -> value(i.name(), Role.INPUT, types, guilty, Optional.empty()));
        g.initializers().forEach((name, t) -> value(name, Role.INITIALIZER, types, guilty, Optional.of(t)));
        for (Node n : g.nodes()) {
            int box = boxes.size();
            boxes.add(new Box(Role.OPERATOR, lines(n), false));
            n.inputs().stream().filter(i -> !i.isEmpty()).distinct().forEach(i -> arrows.add(new Arrow(
                values.containsKey(i) ? values.get(i) : value(i, Role.VALUE, types, guilty, Optional.empty()), box)));
            n.outputs().stream().filter(o -> !o.isEmpty()).forEach(o -> arrows.add(new Arrow(box, value(o,
                outputs.contains(o) ? Role.OUTPUT : Role.VALUE, types, guilty, Optional.empty()))));
        }
    }

    private int value(String name, Role role, Map<String, String> types, String guilty, Optional<Tensor> constant) {
        boolean wrong = !guilty.isEmpty() && name.equals(guilty);
        List<String> lines = new ArrayList<>(List.of(cut(name)));
        lines.add(cut(constant.map(t -> t.type().toString()).orElse(types.getOrDefault(name, "type not known"))));
        constant.filter(t -> t.size() <= ELEMENTS).map(Tensor::toString).filter(t -> t.indexOf('{') >= 0)
            .ifPresent(t -> lines.add(cut(t.substring(t.indexOf('{')))));
        switch (role) {
            case INPUT -> lines.add("input");
            case INITIALIZER -> lines.add("initializer");
            case OUTPUT -> lines.add(wrong ? "output: wrong here" : "output");
            case VALUE, OPERATOR -> {
                if (wrong) {
                    lines.add("wrong here");
                }
            }
        }
        boxes.add(new Box(role, lines, wrong));
        values.put(name, boxes.size() - 1);
        return boxes.size() - 1;
    }

    private static List<String> lines(Node n) {
        List<String> lines = new ArrayList<>(List.of(cut(n.qualifiedOperator())));
        n.attributes().entrySet().stream().filter(e -> !e.getKey().equals(OnnxCodec.NODE_REST)).limit(ATTRIBUTES)
            .forEach(e -> lines.add(cut(e.getKey() + " = " + said(e.getValue()))));
        if (n.attributes().size() > ATTRIBUTES) {
            lines.add("…");
        }
        return lines;
    }

    private static String said(Attribute a) {
        return switch (a) {
            case Attribute.Int(long v) -> Long.toString(v);
            case Attribute.Real(float v) -> Float.toString(v);
            case Attribute.Text(String v) -> v;
            case Attribute.Ints(var v) -> v.toString();
            case Attribute.Reals(var v) -> v.toString();
            case Attribute.Texts(var v) -> v.toString();
            case Attribute.Value(Tensor t) -> t.toString();
            case Attribute.Subgraph(Graph g) -> "a graph of " + g.nodes().size() + " nodes";
            case Attribute.Opaque _ -> "…";
        };
    }

    private static String cut(String text) {
        String one = Escape.line(text);
        return one.codePointCount(0, one.length()) <= LONGEST ? one
            : one.substring(0, one.offsetByCodePoints(0, LONGEST - 1)) + "…";
    }
}
