package org.plumbline.graph.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.plumbline.graph.operators.WindowCalls.counting;
import static org.plumbline.graph.operators.WindowCalls.filled;
import static org.plumbline.graph.operators.WindowCalls.floats;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.plumbline.graph.DType;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.operator.Evaluation;

class PoolingTest {
    private static WindowCalls pool(String operator, long... kernel) {
        return WindowCalls.of(operator, 19).with("kernel_shape", kernel);
    }

    @Nested
    class MaxPool {
        @Test
        void paddingNeverWins() {
            double[] y = pool("MaxPool", 5, 5).with("pads", 2, 2, 2, 2).exact(counting(-50, 1, 1, 5, 5));
            assertThat(y).startsWith(-38, -37, -36, -36, -36, -33);
        }

        @Test
        void ceilModeAddsTheLastWindow() {
            WindowCalls pool = pool("MaxPool", 3, 3).with("strides", 2, 2);
            assertThat(pool.exact(counting(1, 1, 1, 4, 4))).containsExactly(11);
            assertThat(pool.flag("ceil_mode", 1).exact(counting(1, 1, 1, 4, 4))).containsExactly(11, 12, 15, 16);
        }

        @Test
        void ceilModeLeavesOutAWindowThatWouldStartInThePadding() {
            Enclosure y = WindowCalls.of("MaxPool", 22).with("kernel_shape", 1).with("strides", 2).flag("ceil_mode", 1)
                .reals(counting(1, 1, 1, 2));
            assertThat(y.knownShape()).contains(Shape.of(1, 1, 1));
        }

        @Test
        void beforeTheTextSaidSoSuchAWindowIsNobodysFault() {
            assertThat(pool("MaxPool", 1).with("strides", 2).flag("ceil_mode", 1).evaluate(1, counting(1, 1, 1, 2)))
                .isInstanceOf(Evaluation.Undetermined.class);
        }

        @Test
        void indicesCountOverTheWholeTensorInStorageOrder() {
            Tensor x = counting(1, 1, 1, 5, 5);
            WindowCalls pool = pool("MaxPool", 2, 2).with("strides", 2, 2);
            assertThat(indices(pool, x).value()).containsExactly(6, 8, 16, 18);
            assertThat(indices(pool.flag("storage_order", 1), x).value()).containsExactly(6, 16, 8, 18);
        }

        private Enclosure.Integers indices(WindowCalls pool, Tensor x) {
            return (Enclosure.Integers) ((Evaluation.Enclosed) pool.evaluate(2, x)).outputs().get(1);
        }

        @Test
        void theIndexAmongEqualElementsIsUnknown() {
            assertThat(indices(pool("MaxPool", 2), filled(1, 1, 1, 2)).unknown()).containsExactly(true);
            Tensor bytes = Tensor.ofLongs(DType.INT8, Shape.of(1, 1, 3), i -> i == 0 ? 1 : 2);
            assertThat(indices(pool("MaxPool", 2), bytes).unknown()).containsExactly(false, true);
        }

        @Test
        void aWindowWithNaNIsOpen() {
            Enclosure.Reals y = pool("MaxPool", 2).reals(floats(Shape.of(1, 1, 3), Double.NaN, 1, 2));
            assertThat(y.at(0).contains(1) && y.at(0).contains(Double.NaN)).isTrue();
            assertThat(y.at(1).isPoint()).isTrue();
        }

        @Test
        void theMaximumOfMinusInfinitiesIsMinusInfinity() {
            double[] y = pool("MaxPool", 2).exact(filled(Double.NEGATIVE_INFINITY, 1, 1, 2));
            assertThat(y).containsExactly(Double.NEGATIVE_INFINITY);
        }

        @Test
        void dilationStretchesSamePadding() {
            double[] y = pool("MaxPool", 2).with("dilations", 3).text("auto_pad", "SAME_UPPER")
                .exact(counting(1, 1, 1, 5));
            assertThat(y).containsExactly(3, 4, 5, 3, 4);
        }

        @Test
        void missingKernelShapeIsInvalid() {
            assertThat(WindowCalls.of("MaxPool", 19).evaluate(1, filled(1, 1, 1, 2)))
                .isInstanceOf(Evaluation.Invalid.class);
        }

        @Test
        void samePadsThatWouldBeNegativeAreUndetermined() {
            assertThat(pool("MaxPool", 1).with("strides", 3).text("auto_pad", "SAME_UPPER")
                .evaluate(1, counting(1, 1, 1, 3))).isInstanceOf(Evaluation.Undetermined.class);
        }
    }

    @Nested
    class AveragePool {
        @Test
        void paddingIsLeftOutOfTheCount() {
            Enclosure.Reals y = pool("AveragePool", 5, 5).with("pads", 2, 2, 2, 2).reals(counting(1, 1, 1, 5, 5));
            assertThat(y.lo()[0]).isCloseTo(7, within(1e-5));
            assertThat(y.hi()[1]).isCloseTo(7.5, within(1e-5));
        }

        @Test
        void paddingCountsOnRequest() {
            Enclosure.Reals y = pool("AveragePool", 5, 5).with("pads", 2, 2, 2, 2).flag("count_include_pad", 1)
                .reals(counting(1, 1, 1, 5, 5));
            assertThat(y.at(0).contains(2.52f)).isTrue();
            assertThat(y.at(0).contains(2.53f)).isFalse();
        }

        @Test
        void positionsPastThePaddingMayCountOrNot() {
            Enclosure.Reals y = pool("AveragePool", 2).with("strides", 2).flag("ceil_mode", 1)
                .flag("count_include_pad", 1).reals(filled(4, 1, 1, 3));
            assertThat(y.at(0).isPoint()).isTrue();
            assertThat(y.at(1).contains(4) && y.at(1).contains(2)).isTrue();
        }

        @Test
        void hugeElementsOfBothSignsMayOverflow() {
            Enclosure.Reals y = pool("AveragePool", 3).reals(floats(Shape.of(1, 1, 3), 3e38, -3e38, 6));
            assertThat(y.at(0).contains(2) && y.at(0).contains(0)).isTrue();
        }
    }

    @Nested
    class LpPool {
        @Test
        void theNormOfAWindow() {
            Enclosure.Reals y = pool("LpPool", 2).reals(floats(Shape.of(1, 1, 3), 3, -4, 0));
            assertThat(y.at(0).contains(5)).isTrue();
            assertThat(y.at(0).hi() - y.at(0).lo()).isLessThan(3e-5);
            assertThat(pool("LpPool", 2).flag("p", 1).exact(floats(Shape.of(1, 1, 3), 3, -4, 0))).containsExactly(7, 4);
        }

        @Test
        void theThirdNormIsNotTheSecond() {
            Enclosure.Reals y = pool("LpPool", 2).flag("p", 3).reals(floats(Shape.of(1, 1, 2), 3, -4));
            assertThat(y.at(0).contains((float) Math.cbrt(91))).isTrue();
            assertThat(y.at(0).contains(5)).isFalse();
        }
    }
}
