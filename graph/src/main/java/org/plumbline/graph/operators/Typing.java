package org.plumbline.graph.operators;

import java.util.List;
import java.util.stream.Stream;
import org.plumbline.graph.DType;
import org.plumbline.graph.operator.Call;
import org.plumbline.graph.operator.Types;

/// The element types that an operator takes, growing from opset to opset as the ONNX changelog says.
record Typing(List<Step> steps) {
    /// The types taken from `opset` on.
    record Step(int opset, List<DType> types) {
        Step {
            types = List.copyOf(types);
        }
    }

    /// float, double, float16; bfloat16 from opset 22 on: the operators that opset 22 brought up to date.
    static final Typing REAL_BF16_LATE = of(Types.REAL_NO_BF16).from(22, Types.REAL);

    Typing {
        steps = List.copyOf(steps);
    }

    static Typing of(List<DType> types) {
        return new Typing(List.of(new Step(0, types)));
    }

    /// The same, with other types from `opset` on.
    Typing from(int opset, List<DType> types) {
        return new Typing(Stream.concat(steps.stream(), Stream.of(new Step(opset,
            types))).toList());
    }

    List<DType> at(int opset) {
        List<DType> types = steps.getFirst().types();
        for (Step step : steps) {
            types = opset >= step.opset() ? step.types() : types;
        }
        return types;
    }

    /// The type of an input; leaves with [Call#broken] where the operator does not take it at the call's opset.
    DType of(Call call, int input) {
        DType t = call.dtype(input);
        Call.require(at(call.opset()).contains(t), "input " + input + " may not be " + t + " at opset "
            + call.opset());
        return t;
    }
}
