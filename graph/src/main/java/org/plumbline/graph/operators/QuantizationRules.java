package org.plumbline.graph.operators;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.plumbline.graph.DType;
import org.plumbline.graph.Rng;
import org.plumbline.graph.operator.Domain;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.Wish;
import org.plumbline.graph.rule.Expr;

/// The partial operators of the quantisation family.
final class QuantizationRules {
    private static final Domain SCALES = Domain.range(0x1p-7, 0.5);
    private static final Domain WHOLE_SCALES = Domain.range(1, 9);

    private QuantizationRules() {
    }

    static PartialOperator quantize(Rng rng, Wish wish) {
        DType from = rng.trueInOneOutOf(8) ? DType.INT32
            : wish.inputType(rng, Quantization.FLOATS.at(wish.opset()));
        DType to = wish.outputType(rng, Quantization.WHOLES.at(wish.opset()));
        var b = PartialOperator.builder("QuantizeLinear");
        List<Expr> x = b.dims("x", wish.rank(rng, 0, 5));
        b.in(from, x);
        DType scale = wish.opset() < 19 ? DType.FLOAT : from;
        boolean zeroPoint = to != DType.UINT8 && (wish.opset() < 21 || rng.chance(0.7))
            || to == DType.UINT8 && rng.chance(0.7);
        if (!zeroPoint && to != DType.UINT8) {
            b.set("output_dtype", to.code());
        }
        scales(b, rng, wish, x, scale, to, zeroPoint);
        return b.out(to, x).build();
    }

    static PartialOperator dequantize(Rng rng, Wish wish) {
        List<DType> types = Quantization.WHOLES.at(wish.opset());
        DType from = rng.trueInOneOutOf(8) ? DType.INT32 : wish.inputType(rng, types);
        DType to = wish.outputType(rng, Quantization.FLOATS.at(wish.opset()));
        var b = PartialOperator.builder("DequantizeLinear");
        List<Expr> x = b.dims("x", wish.rank(rng, 0, 5));
        b.in(from, x);
        scales(b, rng, wish, x, to, from, from != DType.INT32 && rng.chance(0.7));
        return b.out(to, x).build();
    }

    /// One scale for all; one for each place along an axis; from opset 21 on, one for each block.
    private static void scales(PartialOperator.Builder b, Rng rng, Wish wish, List<Expr> x, DType scale, DType zero,
        boolean zeroPoint) {
        List<Expr> dims = List.of();
        int kind = x.isEmpty() ? 0 : rng.below(wish.opset() >= 21 ? 5 : 4);
        if (kind >= 2) {
            int axis = x.size() > 1 && rng.chance(0.5) ? 1 : rng.below(x.size());
            if (axis != 1 || rng.chance(0.5)) {
                b.set("axis", rng.chance(0.3) ? axis - x.size() : axis);
            }
            dims = List.of(x.get(axis));
            if (kind == 4) {
                Expr block = b.attribute("block_size", 1, 8);
                // A single block along the only axis could be taken for one scale for all.
                b.set("block_size", block).require(x.get(axis).gt(block));
                dims = new ArrayList<>(x);
                dims.set(axis, x.get(axis).ceilDiv(block));
            }
        }
        b.constant(scale, dims, scale.isReal() ? SCALES : WHOLE_SCALES);
        if (zeroPoint) {
            b.constant(zero, dims, zero == DType.UINT8 || zero == DType.UINT16 ? Domain.range(0, 255)
                : Domain.range(-128, 127));
        }
    }

    static PartialOperator dynamic(Rng rng, Wish wish) {
        var b = PartialOperator.builder("DynamicQuantizeLinear");
        int rank = wish.rank(rng, 0, 5);
        List<Expr> x = IntStream.range(0, rank).<Expr>mapToObj(i -> b.dim("x" + i, 1, 64)).toList();
        // Values around 0 as often on one side as on the other would put the zero point on a tie, 127.5.
        return b.in(DType.FLOAT, x, Domain.range(-3, 5)).out(DType.UINT8, x).out(DType.FLOAT, List.of())
            .out(DType.UINT8, List.of()).build();
    }
}
