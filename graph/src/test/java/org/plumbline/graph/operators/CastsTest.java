package org.plumbline.graph.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.plumbline.graph.operators.Calls.floats;
import static org.plumbline.graph.operators.Calls.integers;
import static org.plumbline.graph.operators.Calls.whole;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.bound.Interval;
import org.plumbline.graph.operator.Evaluation;

class CastsTest {
    private static Map<String, Attribute> to(DType dtype) {
        return Map.of("to", new Attribute.Int(dtype.code()));
    }

    @Test
    void realsTruncateAndThoseOutOfRangeAreUnknown() {
        assertThat(integers("Cast", 13, to(DType.INT8), floats(-1.9, 1.9, 127.5, 128, -129, Double.NaN)))
            .containsExactly("-1", "1", "127", "?", "?", "?");
        assertThat(integers("Cast", 13, to(DType.UINT8), floats(-0.5, -1, 255.5, 256)))
            .containsExactly("0", "?", "255", "?");
        assertThat(integers("Cast", 13, to(DType.UINT64), floats(0x1p63, 0x1p64)))
            .containsExactly("9223372036854775808", "?");
    }

    @Test
    void wholeNumbersKeepTheirLowBits() {
        assertThat(integers("Cast", 13, to(DType.INT8), whole(DType.INT16, 200, -129))).containsExactly("-56", "127");
        assertThat(integers("Cast", 13, to(DType.UINT32), whole(DType.INT64, -1))).containsExactly("4294967295");
    }

    @Test
    void onlyZerosAreFalse() {
        assertThat(integers("Cast", 13, to(DType.BOOL), floats(0.0, -0.0, 1e-40, Double.NaN, -3)))
            .containsExactly("0", "0", "1", "1", "1");
        assertThat(integers("Cast", 13, to(DType.INT64), whole(DType.BOOL, 1, 0))).containsExactly("1", "0");
    }

    @Test
    void narrowerRealsMayBeRoundedOrNot() {
        Interval y = Calls.reals("Cast", 13, to(DType.FLOAT16), floats(0.1))[0];
        assertThat(y.contains(0.1f)).isTrue();
        assertThat(y.contains(Tensor.scalar(DType.FLOAT16, 0.1f).getDouble(0))).isTrue();
        assertThat(y.hi() - y.lo()).isLessThan(2e-4);
        assertThat(Calls.reals("Cast", 13, to(DType.FLOAT16), floats(0.5))[0]).isEqualTo(Interval.of(0.5));
    }

    @Test
    void tooLargeRealsBecomeInfinite() {
        Interval y = Calls.reals("Cast", 13, to(DType.FLOAT16), floats(70000))[0];
        assertThat(y.contains(Double.POSITIVE_INFINITY)).isTrue();
        assertThat(y.contains(65504)).isFalse();
    }

    @Test
    void roundedWholeNumbersLieInside() {
        Rng rng = Rng.of(3);
        for (int i = 0; i < 3000; i++) {
            long v = rng.nextLong() >> rng.below(60);
            assertThat(Calls.reals("Cast", 13, to(DType.FLOAT), whole(DType.INT64, v))[0].contains((float) v)).isTrue();
            assertThat(Calls.reals("Cast", 13, to(DType.DOUBLE), whole(DType.INT64, v))[0].contains(v)).isTrue();
        }
        assertThat(Calls.reals("Cast", 13, to(DType.DOUBLE), whole(DType.UINT64, -1))[0].contains(0x1p64)).isTrue();
        assertThat(Calls.reals("Cast", 13, to(DType.DOUBLE), whole(DType.INT64, 3))[0]).isEqualTo(Interval.of(3));
    }

    @Test
    void castLikeTakesTheTypeOfItsSecondInput() {
        assertThat(integers("CastLike", 15, Map.of(), floats(2.7), whole(DType.INT32, 0))).containsExactly("2");
    }

    @Test
    void missingAndUnknownTargetsAreToldApart() {
        assertThat(Calls.evaluate("Cast", 13, Map.of(), floats(1)))
            .isEqualTo(new Evaluation.Invalid("Cast: attribute to names no type"));
        assertThat(Calls.evaluate("Cast", 13, to(DType.STRING), floats(1)))
            .isInstanceOf(Evaluation.Undetermined.class);
    }
}
