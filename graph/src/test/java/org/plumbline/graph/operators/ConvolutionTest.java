package org.plumbline.graph.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.plumbline.graph.operators.Tight.assertAround;
import static org.plumbline.graph.operators.WindowCalls.counting;
import static org.plumbline.graph.operators.WindowCalls.filled;
import static org.plumbline.graph.operators.WindowCalls.floats;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.plumbline.graph.DType;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.operator.Evaluation;

/// Examples of ONNX's own operator tests, worked by hand elsewhere.
class ConvolutionTest {
    private static final WindowCalls CONV = WindowCalls.of("Conv", 13);

    @Nested
    class Conv {
        @Test
        void paddingCountsAsZero() {
            assertAround(CONV.with("pads", 1, 1, 1, 1).reals(counting(0, 1, 1, 5, 5), filled(1, 1, 1, 3, 3)), 12, 21,
                27, 33, 24, 33, 54, 63, 72, 51, 63, 99, 108, 117, 81, 93, 144, 153, 162, 111, 72, 111, 117, 123, 84);
        }

        @Test
        void samePadsPutTheOddOneWhereTheirNameSays() {
            Tensor x = counting(1, 1, 1, 4);
            Tensor w = floats(Shape.of(1, 1, 2), 1, 10);
            assertAround(CONV.text("auto_pad", "SAME_UPPER").reals(x, w), 21, 32, 43, 4);
            assertAround(CONV.text("auto_pad", "SAME_LOWER").reals(x, w), 10, 21, 32, 43);
            assertAround(CONV.text("auto_pad", "VALID").reals(x, w), 21, 32, 43);
        }

        @Test
        void groupsSeeTheirOwnChannelsOnly() {
            Tensor x = floats(Shape.of(1, 2, 2), 1, 2, 30, 40);
            assertAround(CONV.flag("group", 2).reals(x, floats(Shape.of(4, 1, 1), 1, 2, 1, 3)), 1, 2, 2, 4, 30, 40, 90,
                120);
        }

        @Test
        void stridesDilationsAndBiasCombine() {
            Enclosure.Reals y = CONV.with("strides", 2).with("dilations", 3).reals(counting(1, 1, 1, 8),
                floats(Shape.of(1, 1, 2), 1, 100), floats(Shape.of(1), 0.5));
            assertAround(y, 401.5, 603.5, 805.5);
        }

        @Test
        void anEmptyBatchGivesAnEmptyBatch() {
            Enclosure y = CONV.reals(filled(1, 0, 2, 5), filled(1, 3, 2, 2));
            assertThat(y.knownShape()).contains(Shape.of(0, 3, 4));
        }

        @Test
        void inexactSumsKeepEveryOrderOfSummation() {
            Rng rng = Rng.of(5);
            Tensor x = Tensor.of(DType.FLOAT, Shape.of(1, 3, 9), i -> rng.uniform(-3, 3));
            Tensor w = Tensor.of(DType.FLOAT, Shape.of(1, 3, 4), i -> rng.uniform(-3, 3));
            Enclosure.Reals y = CONV.reals(x, w);
            for (int o = 0; o < 6; o++) {
                for (int trial = 0; trial < 50; trial++) {
                    float sum = 0;
                    for (int t : rng.permutation(12)) {
                        sum += (float) x.getDouble(t / 4 * 9 + o + t % 4) * (float) w.getDouble(t);
                    }
                    assertThat(y.at(o).contains(sum)).as("output " + o).isTrue();
                }
                assertThat(y.hi()[o] - y.lo()[o]).isLessThan(1e-3);
            }
        }

        @Test
        void infiniteWeightsMayMeetPaddingOrNot() {
            Enclosure.Reals y = CONV.with("pads", 1, 0).reals(filled(1, 1, 1, 2),
                floats(Shape.of(1, 1, 2), Double.POSITIVE_INFINITY, 1));
            assertThat(y.at(0).nan()).isTrue();
            assertThat(y.at(0).contains(1)).isTrue();
            assertThat(y.at(1).contains(Double.POSITIVE_INFINITY)).isTrue();
            assertThat(y.at(1).nan()).isFalse();
        }

        @Test
        void whatDoesNotFitIsInvalid() {
            Tensor x = filled(1, 1, 4, 5);
            assertThat(CONV.evaluate(1, x, filled(1, 2, 3, 2))).isInstanceOf(Evaluation.Invalid.class);
            assertThat(CONV.flag("group", 2).evaluate(1, x, filled(1, 3, 2, 2))).isInstanceOf(Evaluation.Invalid.class);
            assertThat(CONV.with("strides", 0).evaluate(1, x, filled(1, 2, 4, 2)))
                .isInstanceOf(Evaluation.Invalid.class);
            assertThat(CONV.with("pads", 1).evaluate(1, x, filled(1, 2, 4, 2))).isInstanceOf(Evaluation.Invalid.class);
            assertThat(CONV.text("auto_pad", "SAME_UPPER").with("pads", 1, 1).evaluate(1, x, filled(1, 2, 4, 2)))
                .isInstanceOf(Evaluation.Invalid.class);
        }

