package org.plumbline.graph.operators;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.plumbline.graph.DType;
import org.plumbline.graph.Shape;
import org.plumbline.graph.bound.Enclosure.Reals;
import org.plumbline.graph.bound.Interval;
import org.plumbline.graph.operator.Evaluation;

class NormalizationsTest {
    private static final Shape ONE = Shape.of(1);

    private static void assertNear(Interval x, double value, double width) {
        assertThat(x.contains(value)).as("%s in %s", value, x).isTrue();
        assertThat(x.hi() - x.lo()).isLessThan(width);
    }

    @Nested
    class Batch {
        @Test
        void scalesAndShiftsByTheGivenStatistics() {
            var y = batch(4, 0.5, 3).reals();
            // (5 − 1) / √(3 + 1) · 2 + 0.5
            assertNear(y.at(0), 4.5, 2e-5);
        }

        @Test
        void admitsTheFoldedForm() {
            float scale = (float) (2 / Math.sqrt(0.25 + 1e-5f));
            float shift = 0.5f - 1000f * scale;
            var y = NodeUnderTest.of("BatchNormalization", 15).in(Shape.of(1, 1, 1), 1000.1f).in(ONE, 2).in(ONE, 0.5)
                .in(ONE, 1000).in(ONE, 0.25).reals();
            assertThat(y.at(0).contains(1000.1f * scale + shift)).isTrue();
            assertThat(y.hi()[0] - y.lo()[0]).isLessThan(0.01);
        }

        @Test
        void mayOverflowWhereTheFoldedFormDoes() {
            var y = NodeUnderTest.of("BatchNormalization", 15).set("epsilon", 1f).in(Shape.of(1, 1), 3e38)
                .in(ONE, 4).in(ONE, 0).in(ONE, 3e38).in(ONE, 0).reals();
            assertThat(y.at(0)).isEqualTo(Interval.ANY);
        }

        /// 1.6e308/√0.25 overflows; folded, the scale comes first: 1.6e308·(2·0.25), and 1.6e308·(2·0) + 4.
        @Test
        void mayBeFiniteWhereOnlyTheWrittenFormOverflows() {
            assertThat(ofDouble(1.6e308, 0.25, 0).at(0).contains(0.8e308)).isTrue();
            assertThat(ofDouble(1.6e308, 0, 4).at(0).contains(4)).isTrue();
            assertThat(ofDouble(Double.POSITIVE_INFINITY, 0, 4).at(0)).isEqualTo(Interval.NAN);
        }

        private static Reals ofDouble(double x, double scale, double shift) {
            return NodeUnderTest.of("BatchNormalization", 15).set("epsilon", 0f).in(DType.DOUBLE, Shape.of(1, 1), x)
                .in(DType.DOUBLE, ONE, scale).in(DType.DOUBLE, ONE, shift).in(DType.DOUBLE, ONE, 0)
                .in(DType.DOUBLE, ONE, 0.25).reals();
        }

        @Test
        void wantsOneStatisticPerChannel() {
            assertThat(NodeUnderTest.of("BatchNormalization", 15).in(Shape.of(1, 2), 1, 2).in(ONE, 2).in(ONE, 0)
                .in(ONE, 0).in(ONE, 1).evaluate()).isInstanceOf(Evaluation.Invalid.class);
        }

        @Test
        void takesBfloat16FromOpset14On() {
            assertThat(ofBfloat16(13)).isInstanceOf(Evaluation.Invalid.class);
            assertThat(ofBfloat16(14)).isInstanceOf(Evaluation.Enclosed.class);
        }

        private static Evaluation ofBfloat16(int opset) {
            Shape one = Shape.of(1);
            return NodeUnderTest.of("BatchNormalization", opset).in(DType.BFLOAT16, Shape.of(1, 1), 1)
                .in(DType.BFLOAT16, one, 2).in(DType.BFLOAT16, one, 0).in(DType.BFLOAT16, one, 0)
                .in(DType.BFLOAT16, one, 1).evaluate();
        }

        @Test
        void saysNothingOfTraining() {
            assertThat(batch(4, 0, 3).set("training_mode", 1).evaluate()).isInstanceOf(Evaluation.Undetermined.class);
        }

        private static NodeUnderTest batch(double x, double shift, double variance) {
            return NodeUnderTest.of("BatchNormalization", 15).set("epsilon", 1f).in(Shape.of(1, 1), x + 1).in(ONE, 2)
                .in(ONE, shift).in(ONE, 1).in(ONE, variance);
        }
    }

