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

/// Partial operators for Conv, ConvInteger and QLinearConv.
final class ConvolutionRules {
    private static final List<DType> BYTES = List.of(DType.UINT8, DType.INT8);

    private ConvolutionRules() {
    }

    /// The shapes of one convolution: input, weights, output, and the number of feature maps.
    private record Shapes(List<Expr> x, List<Expr> w, List<Expr> y, Expr features) {
    }

    static PartialOperator conv(Rng rng, Wish wish) {
        DType t = wish.type(rng, wish.opset() >= 22 ? Types.REAL : Types.REAL_NO_BF16);
        var b = PartialOperator.builder("Conv");
        Shapes s = shapes(b, rng, WindowRules.rank(rng, wish) - 2);
        b.in(t, s.x).constant(t, s.w, Domain.ANY);
        if (rng.chance(0.6)) {
            b.constant(t, List.of(s.features), Domain.ANY);
        }
        return b.out(t, s.y).build();
    }

    private static Shapes shapes(Builder b, Rng rng, int axes) {
        Expr batch = b.dim("n", 0, 4);
        Expr channels = b.dim("c", 1, 8);
        List<Expr> input = WindowRules.spatial(b, axes);
        List<Expr> size = WindowRules.kernel(b, rng, axes);
        Expr perGroup = channels;
        Expr features;
        switch (rng.below(6)) {
            case 0 -> {
                b.set("group", channels);
                perGroup = Expr.of(1);
                features = channels.times(rng.pick(1, 1, 2, 3));
            }
            case 1 -> {
                long groups = rng.pick(2, 2, 3, 4);
                b.set("group", groups).require(channels.mod(Expr.of(groups)).eq(0));
                perGroup = channels.floorDiv(groups);
                features = b.dim("m", 1, 3).times(groups);
            }
            case 2 -> {
                b.set("group", 1);
                features = b.dim("m", 1, 8);
            }
            default -> features = b.dim("m", 1, 8);
        }
        List<Expr> output = WindowRules.draw(b, rng, input, size, true, false).output(false, false);
        return new Shapes(WindowRules.shape(batch, channels, input), WindowRules.shape(features, perGroup, size),
            WindowRules.shape(batch, features, output), features);
    }

    static PartialOperator convInteger(Rng rng, Wish wish) {
        DType x = wish.inputType(rng, BYTES);
        DType w = rng.pick(BYTES);
        var b = PartialOperator.builder("ConvInteger");
        Shapes s = shapes(b, rng, WindowRules.rank(rng, wish) - 2);
        b.in(x, s.x).constant(w, s.w, Domain.ANY);
        boolean weightZero = rng.chance(0.4);
        if (rng.chance(0.6)) {
            b.constant(x, rng.chance(0.5) ? List.of() : List.of(Expr.of(1)), Domain.ANY);
        } else if (weightZero) {
            b.absent();
        }
        if (weightZero) {
            b.constant(w, rng.chance(0.9) ? List.of() : List.of(s.features), Domain.ANY);
        }
        return b.out(DType.INT32, s.y).build();
    }

    static PartialOperator qLinearConv(Rng rng, Wish wish) {
        DType x = wish.inputType(rng, BYTES);
        DType w = rng.pick(BYTES);
        DType y = wish.outputType(rng, List.of(x));
        var b = PartialOperator.builder("QLinearConv");
        Shapes s = shapes(b, rng, WindowRules.rank(rng, wish) - 2);
        List<Expr> perTensor = List.of();
        List<Expr> ofWeights = rng.chance(0.5) ? perTensor : List.of(s.features);
        Domain scale = Domain.range(0.03125, 0.5);
        b.in(x, s.x).constant(DType.FLOAT, perTensor, scale).constant(x, perTensor, Domain.ANY);
        b.constant(w, s.w, Domain.ANY).constant(DType.FLOAT, ofWeights, scale).constant(w, ofWeights, Domain.ANY);
        b.constant(DType.FLOAT, perTensor, scale).constant(y, perTensor, Domain.ANY);
        if (rng.chance(0.5)) {
            b.constant(DType.INT32, List.of(s.features), Domain.ANY);
        }
        return b.out(y, s.y).build();
    }
}
