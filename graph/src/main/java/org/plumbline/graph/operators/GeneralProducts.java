package org.plumbline.graph.operators;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.plumbline.graph.DType;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Shape;
import org.plumbline.graph.bound.Arithmetic;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.bound.Enclosure.Integers;
import org.plumbline.graph.bound.Enclosure.Reals;
import org.plumbline.graph.bound.Interval;
import org.plumbline.graph.bound.Sum;
import org.plumbline.graph.bound.WholeSum;
import org.plumbline.graph.operator.Call;
import org.plumbline.graph.operator.Domain;
import org.plumbline.graph.operator.Operator;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.Types;
import org.plumbline.graph.operator.Wish;
import org.plumbline.graph.rule.Expr;

/// ONNX operator Gemm: alpha·A′·B′ + beta·C.
final class GeneralProducts {
    private GeneralProducts() {
    }

    static List<Operator> all() {
        return List.of(Operator.of("Gemm", 13, GeneralProducts::gemm, GeneralProducts::partial).weighing(3)
            .silentOn("whether alpha = 0 or beta = 0 hides a NaN; integers with fractional alpha or beta; overflow"));
    }

    private record Plan(int m, int k, int n, boolean transA, boolean transB, int[] c) {
        int left(int i, int j) {
            return transA ? j * m + i / n : i / n * k + j;
        }

        int right(int i, int j) {
            return transB ? i % n * k + j : j * n + i % n;
        }

        static Plan of(Call call) {
            Shape a = call.shape(0);
            Shape b = call.shape(1);
            Call.require(a.rank() == 2 && b.rank() == 2, "operands " + a + " and " + b + " are not both matrices");
            boolean transA = call.flag("transA", false);
            boolean transB = call.flag("transB", false);
            long inner = a.dim(transA ? 0 : 1);
            Call.require(inner == b.dim(transB ? 1 : 0), "inner dimensions of " + a + " and " + b + " differ");
            Shape out = Shape.of(a.dim(transA ? 1 : 0), b.dim(transB ? 0 : 1));
            return new Plan((int) out.dim(0), (int) inner, (int) out.dim(1), transA, transB,
                call.has(2) ? addend(call.shape(2), out) : new int[0]);
        }

        private static int[] addend(Shape c, Shape out) {
            boolean fits = c.rank() <= 2;
            for (int i = 1; i <= c.rank() && fits; i++) {
                fits = c.dim(-i) == 1 || c.dim(-i) == out.dim(-i);
            }
            Call.require(fits, "C" + c + " does not broadcast to " + out);
            return c.broadcastIndex(out);
        }

        Shape shape() {
            return Shape.of(m, n);
        }
    }

    private static List<Enclosure> gemm(Call call) {
        Plan plan = Plan.of(call);
        float alpha = call.real("alpha", 1);
        float beta = call.real("beta", 1);
        return List.of(switch (call.in(0)) {
            case Reals a -> reals(call, a, call.reals(1), plan, alpha, beta);
            case Integers a -> integers(call, a, call.integers(1), plan, alpha, beta);
            case Enclosure.Carried _,Enclosure.Unknown _ -> throw Call.broken("no numbers in " + call.dtype(0));
        });
    }

    /// One sum of all products, scaled, and of beta·C. BLAS reads neither product nor C where its factor is 0; the
    /// formula does. Both are admissible.
    private static Reals reals(Call call, Reals a, Reals b, Plan plan, float alpha, float beta) {
        Arithmetic m = call.arithmetic(a.dtype());
        Optional<Reals> c = call.has(2) ? Optional.of(call.reals(2)) : Optional.empty();
        return Reals.of(a.dtype(), plan.shape(), i -> {
            Interval addend = c.map(x -> x.at(plan.c[i])).orElse(Interval.ZERO);
            Interval scaled = beta == 1 ? addend : unrounded(m.mul(Interval.of(beta), addend), addend);
            Interval whole = total(m, a, b, plan, i, alpha, scaled);
            if (beta == 0 && c.isPresent()) {
                whole = whole.hull(total(m, a, b, plan, i, alpha, Interval.ZERO));
            }
            return alpha == 0 ? whole.hull(scaled) : whole;
        }).accumulated(plan.k + 1);
    }

    /// beta·C, which an FMA does not round: past the largest number it need not be infinite, unless C is.
    private static Interval unrounded(Interval product, Interval c) {
        boolean overflow = product.isPoint() && Double.isInfinite(product.lo()) && !Arithmetic.holdsInfinity(c);
        return !overflow ? product : product.lo() > 0 ? Interval.of(Double.MAX_VALUE, Double.POSITIVE_INFINITY)
            : Interval.of(Double.NEGATIVE_INFINITY, -Double.MAX_VALUE);
    }

