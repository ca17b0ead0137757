package org.plumbline.graph.operators;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plumbline.graph.DType;
import org.plumbline.graph.Shape;

class PowersTest {
    /// The exponent −4.9e-324 is 0 once it is rounded to the base's precision.
    @Test
    void nanToAPowerThatRoundsToZeroMayBeOne() {
        var y = NodeUnderTest.of("Pow", 13).in(Shape.of(1), Double.NaN)
            .in(DType.DOUBLE, Shape.of(1), -Double.MIN_VALUE).reals();

        assertThat(y.at(0).contains(1)).isTrue();
        assertThat(y.at(0).nan()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"3, -1", "4, 1", "1e19, 1", "3.4e38, 1"})
    void minusOneTakesItsSignFromTheParityOfARealExponent(double exponent, long expected) {
        var y = NodeUnderTest.of("Pow", 13).in(DType.INT32, Shape.of(1), -1).in(Shape.of(1), exponent).integers();

        assertThat(y.at(0)).contains(expected);
    }
}
