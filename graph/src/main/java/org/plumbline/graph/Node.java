package org.plumbline.graph;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One application of an operator. Inputs and outputs are value names; an empty name is an optional one left out.
/// Attributes keep their order.
public record Node(String domain, String operator, String name, List<String> inputs, List<String> outputs,
    Map<String, Attribute> attributes) {
    public Node {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    }

    /// A node of the default ONNX domain.
    public static Node of(String operator, List<String> inputs, List<String> outputs,
        Map<String, Attribute> attributes) {
        return new Node("", operator, "", inputs, outputs, attributes);
    }

    /// A node of the operator that [#qualifiedOperator] names, of whichever domain.
    public static Node ofQualified(String operator, List<String> inputs, List<String> outputs,
        Map<String, Attribute> attributes) {
        int split = operator.lastIndexOf("::");
        return split < 0 ? of(operator, inputs, outputs, attributes)
            : new Node(operator.substring(0, split), operator.substring(split + 2), "", inputs, outputs, attributes);
    }

    public Optional<Attribute> attribute(String key) {
        return Optional.ofNullable(attributes.get(key));
    }

    /// `domain::operator`, or the operator alone in the default domain.
    public String qualifiedOperator() {
        return domain.isEmpty() || domain.equals("ai.onnx") ? operator : domain + "::" + operator;
    }

    /// The values that the node needs: its inputs, and what the graphs in its attributes take from outside.
    public Set<String> reads() {
        Set<String> reads = new LinkedHashSet<>(inputs);
        attributes.values().forEach(a -> {
            if (a instanceof Attribute.Subgraph(Graph g)) {
                reads.addAll(g.captured());
            }
        });
        reads.remove("");
        return reads;
    }

    /// The same node reading other values, in the graphs of its attributes too; names that are not mapped stay.
    public Node reading(Map<String, String> others) {
        Map<String, Attribute> renamed = new LinkedHashMap<>(attributes);
        renamed.replaceAll((_, a) -> a instanceof Attribute.Subgraph(Graph g) ? new Attribute.Subgraph(g.reading(
            others))
            : a);
        return new Node(domain, operator, name, inputs.stream().map(i -> others.getOrDefault(i, i)).toList(), outputs,
            renamed);
    }
}
