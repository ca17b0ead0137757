package org.plumbline.graph.operators;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.bound.Accuracy;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.operator.Call;
import org.plumbline.graph.operator.Evaluation;

/// One application of an operator, written as a test reads it.
final class Applied {
    private final String operator;
    private final int opset;
    private final Map<String, Attribute> attributes = new LinkedHashMap<>();
    private final List<Optional<Enclosure>> inputs = new ArrayList<>();
    private int outputs = 1;

    private Applied(String operator, int opset) {
        this.operator = operator;
        this.opset = opset;
    }

    static Applied of(String operator, int opset) {
        return new Applied(operator, opset);
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

    Applied in(Tensor t) {
        return in(Enclosure.of(t));
    }

    Applied in(Enclosure e) {
        inputs.add(Optional.of(e));
        return this;
    }

    /// A rank-1 int64 input.
    Applied list(long... values) {
        return in(Tensor.ofLongs(values));
    }

    Applied absent() {
        inputs.add(Optional.empty());
        return this;
    }

    Applied with(String name, long value) {
        attributes.put(name, new Attribute.Int(value));
        return this;
    }

    Applied with(String name, String value) {
        attributes.put(name, new Attribute.Text(value));
        return this;
    }

    Applied with(String name, Attribute value) {
        attributes.put(name, value);
        return this;
    }

    Applied outputs(int count) {
        outputs = count;
        return this;
    }

    Evaluation evaluate() {
        return Operators.named(operator).orElseThrow()
            .evaluate(new Call(opset, attributes, inputs, outputs, Accuracy.CPU));
    }

    List<Enclosure> enclosed() {
        assertThat(evaluate()).isInstanceOf(Evaluation.Enclosed.class);
        return ((Evaluation.Enclosed) evaluate()).outputs();
    }

    /// Expects integers, all known, as the first output.
    void gives(Shape shape, long... values) {
        gives(0, shape, values);
    }

    void gives(int output, Shape shape, long... values) {
        Enclosure e = enclosed().get(output);
        assertThat(e.knownShape()).contains(shape);
        assertThat(e).isInstanceOf(Enclosure.Integers.class);
        assertThat(((Enclosure.Integers) e).isExact()).isTrue();
        assertThat(((Enclosure.Integers) e).value()).containsExactly(values);
    }

    /// Expects integers 0, 1, 2, … picked by index.
    void givesShape(long... dims) {
        assertThat(enclosed().get(0).knownShape()).contains(Shape.of(dims));
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
