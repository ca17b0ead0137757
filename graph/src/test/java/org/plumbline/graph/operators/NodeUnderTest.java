package org.plumbline.graph.operators;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.operator.Evaluation;

/// One node in the making, for tests of references.
final class NodeUnderTest {
    private final String operator;
    private final int opset;
    private final Map<String, Attribute> attributes = new HashMap<>();
    private final List<Optional<Enclosure>> inputs = new ArrayList<>();
    private int outputs = 1;

    private NodeUnderTest(String operator, int opset) {
        this.operator = operator;
        this.opset = opset;
    }

    static NodeUnderTest of(String operator, int opset) {
        return new NodeUnderTest(operator, opset);
    }

    /// int64 elements 0, 1, 2, … under a shape.
    static Tensor counting(long... dims) {
        return Tensor.ofLongs(DType.INT64, Shape.of(dims), i -> i);
    }

    static Tensor longs(Shape shape, long... values) {
        return Tensor.ofLongs(DType.INT64, shape, i -> values[i]);
    }

    static Tensor floats(double... values) {
        return Tensor.of(DType.FLOAT, Shape.of(values.length), i -> values[i]);
    }

    NodeUnderTest set(String name, Attribute value) {
        attributes.put(name, value);
        return this;
    }

    NodeUnderTest set(String name, long value) {
        return set(name, new Attribute.Int(value));
    }

    NodeUnderTest set(String name, float value) {
        return set(name, new Attribute.Real(value));
    }

    NodeUnderTest set(String name, String value) {
        return set(name, new Attribute.Text(value));
    }

    NodeUnderTest axes(long... axes) {
        return set("axes", Attribute.ints(axes));
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

    /// How many outputs the node has; 1 unless told.
    NodeUnderTest outputs(int count) {
        outputs = count;
        return this;
    }

    Evaluation evaluate() {
        return Calls.evaluate(operator, opset, attributes, inputs, outputs);
    }

    /// The first output; fails when the reference has none.
    Enclosure output() {
        return outputs().get(0);
    }

    List<Enclosure> outputs() {
        return Calls.outputs(evaluate());
    }

    Enclosure.Reals reals() {
        return (Enclosure.Reals) output();
    }

    Enclosure.Integers integers() {
        return (Enclosure.Integers) output();
    }

    /// Expects integers, all known, as the first output.
    void gives(Shape shape, long... values) {
        gives(0, shape, values);
    }

    void gives(int output, Shape shape, long... values) {
        Enclosure e = outputs().get(output);
        assertThat(e.knownShape()).contains(shape);
        assertThat(e).isInstanceOf(Enclosure.Integers.class);
        assertThat(((Enclosure.Integers) e).isExact()).isTrue();
        assertThat(((Enclosure.Integers) e).value()).containsExactly(values);
    }

    void givesShape(long... dims) {
        assertThat(outputs().get(0).knownShape()).contains(Shape.of(dims));
    }

    void isBroken(String why) {
        assertThat(evaluate()).isInstanceOfSatisfying(Evaluation.Invalid.class,
            i -> assertThat(i.why()).contains(why));
    }

    void isUndetermined() {
        assertThat(evaluate()).isInstanceOf(Evaluation.Undetermined.class);
    }

    static long[] upTo(int n) {
        return LongStream.range(0, n).toArray();
    }
}
