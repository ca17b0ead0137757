package org.plumbline.generator.infer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.plumbline.generator.rules.Learned;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.TensorType;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.PartialOperator.Fixed;
import org.plumbline.graph.operator.PartialOperator.Out;
import org.plumbline.graph.operator.PartialOperator.Setting;
import org.plumbline.graph.operator.Slot;
import org.plumbline.graph.rule.Expr;
import org.plumbline.seeds.records.OperatorCall;
import org.plumbline.seeds.records.OperatorCall.Input;
import org.plumbline.seeds.records.RecordedCall;
import org.plumbline.seeds.records.RecordedCall.Answer;

/// Calls of operators as records, and records as calls that a target can be asked.
public final class Recordings {
    private static final int ELEMENTS = 16;

    private Recordings() {
    }

    /// The call of a partial operator with these integers; nothing where a dimension is negative.
    public static Optional<OperatorCall> of(PartialOperator p, long[] call, int opset) {
        List<Input> inputs = new ArrayList<>();
        for (Slot slot : p.inputs()) {
            switch (slot) {
                case Slot.Data d -> {
                    long[] dims = d.dims().stream().mapToLong(e -> e.eval(call)).toArray();
                    if (LongStream.of(dims).anyMatch(v -> v < 0)) {
                        return Optional.empty();
                    }
                    inputs.add(data(d, new TensorType(d.dtype(), Shape.of(dims)), call));
                }
                case Slot.Elements e -> {
                    long[] values = e.values().stream().mapToLong(v -> v.eval(call)).toArray();
                    inputs.add(new OperatorCall.Known(Tensor.ofLongs(e.dtype(), e.scalar() ? Shape.SCALAR : Shape.of(
                        values.length), i -> values[i])));
                }
                case Slot.Given(Tensor t) -> inputs.add(new OperatorCall.Known(t));
                case Slot.Absent _ -> inputs.add(new OperatorCall.Absent());
            }
        }
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        p.attributes().forEach((name, setting) -> attributes.put(name, Question.attribute(setting, call)));
        return Optional.of(new OperatorCall(p.operator(), opset, inputs, attributes, p.outputs().stream().map(
            Out::dtype).toList()));
    }

    /// The recorded calls of a rule.
    public static List<OperatorCall> of(Learned learned, int opset) {
        return learned.calls().stream().flatMap(c -> of(learned.partial(), c.assignment().stream().mapToLong(v -> v)
            .toArray(), opset).stream()).toList();
    }

    /// Few integers may be indices or counts.
    private static Input data(Slot.Data d, TensorType type, long[] call) {
        return type.dtype().isInteger() && type.rank() <= 1 && type.shape().size() <= ELEMENTS ? new OperatorCall.Known(
            Question.data(d, call)) : new OperatorCall.Data(type);
    }

    /// What a target says of a call; nothing where it cannot say, or says nothing of validity.
    public static Optional<Answer> answer(OperatorCall call, Labeller labeller) {
        return switch (labeller.label(closed(call), new long[0])) {
            case Label.Accepted(var shapes) when shapes.size() == call.outputs().size() -> Optional.of(
                new RecordedCall.Accepted(shapes.stream().map(Shape::of).toList()));
            case Label.Refused _ -> Optional.of(new RecordedCall.Refused());
            case Label.Accepted _,Label.Unsupported _,Label.Lost _,Label.Unasked _ -> Optional.empty();
        };
    }

    /// The partial operator of a call, of which nothing is left open.
    private static PartialOperator closed(OperatorCall call) {
        List<Slot> inputs = new ArrayList<>();
        for (Input input : call.inputs()) {
            inputs.add(switch (input) {
                case OperatorCall.Absent() -> new Slot.Absent();
                case OperatorCall.Known(Tensor t) -> new Slot.Given(t);
                case OperatorCall.Data(TensorType t) -> data(inputs.size(), t.dtype(), t.shape().stream()
                    .<Expr>mapToObj(Expr::of).toList());
            });
        }
        Map<String, Setting> attributes = new LinkedHashMap<>();
        call.attributes().forEach((name, value) -> attributes.put(name, new Fixed(value)));
        return new PartialOperator(call.operator(), inputs, attributes, outputs(call), List.of(), List.of(), List.of());
    }

    /// Data as it is mostly valid at this place.
    static Slot.Data data(int index, DType dtype, List<Expr> dims) {
        return new Slot.Data(dtype, dims, Form.data(dtype, index, dims.size()).fill().domain(), false);
    }

    static List<Out> outputs(OperatorCall call) {
        return call.outputs().stream().map(t -> new Out(t, List.of(), true)).toList();
    }
}
