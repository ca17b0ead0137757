package org.plumbline.graph.operators;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

/// ONNX operator LayerNormalization. The statistics are computed in the precision that `stash_type` names (float when
/// absent), whatever the input's type.
final class LayerNormalizations {
    private LayerNormalizations() {
    }

    static List<Operator> all() {
        return List.of(Operator.of("LayerNormalization", 17, LayerNormalizations::layer, LayerNormalizations::partial)
            .weighing(4).silentOn("which stable algorithm gives the variance; E[x²]−mean² is held to be none,"
                + " but may overflow, as it does in the function body"));
    }

    private static List<Enclosure> layer(Call call) {
        Reals x = call.reals(0);
        Reals scale = call.reals(1);
        Shape shape = x.shape();
        int axis = Call.axis(call.integer("axis", -1), shape.rank());
        boolean[] reduced = new boolean[shape.rank()];
        for (int i = axis; i < reduced.length; i++) {
            reduced[i] = true;
        }
        Lanes lanes = Lanes.of(shape, reduced, true);
        Shape lane = Shape.of(Arrays.copyOfRange(shape.dims(), axis, shape.rank()));
        int[] scaleAt = broadcast(scale.shape(), lane, "Scale");
        int[] shiftAt = call.has(2) ? broadcast(call.shape(2), lane, "B") : null;
        DType stash = stash(call);
        Arithmetic stage = call.arithmetic(stash);
        Arithmetic m = call.arithmetic(x.dtype());
        Canvas y = new Canvas(x.dtype(), shape);
        Canvas mean = new Canvas(stash, lanes.shape());
        Canvas inverse = new Canvas(stash, lanes.shape());
        for (int l = 0; l < lanes.count(); l++) {
            int base = lanes.base()[l];
            Moments moments = Moments.of(stage, x, base, lanes.inner()).openWhereSquaresOverflow(stage, x, base,
                lanes.inner());
            Interval inv = moments.inverse(stage, call.real("epsilon", 1e-5f));
            mean.set(l, moments.mean());
            inverse.set(l, inv);
            for (int r = 0; r < lanes.length(); r++) {
                int at = base + lanes.inner()[r];
                Interval shift = shiftAt == null ? Interval.ZERO : call.reals(2).at(shiftAt[r]);
                y.set(at, Moments.apply(stage, m, x.at(at), moments.mean(), inv, scale.at(scaleAt[r]), shift));
            }
        }
        return List.of(y.done(), mean.done(), inverse.done());
    }

    private static int[] broadcast(Shape from, Shape lane, String name) {
        boolean fits = from.rank() <= lane.rank();
        for (int i = 1; i <= from.rank() && fits; i++) {
            fits = from.dim(-i) == 1 || from.dim(-i) == lane.dim(-i);
        }
        Call.require(fits, name + from + " does not broadcast to " + lane);
        return from.broadcastIndex(lane);
    }

    /// The type that `stash_type` names; breaks the call when it is not a real one.
    static DType stash(Call call) {
        DType stash = DType.ofCode((int) call.integer("stash_type", DType.FLOAT.code())).orElse(DType.STRING);
        Call.require(stash.isReal(), "stash_type " + call.integer("stash_type", 1) + " is no real type");
        return stash;
    }

    private static PartialOperator partial(Rng rng, Wish wish) {
        DType t = wish.type(rng, Types.REAL);
        var b = PartialOperator.builder("LayerNormalization");
        int rank = wish.rank(rng, 1, 5);
        int axis = rng.chance(0.6) ? rank - 1 : rng.below(rank);
        List<Expr> x = new ArrayList<>();
        List<Expr> statistics = new ArrayList<>();
        for (int i = 0; i < rank; i++) {
            x.add(b.dim("x" + i, i >= axis ? 1 : 0, 64));
            statistics.add(i >= axis ? Expr.of(1) : x.get(i));
        }
        List<Expr> lane = x.subList(axis, rank);
        b.in(t, x).constant(t, lane, Domain.ANY);
        if (rng.chance(0.7)) {
            b.constant(t, lane, Domain.ANY);
        }
        if (axis != rank - 1 || rng.chance(0.5)) {
            b.set("axis", rng.chance(0.4) ? axis - rank : axis);
        }
        if (rng.chance(0.4)) {
            b.set("epsilon", rng.pick(1e-5f, 1e-3f, 1e-2f, 0.1f));
        }
        if (rng.chance(0.2)) {
            b.set("stash_type", 1);
        }
        b.out(t, x);
        for (int more = rng.chance(0.7) ? 0 : rng.between(1, 2); more > 0; more--) {
            b.out(DType.FLOAT, statistics);
        }
        return b.build();
    }
}
