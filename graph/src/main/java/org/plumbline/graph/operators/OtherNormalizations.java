package org.plumbline.graph.operators;

import java.util.ArrayList;
import java.util.List;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Shape;
import org.plumbline.graph.bound.Arithmetic;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.bound.Enclosure.Reals;
import org.plumbline.graph.bound.Interval;
import org.plumbline.graph.bound.Sum;
import org.plumbline.graph.operator.Call;
import org.plumbline.graph.operator.Domain;
import org.plumbline.graph.operator.Operator;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.Types;
import org.plumbline.graph.operator.Wish;
import org.plumbline.graph.rule.Expr;

/// ONNX operators LRN, LpNormalization and MeanVarianceNormalization.
final class OtherNormalizations {
    private OtherNormalizations() {
    }

    static List<Operator> all() {
        return List.of(
            Operator.of("LRN", 13, OtherNormalizations::lrn, OtherNormalizations::lrnPartial),
            Operator.of("LpNormalization", 1, OtherNormalizations::lp, OtherNormalizations::lpPartial)
                .silentOn("vectors of norm 0 (0 or NaN)"),
            Operator.of("MeanVarianceNormalization", 13, OtherNormalizations::meanVariance,
                OtherNormalizations::meanVariancePartial)
                .silentOn("the 1e-9 that the function body adds to the deviation and the text does not"));
    }

    /// x / (bias + alpha/size · Σ x²)^beta, the sum over `size` channels around x's own.
    private static List<Enclosure> lrn(Call call) {
        Reals x = call.reals(0);
        Shape shape = x.shape();
        Call.require(shape.rank() >= 2, "X has rank " + shape.rank() + ", less than 2");
        int size = Math.toIntExact(call.integer("size", 0));
        Call.require(size > 0, "size " + size + " is not positive");
        int channels = (int) shape.dim(1);
        int inner = shape.size(2, shape.rank());
        Arithmetic m = call.arithmetic(x.dtype());
        Interval alpha = Interval.of(call.real("alpha", 1e-4f));
        Interval beta = Interval.of(call.real("beta", 0.75f));
        Interval bias = Interval.of(call.real("bias", 1));
        Interval share = m.div(alpha, Interval.of(size));
        return List.of(Reals.of(x.dtype(), shape, i -> {
            int c = i / inner % channels;
            Sum sum = new Sum();
            for (int k = Math.max(0, c - (size - 1) / 2); k <= Math.min(channels - 1, c + size / 2); k++) {
                LaneMath.addSquare(sum, x.at(i + (k - c) * inner));
            }
            Interval squares = sum.total(m, 1).clamped(0, Double.POSITIVE_INFINITY);
            // alpha·Σx²/size associates in three ways.
            Interval scaled = m.mul(share, squares).hull(m.div(m.mul(alpha, squares), Interval.of(size)));
            return divideByPower(m, x.at(i), m.add(bias, scaled), beta.lo());
        }));
    }

    /// x / base^beta, or x · base^−beta.
    private static Interval divideByPower(Arithmetic m, Interval x, Interval base, double beta) {
        if (base.isEmpty() || base.lo() <= 0 || Double.isInfinite(base.hi())) {
            return x.isEmpty() || base.isEmpty() ? Interval.NAN : Interval.ANY;
        }
        double p = Math.pow(base.lo(), beta);
        double q = Math.pow(base.hi(), beta);
        Interval power = m.power(Math.min(p, q), Math.max(p, q), beta);
        power = base.nan() ? power.orNan() : power;
        Interval y = m.div(x, power);
        return y.isPoint() || y.isEmpty() ? y : m.widen(y.lo(), y.hi(), y.nan(), 2, 0);
    }

