package org.plumbline.graph.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.plumbline.graph.operators.Calls.floats;
import static org.plumbline.graph.operators.Calls.integers;
import static org.plumbline.graph.operators.Calls.whole;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.plumbline.graph.DType;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.bound.Accuracy;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.bound.Enclosure.Integers;
import org.plumbline.graph.bound.Enclosure.Reals;
import org.plumbline.graph.bound.Interval;
import org.plumbline.graph.onnx.StringTensors;
import org.plumbline.graph.operator.Call;
import org.plumbline.graph.operator.Evaluation;

class LogicTest {
    private static final Tensor P = whole(DType.BOOL, 0, 0, 1, 1);
    private static final Tensor Q = whole(DType.BOOL, 0, 1, 0, 1);

    @Test
    void truthTablesHold() {
        assertThat(integers("And", 13, Map.of(), P, Q)).containsExactly("0", "0", "0", "1");
        assertThat(integers("Or", 13, Map.of(), P, Q)).containsExactly("0", "1", "1", "1");
        assertThat(integers("Xor", 13, Map.of(), P, Q)).containsExactly("0", "1", "1", "0");
        assertThat(integers("Equal", 13, Map.of(), P, Q)).containsExactly("1", "0", "0", "1");
    }

    @Test
    void comparisonsWithNanAreFalse() {
        Tensor nan = floats(Double.NaN, Double.NaN);
        for (String op : List.of("Equal", "Less", "Greater", "LessOrEqual", "GreaterOrEqual")) {
            assertThat(integers(op, 16, Map.of(), nan, floats(1, Double.NaN))).as(op).containsExactly("0", "0");
        }
    }

    @Test
    void zerosOfBothSignsAreEqual() {
        assertThat(integers("Equal", 13, Map.of(), floats(0.0), floats(-0.0))).containsExactly("1");
        assertThat(integers("Less", 13, Map.of(), floats(-0.0), floats(0.0))).containsExactly("0");
    }

    @Test
    void textsAreEqualByteByByteFromOpset19On() {
        Tensor a = StringTensors.of(Shape.of(3), List.of("ja", "", "Ja"));
        Tensor b = StringTensors.of(Shape.of(1), List.of("ja"));
        assertThat(integers("Equal", 19, Map.of(), a, b)).containsExactly("1", "0", "0");
        assertThat(Operators.named("Equal").orElseThrow().evaluate(new Call(18, Map.of(), List.of(
            Optional.of(Enclosure.of(a)), Optional.of(Enclosure.of(b))), 1, Accuracy.CPU)))
            .isInstanceOf(Evaluation.Invalid.class);
    }

    @Test
    void unsignedNumbersCompareUnsigned() {
        assertThat(integers("Greater", 13, Map.of(), whole(DType.UINT64, -1), whole(DType.UINT64, 1)))
            .containsExactly("1");
        assertThat(integers("GreaterOrEqual", 16, Map.of(), whole(DType.INT64, -1), whole(DType.INT64, 1)))
            .containsExactly("0");
    }

    @Test
    void intervalsThatOverlapDecideNothing() {
        assertThat(compared("Less", Interval.of(0, 2), Interval.of(1, 3))).isEmpty();
        assertThat(compared("Less", Interval.of(0, 1), Interval.of(1, 3))).isEmpty();
        assertThat(compared("LessOrEqual", Interval.of(0, 1), Interval.of(1, 3))).contains(1L);
        assertThat(compared("LessOrEqual", new Interval(0, 1, true), Interval.of(1, 3))).isEmpty();
        assertThat(compared("Greater", new Interval(0, 1, true), Interval.of(1, 3))).contains(0L);
        assertThat(compared("Equal", Interval.of(0, 1), Interval.of(2))).contains(0L);
    }

    @Test
    void whereTakesFromBothWhenTheConditionIsUnknown() {
        Enclosure unknown = Enclosure.anything(DType.BOOL, Shape.of(1));
        Reals y = (Reals) call("Where", unknown, Enclosure.of(floats(1)), Enclosure.of(floats(4)));
        assertThat(y.at(0)).isEqualTo(Interval.of(1, 4));
        Integers n = (Integers) call("Where", unknown, Enclosure.of(whole(DType.INT32, 3, 4)),
            Enclosure.of(whole(DType.INT32, 3, 5)));
        assertThat(List.of(n.at(0), n.at(1))).containsExactly(Optional.of(3L), Optional.empty());
    }

    @Test
    void falseAndUnknownIsFalse() {
        Enclosure unknown = Enclosure.anything(DType.BOOL, Shape.of(1));
        assertThat(((Integers) call("And", unknown, Enclosure.of(P))).at(0)).contains(0L);
        assertThat(((Integers) call("And", unknown, Enclosure.of(P))).at(3)).isEmpty();
        assertThat(((Integers) call("Or", Enclosure.of(P), unknown)).at(3)).contains(1L);
    }

    @Test
    void whereBroadcastsAllThree() {
        Tensor c = Tensor.ofLongs(DType.BOOL, Shape.of(2, 1), i -> i);
        assertThat(integers("Where", 16, Map.of(), c, whole(DType.INT32, 1, 2), Tensor.scalar(DType.INT32, 9)))
            .containsExactly("9", "9", "1", "2");
    }

    private static Optional<Long> compared(String operator, Interval a, Interval b) {
        return ((Integers) call(operator, Reals.of(DType.FLOAT, Shape.SCALAR, _ -> a),
            Reals.of(DType.FLOAT, Shape.SCALAR, _ -> b))).at(0);
    }

    private static Enclosure call(String operator, Enclosure... inputs) {
        Call call = new Call(16, Map.of(), java.util.Arrays.stream(inputs).map(Optional::of).toList(), 1, Accuracy.CPU);
        return ((Evaluation.Enclosed) Operators.named(operator).orElseThrow().evaluate(call)).outputs().getFirst();
    }
}
