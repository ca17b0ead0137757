package org.plumbline.graph.operators;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.plumbline.graph.DType;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Shape;
import org.plumbline.graph.bound.Arithmetic;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.bound.Enclosure.Reals;
import org.plumbline.graph.bound.Interval;
import org.plumbline.graph.operator.Call;
import org.plumbline.graph.operator.Domain;
import org.plumbline.graph.operator.Operator;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.Types;
import org.plumbline.graph.operator.Wish;
import org.plumbline.graph.rule.Expr;

/// Normalisation over groups of channels and the axes behind them: ONNX operators InstanceNormalization (each channel
/// for itself) and GroupNormalization.
final class ChannelNormalizations {
    private ChannelNormalizations() {
    }

    static List<Operator> all() {
        String silent = "which algorithm gives the variance";
        return List.of(
            Operator.of("InstanceNormalization", 6, ChannelNormalizations::instance,
                ChannelNormalizations::instancePartial).weighing(3)
                .silentOn(silent + "; E[x²]−mean² is held to be none"),
            Operator.of("GroupNormalization", 18, ChannelNormalizations::group, ChannelNormalizations::groupPartial)
                .weighing(3).silentOn(silent + "; its function body says E[x²]−mean², which is admitted"));
    }

    private static List<Enclosure> instance(Call call) {
        Reals x = call.reals(0);
        Call.require(x.shape().rank() >= 2, "input has rank " + x.shape().rank() + ", less than 2");
        int channels = (int) x.shape().dim(1);
        return normalise(call, x, channels, channels, call.arithmetic(x.dtype()), false);
    }

    /// Scale and bias belong to the channels; before opset 21 to the groups, and all was computed in the input's type.
    private static List<Enclosure> group(Call call) {
        Reals x = call.reals(0);
        Call.require(x.shape().rank() >= 2, "X has rank " + x.shape().rank() + ", less than 2");
        long groups = call.integer("num_groups", 0);
        Call.require(groups > 0 && x.shape().dim(1) % groups == 0,
            "num_groups " + groups + " does not divide the channels of " + x.shape());
        boolean byChannel = call.opset() >= 21;
        return normalise(call, x, (int) groups, byChannel ? (int) x.shape().dim(1) : (int) groups,
            call.arithmetic(byChannel ? LayerNormalizations.stash(call) : x.dtype()), true);
    }

    /// `scales`: how many scales and biases there are, each for as many channels. `textbook`: the variance may be
    /// E[x²]−mean², which is how ONNX's function body of GroupNormalization has it.
    private static List<Enclosure> normalise(Call call, Reals x, int groups, int scales, Arithmetic stage,
        boolean textbook) {
        Shape shape = x.shape();
        int channels = (int) shape.dim(1);
        for (int i = 1; i <= 2; i++) {
            Call.require(call.shape(i).equals(Shape.of(scales)),
                "input " + i + " has shape " + call.shape(i) + ", not [" + scales + "]");
        }
        Arithmetic m = call.arithmetic(x.dtype());
        int inner = shape.size(2, shape.rank());
        int lane = groups == 0 ? 0 : channels / groups * inner;
        int[] along = IntStream.range(0, lane).toArray();
        Canvas out = new Canvas(x.dtype(), shape);
        for (int base = 0; base < shape.size(); base += lane) {
            Moments stable = Moments.of(stage, x, base, along);
            Moments moments = textbook ? stable.withTextbookVariance(stage, x, base, along) : stable;
            Interval inverse = moments.inverse(stage, call.real("epsilon", 1e-5f));
            for (int at = base; at < base + lane; at++) {
                int c = at / inner % channels / (channels / scales);
                out.set(at, Moments.apply(stage, m, x.at(at), moments.mean(), inverse, call.reals(1).at(c),
                    call.reals(2).at(c)));
            }
        }
        return List.of(out.done());
    }

    private static PartialOperator instancePartial(Rng rng, Wish wish) {
        DType t = wish.type(rng, wish.opset() >= 22 ? Types.REAL : Types.REAL_NO_BF16);
        var b = PartialOperator.builder("InstanceNormalization");
        List<Expr> x = dims(b, wish.rank(rng, 3, 5));
        return finish(b, rng, t, x, x.get(1));
    }

    private static PartialOperator groupPartial(Rng rng, Wish wish) {
        DType t = wish.type(rng, Types.REAL);
        var b = PartialOperator.builder("GroupNormalization");
        List<Expr> x = dims(b, wish.rank(rng, 3, 5));
        int groups = rng.pick(0, 1, 2, 2, 2, 3, 4);
        Expr count = groups == 0 ? x.get(1) : Expr.of(groups);
        b.set("num_groups", count);
        if (groups > 0) {
            b.require(x.get(1).mod(count).eq(0));
        }
        if (wish.opset() >= 21 && rng.chance(0.2)) {
            b.set("stash_type", 1);
        }
        return finish(b, rng, t, x, wish.opset() >= 21 ? x.get(1) : count);
    }

    private static List<Expr> dims(PartialOperator.Builder b, int rank) {
        List<Expr> x = new ArrayList<>(List.of(b.dim("n", 1, 64), b.dim("c", 1, 32)));
        for (int i = 2; i < rank; i++) {
            x.add(b.dim("d" + i, 1, 64));
        }
        return x;
    }

    private static PartialOperator finish(PartialOperator.Builder b, Rng rng, DType t, List<Expr> x,
        Expr scales) {
        List<Expr> c = List.of(scales);
        b.in(t, x).constant(t, c, Domain.ANY).constant(t, c, Domain.ANY);
        if (rng.chance(0.4)) {
            b.set("epsilon", rng.pick(1e-5f, 1e-3f, 1e-2f, 0.1f));
        }
        return b.out(t, x).build();
    }
}
