package org.plumbline.targets.planted.numeric;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.plumbline.graph.DType;
import org.plumbline.graph.Rng;
import org.plumbline.targets.planted.numeric.Style.Order;
import org.plumbline.targets.planted.numeric.Style.Steps;

class FloatsTest {
    static final java.util.List<Style> STYLES = Style.ALL;

    private static Floats floats(DType dtype, Steps steps, Order order, boolean fma) {
        return Floats.of(dtype, new Style("test", steps, order, fma, false, false), Rng.of(1));
    }

    @ParameterizedTest
    @FieldSource("STYLES")
    void everyStyleSumsSmallIntegersExactly(Style style) {
        Floats m = Floats.of(DType.FLOAT16, style, Rng.of(7));

        assertThat(m.sum(new double[] {1, 2, 3, 4, 5})).isEqualTo(15);
        assertThat(m.dot(new double[] {1, 2, 3}, new double[] {4, 5, 6}, 1)).isEqualTo(33);
        assertThat(m.sum(new double[0])).isZero();
    }

    @ParameterizedTest
    @FieldSource("STYLES")
    void equalSeedsGiveEqualSums(Style style) {
        double[] terms = Rng.of(3).permutation(100).length == 0 ? new double[0]
            : java.util.stream.IntStream.range(0, 100).mapToDouble(i -> Math.sin(i) * 1e3).toArray();

        assertThat(Floats.of(DType.FLOAT, style, Rng.of(5)).sum(terms))
            .isEqualTo(Floats.of(DType.FLOAT, style, Rng.of(5)).sum(terms));
    }

    @Nested
    class Steps16 {
        @Test
        void narrowOnesLoseWhatUsualOnesKeep() {
            double[] terms = {2048, 1, 1};

            assertThat(floats(DType.FLOAT16, Steps.NARROW, Order.FORWARD, false).sum(terms)).isEqualTo(2048);
            assertThat(floats(DType.FLOAT16, Steps.USUAL, Order.FORWARD, false).sum(terms)).isEqualTo(2050);
        }

        @Test
        void compensationKeepsThemToo() {
            assertThat(floats(DType.FLOAT16, Steps.NARROW, Order.KAHAN, false).sum(new double[] {2048, 1, 1}))
                .isEqualTo(2050);
        }
    }

    @Test
    void anFmaDoesNotRoundItsProduct() {
        double third = (float) (1 / 3.0);
        double product = (float) (third * 3);

        assertThat(floats(DType.FLOAT, Steps.USUAL, Order.FORWARD, false).mulAdd(third, 3, -product)).isZero();
        assertThat(floats(DType.FLOAT, Steps.USUAL, Order.FORWARD, true).mulAdd(third, 3, -product)).isNotZero();
    }
}
