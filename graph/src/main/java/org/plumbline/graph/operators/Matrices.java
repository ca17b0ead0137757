package org.plumbline.graph.operators;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.plumbline.graph.DType;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Shape;
import org.plumbline.graph.bound.Accuracy;
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

/// Matrices for themselves: ONNX operators Trilu and Det.
final class Matrices {
    private static final int LARGEST = 6;

    private Matrices() {
    }

    static List<Operator> all() {
        return List.of(
            Operator.of("Trilu", 14, Matrices::trilu, Matrices::triluPartial),
            Operator.of("Det", 11, Matrices::det, Matrices::detPartial).weighing(0.5)
                .silentOn("matrices with NaN or infinity, or of more than 6 rows"));
    }

    private static List<Enclosure> trilu(Call call) {
        Shape shape = call.shape(0);
        Call.require(shape.rank() >= 2, "input has rank " + shape.rank() + ", less than 2");
        if (call.dtype(0).kind() == DType.Kind.OPAQUE) {
            throw Call.undetermined(call.dtype(0) + " is not computed with");
        }
        long k = 0;
        if (call.has(1)) {
            long[] given = call.exact(1);
            Call.require(given.length == 1, "k has " + given.length + " elements, not 1");
            k = given[0];
        }
        boolean upper = call.flag("upper", true);
        long rows = shape.dim(-2);
        long columns = shape.dim(-1);
        int[] index = new int[shape.size()];
        for (int i = 0; i < index.length; i++) {
            long column = i % columns;
            long row = i / columns % rows;
            // column − row ≥ k, without overflow for any k.
            boolean above = column - row >= k;
            boolean kept = upper ? above : column - row <= k;
            index[i] = kept ? i : -1;
        }
        return List.of(call.in(0).pick(shape, index));
    }

    private static PartialOperator triluPartial(Rng rng, Wish wish) {
        DType t = wish.type(rng, Types.ALL);
        var b = PartialOperator.builder("Trilu");
        List<Expr> x = b.dims("x", wish.rank(rng, 2, 5));
        b.in(t, x);
        if (rng.chance(0.6)) {
            b.element(DType.INT64, b.value("k", -8, 8));
        }
        if (rng.chance(0.6)) {
            b.set("upper", rng.below(2));
        }
        return b.out(t, x).build();
    }

    private static List<Enclosure> det(Call call) {
        Reals x = call.reals(0);
        Shape shape = x.shape();
        Call.require(shape.rank() >= 2 && shape.dim(-1) == shape.dim(-2),
            shape + " is not a batch of square matrices");
        int n = (int) shape.dim(-1);
        Arithmetic m = call.arithmetic(x.dtype());
        Shape out = Shape.of(Arrays.copyOf(shape.dims(), shape.rank() - 2));
        return List.of(Reals.of(x.dtype(), out, i -> determinant(m, x, i * n * n, n)));
    }

    /// LU with partial pivoting gives the determinant of A + E exactly, up to the rounding of one product of n
    /// factors, with |E| ≤ γ_n·|L|·|U| ≤ γ_n·n·2^(n−1)·max|A| (Higham, "Accuracy and Stability of Numerical
    /// Algorithms", 2nd ed., Theorem 9.3 and §9.3); Laplace's expansion over the interval matrix holds that.
    private static Interval determinant(Arithmetic m, Reals x, int base, int n) {
        double largest = 0;
        for (int i = 0; i < n * n; i++) {
            Interval v = x.at(base + i);
            if (v.nan() || Arithmetic.holdsInfinity(v)) {
                return Interval.ANY;
            }
            largest = Math.max(largest, v.magnitude());
        }
        if (n > LARGEST || 720 * Math.pow(Math.max(1, largest), n) > m.max()) {
            return Interval.ANY;
        }
        if (n == 1) {
            return x.at(base);
        }
        double nu = (n + 1) * m.unit();
        double error = n == 0 ? 0 : nu / (1 - nu) * n * Math.scalb(1.0, n - 1) * largest;
        Interval[] a = new Interval[n * n];
        for (int i = 0; i < n * n; i++) {
            a[i] = new Interval(x.lo()[base + i] - error, x.hi()[base + i] + error, false);
        }
        Interval d = laplace(Arithmetic.of(DType.DOUBLE, Accuracy.CPU), a, n, 0,
            (1 << n) - 1);
        return n == 0 ? d : m.widen(d.lo(), d.hi(), false, n, n * m.minNormal());
    }

    private static Interval laplace(Arithmetic exact, Interval[] a, int n, int row, int columns) {
        if (row == n) {
            return Interval.ONE;
        }
        Interval sum = Interval.ZERO;
        boolean negative = false;
        for (int c = 0; c < n; c++) {
            if ((columns & 1 << c) != 0) {
                Interval term = exact.mul(a[row * n + c], laplace(exact, a, n, row + 1, columns & ~(1 << c)));
                sum = negative ? exact.sub(sum, term) : exact.add(sum, term);
                negative = !negative;
            }
        }
        return sum;
    }

    private static PartialOperator detPartial(Rng rng, Wish wish) {
        DType t = wish.type(rng, wish.opset() >= 22 ? Types.REAL : Types.REAL_NO_BF16);
        var b = PartialOperator.builder("Det");
        Expr n = b.dim("n", 1, 4);
        List<Expr> batch = b.dims("b", wish.rank(rng, 2, 4) - 2);
        List<Expr> x = new ArrayList<>(batch);
        x.addAll(List.of(n, n));
        return b.in(t, x, Domain.ANY).out(t, batch).build();
    }
}
