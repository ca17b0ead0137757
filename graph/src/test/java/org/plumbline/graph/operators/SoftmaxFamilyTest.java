package org.plumbline.graph.operators;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.plumbline.graph.DType;
import org.plumbline.graph.Shape;
import org.plumbline.graph.bound.Enclosure.Reals;
import org.plumbline.graph.bound.Interval;
import org.plumbline.graph.operator.Evaluation;

class SoftmaxFamilyTest {
    private static final double INF = Double.POSITIVE_INFINITY;
    private static final double NAN = Double.NaN;

    private static Reals of(String operator, double... x) {
        return NodeUnderTest.of(operator, 13).in(Shape.of(x.length), x).reals();
    }

    @Nested
    class Softmax {
        @Test
        void givesTheSharesOfTheExponentials() {
            var y = of("Softmax", -1, 0, 1);
            assertThat(y.at(0).contains(0.09003057)).isTrue();
            assertThat(y.at(2).contains(0.66524094)).isTrue();
            assertThat(y.hi()[2] - y.lo()[2]).isLessThan(3e-6);
        }

        @Test
        void ofLargeInputsIsNotNan() {
            var y = of("Softmax", 1000, 1000);
            assertThat(y.at(0).contains(0.5)).isTrue();
            assertThat(y.at(0).contains(NAN)).isFalse();
        }

        @Test
        void givesNothingToMaskedElements() {
            var y = of("Softmax", -INF, 3);
            assertThat(y.at(0).contains(0)).isTrue();
            assertThat(y.hi()[0]).isLessThan(1e-30);
            assertThat(y.at(1).contains(1)).isTrue();
        }

        @Test
        void ofFullyMaskedAndOfInfiniteRowsIsNan() {
            assertThat(of("Softmax", -INF, -INF).at(1)).isEqualTo(Interval.NAN);
            assertThat(of("Softmax", 1, NAN).at(0)).isEqualTo(Interval.NAN);
            assertThat(of("Softmax", 1, INF).at(1)).isEqualTo(Interval.NAN);
            assertThat(of("Softmax", 1, INF).at(0)).isEqualTo(Interval.ZERO.orNan());
        }

        @Test
        void runsAlongOneAxis() {
            var y = NodeUnderTest.of("Softmax", 13).set("axis", 0).in(Shape.of(2, 2), 0, 5, 0, 5).reals();
            for (int i = 0; i < 4; i++) {
                assertThat(y.at(i).contains(0.5)).isTrue();
            }
            assertThat(NodeUnderTest.of("Softmax", 13).set("axis", 1).in(Shape.of(1), 0).evaluate())
                .isInstanceOf(Evaluation.Invalid.class);
        }

        @Test
        void ofWideIntervalsStaysBetweenZeroAndOne() {
            var x = Reals.of(DType.FLOAT, Shape.of(2), _ -> Interval.of(-1, 1));
            var y = NodeUnderTest.of("Softmax", 13).in(x).reals();
            assertThat(y.lo()[0]).isBetween(0.0, 0.12);
            assertThat(y.hi()[0]).isGreaterThan(0.88);
        }
    }

    @Nested
    class LogSoftmax {
        @Test
        void keepsDigitsWhereTheLogarithmOfSoftmaxWouldNot() {
            var y = of("LogSoftmax", 0, 200);
            assertThat(y.at(0).contains(-200)).isTrue();
            assertThat(y.at(0).contains(-INF)).isFalse();
            assertThat(y.at(1).contains(0)).isTrue();
        }

        @Test
        void ofARowWithNanIsNan() {
            var y = of("LogSoftmax", 1, NAN, -3);
            assertThat(y.at(0)).isEqualTo(Interval.NAN);
            assertThat(y.at(2)).isEqualTo(Interval.NAN);
        }

        @Test
        void ofMaskedElementsIsMinusInfinity() {
            assertThat(of("LogSoftmax", -INF, 3).at(0)).isEqualTo(Interval.of(-INF));
        }
    }

    @Nested
    class Hardmax {
        @Test
        void marksTheFirstMaximum() {
            assertThat(of("Hardmax", 1, 3, 3).lo()).containsExactly(0, 1, 0);
        }

        @Test
        void leavesOpenWhichOfTwoOverlappingIsTheMaximum() {
            var x = Reals.of(DType.FLOAT, Shape.of(3), i -> i == 2 ? Interval.of(0) : Interval.of(1, 2));
            var y = NodeUnderTest.of("Hardmax", 13).in(x).reals();
            assertThat(y.at(0)).isEqualTo(Interval.of(0, 1));
            assertThat(y.at(2)).isEqualTo(Interval.ZERO);
        }
    }
}
