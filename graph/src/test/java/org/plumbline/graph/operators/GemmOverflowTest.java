package org.plumbline.graph.operators;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.plumbline.graph.DType;
import org.plumbline.graph.Shape;

class GemmOverflowTest {
    /// −1.5·(max·1 − max·0.5) is finite, −1.5·max is not: which comes first is open.
    @Test
    void alphaMayComeBeforeTheSumOrAfterIt() {
        var y = NodeUnderTest.of("Gemm", 13).set("alpha", -1.5f)
            .in(DType.DOUBLE, Shape.of(1, 2), Double.MAX_VALUE, 1)
            .in(DType.DOUBLE, Shape.of(2, 1), 1, -Double.MAX_VALUE / 2).reals();

        assertThat(y.at(0).contains(-0.75 * Double.MAX_VALUE)).isTrue();
        assertThat(y.at(0).contains(Double.NEGATIVE_INFINITY)).isTrue();
    }

    /// −1.5·(−max·¼) is finite, (−1.5·−max)·¼ is not: BLAS libraries fold alpha into whichever matrix they pack.
    @Test
    void alphaMayComeWithEitherMatrix() {
        for (boolean large : new boolean[] {true, false}) {
            var y = NodeUnderTest.of("Gemm", 13).set("alpha", -1.5f)
                .in(Shape.of(1, 1), large ? -Float.MAX_VALUE : 0.25).in(Shape.of(1, 1), large ? 0.25 : -Float.MAX_VALUE)
                .reals();

            assertThat(y.at(0).contains(0.375 * Float.MAX_VALUE)).isTrue();
            assertThat(y.at(0).contains(Double.POSITIVE_INFINITY)).isTrue();
        }
    }

    /// An FMA adds 2·(−max) to max without rounding it first.
    @Test
    void betaTimesCNeedNotBeInfinite() {
        var y = NodeUnderTest.of("Gemm", 13).set("beta", 2f).in(DType.DOUBLE, Shape.of(1, 1), Double.MAX_VALUE)
            .in(DType.DOUBLE, Shape.of(1, 1), 1).in(DType.DOUBLE, Shape.SCALAR, -Double.MAX_VALUE).reals();

        assertThat(y.at(0).contains(-Double.MAX_VALUE)).isTrue();
        assertThat(y.at(0).contains(Double.NEGATIVE_INFINITY)).isTrue();
    }
}
