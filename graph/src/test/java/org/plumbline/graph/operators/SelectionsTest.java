package org.plumbline.graph.operators;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.plumbline.graph.DType;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.bound.Enclosure.Integers;
import org.plumbline.graph.bound.Enclosure.Reals;
import org.plumbline.graph.bound.Interval;
import org.plumbline.graph.operator.Evaluation;

class SelectionsTest {
    private static final double NAN = Double.NaN;

    @Nested
    class ArgMaxAndArgMin {
        @Test
        void takeTheFirstOfEqualsUnlessAskedForTheLast() {
            assertThat(NodeUnderTest.of("ArgMax", 13).in(Shape.of(4), 1, 3, 3, 2).integers().value())
                .containsExactly(1);
            assertThat(NodeUnderTest.of("ArgMax", 13).set("select_last_index", 1).in(Shape.of(4), 1, 3, 3, 2)
                .integers().value()).containsExactly(2);
            assertThat(NodeUnderTest.of("ArgMin", 13).set("axis", -1).set("keepdims", 0)
                .in(Shape.of(2, 2), 1, 1, 4, 3).integers().value()).containsExactly(0, 1);
        }

        @Test
        void holdTheirTongueBesideANanAndWhereIntervalsOverlap() {
            assertThat(NodeUnderTest.of("ArgMax", 13).in(Shape.of(2), NAN, 1).integers().isExact()).isFalse();
            var close = Reals.of(DType.FLOAT, Shape.of(3), i -> i == 2 ? Interval.of(0) : Interval.of(1, 2));
            assertThat(NodeUnderTest.of("ArgMax", 13).in(close).integers().isExact()).isFalse();
            assertThat(NodeUnderTest.of("ArgMin", 13).in(close).integers().value()).containsExactly(2);
        }

        @Test
        void compareUint64Unsigned() {
            var x = Tensor.ofLongs(DType.UINT64, Shape.of(2), i -> i == 0 ? 5 : -1);
            assertThat(NodeUnderTest.of("ArgMax", 13).in(x).integers().value()).containsExactly(1);
        }
    }

    @Nested
    class TopK {
        @Test
        void sortsAndBreaksTiesByIndex() {
            var out = NodeUnderTest.of("TopK", 11).in(Shape.of(5), 2, 7, 5, 7, 1).longs(3).outputs();
            assertThat(((Reals) out.get(0)).lo()).containsExactly(7, 7, 5);
            assertThat(((Integers) out.get(1)).value()).containsExactly(1, 3, 2);
            var least = NodeUnderTest.of("TopK", 11).set("largest", 0).in(DType.INT32, Shape.of(4), 4, -1, 3, -1)
                .longs(2).outputs();
            assertThat(((Integers) least.get(0)).value()).containsExactly(-1, -1);
            assertThat(((Integers) least.get(1)).value()).containsExactly(1, 3);
        }

        @Test
        void worksAlongAnyAxisAndOnEmptyLanes() {
            var out = NodeUnderTest.of("TopK", 11).set("axis", 0).in(Shape.of(2, 2), 1, 4, 3, 2).longs(1).outputs();
            assertThat(((Reals) out.get(0)).lo()).containsExactly(3, 4);
            assertThat(((Integers) out.get(1)).value()).containsExactly(1, 0);
            var none = NodeUnderTest.of("TopK", 11).in(Shape.of(3, 0, 5)).longs(2).reals();
            assertThat(none.shape()).isEqualTo(Shape.of(3, 0, 2));
        }

        @Test
        void unsortedResultsMayStandInAnyOrder() {
            var out = NodeUnderTest.of("TopK", 11).set("sorted", 0).in(Shape.of(3), 1, 3, 2).longs(2).outputs();
            assertThat(((Reals) out.get(0)).at(0)).isEqualTo(Interval.of(2, 3));
            assertThat(((Integers) out.get(1)).isExact()).isFalse();
        }

        @Test
        void boundsTheValuesOfOverlappingIntervalsAndLeavesTheirPlacesOpen() {
            var x = Reals.of(DType.FLOAT, Shape.of(3), i -> i == 0 ? Interval.of(9) : Interval.of(i, i + 1.5));
            var out = NodeUnderTest.of("TopK", 11).in(x).longs(2).outputs();
            assertThat(((Reals) out.get(0)).at(1)).isEqualTo(Interval.of(2, 3.5));
            assertThat(((Integers) out.get(1)).unknown()).containsExactly(false, true);
        }

        @Test
        void refusesMoreThanThereIs() {
            assertThat(NodeUnderTest.of("TopK", 11).in(Shape.of(2), 1, 2).longs(3).evaluate())
                .isInstanceOf(Evaluation.Invalid.class);
        }
    }

    @Nested
    class CumSum {
        @Test
        void sumsForwardBackwardAndExclusively() {
            assertThat(cumSum().in(Shape.of(3), 1, 2, 3).longs(0).reals().lo()).containsExactly(1, 3, 6);
            assertThat(cumSum().set("exclusive", 1).in(Shape.of(3), 1, 2, 3).longs(0).reals().lo())
                .containsExactly(0, 1, 3);
            assertThat(cumSum().set("reverse", 1).in(Shape.of(3), 1, 2, 3).longs(-1).reals().lo())
                .containsExactly(6, 5, 3);
            assertThat(cumSum().set("reverse", 1).set("exclusive", 1).in(DType.INT32, Shape.of(3), 1, 2, 3).longs(0)
                .integers().value()).containsExactly(5, 3, 0);
        }

        @Test
        void staysUnknownBehindAnUnknownElement() {
            var x = new Integers(DType.INT64, Shape.of(3), new long[] {1, 0, 2}, new boolean[] {false, true, false});
            assertThat(cumSum().in(x).longs(0).integers().unknown()).containsExactly(false, true, true);
        }

        @Test
        void hasNoAxisOnAScalar() {
            assertThat(cumSum().in(Shape.SCALAR, 1).longs(0).evaluate()).isInstanceOf(Evaluation.Invalid.class);
        }

        private static NodeUnderTest cumSum() {
            return NodeUnderTest.of("CumSum", 14);
        }
    }

    @Nested
    class Trilu {
        @Test
        void keepsTheTriangleAboveOrBelowADiagonal() {
            double[] x = {1, 2, 3, 4};
            assertThat(NodeUnderTest.of("Trilu", 14).in(Shape.of(2, 2), x).reals().lo()).containsExactly(1, 2, 0, 4);
            Enclosure k = Enclosure.of(Tensor.scalar(DType.INT64, -1));
            assertThat(NodeUnderTest.of("Trilu", 14).set("upper", 0).in(Shape.of(2, 2), x).in(k).reals().lo())
                .containsExactly(0, 0, 3, 0);
        }
    }
}
