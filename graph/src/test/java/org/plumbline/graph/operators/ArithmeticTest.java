package org.plumbline.graph.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.plumbline.graph.operators.Calls.floats;
import static org.plumbline.graph.operators.Calls.integers;
import static org.plumbline.graph.operators.Calls.real;
import static org.plumbline.graph.operators.Calls.whole;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.bound.Interval;
import org.plumbline.graph.operator.Evaluation;

class ArithmeticTest {
    private static final double INF = Double.POSITIVE_INFINITY;

    @Nested
    class Broadcasting {
        @Test
        void onesStretchInEitherOperand() {
            Tensor column = Tensor.of(DType.FLOAT, Shape.of(2, 1), i -> 10 * i);
            Tensor row = floats(1, 2, 3);
            assertThat(Calls.reals("Add", 14, Map.of(), column, row)).containsExactly(
                Interval.of(1), Interval.of(2), Interval.of(3), Interval.of(11), Interval.of(12), Interval.of(13));
        }

        @Test
        void scalarsStretchToEmptyTensors() {
            Tensor empty = Tensor.of(DType.FLOAT, Shape.of(0, 3), _ -> 0);
            assertThat(Calls.enclosure("Mul", 14, Map.of(), empty, Tensor.scalar(DType.FLOAT, 2)).knownShape())
                .contains(Shape.of(0, 3));
        }

        @Test
        void shapesThatDoNotFitAreRefused() {
            assertThat(Calls.evaluate("Add", 14, Map.of(), floats(1, 2), floats(1, 2, 3)))
                .isEqualTo(new Evaluation.Invalid("Add: cannot broadcast [[2], [3]]"));
        }

        @Test
        void typesThatDifferAreRefused() {
            assertThat(Calls.evaluate("Add", 14, Map.of(), floats(1), whole(DType.INT32, 1)))
                .isEqualTo(new Evaluation.Invalid("Add: inputs are float and int32"));
        }

        @Test
        void bytesAddFromOpsetFourteenOn() {
            assertThat(Calls.evaluate("Add", 13, Map.of(), whole(DType.INT8, 1), whole(DType.INT8, 1)))
                .isInstanceOf(Evaluation.Invalid.class);
            assertThat(integers("Add", 14, Map.of(), whole(DType.INT8, 1), whole(DType.INT8, 1))).containsExactly("2");
        }
    }

    @Nested
    class WholeNumbers {
        @Test
        void overflowIsUnknown() {
            assertThat(integers("Add", 14, Map.of(), whole(DType.INT8, 127, 1), whole(DType.INT8, 1, 1)))
                .containsExactly("?", "2");
            assertThat(integers("Sub", 14, Map.of(), whole(DType.UINT64, 1, -1), whole(DType.UINT64, 2, 1)))
                .containsExactly("?", "18446744073709551614");
            assertThat(integers("Mul", 14, Map.of(), whole(DType.INT64, Long.MAX_VALUE), whole(DType.INT64, 2)))
                .containsExactly("?");
        }

        @Test
        void divisionTruncates() {
            assertThat(integers("Div", 14, Map.of(), whole(DType.INT32, -7, 7), whole(DType.INT32, 2, -2)))
                .containsExactly("-3", "-3");
            assertThat(integers("Div", 14, Map.of(), whole(DType.UINT64, -1), whole(DType.UINT64, 2)))
                .containsExactly("9223372036854775807");
            assertThat(integers("Div", 14, Map.of(), whole(DType.INT64, Long.MIN_VALUE), whole(DType.INT64, -1)))
                .containsExactly("?");
        }

        @Test
        void divisionByZeroIsRefused() {
            for (String op : List.of("Div", "Mod")) {
                assertThat(Calls.evaluate(op, 14, Map.of(), whole(DType.INT32, 4, 1), whole(DType.INT32, 2, 0)))
                    .isEqualTo(new Evaluation.Invalid(op + ": integer division by zero"));
            }
        }

        @Test
        void divisionByWhoKnowsWhatIsNotJudged() {
            var divisor = new Enclosure.Integers(DType.INT32, Shape.of(2), new long[] {2, 0},
                new boolean[] {false, true});
            for (String op : List.of("Div", "Mod")) {
                assertThat(NodeUnderTest.of(op, 14).in(whole(DType.INT32, 4, 1)).in(divisor).evaluate())
                    .isEqualTo(new Evaluation.Undetermined(op + ": a divisor is not determined"));
            }
        }

        @Test
        void modTakesTheSignOfTheDivisorUnlessToldLikeC() {
            Tensor x = whole(DType.INT32, -4, 7, 5, 4, -7, 8);
            Tensor y = whole(DType.INT32, 2, -3, 8, -2, 3, 5);
            assertThat(integers("Mod", 13, Map.of(), x, y)).containsExactly("0", "-2", "5", "0", "2", "3");
            assertThat(integers("Mod", 13, Map.of("fmod", new Attribute.Int(1)), x, y))
                .containsExactly("0", "1", "5", "0", "-1", "3");
        }

