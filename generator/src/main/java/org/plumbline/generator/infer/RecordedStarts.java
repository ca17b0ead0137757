package org.plumbline.generator.infer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.plumbline.generator.check.OperatorSchema;
import org.plumbline.generator.check.OperatorSchema.Parameter;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.TensorType;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.Slot;
import org.plumbline.seeds.records.OperatorCall;
import org.plumbline.seeds.records.RecordedCall;

/// Templates made of recorded calls that are accepted: their element types, and attributes and tensors that are no
/// integers, stay as they are; integers become symbols.
final class RecordedStarts {
    private static final int CALLS = 8;

    private final OperatorSchema schema;
    private final Labeller labeller;

    RecordedStarts(OperatorSchema schema, Labeller labeller) {
        this.schema = schema;
        this.labeller = labeller;
    }

    /// In an order drawn from `rng`, so that no dtype comes before the others; at most 8 calls of each.
    List<Start> of(List<RecordedCall> records, Rng rng, BooleanSupplier more) {
        Map<PartialOperator, List<long[]>> found = new LinkedHashMap<>();
        IntStream.of(rng.permutation(records.size())).mapToObj(records::get).takeWhile(_ -> more.getAsBoolean())
            .forEach(r -> start(r).ifPresent(s -> {
                List<long[]> calls = found.computeIfAbsent(s.template(), _ -> new ArrayList<>());
                if (calls.size() < CALLS) {
                    calls.addAll(s.calls());
                }
            }));
        return found.entrySet().stream().map(e -> new Start(e.getKey(), e.getValue())).toList();
    }

    /// Tensors of other numbers than integers are taken for data, unless the call has other shapes with other data.
    private Optional<Start> start(RecordedCall recorded) {
        return switch (recorded.answer()) {
            case RecordedCall.Refused() -> Optional.empty();
            case RecordedCall.Accepted(var shapes) -> {
                Label expected = new Label.Accepted(shapes.stream().map(s -> s.stream().boxed().toList()).toList());
                yield IntStream.range(0, 2).mapToObj(i -> generalised(recorded.call(), i == 1)).filter(s -> labeller
                    .label(s.template(), s.calls().getFirst()).equals(expected)).findFirst();
            }
        };
    }

    private Start generalised(OperatorCall call, boolean given) {
        TemplateNumbers numbers = new TemplateNumbers();
        List<Slot> inputs = new ArrayList<>();
        for (OperatorCall.Input input : call.inputs()) {
            int at = inputs.size();
            inputs.add(switch (input) {
                case OperatorCall.Absent() -> new Slot.Absent();
                case OperatorCall.Data(TensorType t) -> data(numbers, at, t);
                case OperatorCall.Known(Tensor t) when areNumbers(at, t) -> new Slot.Elements(t.dtype(), numbers.values(
                    "x" + at + "_", LongStream.of(t.toLongs()).boxed().toList()), t.shape().rank() == 0);
                case OperatorCall.Known(Tensor t) -> given ? new Slot.Given(t) : data(numbers, at, t.type());
            });
        }
        Map<String, PartialOperator.Setting> attributes = new LinkedHashMap<>();
        call.attributes().forEach((name, value) -> attributes.put(name, switch (value) {
            case Attribute.Int(long v) -> isTypeOf(call, v) ? new PartialOperator.Fixed(value)
                : new PartialOperator.OneInt(numbers.attributes(name, List.of(v)).getFirst());
            case Attribute.Ints(List<Long> vs) -> new PartialOperator.ManyInts(numbers.attributes(name, vs));
            case Attribute.Real _,Attribute.Text _,Attribute.Reals _,Attribute.Texts _,Attribute.Value _,Attribute.Subgraph _,Attribute.Opaque _ ->
                new PartialOperator.Fixed(value);
        }));
        return new Start(new PartialOperator(call.operator(), inputs, attributes, Recordings.outputs(call), numbers
            .symbols(), List.of(), List.of()), List.of(numbers.call()));
    }

    private static Slot.Data data(TemplateNumbers numbers, int at, TensorType t) {
        return Recordings.data(at, t.dtype(), numbers.dims("x" + at + "_", t.shape()));
    }

    /// Whether the schema asks for integers here, and nothing else.
    private boolean areNumbers(int input, Tensor t) {
        return (t.dtype() == DType.INT64 || t.dtype() == DType.INT32) && t.shape().rank() <= 1 && schema.input(input)
            .filter(p -> p.dtypes().stream().allMatch(DType::isInteger)).isPresent();
    }

    /// Whether a number is the code of an output's type, which no input decides.
    private boolean isTypeOf(OperatorCall call, long number) {
        List<String> known = schema.inputs().stream().map(Parameter::typeVariable).toList();
        return IntStream.range(0, call.outputs().size()).anyMatch(i -> call.outputs().get(i).code() == number && schema
            .output(i).filter(p -> !known.contains(p.typeVariable())).isPresent());
    }
}
