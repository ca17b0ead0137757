package org.plumbline.graph.operators;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.plumbline.graph.DType;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.bound.Interval;
import org.plumbline.graph.operator.Evaluation;

class ReductionsTest {
    private static final double INF = Double.POSITIVE_INFINITY;
    private static final double NAN = Double.NaN;

    private static NodeUnderTest sum() {
        return NodeUnderTest.of("ReduceSum", 13);
    }

    @Nested
    class Axes {
        @Test
        void areAnInputOfReduceSumAndKeepTheirDimensionUnlessToldOtherwise() {
            var kept = sum().in(Shape.of(2, 3), 1, 2, 3, 4, 5, 6).longs(1).reals();
            assertThat(kept).satisfies(r -> assertThat(r.shape()).isEqualTo(Shape.of(2, 1)))
                .satisfies(r -> assertThat(r.lo()).containsExactly(6, 15))
                .satisfies(r -> assertThat(r.hi()).containsExactly(6, 15));
            var dropped = sum().set("keepdims", 0).in(Shape.of(2, 3), 1, 2, 3, 4, 5, 6).longs(-2).reals();
            assertThat(dropped.shape()).isEqualTo(Shape.of(3));
            assertThat(dropped.lo()).containsExactly(5, 7, 9);
        }

        @Test
        void areAnAttributeOfTheOthersBeforeOpset18AndAnInputFromThenOn() {
            var old = NodeUnderTest.of("ReduceMax", 13).axes(0).in(Shape.of(2, 2), 1, 4, 3, 2).reals();
            assertThat(old.lo()).containsExactly(3, 4);
            var recent = NodeUnderTest.of("ReduceMax", 18).in(Shape.of(2, 2), 1, 4, 3, 2).longs(0).reals();
            assertThat(recent.lo()).containsExactly(3, 4);
        }

        @Test
        void areAllOfThemWhenNoneIsNamed() {
            assertThat(sum().in(Shape.of(2, 2), 1, 2, 3, 4).reals().shape()).isEqualTo(Shape.of(1, 1));
            assertThat(sum().in(Shape.of(2, 2), 1, 2, 3, 4).longs().reals().lo()).containsExactly(10);
        }

        @Test
        void leaveTheInputAloneWhenNoneIsNamedAndTheFlagSaysSo() {
            var same = sum().set("noop_with_empty_axes", 1).in(Shape.of(2), 1, -2).reals();
            assertThat(same.lo()).containsExactly(1, -2);
            var either = NodeUnderTest.of("ReduceL1", 18).set("noop_with_empty_axes", 1).in(Shape.of(2), 1, -2).reals();
            assertThat(either.at(1)).isEqualTo(Interval.of(-2, 2));
        }

        @Test
        void outOfRangeOrNamedTwiceBreakTheCall() {
            assertThat(sum().in(Shape.of(2), 1, 2).longs(1).evaluate()).isInstanceOf(Evaluation.Invalid.class);
            assertThat(sum().in(Shape.of(2), 1, 2).longs(0, -1).evaluate()).isInstanceOf(Evaluation.Invalid.class);
        }

        @Test
        void thatAreNotKnownLeaveTheShapeOpen() {
            var axes = Enclosure.anything(DType.INT64, Shape.of(1));
            assertThat(sum().in(Shape.of(2), 1, 2).in(axes).evaluate()).isInstanceOf(Evaluation.Undetermined.class);
        }
    }

    @Nested
    class EmptyAndScalar {
        @Test
        void reductionsOfNothingGiveTheNeutralElement() {
            assertThat(sum().in(Shape.of(0)).reals().at(0)).isEqualTo(Interval.ZERO);
            assertThat(NodeUnderTest.of("ReduceProd", 18).in(Shape.of(0)).reals().at(0)).isEqualTo(Interval.ONE);
            assertThat(NodeUnderTest.of("ReduceMax", 20).in(Shape.of(0)).reals().at(0)).isEqualTo(Interval.of(-INF));
            assertThat(NodeUnderTest.of("ReduceMin", 20).in(DType.INT8, Shape.of(0)).integers().value())
                .containsExactly(127);
            assertThat(NodeUnderTest.of("ReduceLogSumExp", 18).in(Shape.of(0)).reals().at(0))
                .isEqualTo(Interval.of(-INF));
        }

        @Test
        void theMeanOfNothingIsOpen() {
            assertThat(NodeUnderTest.of("ReduceMean", 18).in(Shape.of(0)).reals().at(0)).isEqualTo(Interval.ANY);
        }

        @Test
        void aZeroSizedLaneBesideTheReducedAxisGivesAnEmptyResult() {
            assertThat(sum().set("keepdims", 0).in(Shape.of(0, 6)).longs(-1).reals().shape()).isEqualTo(Shape.of(0));
        }

        @Test
        void scalarsAreTheirOwnSum() {
            assertThat(sum().in(Shape.SCALAR, 2.5).reals().at(0)).isEqualTo(Interval.of(2.5));
        }
    }

    @Nested
    class Reals {
        @Test
        void overflowInOneOrderMayMeetTheOtherInfinity() {
            var both = sum().in(Shape.of(4), 3e38, 3e38, -3e38, -3e38).reals().at(0);
            assertThat(both.contains(NAN)).isTrue();
            assertThat(both.contains(INF)).isTrue();
            var none = sum().in(Shape.of(3), 3e38, 0.25, -3e38).reals().at(0);
            assertThat(none.nan()).isFalse();
            assertThat(none.hi()).isLessThan(1e33);
            assertThat(none.contains(0.25)).isTrue();
        }