        @Test
        void aKernelBeyondTheInputIsUndetermined() {
            assertThat(CONV.evaluate(1, filled(1, 1, 1, 2), filled(1, 1, 1, 3)))
                .isInstanceOf(Evaluation.Undetermined.class);
        }
    }

    @Nested
    class ConvTranspose {
        private static final WindowCalls TRANSPOSED = WindowCalls.of("ConvTranspose", 13);

        @Test
        void everyInputSpreadsItsKernel() {
            assertAround(TRANSPOSED.reals(counting(0, 1, 1, 3, 3), filled(1, 1, 2, 3, 3)), 0, 1, 3, 3, 2, 3, 8, 15, 12,
                7, 9, 21, 36, 27, 15, 9, 20, 33, 24, 13, 6, 13, 21, 15, 8, 0, 1, 3, 3, 2, 3, 8, 15, 12, 7, 9, 21, 36,
                27, 15, 9, 20, 33, 24, 13, 6, 13, 21, 15, 8);
        }

        @Test
        void outputPaddingAddsAtTheEnd() {
            assertAround(TRANSPOSED.with("strides", 3).with("output_padding", 1).reals(counting(1, 1, 1, 2),
                filled(1, 1, 1, 2)), 1, 1, 0, 2, 2, 0);
        }

        @Test
        void aGivenShapeCutsMoreAtTheBeginningUnlessSameUpper() {
            Tensor x = counting(1, 1, 1, 3);
            Tensor w = floats(Shape.of(1, 1, 2), 1, 10);
            assertAround(TRANSPOSED.with("output_shape", 3).reals(x, w), 12, 23, 30);
            assertAround(TRANSPOSED.with("output_shape", 3).text("auto_pad", "SAME_UPPER").reals(x, w), 1, 12, 23);
        }

        @Test
        void groupsDivideChannels() {
            assertAround(TRANSPOSED.flag("group", 2).reals(floats(Shape.of(1, 2, 1), 1, 2),
                floats(Shape.of(2, 2, 1), 1, 2, 3, 4)), 1, 2, 6, 8);
        }

        @Test
        void anUnreachableOutputIsUndetermined() {
            assertThat(TRANSPOSED.with("output_shape", 9).evaluate(1, filled(1, 1, 1, 3), filled(1, 1, 1, 2)))
                .isInstanceOf(Evaluation.Undetermined.class);
        }
    }

    @Nested
    class Quantised {
        private final Tensor x = Tensor.ofLongs(DType.UINT8, Shape.of(1, 1, 3, 3), i -> 2 + i);
        private final Tensor w = Tensor.ofLongs(DType.UINT8, Shape.of(1, 1, 2, 2), i -> 1);
        private final Tensor one = Tensor.ofLongs(DType.UINT8, Shape.SCALAR, i -> 1);

        @Test
        void zeroPointsAreSubtractedAndPaddingIsTheZeroPoint() {
            assertThat(WindowCalls.of("ConvInteger", 13).integers(x, w, one).value()).containsExactly(12, 16, 24, 28);
            assertThat(WindowCalls.of("ConvInteger", 13).with("pads", 1, 1, 1, 1).integers(x, w, one).value())
                .containsExactly(1, 3, 5, 3, 5, 12, 16, 9, 11, 24, 28, 15, 7, 15, 17, 9);
        }

        @Test
        void valuesSaturateAndTiesAreUnknownWhereTheScaleIsNotExact() {
            Tensor scale = WindowCalls.filled(0.5);
            Tensor zero = Tensor.ofLongs(DType.UINT8, Shape.SCALAR, i -> 0);
            Enclosure.Integers y = WindowCalls.of("QLinearConv", 13).integers(x, scale, one, w,
                WindowCalls.filled(1), zero, WindowCalls.filled(1), zero);
            assertThat(y.value()).containsExactly(6, 8, 12, 14);
            Enclosure.Integers big = WindowCalls.of("QLinearConv", 13).integers(x, WindowCalls.filled(100), one, w,
                WindowCalls.filled(1), zero, WindowCalls.filled(1), zero);
            assertThat(big.value()).containsExactly(255, 255, 255, 255);
        }
    }
}
