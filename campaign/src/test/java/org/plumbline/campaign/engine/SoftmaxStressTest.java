package org.plumbline.campaign.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.plumbline.campaign.engine.SoftmaxStress.Form;
import org.plumbline.campaign.engine.SoftmaxStress.Logits;
import org.plumbline.graph.DType;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;

class SoftmaxStressTest {
    private static Tensor rows(double... logits) {
        return Tensor.of(DType.DOUBLE, Shape.of(2, logits.length), i -> logits[i % logits.length]);
    }

    @Nested
    class TheExactResult {
        @Test
        void ofTwoEqualLogitsIsOneHalf() {
            assertThat(SoftmaxStress.exact(Form.SOFTMAX, rows(7, 7))).containsOnly(0.5);
            assertThat(SoftmaxStress.exact(Form.LOG_SOFTMAX, rows(7, 7))).containsOnly(-Math.log(2));
        }

        @Test
        void keepsTheSmallLogarithmOfAProbabilityNearOne() {
            assertThat(SoftmaxStress.exact(Form.LOG_SOFTMAX, rows(40, 0))[0]).isCloseTo(-Math.exp(-40),
                within(1e-32));
        }

        @Test
        void ofARowThatIsMaskedThroughoutIsNotANumber() {
            double no = Double.NEGATIVE_INFINITY;
            assertThat(SoftmaxStress.exact(Form.SOFTMAX, rows(no, no))).containsOnly(Double.NaN);
        }

        @Test
        void addsUpToOneEvenOverLongRows() {
            Tensor x = SoftmaxStress.logits(Logits.ORDINARY, DType.FLOAT, 70_000, Rng.of(1));
            double[] y = SoftmaxStress.exact(Form.SOFTMAX, x);
            BigDecimal sum = IntStream.range(0, 70_000).mapToObj(i -> new BigDecimal(y[i])).reduce(BigDecimal.ZERO,
                BigDecimal::add);
            assertThat(sum.round(MathContext.DECIMAL64).doubleValue()).isCloseTo(1, within(1e-14));
        }
    }

    @ParameterizedTest
    @EnumSource
    void logitsAreDrawnInTheirDtypeAndNeverNotANumber(Logits kind) {
        for (DType dtype : List.of(DType.FLOAT, DType.FLOAT16, DType.DOUBLE)) {
            Tensor x = SoftmaxStress.logits(kind, dtype, 100, Rng.of(1));
            assertThat(x.shape()).isEqualTo(Shape.of(2, 100));
            assertThat(x.toDoubles()).doesNotContain(Double.NaN).doesNotContain(Double.POSITIVE_INFINITY);
            assertThat(x).isEqualTo(SoftmaxStress.logits(kind, dtype, 100, Rng.of(1)));
        }
    }

    @Nested
    class TheDistance {
        private double of(double seen, double exact) {
            return SoftmaxStress.worstUlps(Tensor.of(DType.FLOAT, Shape.of(1), _ -> seen), new double[] {exact});
        }

        @Test
        void isCountedInUnitsOfTheLastPlaceOfTheResultsType() {
            assertThat(of(1 + 0x1p-23, 1)).isEqualTo(1);
            assertThat(of(0.5, 0.5 + 0x1p-25)).isEqualTo(0.5);
            assertThat(of(0, 0)).isZero();
        }

        @Test
        void isInfiniteFromANumberToWhatIsNone() {
            assertThat(of(Double.NaN, 1)).isInfinite();
            assertThat(of(Double.POSITIVE_INFINITY, 1)).isInfinite();
            assertThat(of(0.5, Double.NaN)).isInfinite();
        }

        @Test
        void isNothingBetweenASubnormalAndZero() {
            assertThat(of(0, 1e-39)).isZero();
            assertThat(of(1e-39, 0)).isZero();
            assertThat(of(0, 1e-37)).isGreaterThan(1e6);
        }

        @Test
        void isNothingWhereTheResultIsBeyondTheTypesRange() {
            assertThat(of(Double.NEGATIVE_INFINITY, -1e39)).isZero();
        }
    }
}
