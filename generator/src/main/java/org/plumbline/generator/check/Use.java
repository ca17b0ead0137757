package org.plumbline.generator.check;

import java.util.Map;
import java.util.Optional;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;
import org.plumbline.graph.Node;
import org.plumbline.graph.Shape;
import org.plumbline.graph.bound.Enclosure;

/// A node of a model at `opset`, beside what is known of the model's values.
record Use(Node node, int opset, Map<String, Enclosure> values) {
    boolean is(String operator) {
        return node.qualifiedOperator().equals(operator);
    }

    /// The value at an input; empty where the input is left out.
    Optional<Enclosure> input(int index) {
        return index < node.inputs().size() ? Optional.ofNullable(values.get(node.inputs().get(index)))
            : Optional.empty();
    }

    boolean has(int index, DType dtype) {
        return input(index).map(e -> e.dtype() == dtype).orElse(false);
    }

    /// The shape of an input; a scalar's where it is left out or unknown.
    Shape shape(int index) {
        return input(index).flatMap(Enclosure::knownShape).orElse(Shape.SCALAR);
    }

    /// The shape of the first output; a scalar's where it is unknown.
    Shape result() {
        return Optional.ofNullable(values.get(node.outputs().getFirst())).flatMap(Enclosure::knownShape)
            .orElse(Shape.SCALAR);
    }

    long integer(String attribute, long otherwise) {
        return node.attribute(attribute).orElse(null) instanceof Attribute.Int(long value) ? value : otherwise;
    }

    String text(String attribute, String otherwise) {
        return node.attribute(attribute).orElse(null) instanceof Attribute.Text(String value) ? value : otherwise;
    }

    /// The `index`th number of a list attribute.
    long integer(String attribute, int index, long otherwise) {
        return node.attribute(attribute).orElse(null) instanceof Attribute.Ints ints && index < ints.values().size()
            ? ints.values().get(index) : otherwise;
    }
}