        @Test
        void shiftsDropBitsAndTooLargeOnesAreUnknown() {
            Attribute left = new Attribute.Text("LEFT");
            assertThat(integers("BitShift", 11, Map.of("direction", left), whole(DType.UINT8, 16, 200, 1),
                whole(DType.UINT8, 1, 1, 8))).containsExactly("32", "144", "?");
            assertThat(integers("BitShift", 11, Map.of("direction", new Attribute.Text("RIGHT")),
                whole(DType.UINT64, -1), whole(DType.UINT64, 63))).containsExactly("1");
            assertThat(Calls.evaluate("BitShift", 11, Map.of(), whole(DType.UINT8, 1), whole(DType.UINT8, 1)))
                .isEqualTo(new Evaluation.Invalid("BitShift: direction is neither LEFT nor RIGHT"));
        }

        @Test
        void extremesOfUnsignedIntegersCompareUnsigned() {
            assertThat(integers("Max", 13, Map.of(), whole(DType.UINT64, -1), whole(DType.UINT64, 5)))
                .containsExactly("18446744073709551615");
            assertThat(integers("Min", 13, Map.of(), whole(DType.UINT64, -1), whole(DType.UINT64, 5)))
                .containsExactly("5");
        }

        @Test
        void powersAreExactUntilTheyOverflow() {
            assertThat(integers("Pow", 13, Map.of(), whole(DType.INT64, 3, -2, 10, 0),
                whole(DType.INT64, 39, 3, 19, 0)))
                .containsExactly("4052555153018976267", "-8", "?", "1");
            assertThat(integers("Pow", 13, Map.of(), whole(DType.INT32, 2, 9, 3), floats(-1, 0.4, 2)))
                .containsExactly("?", "2", "9");
        }
    }

    @Nested
    class RealNumbers {
        @Test
        void fmodIsExactAndKeepsTheSignOfTheDividend() {
            Map<String, Attribute> fmod = Map.of("fmod", new Attribute.Int(1));
            assertThat(real("Mod", fmod, -4.3, 2.1)).isEqualTo(Interval.of((double) (-4.3f % 2.1f)));
            assertThat(real("Mod", fmod, 5, INF)).isEqualTo(Interval.of(5));
            assertThat(Calls.evaluate("Mod", 13, Map.of(), floats(1), floats(1)))
                .isEqualTo(new Evaluation.Invalid("Mod: fmod must be 1 for float"));
        }

        @Test
        void extremesWithNanMayBeAnyOperandOrNan() {
            Interval y = real("Max", Map.of(), 5, Double.NaN, 2);
            assertThat(y).isEqualTo(new Interval(2, 5, true));
            assertThat(real("Max", Map.of(), 5, 2)).isEqualTo(Interval.of(5));
            assertThat(real("Min", Map.of(), 5, 2, 3)).isEqualTo(Interval.of(2));
        }

        @Test
        void sumsMayOverflowBeforeAnInfinityOfTheOtherSign() {
            Interval y = real("Sum", Map.of(), 3e38, 3e38, -INF);
            assertThat(y.contains(Double.NaN) && y.contains(-INF)).isTrue();
            assertThat(real("Sum", Map.of(), 1, 2, INF)).isEqualTo(Interval.of(INF));
        }

        @Test
        void meansOfOneAreTheOperandItself() {
            assertThat(real("Mean", Map.of(), 0.1)).isEqualTo(Interval.of(0.1f));
            assertThat(real("Mean", Map.of(), 1, 2)).isEqualTo(Interval.of(1.5));
            Interval third = real("Mean", Map.of(), 1, 0, 0);
            assertThat(third.contains(1 / 3f)).isTrue();
            assertThat(third.hi() - third.lo()).isLessThan(3e-7);
        }

        @Test
        void powersFollowIeee() {
            assertThat(real("Pow", Map.of(), 2, 3).contains(8)).isTrue();
            assertThat(real("Pow", Map.of(), -2, 3).contains(-8)).isTrue();
            assertThat(real("Pow", Map.of(), -2, 0.5)).isEqualTo(Interval.NAN);
            assertThat(real("Pow", Map.of(), Double.NaN, 0)).isEqualTo(Interval.ONE.orNan());
            assertThat(real("Pow", Map.of(), 0, 2).contains(0)).isTrue();
            assertThat(real("Pow", Map.of(), 7, 0)).isEqualTo(Interval.ONE);
            assertThat(real("Pow", Map.of(), 0, -1).contains(INF)).isTrue();
        }

        @Test
        void theSignOfALargePowerOfANegativeBaseHangsOnTheExponentsLastBit() {
            Interval y = Calls.reals("Pow", 13, Map.of(), floats(-1), whole(DType.INT64, (1L << 24) + 1))[0];
            assertThat(y.contains(-1) && y.contains(1)).isTrue();
        }

        @Test
        void floatProgramsStayInsideTheBounds() {
            Rng rng = Rng.of(11);
            for (int i = 0; i < 5000; i++) {
                float a = (float) rng.uniform(-9, 9);
                float b = (float) (rng.uniform(-3, 3) * Math.exp(rng.uniform(-9, 9)));
                assertThat(real("Add", Map.of(), a, b).contains(a + b)).isTrue();
                assertThat(real("Sub", Map.of(), a, b).contains(a - b)).isTrue();
                assertThat(real("Mul", Map.of(), a, b).contains(a * b)).isTrue();
                assertThat(real("Div", Map.of(), a, b).contains(a / b)).isTrue();
                assertThat(real("Mean", Map.of(), a, b, 1).contains((1 + b + a) * (1 / 3f))).isTrue();
                float base = Math.abs(a);
                assertThat(real("Pow", Map.of(), base, b).contains((float) Math.pow(base, b))).isTrue();
            }
        }
    }
}