    @Nested
    class Layer {
        @Test
        void normalisesFromItsAxisOnAndReturnsTheStatistics() {
            var out = NodeUnderTest.of("LayerNormalization", 17).set("epsilon", 0f).in(Shape.of(1, 4), 1, 3, 5, 7)
                .in(Shape.of(4), 1, 1, 2, 1).in(Shape.of(4), 0, 0, 0, 1).outputs();
            var y = (Reals) out.get(0);
            assertNear(y.at(0), -3 / Math.sqrt(5), 2e-5);
            assertNear(y.at(2), 2 / Math.sqrt(5), 2e-5);
            assertNear(((Reals) out.get(1)).at(0), 4, 2e-5);
            assertNear(((Reals) out.get(2)).at(0), 1 / Math.sqrt(5), 2e-5);
            assertThat(((Reals) out.get(1)).shape()).isEqualTo(Shape.of(1, 1));
        }

        @Test
        void computesDoublesInTheStashPrecision() {
            var coarse = layer(1).reals();
            var fine = layer(11).reals();
            assertThat(coarse.hi()[0] - coarse.lo()[0]).isGreaterThan(1e-8);
            assertThat(fine.hi()[0] - fine.lo()[0]).isLessThan(1e-12);
        }

        @Test
        void ofAConstantRowIsTheShiftHoweverLargeTheRow() {
            var y = NodeUnderTest.of("LayerNormalization", 17).in(Shape.of(4), 100.1, 100.1, 100.1, 100.1)
                .in(Shape.of(4), 1, 1, 1, 1).reals();
            assertThat(y.at(0).contains(0)).isTrue();
            assertThat(y.at(0).contains(Double.NaN)).isFalse();
        }

        @Test
        void ofOneInfinityMayHaveNoMean() {
            var mean = (Reals) NodeUnderTest.of("LayerNormalization", 17)
                .in(Shape.of(2, 1), Double.POSITIVE_INFINITY, 1).in(Shape.of(1), 1).outputs().get(1);
            assertThat(mean.at(0).contains(Double.POSITIVE_INFINITY)).isTrue();
            assertThat(mean.at(0).contains(Double.NaN)).isTrue();
            assertThat(mean.at(1).contains(Double.NaN)).isFalse();
        }

        @Test
        void mayOverflowWithTheSquaresOfItsElementsAsTheFunctionBodyDoes() {
            for (double large : new double[] {1e17, 2e19}) {
                var out = NodeUnderTest.of("LayerNormalization", 17).in(Shape.of(2), large, 0.98 * large)
                    .in(Shape.of(2), 1, 1).outputs();
                for (int i : new int[] {0, 2}) {
                    assertThat(((Reals) out.get(i)).at(0).contains(Double.NaN)).as("output %d at %s", i, large)
                        .isEqualTo(large > 1e18);
                }
                assertThat(((Reals) out.get(1)).at(0).contains(Double.NaN)).isFalse();
            }
        }

        @Test
        void mayBeNothingOnceTheSquaresOverflow() {
            var y = NodeUnderTest.of("LayerNormalization", 17).in(Shape.of(3), 1e20, -1e20, 4e20)
                .in(Shape.of(3), 1, 1, 1).reals();
            assertThat(y.at(0).contains(0)).isTrue();
            assertThat(y.at(0).contains(Double.NaN)).isTrue();
        }

        private static NodeUnderTest layer(int stash) {
            return NodeUnderTest.of("LayerNormalization", 17).set("stash_type", stash)
                .in(DType.DOUBLE, Shape.of(3), 1, 2, 4).in(DType.DOUBLE, Shape.of(3), 1, 1, 1);
        }
    }

    @Nested
    class Channels {
        @Test
        void instanceNormalizationTreatsEachChannelForItself() {
            var y = NodeUnderTest.of("InstanceNormalization", 6).set("epsilon", 0f)
                .in(Shape.of(1, 2, 2), 1, 3, 10, 30).in(Shape.of(2), 1, 2).in(Shape.of(2), 0, 1).reals();
            assertNear(y.at(0), -1, 2e-5);
            assertNear(y.at(3), 3, 2e-5);
        }

        @Test
        void groupNormalizationPoolsTheChannelsOfAGroup() {
            var y = group(1).reals();
            assertNear(y.at(0), -3 / Math.sqrt(5), 2e-5);
            assertNear(y.at(2), 2 / Math.sqrt(5), 2e-5);
        }

        @Test
        void groupsDivideTheChannels() {
            assertThat(group(3).evaluate()).isInstanceOf(Evaluation.Invalid.class);
        }

