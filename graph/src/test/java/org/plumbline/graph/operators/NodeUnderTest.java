package org.plumbline.graph.operators;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.bound.Accuracy;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.operator.Call;
import org.plumbline.graph.operator.Evaluation;

/// One node in the making, for tests of references.
final class NodeUnderTest {
    private final String operator;
    private final int opset;
    private final Map<String, Attribute> attributes = new HashMap<>();
    private final List<Optional<Enclosure>> inputs = new ArrayList<>();

    private NodeUnderTest(String operator, int opset) {
        this.operator = operator;
        this.opset = opset;
    }

    static NodeUnderTest of(String operator, int opset) {
        return new NodeUnderTest(operator, opset);
    }

    NodeUnderTest set(String name, long value) {
        attributes.put(name, new Attribute.Int(value));
        return this;
    }

    NodeUnderTest set(String name, float value) {
        attributes.put(name, new Attribute.Real(value));
        return this;
    }

    NodeUnderTest set(String name, String value) {
        attributes.put(name, new Attribute.Text(value));
        return this;
    }

    NodeUnderTest axes(long... axes) {
        attributes.put("axes", Attribute.ints(axes));
        return this;
    }

    NodeUnderTest in(Enclosure enclosure) {
        inputs.add(Optional.of(enclosure));
        return this;
    }

    NodeUnderTest in(Tensor tensor) {
        return in(Enclosure.of(tensor));
    }

    /// A float input.
    NodeUnderTest in(Shape shape, double... values) {
        return in(DType.FLOAT, shape, values);
    }

    NodeUnderTest in(DType dtype, Shape shape, double... values) {
        return in(Tensor.of(dtype, shape, i -> values[i]));
    }

    /// An int64 vector.
    NodeUnderTest longs(long... values) {
        return in(Tensor.ofLongs(values));
    }

    NodeUnderTest absent() {
        inputs.add(Optional.empty());
        return this;
    }

    Evaluation evaluate() {
        return Operators.named(operator).orElseThrow()
            .evaluate(new Call(opset, attributes, inputs, 1, Accuracy.CPU));
    }

    /// The first output; fails when the reference has none.
    Enclosure output() {
        return outputs().get(0);
    }

    List<Enclosure> outputs() {
        return switch (evaluate()) {
            case Evaluation.Enclosed(List<Enclosure> outputs) -> outputs;
            case Evaluation.Undetermined(String why) -> throw new AssertionError("undetermined: " + why);
            case Evaluation.Invalid(String why) -> throw new AssertionError("invalid: " + why);
        };
    }

    Enclosure.Reals reals() {
        return (Enclosure.Reals) output();
    }

    Enclosure.Integers integers() {
        return (Enclosure.Integers) output();
    }
}
