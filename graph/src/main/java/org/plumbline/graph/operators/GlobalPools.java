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
import org.plumbline.graph.bound.Sum;
import org.plumbline.graph.operator.Call;
import org.plumbline.graph.operator.Operator;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.Types;
import org.plumbline.graph.operator.Wish;
import org.plumbline.graph.rule.Expr;

/// ONNX operators GlobalAveragePool, GlobalMaxPool and GlobalLpPool: one value per batch entry and channel.
final class GlobalPools {
    private GlobalPools() {
    }

    /// Pools one lane.
    private interface Lane {
        Interval apply(Call call, Arithmetic m, Reals x, int base, int[] inner);
    }

    static List<Operator> all() {
        return List.of(
            of("GlobalAveragePool", 1, (_, m, x, b, i) -> LaneMath.mean(m, x, b, i), "the mean of nothing"),
            of("GlobalMaxPool", 1, (_, _, x, b, i) -> i.length == 0 ? Interval.ANY : LaneMath.max(x, b, i),
                "the maximum beside a NaN, and that of nothing"),
            of("GlobalLpPool", 2, GlobalPools::norm, ""));
    }

    private static Operator of(String name, int since, Lane lane, String silent) {
        return Operator.of(name, since, call -> pool(call, lane), (rng, wish) -> partial(name, rng, wish))
            .weighing(1.5).silentOn(silent);
    }

    private static List<Enclosure> pool(Call call, Lane lane) {
        Reals x = call.reals(0);
        Shape shape = x.shape();
        Call.require(shape.rank() >= 2, "X has rank " + shape.rank() + ", less than 2");
        boolean[] reduced = new boolean[shape.rank()];
        Arrays.fill(reduced, 2, reduced.length, true);
        Lanes lanes = Lanes.of(shape, reduced, true);
        Arithmetic m = call.arithmetic(x.dtype());
        return List.of(
            Reals.of(x.dtype(), lanes.shape(), i -> lane.apply(call, m, x, lanes.base()[i], lanes.inner())));
    }

    private static Interval norm(Call call, Arithmetic m, Reals x, int base, int[] inner) {
        long p = call.integer("p", 2);
        Call.require(p >= 1, "p is " + p + ", not positive");
        if (p == 1) {
            return LaneMath.absSum(m, x, base, inner);
        }
        if (p == 2) {
            return LaneMath.norm(m, x, base, inner);
        }
        Sum sum = new Sum();
        for (int i : inner) {
            sum.add(AveragePooling.powers(m, m.abs(x.at(base + i)), p));
        }
        Interval total = sum.total(m, 1);
        double exponent = 1.0 / p;
        // The exponent 1/p is itself rounded: an error of log(Σ)·u/p, which 1/p ulp per binary order of Σ covers.
        Interval root = AveragePooling.powers(m, total.clamped(0, Double.POSITIVE_INFINITY), exponent);
        double orders = total.isEmpty() ? 0 : 128;
        return root.isEmpty() ? root
            : m.widen(root.lo(), root.hi(), root.nan(), orders / p, 0).clamped(0, Double.POSITIVE_INFINITY);
    }

    private static PartialOperator partial(String name, Rng rng, Wish wish) {
        DType t = wish.type(rng, wish.opset() >= 22 ? Types.REAL : Types.REAL_NO_BF16);
        var b = PartialOperator.builder(name);
        int rank = wish.rank(rng, 3, 5);
        List<Expr> x = new ArrayList<>(List.of(b.dim("n"), b.dim("c", 1, 64)));
        List<Expr> out = new ArrayList<>(x);
        for (int i = 2; i < rank; i++) {
            x.add(b.dim("d" + i, 1, 64));
            out.add(Expr.of(1));
        }
        if (name.equals("GlobalLpPool") && rng.chance(0.7)) {
            b.set("p", rng.between(1, 3));
        }
        return b.in(t, x).out(t, out).build();
    }
}