    private static List<Enclosure> lp(Call call) {
        Reals x = call.reals(0);
        long p = call.integer("p", 2);
        Call.require(p == 1 || p == 2, "p is " + p + ", not 1 or 2");
        Arithmetic m = call.arithmetic(x.dtype());
        Lanes lanes = Lanes.along(x.shape(), call.integer("axis", -1), true);
        Canvas out = new Canvas(x.dtype(), x.shape());
        for (int base : lanes.base()) {
            Interval norm = p == 1 ? LaneMath.absSum(m, x, base, lanes.inner())
                : LaneMath.norm(m, x, base, lanes.inner());
            for (int i : lanes.inner()) {
                Interval v = x.at(base + i);
                Interval y = m.div(v, norm);
                boolean zero = v.isPoint() && v.lo() == 0;
                out.set(base + i, zero && Arithmetic.holdsZero(norm) ? Interval.ZERO.orNan()
                    : y.isPoint() || y.isEmpty() ? y : m.widen(y.lo(), y.hi(), y.nan(), 1, 0));
            }
        }
        return List.of(out.done());
    }

    private static List<Enclosure> meanVariance(Call call) {
        Reals x = call.reals(0);
        Lanes lanes = Lanes.along(x.shape(), call.integers("axes").orElse(new long[] {0, 2, 3}), true);
        Arithmetic m = call.arithmetic(x.dtype());
        Canvas out = new Canvas(x.dtype(), x.shape());
        for (int base : lanes.base()) {
            Moments moments = Moments.of(m, x, base, lanes.inner());
            Interval deviation = m.sqrt(moments.variance());
            Interval more = m.add(deviation, Interval.of(1e-9));
            Interval inverse = m.div(Interval.ONE, deviation.hull(more));
            for (int i : lanes.inner()) {
                out.set(base + i,
                    Moments.apply(m, m, x.at(base + i), moments.mean(), inverse, Interval.ONE, Interval.ZERO));
            }
        }
        return List.of(out.done());
    }

    private static PartialOperator lrnPartial(Rng rng, Wish wish) {
        DType t = wish.type(rng, Types.REAL);
        var b = PartialOperator.builder("LRN");
        List<Expr> x = new ArrayList<>(b.dims("x", 4));
        b.set("size", rng.pick(1, 3, 5, 7));
        if (rng.chance(0.5)) {
            b.set("alpha", rng.pick(1e-4f, 0.01f, 0.5f, 2f));
        }
        if (rng.chance(0.5)) {
            b.set("beta", rng.pick(0.5f, 0.75f, 1f, 2f));
        }
        if (rng.chance(0.5)) {
            b.set("bias", rng.pick(1f, 2f, 0.5f));
        }
        return b.in(t, x).out(t, x).build();
    }

    private static PartialOperator lpPartial(Rng rng, Wish wish) {
        DType t = wish.type(rng, wish.opset() >= 22 ? Types.REAL : Types.REAL_NO_BF16);
        var b = PartialOperator.builder("LpNormalization");
        int rank = wish.rank(rng, 1, 5);
        List<Expr> x = b.dims("x", rank);
        int axis = rng.chance(0.5) ? rank - 1 : rng.below(rank);
        if (axis != rank - 1 || rng.chance(0.5)) {
            b.set("axis", rng.chance(0.3) ? axis - rank : axis);
        }
        if (rng.chance(0.6)) {
            b.set("p", rng.between(1, 2));
        }
        return b.in(t, x).out(t, x).build();
    }

    private static PartialOperator meanVariancePartial(Rng rng, Wish wish) {
        // ONNX's function body adds a float epsilon, whatever the type: other types are valid, but run nowhere.
        DType t = DType.FLOAT;
        var b = PartialOperator.builder("MeanVarianceNormalization");
        int rank = wish.rank(rng, 2, 4);
        List<Expr> x = new ArrayList<>();
        for (int i = 0; i < rank; i++) {
            x.add(b.dim("x" + i, 1, 64));
        }
        if (rank != 4 || rng.chance(0.5)) {
            List<Long> axes = new ArrayList<>();
            for (int i = 0; i < rank; i++) {
                if (rng.chance(0.6)) {
                    axes.add((long) i);
                }
            }
            b.set("axes", new Attribute.Ints(axes.isEmpty() ? List.of((long) rank - 1) : axes));
        }
        return b.in(t, x, Domain.ANY).out(t, x).build();
    }
}
