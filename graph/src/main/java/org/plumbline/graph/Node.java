package org.plumbline.graph;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
}
