package org.plumbline.graph.operators;

import java.util.List;
import org.plumbline.graph.DType;
import org.plumbline.graph.Rng;
import org.plumbline.graph.operator.Domain;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.PartialOperator.Builder;
import org.plumbline.graph.operator.Types;
import org.plumbline.graph.operator.Wish;
import org.plumbline.graph.rule.Expr;

/// Partial operators for MaxPool, AveragePool and LpPool.
final class PoolingRules {
    private static final List<DType> MAX_TYPES =
        List.of(DType.FLOAT, DType.DOUBLE, DType.FLOAT16, DType.INT8, DType.UINT8);
    private static final List<DType> MAX_TYPES_22 =
        List.of(DType.FLOAT, DType.DOUBLE, DType.FLOAT16, DType.INT8, DType.UINT8, DType.BFLOAT16);

    private PoolingRules() {
    }

    static PartialOperator maxPool(Rng rng, Wish wish) {
        DType t = wish.type(rng, wish.opset() >= 22 ? MAX_TYPES_22 : MAX_TYPES);
        var b = PartialOperator.builder("MaxPool");
        List<Expr> y = pool(b, rng, wish, t, true, true, wish.opset() >= Window.SAYS);
        b.out(t, y);
        if (rng.chance(0.35)) {
            if (rng.chance(0.5)) {
                b.set("storage_order", rng.below(2));
            }
            b.out(DType.INT64, y);
        }
        return b.build();
    }

    static PartialOperator averagePool(Rng rng, Wish wish) {
        DType t = wish.type(rng, wish.opset() >= 22 ? Types.REAL : Types.REAL_NO_BF16);
        var b = PartialOperator.builder("AveragePool");
        if (rng.chance(0.6)) {
            b.set("count_include_pad", rng.below(2));
        }
        return b.out(t, pool(b, rng, wish, t, wish.opset() >= 19, true, wish.opset() >= Window.SAYS)).build();
    }

    static PartialOperator lpPool(Rng rng, Wish wish) {
        DType t = wish.type(rng, wish.opset() >= 22 ? Types.REAL : Types.REAL_NO_BF16);
        var b = PartialOperator.builder("LpPool");
        if (rng.chance(0.7)) {
            b.set("p", rng.between(1, 4));
        }
        return b.out(t, pool(b, rng, wish, t, wish.opset() >= 18, wish.opset() >= 18, false)).build();
    }

    /// Adds input and window attributes; the output's shape comes back.
    private static List<Expr> pool(Builder b, Rng rng, Wish wish, DType t, boolean dilations, boolean ceilMode,
        boolean ignoring) {
        int axes = WindowRules.rank(rng, wish) - 2;
        Expr batch = b.dim("n", 0, 4);
        Expr channels = b.dim("c", 1, 8);
        List<Expr> input = WindowRules.spatial(b, axes);
        List<Expr> kernel = b.attributes("k", axes, 1, 4);
        b.set("kernel_shape", kernel);
        WindowRules window = WindowRules.draw(b, rng, input, kernel, dilations, true);
        boolean ceil = ceilMode && window.isExplicit() && rng.chance(0.4);
        if (ceil || ceilMode && rng.chance(0.2)) {
            b.set("ceil_mode", ceil ? 1 : 0);
        }
        b.in(t, WindowRules.shape(batch, channels, input), Domain.ANY);
        return WindowRules.shape(batch, channels, window.output(ceil, ignoring));
    }
}
