package org.plumbline.targets.planted.kernels;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.plumbline.graph.bound.Accuracy;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.bound.Interval;
import org.plumbline.graph.operator.Call;
import org.plumbline.graph.operator.Evaluation;
import org.plumbline.graph.operators.Operators;
import org.plumbline.targets.planted.call.Kernel;
import org.plumbline.targets.planted.call.Op;
import org.plumbline.targets.planted.call.Value;

/// Operators that move or count elements and never round: the reference itself runs on exact enclosures, whose points
/// are the result. So these references are not checked by the clean target; faults planted in them still are found.
final class Moving {
    static final List<String> NAMES = List.of("CenterCropPad", "Compress", "Concat", "Constant", "ConstantOfShape",
        "DepthToSpace",
        "Dropout", "Expand", "EyeLike", "Flatten", "Gather", "GatherElements", "GatherND", "Identity", "NonZero",
        "OneHot", "Pad", "Reshape", "ReverseSequence", "Shape", "Size", "Slice", "SpaceToDepth", "Split", "Squeeze",
        "Tile", "Transpose", "Trilu", "Unique", "Unsqueeze");

    private Moving() {
    }

    static Map<String, Kernel> all() {
        return NAMES.stream().collect(Collectors.toMap(Function.identity(), _ -> Moving::run));
    }

    private static List<Value> run(Op op) {
        List<Optional<Enclosure>> inputs = new ArrayList<>();
        op.inputs().forEach(v -> inputs.add(v.map(x -> Enclosure.of(x.stored()))));
        Call call = new Call(op.opset(), op.node().attributes(), inputs, op.node().outputs().size(), Accuracy.CPU);
        return switch (Operators.named(op.name()).orElseThrow().evaluate(call)) {
            case Evaluation.Enclosed(List<Enclosure> outputs) -> outputs.stream().map(Moving::point).toList();
            case Evaluation.Undetermined(String why) -> throw new Kernel.Unsupported(why);
            case Evaluation.Invalid(String why) -> throw new IllegalArgumentException(why);
        };
    }

    /// A member of the enclosure: the only one, or else its least element.
    private static Value point(Enclosure e) {
        return switch (e) {
            case Enclosure.Reals r -> Value.of(r.dtype(), r.shape(), i -> {
                Interval x = r.at(i);
                return x.isEmpty() ? Double.NaN : x.lo();
            });
            case Enclosure.Integers n -> Value.ofLongs(n.dtype(), n.shape(), i -> n.value()[i]);
            case Enclosure.Carried(var tensor) -> Value.of(tensor);
            case Enclosure.Unknown _ -> throw new Kernel.Unsupported("an output of unknown shape");
        };
    }
}
