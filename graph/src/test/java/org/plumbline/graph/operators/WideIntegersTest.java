package org.plumbline.graph.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.plumbline.graph.operators.Calls.integers;
import static org.plumbline.graph.operators.Calls.whole;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;

/// Integers past 2^53, which do not survive a detour through double.
class WideIntegersTest {
    private static final long ODD = (1L << 53) + 1;
    private static final long BIG = Long.MAX_VALUE - 2;

    private static List<String> texts(long... values) {
        return java.util.Arrays.stream(values).mapToObj(Long::toString).toList();
    }

    private static Tensor scalar(DType dtype, long value) {
        return Tensor.ofLongs(dtype, Shape.SCALAR, _ -> value);
    }

    private static Tensor x(long... values) {
        return whole(DType.INT64, values);
    }

    @Test
    void clipKeepsEveryDigit() {
        assertThat(integers("Clip", 13, Map.of(), x(ODD, BIG, -ODD, 0), scalar(DType.INT64, -ODD + 1),
            scalar(DType.INT64, BIG - 1))).isEqualTo(texts(ODD, BIG - 1, -ODD + 1, 0));
        assertThat(integers("Clip", 13, Map.of(), whole(DType.UINT64, -1, -3, 5), scalar(DType.UINT64, 7),
            scalar(DType.UINT64, -2))).containsExactly("18446744073709551614", "18446744073709551613", "7");
    }

    @Test
    void maxAndMinTellNeighboursApart() {
        assertThat(integers("Max", 13, Map.of(), x(ODD, -BIG), x(ODD - 1, -BIG + 1))).isEqualTo(texts(ODD, -BIG + 1));
        assertThat(integers("Min", 13, Map.of(), x(ODD, -BIG), x(ODD - 1, -BIG + 1))).isEqualTo(texts(ODD - 1, -BIG));
        assertThat(integers("Max", 13, Map.of(), whole(DType.UINT64, -1), whole(DType.UINT64, 1)))
            .containsExactly("18446744073709551615");
    }

    @Test
    void signLooksAtAllBits() {
        assertThat(integers("Sign", 13, Map.of(), x(ODD, -BIG, Long.MIN_VALUE, 0))).isEqualTo(texts(1, -1, -1, 0));
        assertThat(integers("Sign", 13, Map.of(), whole(DType.UINT64, -1, 0))).isEqualTo(texts(1, 0));
    }

    @Test
    void sumsAndProductsKeepEveryDigit() {
        Map<String, Attribute> flat = Map.of("keepdims", new Attribute.Int(0));
        assertThat(integers("ReduceSum", 13, flat, x(ODD, 2, -4))).isEqualTo(texts(ODD - 2));
        assertThat(integers("ReduceSum", 13, flat, x(Long.MAX_VALUE, 1, -1)))
            .as("a partial sum wraps around and back").isIn(List.of(texts(Long.MAX_VALUE), List.of("?")));
        assertThat(integers("ReduceSum", 13, flat, x(Long.MAX_VALUE, 1))).containsExactly("?");
        assertThat(integers("ReduceProd", 13, flat, x(3, ODD, 5))).isEqualTo(texts(15 * ODD));
        assertThat(integers("ReduceProd", 13, flat, x(1L << 32, 1L << 32))).containsExactly("?");
        assertThat(integers("ReduceMax", 18, flat, x(ODD, ODD - 1))).isEqualTo(texts(ODD));
        assertThat(integers("ReduceSumSquare", 18, flat, x(3_000_000_001L, 1))).isEqualTo(texts(
            3_000_000_001L * 3_000_000_001L + 1));
        assertThat(integers("ReduceL1", 18, flat, x(-ODD, 2))).isEqualTo(texts(ODD + 2));
    }

    @Test
    void runningSumsKeepEveryDigit() {
        assertThat(integers("CumSum", 14, Map.of(), x(ODD, 2, -5, BIG), scalar(DType.INT64, 0)))
            .isEqualTo(List.of("" + ODD, "" + (ODD + 2), "" + (ODD - 3), "?"));
    }

    @Test
    void contractionsKeepEveryDigit() {
        Map<String, Attribute> dot = Map.of("equation", new Attribute.Text("i,i->"));
        assertThat(integers("Einsum", 12, dot, x(ODD, 3), x(3, 1))).isEqualTo(texts(3 * ODD + 3));
        assertThat(integers("Einsum", 12, dot, x(BIG, 1), x(2, 1))).containsExactly("?");
        assertThat(integers("MatMul", 13, Map.of(), x(ODD, 3), x(3, 1))).isEqualTo(texts(3 * ODD + 3));
    }
}
