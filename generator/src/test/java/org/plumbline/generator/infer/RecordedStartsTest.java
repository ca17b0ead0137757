package org.plumbline.generator.infer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.plumbline.generator.check.OperatorSchema;
import org.plumbline.generator.check.OperatorSchema.AttributeSchema;
import org.plumbline.generator.check.OperatorSchema.Option;
import org.plumbline.generator.check.OperatorSchema.Parameter;
import org.plumbline.generator.rules.Learned;
import org.plumbline.generator.rules.Learned.Status;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.TensorType;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.Slot;
import org.plumbline.graph.rule.Expr;
import org.plumbline.seeds.records.OperatorCall;
import org.plumbline.seeds.records.RecordedCall;

/// What records of calls add to what is learned, with targets that are simulated.
class RecordedStartsTest {
    private static final OperatorCall.Data DOUBLES = new OperatorCall.Data(TensorType.of(DType.DOUBLE, 2, 3));

    private static Parameter parameter(String name, String variable, DType... types) {
        return new Parameter(name, Option.SINGLE, true, 1, variable, Set.of(), Set.of(types));
    }

    private static OperatorSchema schema(Parameter... inputs) {
        return new OperatorSchema("", "Fake", 1, false, inputs.length, inputs.length, 1, 1, List.of(inputs), List.of(
            parameter("y", "T2", DType.FLOAT, DType.DOUBLE)), Map.of("to", new AttributeSchema("to", "INT", false,
                Optional.empty()), "mode", new AttributeSchema("mode", "STRING", false, Optional.empty())), false,
            false);
    }

    private static RecordedCall accepted(List<OperatorCall.Input> inputs, Map<String, Attribute> attributes,
        long... shape) {
        return new RecordedCall(new OperatorCall("Fake", 22, inputs, attributes, List.of(DType.DOUBLE)),
            new RecordedCall.Accepted(List.of(Shape.of(shape))));
    }

    private static TensorType type(Slot slot, long[] call) {
        return switch (slot) {
            case Slot.Data d -> new TensorType(d.dtype(), Shape.of(d.dims().stream().map(e -> e.eval(call)).toList()));
            case Slot.Given(Tensor t) -> t.type();
            case Slot.Elements e -> TensorType.of(e.dtype(), e.values().size());
            case Slot.Absent _ -> TensorType.of(DType.BOOL);
        };
    }

    private static List<Long> dims(Slot slot, long[] call) {
        return type(slot, call).shape().stream().boxed().toList();
    }

    /// Takes what `valid` takes and gives the shape of the first input.
    private static Labeller taking(Predicate<PartialOperator> valid) {
        return (p, call) -> valid.test(p) ? new Label.Accepted(List.of(dims(p.inputs().getFirst(), call)))
            : new Label.Refused("no");
    }

    private static List<Start> starts(OperatorSchema schema, Labeller target, RecordedCall... records) {
        return new RecordedStarts(schema, target).of(List.of(records), Rng.of(1), () -> true);
    }

    @Nested
    class ACallThatPlainTemplatesDoNotReach {
        private final OperatorSchema schema = schema(parameter("x", "T", DType.FLOAT, DType.DOUBLE));
        private final Labeller target = (p, call) -> type(p.inputs().getFirst(), call).dtype() == DType.DOUBLE
            && new PartialOperator.Fixed(new Attribute.Text("xyzzy")).equals(p.attributes().get("mode"))
                ? new Label.Accepted(List.of(dims(p.inputs().getFirst(), call))) : new Label.Refused("no");
        private final RecordedCall record = accepted(List.of(DOUBLES), Map.of("mode", new Attribute.Text("xyzzy")), 2,
            3);

        private List<Learner.Outcome> learned(RecordedCall... records) {
            return new Inference(target, 3, Map.of()).of(schema, List.of(records), Rng.of(1), () -> true).rules();
        }