        @Test
        void theExtremumBesideANanIsAnyElementOrNan() {
            var max = NodeUnderTest.of("ReduceMax", 18).in(Shape.of(3), 1, NAN, 3).reals().at(0);
            assertThat(max).isEqualTo(new Interval(1, 3, true));
        }

        @Test
        void narrowIntegersAreForExtremaOnly() {
            assertThat(NodeUnderTest.of("ReduceSum", 18).in(DType.INT8, Shape.of(1), 1).evaluate())
                .isEqualTo(new Evaluation.Invalid("ReduceSum: data may not be int8 at opset 18"));
            assertThat(NodeUnderTest.of("ReduceMax", 18).in(DType.INT8, Shape.of(1), 1).evaluate())
                .isInstanceOf(Evaluation.Enclosed.class);
        }

        @Test
        void meansComeByDivisionOrByTheReciprocal() {
            var mean = NodeUnderTest.of("ReduceMean", 18).in(Shape.of(3), 1, 2, 4).reals().at(0);
            assertThat(mean.contains(7f / 3f)).isTrue();
            assertThat(mean.contains(7f * (1f / 3f))).isTrue();
            assertThat(mean.hi() - mean.lo()).isLessThan(1e-6);
        }

        @Test
        void logSumExpNeitherOverflowsNorLosesItsMaximum() {
            var large = NodeUnderTest.of("ReduceLogSumExp", 18).in(Shape.of(2), 700, 700).reals().at(0);
            assertThat(large.contains((float) (700 + Math.log(2)))).isTrue();
            assertThat(large.contains(INF)).isFalse();
            var mixed = NodeUnderTest.of("ReduceLogSumExp", 18).in(Shape.of(2), -INF, -200).reals().at(0);
            assertThat(mixed.contains(-200)).isTrue();
            assertThat(mixed.contains(-INF)).isFalse();
            var infinite = NodeUnderTest.of("ReduceLogSumExp", 18).in(Shape.of(2), INF, 0).reals().at(0);
            assertThat(infinite).isEqualTo(Interval.of(INF));
            var nan = NodeUnderTest.of("ReduceLogSumExp", 18).in(Shape.of(2), INF, NAN).reals().at(0);
            assertThat(nan).isEqualTo(Interval.NAN);
        }

        @Test
        void logSumExpMayOverflowWhereItsFunctionBodyDoesInDouble() {
            var large = NodeUnderTest.of("ReduceLogSumExp", 18).in(Shape.of(2), 1000, 1000).reals().at(0);
            assertThat(large.contains((float) (1000 + Math.log(2)))).isTrue();
            assertThat(large.contains(INF)).isTrue();
            var small = NodeUnderTest.of("ReduceLogSumExp", 18).in(Shape.of(1), -800).reals().at(0);
            assertThat(small.contains(-800) && small.contains(-INF)).isTrue();
        }

        @Test
        void productsKnowThatTheirOrderMayOverflow() {
            var p = NodeUnderTest.of("ReduceProd", 18).in(Shape.of(4), 1e30, 1e30, 1e-30, 1e-30).reals().at(0);
            assertThat(p.contains(INF)).isTrue();
            assertThat(p.contains(1)).isTrue();
            var exact = NodeUnderTest.of("ReduceProd", 18).in(Shape.of(3), 3, -5, 0.5).reals().at(0);
            assertThat(exact).isEqualTo(Interval.of(-7.5));
        }

        @Test
        void normsOfNumbersWhoseSquaresUnderflowMayBeWhatScalingGives() {
            Interval y = NodeUnderTest.of("ReduceL2", 18).in(DType.DOUBLE, Shape.of(1), -Double.MIN_VALUE).reals().at(
                0);
            assertThat(y.contains(Double.MIN_VALUE)).isTrue();
            assertThat(y.contains(0)).isTrue();
            assertThat(y.contains(1e-150)).isFalse();
        }
    }

    @Nested
    class Integers {
        @Test
        void sumsThatOverflowAreNotKnown() {
            var fits = sum().in(DType.INT32, Shape.of(2), Integer.MAX_VALUE, -1).integers();
            assertThat(fits.value()).containsExactly(Integer.MAX_VALUE - 1L);
            assertThat(sum().in(DType.INT32, Shape.of(2), Integer.MAX_VALUE, 1).integers().isExact()).isFalse();
        }

        @Test
        void uint64IsComparedUnsigned() {
            var x = Tensor.ofLongs(DType.UINT64, Shape.of(2), i -> i == 0 ? -1 : 5);
            assertThat(NodeUnderTest.of("ReduceMax", 18).in(x).integers().value()).containsExactly(-1);
            assertThat(NodeUnderTest.of("ReduceMin", 18).in(x).integers().value()).containsExactly(5);
        }

        @Test
        void meansAndNormsAreKnownWhereTheyAreWhole() {
            assertThat(NodeUnderTest.of("ReduceMean", 18).in(DType.INT32, Shape.of(2), 3, 5).integers().value())
                .containsExactly(4);
            assertThat(NodeUnderTest.of("ReduceMean", 18).in(DType.INT32, Shape.of(2), 3, 4).integers().isExact())
                .isFalse();
            assertThat(NodeUnderTest.of("ReduceL2", 18).in(DType.INT32, Shape.of(2), 3, 4).integers().value())
                .containsExactly(5);
        }

        @Test
        void maximaOfBoolsAreTheirDisjunction() {
            assertThat(NodeUnderTest.of("ReduceMax", 20).in(DType.BOOL, Shape.of(2), 0, 1).integers().value())
                .containsExactly(1);
        }
    }
}
