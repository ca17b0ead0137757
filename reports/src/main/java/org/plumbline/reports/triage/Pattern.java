package org.plumbline.reports.triage;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;
import org.plumbline.graph.Graph;
import org.plumbline.graph.Node;
import org.plumbline.graph.Tensor;
import org.plumbline.reports.Subject;

/// What is left of a subject after reduction, in words that findings with the same cause share: operators with the
/// attributes and optional inputs that matter, element types, and what is special in the contents. Names, sizes and
/// plain numbers are left out.
public final class Pattern {
    private static final double LARGE = 16;
    private static final double HUGE = 1 << 15;

    private Pattern() {
    }

    /// One line, such as `Gemm{beta} (float; empty)`; `output` is the guilty output's name, or "".
    public static String of(Subject reduced, String output) {
        Graph g = reduced.model().graph();
        String operators = g.nodes().stream().map(n -> operator(n, g)).collect(Collectors.joining(" > "));
        List<Tensor> tensors = Stream.concat(reduced.inputs().stream(), g.initializers().values().stream()).toList();
        String types = tensors.stream().map(t -> t.dtype().onnxName()).distinct().sorted()
            .collect(Collectors.joining(", "));
        Set<String> special = new TreeSet<>();
        tensors.forEach(t -> special.addAll(special(t)));
        int index = g.nodes().isEmpty() ? 0 : Culprits.producer(reduced, output).outputs().indexOf(output);
        return operators + (index > 0 ? "[" + index + "]" : "") + " (" + types
            + (special.isEmpty() ? "" : "; " + String.join(", ", special)) + ")";
    }

    private static String operator(Node n, Graph g) {
        String attributes = n.attributes().entrySet().stream().sorted(Map.Entry.comparingByKey())
            .map(e -> e.getValue() instanceof Attribute.Text(String text) ? e.getKey() + "=" + text : e.getKey())
            .collect(Collectors.joining(","));
        String constants = n.inputs().stream().filter(i -> !i.isEmpty())
            .map(i -> g.initializers().containsKey(i) ? "c" : "x").collect(Collectors.joining());
        return n.qualifiedOperator() + (attributes.isEmpty() ? "" : "{" + attributes + "}")
            + (constants.contains("c") ? "[" + constants + "]" : "");
    }

    /// The words for a tensor; none for one of small whole numbers.
    static Set<String> special(Tensor t) {
        Set<String> words = new TreeSet<>();
        if (t.size() == 0) {
            words.add("empty");
        }
        boolean small = t.dtype().isInteger() && t.dtype() != DType.INT64;
        if (small && IntStream.range(0, t.size()).anyMatch(i -> t.getLong(i) != 0)) {
            words.add("nonzero " + t.dtype().onnxName());
        }
        for (int i = 0; i < t.size() && t.dtype().kind() != DType.Kind.OPAQUE; i++) {
            words.addAll(t.dtype().isReal() ? special(t.getDouble(i), t.dtype()) : special(t.getLong(i)));
        }
        return words;
    }

    private static Set<String> special(double v, DType dtype) {
        double tiny = dtype == DType.DOUBLE ? Double.MIN_NORMAL : Float.MIN_NORMAL;
        String word = Double.isNaN(v) ? "NaN" : Double.isInfinite(v) ? "infinite" : v == 0 ? Double.compare(v, 0) < 0
            ? "−0" : "" : Math.abs(v) < tiny ? "subnormal" : Math.abs(v) >= LARGE ? "large" : v != Math.rint(v)
                ? "fraction" : v < 0 ? "negative" : "";
        return word.isEmpty() ? Set.of() : Set.of(word);
    }

    private static Set<String> special(long v) {
        return Math.abs((double) v) >= HUGE ? Set.of("huge") : v < 0 ? Set.of("negative") : Set.of();
    }
}