        @Test
        void isLearnedFromItsRecord() {
            assertThat(learned()).isEmpty();
            assertThat(learned(record)).extracting(Learner.Outcome::learned).allSatisfy(l -> assertThat(l.status()).as(l
                .why()).isEqualTo(Status.SOLVED)).hasSize(1);
        }

        @Test
        void isNotLearnedWhereTheTargetRefusesIt() {
            assertThat(starts(schema, taking(_ -> false), record)).isEmpty();
        }

        @Test
        void isNotLearnedWhereItWasRefused() {
            assertThat(learned(new RecordedCall(record.call(), new RecordedCall.Refused()))).isEmpty();
        }
    }

    @Test
    void callsOfOneTemplateComeTogether() {
        OperatorSchema schema = schema(parameter("x", "T", DType.DOUBLE));
        List<Start> starts = starts(schema, taking(_ -> true), accepted(List.of(DOUBLES), Map.of(), 2, 3), accepted(List
            .of(new OperatorCall.Data(TensorType.of(DType.DOUBLE, 5, 4))), Map.of(), 5, 4));
        assertThat(starts).hasSize(1);
        assertThat(starts.getFirst().calls()).containsExactlyInAnyOrder(new long[] {2, 3}, new long[] {5, 4});
    }

    @Test
    void anAttributeThatNamesTheTypeOfTheOutputIsNoNumber() {
        RecordedCall cast = accepted(List.of(DOUBLES), Map.of("to", new Attribute.Int(DType.DOUBLE.code())), 2, 3);
        assertThat(starts(schema(parameter("x", "T", DType.DOUBLE)), taking(_ -> true), cast).getFirst().template()
            .attributes().get("to")).isInstanceOf(PartialOperator.Fixed.class);
    }

    @Test
    void aNumberBeyondThoseThatAreTriedStaysAsItIs() {
        RecordedCall large = accepted(List.of(new OperatorCall.Data(TensorType.of(DType.DOUBLE, 2, 300))), Map.of(), 2,
            300);
        PartialOperator template = starts(schema(parameter("x", "T", DType.DOUBLE)), taking(_ -> true), large)
            .getFirst().template();
        assertThat(((Slot.Data) template.inputs().getFirst()).dims().getLast()).isEqualTo(Expr.of(300));
    }

    @Nested
    class ATensorWhoseElementsAreKnown {
        private final OperatorCall.Known scales = new OperatorCall.Known(Tensor.of(DType.FLOAT, Shape.of(2), _ -> 2));

        /// Multiplies dimensions by 2 where it is given scales of 2, else by 1.
        private static Label scaled(PartialOperator p, long[] call) {
            long by = p.inputs().getLast() instanceof Slot.Given ? 2 : 1;
            return new Label.Accepted(List.of(dims(p.inputs().getFirst(), call).stream().map(d -> by * d).toList()));
        }

        private Slot last(Labeller target, OperatorCall.Input input, DType type, long... shape) {
            return starts(schema(parameter("x", "T", DType.DOUBLE), parameter("s", "S", type)), target, accepted(List
                .of(
                    DOUBLES, input), Map.of(), shape)).getFirst().template().inputs().getLast();
        }

        @Test
        void keepsThemWhereTheShapesDependOnThem() {
            assertThat(last(ATensorWhoseElementsAreKnown::scaled, scales, DType.FLOAT, 4, 6)).isInstanceOf(
                Slot.Given.class);
        }

        @Test
        void isDataWhereTheyDoNotMatter() {
            assertThat(last(taking(_ -> true), scales, DType.FLOAT, 2, 3)).isInstanceOf(Slot.Data.class);
        }

        @Test
        void hasASymbolForEachWhereTheSchemaAsksForIntegers() {
            Slot slot = last(taking(_ -> true), new OperatorCall.Known(Tensor.ofLongs(7, 8)), DType.INT64, 2, 3);
            assertThat(((Slot.Elements) slot).values()).hasSize(2);
            assertThat(IntStream.range(0, 2).allMatch(i -> !((Slot.Elements) slot).values().get(i).equals(Expr.of(i))))
                .isTrue();
        }
    }
}
