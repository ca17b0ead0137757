package org.plumbline.graph.bound;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.plumbline.graph.DType;
import org.plumbline.graph.Rng;

class SumTest {
    private static final Arithmetic DOUBLE = Arithmetic.of(DType.DOUBLE, Accuracy.CPU);
    private static final Arithmetic FLOAT = Arithmetic.of(DType.FLOAT, Accuracy.CPU);

    /// 2·max − 2·max: an FMA never rounds the second product, so it may bring the sum back.
    @Test
    void aProductThatOverflowsDoubleIsNotSurelyInfinite() {
        Sum sum = new Sum();
        sum.addProduct(Interval.of(Double.MAX_VALUE), Interval.of(2));
        sum.addProduct(Interval.of(Double.MAX_VALUE), Interval.of(-2));

        assertThat(sum.total(DOUBLE, 1)).isEqualTo(Interval.ANY);
    }

    @Test
    void theSameHoldsWhereTheProductIsAnInterval() {
        Sum sum = new Sum();
        sum.addProduct(new Interval(Double.MAX_VALUE, Double.POSITIVE_INFINITY, false), Interval.of(2));
        sum.addProduct(Interval.of(Double.MAX_VALUE), Interval.of(-2));

        assertThat(sum.total(DOUBLE, 1).contains(0)).isTrue();
    }

    @Test
    void infiniteFactorsAreSurelyInfinite() {
        Sum sum = new Sum();
        sum.addProduct(Interval.of(Double.POSITIVE_INFINITY), Interval.of(2));

        assertThat(sum.total(DOUBLE, 1)).isEqualTo(Interval.of(Double.POSITIVE_INFINITY));
    }

    /// 2^−80·2^−80 is a power of two and still no float: stored, it is 0.
    @Test
    void aProductBelowTheSmallestFloatMayBeZero() {
        Sum sum = new Sum();
        sum.addProduct(Interval.of(0x1p-80), Interval.of(0x1p-80));

        assertThat(sum.total(FLOAT, 1).contains(0)).isTrue();
    }

    @Test
    void aProductOfPowersOfTwoWithinTheRangeIsExact() {
        Sum sum = new Sum();
        sum.addProduct(Interval.of(0x1p-40), Interval.of(0x1p-40));

        assertThat(sum.total(FLOAT, 1)).isEqualTo(Interval.of(0x1p-80));
    }

    private static Sum products(double... factors) {
        Sum sum = new Sum(FLOAT);
        for (int i = 0; i < factors.length; i += 2) {
            sum.addProduct(factors[i], factors[i + 1]);
        }
        return sum;
    }

    @Test
    void aSumWithoutRoundingIsExactInEveryOrder() {
        assertThat(products(4096, 1, 4095, -1).total(FLOAT, 1)).isEqualTo(Interval.of(1));
    }

    @Test
    void aSumThatRoundsInSomeOrderIsNot() {
        float big = 0x1p24f;
        float otherwise = (1 + big) - big;
        Interval y = products(big, 1, -big, 1, 1, 1).total(FLOAT, 1);
        assertThat(y.contains(1)).isTrue();
        assertThat(y.contains(otherwise)).isTrue();
    }

    /// ONNX Runtime's fusion of Conv and Add starts the accumulation from the bias; so may any compiler.
    @Test
    void aBiasThatJoinsAnExactSumOfAConvolutionRoundsItsPartialSums() {
        float bias = 0.3f;
        float fused = (bias + 4096f * 1f) + 4095f * -1f;
        Sum sum = products(4096, 1, 4095, -1);
        Interval composed = FLOAT.add(sum.fusable(FLOAT, 1), Interval.of(bias));
        assertThat(composed.contains(fused)).isTrue();
        assertThat(composed.contains(1 + bias)).isTrue();
        assertThat(FLOAT.add(sum.total(FLOAT, 1), Interval.of(bias)).contains(fused))
            .as("an exact sum would call the fusion wrong").isFalse();
        assertThat(composed.hi() - composed.lo()).as("three or four roundings of 8191.3")
            .isLessThan(2 * 4 * 0x1p-24 * 8192);
    }

    @Test
    void onlyZeroIsExactWhereACompilerMayFuse() {
        assertThat(products(0, 5, 3, 0).fusable(FLOAT, 1)).isEqualTo(Interval.ZERO);
        assertThat(products().fusable(FLOAT, 1)).isEqualTo(Interval.ZERO);
        assertThat(products(1, 1).fusable(FLOAT, 1).isPoint()).isFalse();
    }

    @Property(tries = 200)
    void sumsThatStartFromABiasLieInsideTheComposedEnclosure(@ForAll long seed,
        @ForAll @IntRange(min = 1, max = 30) int n) {
        Rng rng = Rng.of(seed);
        double[] factors = new double[2 * n];
        for (int i = 0; i < factors.length; i++) {
            factors[i] = rng.between(-8, 8);
        }
        float bias = (float) rng.uniform(-1, 1);
        float fused = bias;
        for (int i : rng.permutation(n)) {
            fused += (float) factors[2 * i] * (float) factors[2 * i + 1];
        }
        Interval composed = FLOAT.add(products(factors).fusable(FLOAT, 1), Interval.of(bias));
        assertThat(composed.contains(fused)).isTrue();
    }
}
