package org.plumbline.campaign.guided;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;
import org.plumbline.graph.Model;
import org.plumbline.graph.Node;
import org.plumbline.graph.Shape;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.Slot;

/// How much to expect of a partial operator (operator, dtypes of its first input and output, rank, number of
/// inputs, attributes that are words): by how often cases that
/// hold it brought something new, and more where it was hardly tried. Old experience fades.
final class Energy {
    private static final double PRIOR = 1;
    private static final double TRIED = 2;
    private static final double FADING = 0.98;

    private final Map<String, double[]> known = new HashMap<>();

    /// A case with this model brought something new to what steers, or did not; `values` is what is known of its values.
    void learn(Model model, Map<String, Enclosure> values, boolean something) {
        Set<String> keys = model.graph().nodes().stream().map(n -> key(n, values)).collect(Collectors.toSet());
        for (String key : keys) {
            double[] k = known.computeIfAbsent(key, _ -> new double[2]);
            k[0] = FADING * k[0] + (something ? 1 : 0);
            k[1] = FADING * k[1] + 1;
        }
    }

    /// What to expect of it, in (0, 1).
    double of(PartialOperator partial) {
        return of(key(partial));
    }

    private double of(String key) {
        double[] k = known.getOrDefault(key, new double[2]);
        return (k[0] + PRIOR) / (k[1] + TRIED);
    }

    private static String key(PartialOperator partial) {
        String input = partial.inputs().stream().filter(Slot.Data.class::isInstance).map(Slot.Data.class::cast)
            .findFirst()
            .map(d -> type(d.dtype(), d.dims().size())).orElse("");
        String output = partial.outputs().isEmpty() ? "" : partial.outputs().getFirst().dtype().toString();
        Stream<Map.Entry<String, Attribute>> fixed = partial.attributes().entrySet().stream().filter(
            e -> e.getValue() instanceof PartialOperator.Fixed).map(
                e -> Map.entry(e.getKey(), ((PartialOperator.Fixed) e.getValue()).value()));
        return String.join(" ", partial.operator(), input, output, Long.toString(partial.inputs().stream().filter(
            slot -> !(slot instanceof Slot.Absent)).count()), words(fixed));
    }

    private static String key(Node node, Map<String, Enclosure> values) {
        String input = node.inputs().stream().filter(values::containsKey).findFirst().map(values::get).map(e -> type(e
            .dtype(), e.knownShape().map(Shape::rank).orElse(-1))).orElse("");
        String output = node.outputs().stream().filter(values::containsKey).findFirst().map(o -> values.get(o).dtype()
            .toString()).orElse("");
        return String.join(" ", node.qualifiedOperator(), input, output, Long.toString(node.inputs().stream().filter(
            i -> !i.isEmpty()).count()), words(node.attributes().entrySet().stream()));
    }

    private static String type(DType dtype, int rank) {
        return dtype + " " + rank;
    }

    /// The attributes that are words, which mostly choose between algorithms.
    private static String words(Stream<Map.Entry<String, Attribute>> attributes) {
        return attributes.filter(e -> e.getValue() instanceof Attribute.Text).map(e -> e.getKey() + "=" + e.getValue())
            .sorted().collect(Collectors.joining(" "));
    }
}
