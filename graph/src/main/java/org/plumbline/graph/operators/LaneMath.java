package org.plumbline.graph.operators;

import org.plumbline.graph.bound.Arithmetic;
import org.plumbline.graph.bound.Enclosure.Reals;
import org.plumbline.graph.bound.Interval;
import org.plumbline.graph.bound.Product;
import org.plumbline.graph.bound.Sum;

/// Real reductions of one lane (the elements `base + inner[r]`), as every admissible implementation may give them:
/// the formulas of the ONNX operators Reduce*, from which normalisations and global pools are made too.
final class LaneMath {
    private static final double LARGEST_EXPONENT = Math.log(Double.MAX_VALUE);
    private static final double LEAST_EXPONENT = Math.log(Double.MIN_NORMAL);

    private LaneMath() {
    }

    static Interval sum(Arithmetic m, Reals x, int base, int[] inner) {
        Sum sum = new Sum();
        for (int i : inner) {
            sum.add(x.at(base + i));
        }
        return sum.total(m, 0);
    }

    /// Σx / n, by division or by multiplication with 1/n. NaN for an empty lane.
    static Interval mean(Arithmetic m, Reals x, int base, int[] inner) {
        return inner.length == 0 ? Interval.ANY : over(m, sum(m, x, base, inner), inner.length);
    }

    /// `total / n`, by division or by multiplication with 1/n.
    static Interval over(Arithmetic m, Interval total, int n) {
        Interval count = Interval.of(n);
        return m.div(total, count).hull(m.mul(total, m.div(Interval.ONE, count)));
    }

    static Interval absSum(Arithmetic m, Reals x, int base, int[] inner) {
        Sum sum = new Sum();
        for (int i : inner) {
            sum.add(m.abs(x.at(base + i)));
        }
        return sum.total(m, 0);
    }

    static Interval squareSum(Arithmetic m, Reals x, int base, int[] inner) {
        Sum sum = new Sum();
        for (int i : inner) {
            addSquare(sum, x.at(base + i));
        }
        return sum.total(m, 1).clamped(0, Double.POSITIVE_INFINITY);
    }

    /// Adds x² to the sum; unlike a product of two intervals it is never negative.
    static void addSquare(Sum sum, Interval x) {
        if (x.isPoint() || x.isEmpty()) {
            sum.addProduct(x, x);
            return;
        }
        double p = x.lo() * x.lo();
        double q = x.hi() * x.hi();
        double least = Arithmetic.holdsZero(x) ? 0 : Math.nextDown(Math.min(p, q));
        sum.add(new Interval(least, Math.nextUp(Math.max(p, q)), x.nan()));
    }

    static Interval norm(Arithmetic m, Reals x, int base, int[] inner) {
        return m.sqrt(squareSum(m, x, base, inner));
    }

    static Interval product(Arithmetic m, Reals x, int base, int[] inner) {
        Product product = new Product();
        for (int i : inner) {
            product.multiply(x.at(base + i));
        }
        return product.total(m);
    }

    /// The largest element, −∞ when empty. ONNX does not order NaN: beside one, every element may come out.
    static Interval max(Reals x, int base, int[] inner) {
        double lo = Double.NEGATIVE_INFINITY;
        double hi = Double.NEGATIVE_INFINITY;
        double least = Double.POSITIVE_INFINITY;
        boolean nan = false;
        for (int i : inner) {
            lo = Math.max(lo, x.lo()[base + i]);
            hi = Math.max(hi, x.hi()[base + i]);
            least = Math.min(least, x.lo()[base + i]);
            nan |= x.nan()[base + i];
        }
        return nan ? least > hi ? Interval.NAN : new Interval(least, hi, true) : new Interval(lo, hi, false);
    }

    /// The smallest element, +∞ when empty.
    static Interval min(Reals x, int base, int[] inner) {
        double lo = Double.POSITIVE_INFINITY;
        double hi = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        boolean nan = false;
        for (int i : inner) {
            lo = Math.min(lo, x.lo()[base + i]);
            hi = Math.min(hi, x.hi()[base + i]);
            most = Math.max(most, x.hi()[base + i]);
            nan |= x.nan()[base + i];
        }
        return nan ? lo > most ? Interval.NAN : new Interval(lo, most, true) : new Interval(lo, hi, false);
    }

    static Interval logSum(Arithmetic m, Reals x, int base, int[] inner) {
        return m.log(sum(m, x, base, inner));
    }

    /// log Σ eˣ. The function body that ONNX gives ReduceLogSumExp (18) does not subtract the maximum, but computes in
    /// double: what lies beyond double's exponentials may be infinite, and short of that nothing may overflow. Where the
    /// exponentials fit, the logarithm's error is that of the whole.
    static Interval logSumExp(Arithmetic m, Reals x, int base, int[] inner) {
        Interval max = max(x, base, inner);
        if (max.isEmpty() || max.isPoint() && Double.isInfinite(max.lo())) {
            return max;
        }
        if (Arithmetic.holdsInfinity(max) || max.nan()) {
            return anyNan(x, base, inner) ? Interval.NAN : Interval.ANY;
        }
        Interval log = m.log(expSum(m, x, max, base, inner));
        Interval whole = m.add(max, log);
        Interval near = m.widen(whole.lo(), whole.hi(), whole.nan(), 4, 0);
        return new Interval(near.lo() < LEAST_EXPONENT ? Double.NEGATIVE_INFINITY : near.lo(), near.hi()
            > LARGEST_EXPONENT
                ? Double.POSITIVE_INFINITY : near.hi(), near.nan());
    }

    /// Σ e^(x−max), which is at least 1 because the maximum is among the x.
    static Interval expSum(Arithmetic m, Reals x, Interval max, int base, int[] inner) {
        Sum sum = new Sum();
        for (int i : inner) {
            sum.add(m.exp(belowMax(m, x.at(base + i), max)));
        }
        Interval total = sum.total(m, 4);
        double least = 1 - 16 * m.epsilon();
        return total.isEmpty() || total.nan() ? total
            : new Interval(Math.max(total.lo(), least), Math.max(total.hi(), least), false);
    }

    /// x − max, not above 0.
    static Interval belowMax(Arithmetic m, Interval x, Interval max) {
        Interval d = m.sub(x, max);
        return d.isEmpty() ? d : new Interval(Math.min(d.lo(), 0), Math.min(d.hi(), 0), d.nan());
    }

    /// Whether an element of the lane is certainly NaN.
    static boolean anyNan(Reals x, int base, int[] inner) {
        for (int i : inner) {
            if (x.lo()[base + i] > x.hi()[base + i]) {
                return true;
            }
        }
        return false;
    }
}
