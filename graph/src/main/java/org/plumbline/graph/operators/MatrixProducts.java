package org.plumbline.graph.operators;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.plumbline.graph.DType;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Shape;
import org.plumbline.graph.bound.Arithmetic;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.bound.Enclosure.Integers;
import org.plumbline.graph.bound.Enclosure.Reals;
import org.plumbline.graph.bound.Sum;
import org.plumbline.graph.bound.WholeSum;
import org.plumbline.graph.operator.Call;
import org.plumbline.graph.operator.Domain;
import org.plumbline.graph.operator.Operator;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.Types;
import org.plumbline.graph.operator.Wish;
import org.plumbline.graph.rule.Expr;

/// ONNX operator MatMul, with NumPy's rules: leading dimensions broadcast, a rank-1 operand is a row on the left and
/// a column on the right.
final class MatrixProducts {
    private MatrixProducts() {
    }

    static List<Operator> all() {
        return List.of(Operator.of("MatMul", 13, MatrixProducts::matMul, MatrixProducts::partial).weighing(4)
            .silentOn("integer overflow"));
    }

    /// Where the operands of each output element lie: for output `i` and `j < k`, element `left[i] + j·leftStep` times
    /// element `right[i] + j·rightStep`.
    record Plan(Shape shape, int[] left, int[] right, int k, int leftStep, int rightStep) {
        /// The plan for two shapes; breaks the call when they do not fit.
        static Plan of(Shape a, Shape b) {
            Call.require(a.rank() > 0 && b.rank() > 0, "an operand of MatMul is a scalar");
            Shape l = a.rank() == 1 ? Shape.of(1, a.dim(0)) : a;
            Shape r = b.rank() == 1 ? Shape.of(b.dim(0), 1) : b;
            Call.require(l.dim(-1) == r.dim(-2), "inner dimensions of " + a + " and " + b + " differ");
            int m = (int) l.dim(-2);
            int k = (int) l.dim(-1);
            int n = (int) r.dim(-1);
            Shape batchLeft = leading(l);
            Shape batchRight = leading(r);
            Shape batch = broadcast(batchLeft, batchRight);
            int[] fromLeft = batchLeft.broadcastIndex(batch);
            int[] fromRight = batchRight.broadcastIndex(batch);
            int[] left = new int[fromLeft.length * m * n];
            int[] right = new int[left.length];
            int at = 0;
            for (int p = 0; p < fromLeft.length; p++) {
                for (int i = 0; i < m; i++) {
                    for (int j = 0; j < n; j++, at++) {
                        left[at] = (fromLeft[p] * m + i) * k;
                        right[at] = fromRight[p] * k * n + j;
                    }
                }
            }
            return new Plan(shape(batch, a, b), left, right, k, 1, n);
        }

        private static Shape shape(Shape batch, Shape a, Shape b) {
            List<Long> dims = new ArrayList<>(batch.stream().boxed().toList());
            if (a.rank() > 1) {
                dims.add(a.dim(-2));
            }
            if (b.rank() > 1) {
                dims.add(b.dim(-1));
            }
            return Shape.of(dims);
        }

        private static Shape leading(Shape s) {
            return Shape.of(Arrays.copyOf(s.dims(), s.rank() - 2));
        }

        private static Shape broadcast(Shape a, Shape b) {
            try {
                return Shape.broadcast(a, b);
            } catch (IllegalArgumentException _) {
                throw Call.broken("leading dimensions " + a + " and " + b + " do not broadcast");
            }
        }
    }

    private static List<Enclosure> matMul(Call call) {
        Plan plan = Plan.of(call.shape(0), call.shape(1));
        return List.of(switch (call.in(0)) {
            case Reals a -> product(call.arithmetic(a.dtype()), a, call.reals(1), plan);
            case Integers a -> product(a, call.integers(1), plan);
            case Enclosure.Carried _,Enclosure.Unknown _ -> throw Call.broken("no numbers in " + call.dtype(0));
        });
    }

    private static Reals product(Arithmetic m, Reals a, Reals b, Plan plan) {
        return Reals.of(a.dtype(), plan.shape, i -> {
            Sum sum = new Sum();
            for (int j = 0, l = plan.left[i], r = plan.right[i]; j < plan.k; j++) {
                sum.addProduct(a.at(l), b.at(r));
                l += plan.leftStep;
                r += plan.rightStep;
            }
            return sum.fusable(m, 1);
        }).accumulated(plan.k);
    }

    private static Integers product(Integers a, Integers b, Plan plan) {
        return Integers.of(a.dtype(), plan.shape, i -> {
            WholeSum sum = new WholeSum(a.dtype());
            for (int j = 0, l = plan.left[i], r = plan.right[i]; j < plan.k; j++) {
                if (a.unknown()[l] || b.unknown()[r]) {
                    sum.addUnknown();
                }
                sum.addProduct(a.value()[l], b.value()[r]);
                l += plan.leftStep;
                r += plan.rightStep;
            }
            return sum.total();
        });
    }

    private static PartialOperator partial(Rng rng, Wish wish) {
        DType t = wish.type(rng, Types.WIDE);
        var b = PartialOperator.builder("MatMul");
        Operands o = operands(b, rng, wish);
        b.in(t, o.left);
        if (rng.chance(0.6)) {
            b.constant(t, o.right, Domain.ANY);
        } else {
            b.in(t, o.right);
        }
        return b.out(t, o.out).build();
    }

    /// The dimensions of two matrix operands and of their product.
    record Operands(List<Expr> left, List<Expr> right, List<Expr> out) {
    }

    /// Draws ranks and broadcasting: mostly a batched left and a plain or equally batched right operand, sometimes
    /// vectors, sometimes dimensions of 1 that stretch, sometimes a right operand of higher rank.
    static Operands operands(PartialOperator.Builder b, Rng rng, Wish wish) {
        Expr m = b.dim("m");
        Expr k = b.dim("k");
        Expr n = b.dim("n");
        int rank = wish.rank(rng, 1, 5);
        boolean row = rank == 1;
        boolean column = rng.chance(0.1);
        List<Expr> batch = b.dims("b", Math.max(0, row ? rng.below(2) : rank - 2));
        boolean rightBatched = row || rng.chance(0.5);
        int skipped = rightBatched && !column ? rng.chance(0.3) ? rng.between(0, batch.size()) : 0 : batch.size();
        boolean leftShorter = !row && skipped == 0 && !column && rng.chance(0.2);
        List<Expr> left = new ArrayList<>();
        List<Expr> right = new ArrayList<>();
        List<Expr> out = new ArrayList<>(batch);
        for (int i = 0; i < batch.size(); i++) {
            boolean stretchLeft = i >= skipped && rng.chance(0.1);
            if (!row && !(leftShorter && i == 0)) {
                left.add(stretchLeft ? Expr.of(1) : batch.get(i));
            }
            if (!column && i >= skipped) {
                boolean only = row || leftShorter && i == 0 || stretchLeft;
                right.add(!only && rng.chance(0.15) ? Expr.of(1) : batch.get(i));
            }
        }
        left.addAll(row ? List.of(k) : List.of(m, k));
        right.addAll(column ? List.of(k) : List.of(k, n));
        if (row && column) {
            out.clear();
        }
        if (!row) {
            out.add(m);
        }
        if (!column) {
            out.add(n);
        }
        return new Operands(left, right, out);
    }
}
