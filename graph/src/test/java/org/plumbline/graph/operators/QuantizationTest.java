package org.plumbline.graph.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.plumbline.graph.operators.Calls.floats;
import static org.plumbline.graph.operators.Calls.integers;
import static org.plumbline.graph.operators.Calls.whole;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
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

class QuantizationTest {
    private static Tensor scalar(DType dtype, double v) {
        return Tensor.scalar(dtype, v);
    }

    @Nested
    class Quantize {
        @Test
        void halvesGoToEvenBeforeTheZeroPointIsAdded() {
            assertThat(integers("QuantizeLinear", 13, Map.of(), floats(1, 3, -1, 5, 4), scalar(DType.FLOAT, 2),
                scalar(DType.UINT8, 1))).containsExactly("1", "3", "1", "3", "3");
        }

        @Test
        void valuesPastTheRangeSaturate() {
            assertThat(integers("QuantizeLinear", 13, Map.of(), floats(0, 2, 3, 1000, -254, -1000),
                scalar(DType.FLOAT, 2), scalar(DType.UINT8, 128)))
                .containsExactly("128", "129", "130", "255", "1", "0");
            assertThat(integers("QuantizeLinear", 13, Map.of(), floats(3e38, Double.NEGATIVE_INFINITY),
                scalar(DType.FLOAT, 0.5), scalar(DType.INT8, -3))).containsExactly("127", "-128");
        }

        @Test
        void quotientsAtATieAreUnknownUnlessTheDivisionIsExactEverywhere() {
            assertThat(integers("QuantizeLinear", 13, Map.of(), floats(1.5, 4), scalar(DType.FLOAT, 3)))
                .containsExactly("?", "1");
        }

        @Test
        void integersAreQuantisedWithARealScaleAndFromOpset19OnWithTheirOwn() {
            assertThat(integers("QuantizeLinear", 13, Map.of(), whole(DType.INT32, 3, 5, -6, 1000),
                scalar(DType.FLOAT, 2), scalar(DType.INT8, 1))).containsExactly("3", "3", "-2", "127");
            assertThat(integers("QuantizeLinear", 19, Map.of(), whole(DType.INT32, 3, 5, -6, 1000),
                scalar(DType.INT32, 2), scalar(DType.INT8, 1))).containsExactly("3", "3", "-2", "127");
            assertThat(Calls.evaluate("QuantizeLinear", 13, Map.of(), whole(DType.INT32, 3), scalar(DType.INT32, 2)))
                .isInstanceOf(Evaluation.Invalid.class);
            assertThat(Calls.evaluate("QuantizeLinear", 19, Map.of(), whole(DType.INT32, 3), scalar(DType.FLOAT, 2)))
                .isInstanceOf(Evaluation.Invalid.class);
        }

        @Test
        void scalesRunAlongAnAxis() {
            Tensor x = Tensor.of(DType.FLOAT, Shape.of(2, 2), i -> 8);
            assertThat(integers("QuantizeLinear", 13, Map.of("axis", new Attribute.Int(0)), x, floats(2, 4)))
                .containsExactly("4", "4", "2", "2");
            assertThat(integers("QuantizeLinear", 13, Map.of(), x, floats(2, 4))).containsExactly("4", "2", "4", "2");
            assertThat(Calls.evaluate("QuantizeLinear", 13, Map.of(), x, floats(2, 4, 8)))
                .isEqualTo(new Evaluation.Invalid("QuantizeLinear: scale [3] does not fit axis 1 of [2,2]"));
        }

        @Test
        void blocksShareAScaleFromOpsetTwentyOneOn() {
            Tensor x = Tensor.of(DType.FLOAT, Shape.of(1, 5), i -> 8);
            Tensor scale = Tensor.of(DType.FLOAT, Shape.of(1, 3), i -> 1 << i);
            assertThat(integers("QuantizeLinear", 21, Map.of("block_size", new Attribute.Int(2)), x, scale))
                .containsExactly("8", "8", "4", "4", "2");
        }

        @Test
        void scalesAreFloatUntilOpsetNineteenAndOfTheInputsTypeThen() {
            assertThat(integers("QuantizeLinear", 13, Map.of(), whole(DType.INT32, 6), scalar(DType.FLOAT, 2)))
                .containsExactly("3");
            assertThat(Calls.evaluate("QuantizeLinear", 19, Map.of(), whole(DType.INT32, 6), scalar(DType.FLOAT, 2)))
                .isEqualTo(new Evaluation.Invalid("QuantizeLinear: x is int32, y_scale float instead of int32"));
        }

        @Test
        void sixteenBitsNeedOpsetTwentyOne() {
            Tensor zero = scalar(DType.INT16, 0);
            assertThat(integers("QuantizeLinear", 21, Map.of(), floats(-40000), scalar(DType.FLOAT, 1), zero))
                .containsExactly("-32768");
            assertThat(Calls.evaluate("QuantizeLinear", 19, Map.of(), floats(1), scalar(DType.FLOAT, 1), zero))
                .isInstanceOf(Evaluation.Invalid.class);
        }
    }

    @Nested
    class Dequantize {
        @Test
        void theZeroPointIsTakenOff() {
            assertThat(Calls.reals("DequantizeLinear", 13, Map.of(), whole(DType.UINT8, 0, 3, 128, 255),
                scalar(DType.FLOAT, 2), scalar(DType.UINT8, 128))).containsExactly(
                    Interval.of(-256), Interval.of(-250), Interval.ZERO, Interval.of(254));
        }

        @Test
        void itsTypeIsThatOfTheScale() {
            assertThat(Calls.enclosure("DequantizeLinear", 19, Map.of(), whole(DType.INT8, 3),
                scalar(DType.FLOAT16, 0.5)).dtype()).isEqualTo(DType.FLOAT16);
            assertThat(Calls.evaluate("DequantizeLinear", 13, Map.of(), whole(DType.INT8, 3),
                scalar(DType.FLOAT16, 0.5))).isInstanceOf(Evaluation.Invalid.class);
        }
    }

    @Nested
    class Dynamic {
        private static List<Enclosure> outputs(Tensor x) {
            return ((Evaluation.Enclosed) Operators.named("DynamicQuantizeLinear").orElseThrow().evaluate(
                new Call(13, Map.of(), List.of(Optional.of(Enclosure.of(x))), 3, Accuracy.CPU))).outputs();
        }

        @Test
        void theSpecificationsExampleHoldsButForItsTies() {
            List<Enclosure> y = outputs(floats(0, 2, -3, -2.5, 1.34, 0.5));
            assertThat(((Integers) y.get(0)).value()).startsWith(153, 255, 0).contains(221);
            assertThat(((Integers) y.get(0)).unknown()).containsExactly(false, false, false, true, false, true);
            assertThat(((Reals) y.get(1)).at(0).contains(0.0196078438f)).isTrue();
            assertThat(((Integers) y.get(2)).at(0)).contains(153L);
        }

        @Test
        void allZerosLeaveTheZeroPointOpen() {
            List<Enclosure> y = outputs(floats(0, 0));
            assertThat(((Integers) y.get(2)).at(0)).isEmpty();
            assertThat(((Reals) y.get(1)).at(0)).isEqualTo(Interval.of(0, 1));
        }
    }
}
