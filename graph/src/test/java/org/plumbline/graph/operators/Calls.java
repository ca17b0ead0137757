package org.plumbline.graph.operators;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.bound.Accuracy;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.bound.Enclosure.Integers;
import org.plumbline.graph.bound.Enclosure.Reals;
import org.plumbline.graph.bound.Interval;
import org.plumbline.graph.operator.Call;
import org.plumbline.graph.operator.Evaluation;

/// Calls operators on concrete tensors; `null` stands for an input left out.
final class Calls {
    private Calls() {
    }

    static Evaluation evaluate(String operator, int opset, Map<String, Attribute> attributes,
        List<Optional<Enclosure>> inputs, int outputs) {
        return Operators.named(operator).orElseThrow()
            .evaluate(new Call(opset, attributes, inputs, outputs, Accuracy.CPU));
    }

    static List<Optional<Enclosure>> enclosed(Tensor... inputs) {
        return Arrays.stream(inputs).map(t -> Optional.ofNullable(t).map(Enclosure::of)).toList();
    }

    static Evaluation evaluate(String operator, int opset, Map<String, Attribute> attributes, Tensor... inputs) {
        return evaluate(operator, opset, attributes, enclosed(inputs), 1);
    }

    /// What the reference says; fails where it says nothing.
    static List<Enclosure> outputs(Evaluation evaluation) {
        return switch (evaluation) {
            case Evaluation.Enclosed(List<Enclosure> outputs) -> outputs;
            case Evaluation.Undetermined(String why) -> throw new AssertionError("undetermined: " + why);
            case Evaluation.Invalid(String why) -> throw new AssertionError("invalid: " + why);
        };
    }

    static Enclosure enclosure(String operator, int opset, Map<String, Attribute> attributes, Tensor... inputs) {
        return outputs(evaluate(operator, opset, attributes, inputs)).getFirst();
    }

    static Interval[] reals(String operator, int opset, Map<String, Attribute> attributes, Tensor... inputs) {
        Reals r = (Reals) enclosure(operator, opset, attributes, inputs);
        Interval[] all = new Interval[r.lo().length];
        Arrays.setAll(all, r::at);
        return all;
    }

    static Interval real(String operator, Map<String, Attribute> attributes, double... inputs) {
        return reals(operator, 22, attributes,
            Arrays.stream(inputs).mapToObj(v -> Tensor.scalar(DType.FLOAT, v)).toArray(Tensor[]::new))[0];
    }

    /// The integer results, "?" where nothing is fixed.
    static List<String> integers(String operator, int opset, Map<String, Attribute> attributes, Tensor... inputs) {
        Integers n = (Integers) enclosure(operator, opset, attributes, inputs);
        return java.util.stream.IntStream.range(0, n.value().length)
            .mapToObj(i -> n.at(i).map(v -> n.dtype() == DType.UINT64 ? Long.toUnsignedString(v) : v.toString())
                .orElse("?")).toList();
    }

    static Tensor floats(double... values) {
        return reals(DType.FLOAT, values);
    }

    static Tensor reals(DType dtype, double... values) {
        return Tensor.of(dtype, Shape.of(values.length), i -> values[i]);
    }

    static Tensor whole(DType dtype, long... values) {
        return Tensor.ofLongs(dtype, Shape.of(values.length), i -> values[i]);
    }
}
