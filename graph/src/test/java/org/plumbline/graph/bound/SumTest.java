package org.plumbline.graph.bound;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.plumbline.graph.DType;

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
}
