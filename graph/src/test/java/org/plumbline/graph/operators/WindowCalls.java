package org.plumbline.graph.operators;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.operator.Evaluation;

/// Calls of one operator, put together in one line. A null tensor is an input left out.
record WindowCalls(String operator, int opset, Map<String, Attribute> attributes) {
    static WindowCalls of(String operator, int opset) {
        return new WindowCalls(operator, opset, Map.of());
    }

    WindowCalls with(String name, long... values) {
        return with(name, Attribute.ints(values));
    }

    WindowCalls with(String name, Attribute value) {
        Map<String, Attribute> more = new HashMap<>(attributes);
        more.put(name, value);
        return new WindowCalls(operator, opset, more);
    }

    WindowCalls text(String name, String value) {
        return with(name, new Attribute.Text(value));
    }

    WindowCalls flag(String name, long value) {
        return with(name, new Attribute.Int(value));
    }

    Evaluation evaluate(int outputs, Tensor... inputs) {
        return Calls.evaluate(operator, opset, attributes, Calls.enclosed(inputs), outputs);
    }

    Enclosure.Reals reals(Tensor... inputs) {
        return (Enclosure.Reals) Calls.outputs(evaluate(1, inputs)).getFirst();
    }

    Enclosure.Integers integers(Tensor... inputs) {
        return (Enclosure.Integers) Calls.outputs(evaluate(1, inputs)).getFirst();
    }

    /// The values of an output whose every element is one number.
    double[] exact(Tensor... inputs) {
        Enclosure.Reals r = reals(inputs);
        if (!Arrays.equals(r.lo(), r.hi())) {
            throw new AssertionError("not exact: " + Arrays.toString(r.lo()) + Arrays.toString(r.hi()));
        }
        return r.lo();
    }

    /// A float tensor that counts from `first`.
    static Tensor counting(double first, long... dims) {
        return Tensor.of(DType.FLOAT, Shape.of(dims), i -> first + i);
    }

    static Tensor filled(double value, long... dims) {
        return Tensor.of(DType.FLOAT, Shape.of(dims), i -> value);
    }

    static Tensor floats(Shape shape, double... values) {
        return Tensor.of(DType.FLOAT, shape, i -> values[i]);
    }
}