    private static Interval total(Arithmetic m, Reals a, Reals b, Plan plan, int i, float alpha, Interval addend) {
        Interval scaledFirst = sum(m, a, b, plan, i, alpha, 1, addend).fusable(m, 3);
        return alpha == 1 ? scaledFirst : overflowing(m, a, b, plan, i, alpha, addend, scaledFirst);
    }

    /// The products may pass the largest number before alpha makes them small again; or alpha, which libraries multiply
    /// into either factor, carries one past it that the other, or a cancellation, would have made small.
    private static Interval overflowing(Arithmetic m, Reals a, Reals b, Plan plan, int i, float alpha, Interval addend,
        Interval scaledFirst) {
        Interval products = sum(m, a, b, plan, i, 1, 1, Interval.ZERO).fusable(m, 1);
        Interval otherFirst = sum(m, a, b, plan, i, 1, alpha, addend).fusable(m, 3);
        boolean overflows = Stream.of(products, scaledFirst, otherFirst).anyMatch(Arithmetic::holdsInfinity);
        return overflows
            ? scaledFirst.hull(otherFirst).hull(m.add(m.mul(Interval.of(alpha), products), addend)) : scaledFirst;
    }

    /// The sum of (left·a)·(right·b) and of `addend`.
    private static Sum sum(Arithmetic m, Reals a, Reals b, Plan plan, int i, float left, float right,
        Interval addend) {
        Sum sum = new Sum();
        for (int j = 0; j < plan.k; j++) {
            sum.addProduct(scaled(m, left, a.at(plan.left(i, j))), scaled(m, right, b.at(plan.right(i, j))));
        }
        sum.add(addend);
        return sum;
    }

    private static Interval scaled(Arithmetic m, float by, Interval x) {
        return by == 1 ? x : m.mul(Interval.of(by), x);
    }

    private static Integers integers(Call call, Integers a, Integers b, Plan plan, float alpha, float beta) {
        Optional<Integers> c = call.has(2) ? Optional.of(call.integers(2)) : Optional.empty();
        boolean whole = alpha == (long) alpha && (c.isEmpty() || beta == (long) beta);
        return Integers.of(a.dtype(), plan.shape(), i -> {
            WholeSum products = new WholeSum(a.dtype());
            for (int j = 0; j < plan.k; j++) {
                if (!whole || a.unknown()[plan.left(i, j)] || b.unknown()[plan.right(i, j)]) {
                    return Optional.empty();
                }
                products.addProduct(a.value()[plan.left(i, j)], b.value()[plan.right(i, j)]);
            }
            WholeSum sum = new WholeSum(a.dtype());
            products.total().ifPresentOrElse(p -> sum.addProduct((long) alpha, p), sum::addUnknown);
            c.ifPresent(x -> x.at(plan.c[i]).ifPresentOrElse(v -> sum.addProduct((long) beta, v), sum::addUnknown));
            return sum.total();
        });
    }

    private static PartialOperator partial(Rng rng, Wish wish) {
        DType t = wish.type(rng, Types.WIDE);
        var b = PartialOperator.builder("Gemm");
        Expr m = b.dim("m");
        Expr k = b.dim("k");
        Expr n = b.dim("n");
        boolean transA = rng.chance(0.25);
        boolean transB = rng.chance(0.5);
        b.in(t, transA ? List.of(k, m) : List.of(m, k));
        List<Expr> right = transB ? List.of(n, k) : List.of(k, n);
        if (rng.chance(0.7)) {
            b.constant(t, right, Domain.ANY);
        } else {
            b.in(t, right);
        }
        if (rng.chance(0.8)) {
            b.constant(t, rng.pick(List.of(List.of(n), List.of(n), List.of(m, n), List.of(m, Expr.of(1)),
                List.of(Expr.of(1), n), List.of(Expr.of(1)), List.<Expr>of())), Domain.ANY);
        }
        flag(b, rng, "transA", transA);
        flag(b, rng, "transB", transB);
        if (rng.chance(0.3)) {
            b.set("alpha", t.isReal() ? rng.pick(0.5f, 0.1f, 2f, 0f, -1.5f) : rng.pick(1f, 2f, -1f));
        }
        if (rng.chance(0.3)) {
            b.set("beta", t.isReal() ? rng.pick(0.5f, 0.1f, 2f, 0f, -1.5f) : rng.pick(1f, 2f, -1f));
        }
        return b.out(t, List.of(m, n)).build();
    }

    private static void flag(PartialOperator.Builder b, Rng rng, String name, boolean value) {
        if (value || rng.chance(0.3)) {
            b.set(name, value ? 1 : 0);
        }
    }
}
