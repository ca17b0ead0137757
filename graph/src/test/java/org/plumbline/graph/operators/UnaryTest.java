package org.plumbline.graph.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.plumbline.graph.operators.Calls.floats;
import static org.plumbline.graph.operators.Calls.integers;
import static org.plumbline.graph.operators.Calls.real;
import static org.plumbline.graph.operators.Calls.whole;

import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.bound.Accuracy;
import org.plumbline.graph.bound.Arithmetic;
import org.plumbline.graph.bound.Interval;
import org.plumbline.graph.operator.Evaluation;

class UnaryTest {
    private static final double INF = Double.POSITIVE_INFINITY;

    @Nested
    class ExactFunctions {
        @Test
        void roundTakesHalvesToTheEvenNeighbour() {
            double[] in = {0.9, 2.5, 2.3, 1.5, -4.5};
            double[] out = {1, 2, 2, 2, -4};
            for (int i = 0; i < in.length; i++) {
                assertThat(real("Round", Map.of(), in[i])).isEqualTo(Interval.of(out[i]));
            }
        }

        @Test
        void floorAndCeilKeepInfinitiesAndNan() {
            assertThat(real("Floor", Map.of(), -1.5)).isEqualTo(Interval.of(-2));
            assertThat(real("Ceil", Map.of(), -INF)).isEqualTo(Interval.of(-INF));
            assertThat(real("Floor", Map.of(), Double.NaN)).isEqualTo(Interval.NAN);
        }

        @Test
        void theSmallestSignedIntegerHasNoMagnitudeAndNoNegative() {
            assertThat(integers("Abs", 13, Map.of(), whole(DType.INT8, -128, -127, 5)))
                .containsExactly("?", "127", "5");
            assertThat(integers("Neg", 13, Map.of(), whole(DType.INT64, Long.MIN_VALUE, 7))).containsExactly("?", "-7");
        }

        @Test
        void signOfUnsignedIntegersIsNeverNegative() {
            assertThat(integers("Sign", 13, Map.of(), whole(DType.UINT64, -1, 0))).containsExactly("1", "0");
        }

        @Test
        void bitwiseNotStaysInsideTheType() {
            assertThat(integers("BitwiseNot", 18, Map.of(), whole(DType.UINT8, 3, 0))).containsExactly("252", "255");
            assertThat(integers("BitwiseNot", 18, Map.of(), whole(DType.INT8, 3))).containsExactly("-4");
        }

        @Test
        void isInfLooksForTheSignsItIsToldTo() {
            Tensor x = floats(-1.2, Double.NaN, INF, 2.8, -INF, INF);
            Attribute no = new Attribute.Int(0);
            assertThat(integers("IsInf", 13, Map.of(), x)).containsExactly("0", "0", "1", "0", "1", "1");
            assertThat(integers("IsInf", 13, Map.of("detect_negative", no), x))
                .containsExactly("0", "0", "1", "0", "0", "1");
            assertThat(integers("IsInf", 13, Map.of("detect_positive", no), x))
                .containsExactly("0", "0", "0", "0", "1", "0");
        }

        @Test
        void scalarsAndEmptyTensorsKeepTheirShape() {
            assertThat(Calls.enclosure("Not", 13, Map.of(), Tensor.scalar(DType.BOOL, 1)).knownShape())
                .contains(Shape.SCALAR);
            Tensor empty = Tensor.of(DType.FLOAT, Shape.of(3, 0), _ -> 0);
            assertThat(Calls.enclosure("Ceil", 13, Map.of(), empty).knownShape()).contains(Shape.of(3, 0));
        }
    }

    @Nested
    class ElementaryFunctions {
        @Test
        void tanIsTightAwayFromItsPolesAndOpenAcrossThem() {
            Arithmetic m = Arithmetic.of(DType.FLOAT, Accuracy.CPU);
            Interval at = real("Tan", Map.of(), 0.5);
            assertThat(at.contains(Math.tan(0.5))).isTrue();
            assertThat(at.hi() - at.lo()).isLessThan(8 * m.epsilon());
            assertThat(real("Tan", Map.of(), INF)).isEqualTo(Interval.NAN);
        }

        @Test
        void tanhMayOvershootOneByAnUlpButNotByMuch() {
            assertThat(real("Tanh", Map.of(), 9).contains(1 + 0x1p-23)).isTrue();
            assertThat(real("Tanh", Map.of(), 9).contains(1 + 0x1p-18)).isFalse();
        }

        @Test
        void inverseFunctionsAreNanOutsideTheirDomain() {
            assertThat(real("Acos", Map.of(), 1.5)).isEqualTo(Interval.NAN);
            assertThat(real("Acosh", Map.of(), 0.5)).isEqualTo(Interval.NAN);
            assertThat(real("Atanh", Map.of(), -1.5)).isEqualTo(Interval.NAN);
        }

        @Test
        void inverseFunctionsReachTheirKnownValues() {
            assertThat(real("Acos", Map.of(), -1).contains(Math.PI)).isTrue();
            assertThat(real("Acosh", Map.of(), 1).contains(0)).isTrue();
            assertThat(real("Atanh", Map.of(), 1).contains(INF)).isTrue();
            assertThat(real("Asinh", Map.of(), 1).contains(0.881373587019543)).isTrue();
            assertThat(real("Cosh", Map.of(), -1).contains(1.5430806348152437)).isTrue();
        }

        @Test
        void hyperbolicOnesMayOverflowWhereTheirExponentialDoes() {
            assertThat(real("Cosh", Map.of(), 89).hi()).isInfinite();
            assertThat(real("Cosh", Map.of(), 89).contains(Math.cosh(89))).isTrue();
            assertThat(real("Sinh", Map.of(), -89).lo()).isInfinite();
            assertThat(real("Cosh", Map.of(), 88).hi()).isFinite();
        }
    }

    @Nested
    class Refusals {
        @Test
        void aTypeOfALaterOpsetIsRefused() {
            Tensor x = Tensor.scalar(DType.BFLOAT16, 1);
            assertThat(Calls.evaluate("Tan", 21, Map.of(), x)).isEqualTo(
                new Evaluation.Invalid("Tan: input 0 may not be bfloat16 at opset 21"));
            assertThat(Calls.evaluate("Tan", 22, Map.of(), x)).isInstanceOf(Evaluation.Enclosed.class);
        }

        @Test
        void aSecondInputIsRefused() {
            assertThat(Calls.evaluate("Ceil", 13, Map.of(), floats(1), floats(1)))
                .isEqualTo(new Evaluation.Invalid("Ceil: takes one input, not 2"));
        }

        @Test
        void integersAreNoInputOfRealFunctions() {
            assertThat(Calls.evaluate("Exp", 13, Map.of(), whole(DType.INT32, 1)))
                .isInstanceOf(Evaluation.Invalid.class);
        }
    }
}