        /// (4097² + 4095²)/2 − 4096² is 1, and 0 in float. ONNX's function body of GroupNormalization says just that.
        @Test
        void groupVarianceMayBeTheMeanOfSquaresLessTheSquareOfTheMean() {
            var group = around4096("GroupNormalization").set("num_groups", 1).reals();
            var instance = around4096("InstanceNormalization").reals();
            assertThat(group.at(0).contains(1 / Math.sqrt(1.25))).isTrue();
            assertThat(group.at(0).contains(2)).isTrue();
            assertThat(instance.at(0).contains(1 / Math.sqrt(1.25))).isTrue();
            assertThat(instance.at(0).contains(2)).isFalse();
        }

        private static NodeUnderTest around4096(String operator) {
            return NodeUnderTest.of(operator, 21).set("epsilon", 0.25f).in(Shape.of(1, 1, 2), 4097, 4095)
                .in(Shape.of(1), 1).in(Shape.of(1), 0);
        }

        @Test
        void beforeOpset21ScalesBelongToTheGroups() {
            NodeUnderTest call = NodeUnderTest.of("GroupNormalization", 18).set("epsilon", 0f).set("num_groups", 2)
                .in(Shape.of(1, 4, 1), 1, 3, 10, 30);
            var y = call.in(Shape.of(2), 1, 2).in(Shape.of(2), 0, 5).reals();
            assertNear(y.at(0), -1, 2e-5);
            assertNear(y.at(1), 1, 2e-5);
            assertNear(y.at(2), 3, 2e-5);
            assertNear(y.at(3), 7, 2e-5);
            assertThat(NodeUnderTest.of("GroupNormalization", 18).set("num_groups", 2)
                .in(Shape.of(1, 4, 1), 1, 3, 10, 30).in(Shape.of(4), 1, 1, 1, 1).in(Shape.of(4), 0, 0, 0, 0)
                .evaluate()).isInstanceOf(Evaluation.Invalid.class);
        }

        private static NodeUnderTest group(int groups) {
            return NodeUnderTest.of("GroupNormalization", 21).set("epsilon", 0f).set("num_groups", groups)
                .in(Shape.of(1, 2, 2), 1, 3, 5, 7).in(Shape.of(2), 1, 2).in(Shape.of(2), 0, 0);
        }
    }

    @Nested
    class Others {
        @Test
        void lrnSumsSquaresOverTheChannelsAround() {
            var y = NodeUnderTest.of("LRN", 13).set("size", 3).set("alpha", 3f).set("beta", 1f)
                .in(Shape.of(1, 3, 1, 1), 1, 2, 3).reals();
            assertNear(y.at(0), 1 / 6.0, 2e-6);
            assertNear(y.at(1), 2 / 15.0, 2e-6);
            assertNear(y.at(2), 3 / 14.0, 2e-6);
        }

        @Test
        void lrnOfAnEvenSizeReachesFurtherUp() {
            var y = NodeUnderTest.of("LRN", 13).set("size", 2).set("alpha", 2f).set("beta", 1f)
                .in(Shape.of(1, 2, 1), 1, 2).reals();
            assertNear(y.at(0), 1 / 6.0, 2e-6);
            assertNear(y.at(1), 2 / 5.0, 2e-6);
        }

        @Test
        void lpNormalizationDividesByTheNorm() {
            var y = NodeUnderTest.of("LpNormalization", 1).in(Shape.of(2), 3, 4).reals();
            assertNear(y.at(0), 0.6, 2e-6);
            var zero = NodeUnderTest.of("LpNormalization", 22).set("p", 1).in(Shape.of(2), 0, 0).reals();
            assertThat(zero.at(0)).isEqualTo(Interval.ZERO.orNan());
        }

        @Test
        void meanVarianceNormalizationRunsOverItsAxes() {
            var y = NodeUnderTest.of("MeanVarianceNormalization", 13).axes(1).in(Shape.of(1, 2), 1, 3).reals();
            assertNear(y.at(0), -1, 2e-5);
        }

        @Test
        void globalPoolsReduceAllButBatchAndChannel() {
            double[] x = {1, 2, 3, -4};
            var mean = NodeUnderTest.of("GlobalAveragePool", 1).in(Shape.of(1, 2, 2), x).reals();
            assertThat(mean.shape()).isEqualTo(Shape.of(1, 2, 1));
            assertThat(mean.at(1)).isEqualTo(Interval.of(-0.5));
            assertThat(NodeUnderTest.of("GlobalMaxPool", 1).in(Shape.of(1, 2, 2), x).reals().lo())
                .containsExactly(2, 3);
            assertThat(NodeUnderTest.of("GlobalLpPool", 2).in(Shape.of(1, 2, 2), x).reals().lo()[1]).isEqualTo(5);
            assertNear(NodeUnderTest.of("GlobalLpPool", 2).set("p", 3).in(Shape.of(1, 2, 2), x).reals().at(1),
                Math.cbrt(91), 1e-3);
        }
    }
}
