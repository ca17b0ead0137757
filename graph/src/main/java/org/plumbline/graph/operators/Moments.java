package org.plumbline.graph.operators;

import org.plumbline.graph.bound.Arithmetic;
import org.plumbline.graph.bound.Enclosure.Reals;
import org.plumbline.graph.bound.Interval;
import org.plumbline.graph.bound.Sum;

/// Mean and variance of a lane, as every numerically stable algorithm may give them.
///
/// The variance is E[(x−mean)²]: the two-pass formula evaluated over the interval of the mean. That interval widens
/// the variance by about 2·n·u·|mean|·σ, which is the error bound of Welford's updating and the pairwise algorithms
/// too (Chan, Golub, LeVeque, "Algorithms for computing the sample variance", Am. Stat. 37, 1983), and what rounding
/// the inputs would do. The textbook formula E[x²]−mean², whose error is of the order of u·mean², is admitted only by
/// [#withTextbookVariance]: it loses every digit, and may turn negative, where the mean is large beside the deviation.
record Moments(Interval mean, Interval variance) {

    static Moments of(Arithmetic m, Reals x, int base, int[] inner) {
        if (inner.length == 0) {
            return new Moments(Interval.ANY, Interval.ANY);
        }
        Interval mean = updated(m, x, base, inner, LaneMath.mean(m, x, base, inner));
        Sum squares = new Sum();
        for (int i : inner) {
            LaneMath.addSquare(squares, m.sub(x.at(base + i), mean));
        }
        Interval total = squares.total(m, 3).clamped(0, Double.POSITIVE_INFINITY);
        Interval variance = LaneMath.over(m, total, inner.length).clamped(0, Double.POSITIVE_INFINITY);
        // Once the squares overflow, updating or combining partial variances (Welford, Chan) gives ∞·0 or ∞ − ∞.
        return new Moments(mean, Double.isInfinite(variance.hi()) ? variance.orNan() : variance);
    }

    /// These moments, the variance also as E[x²]−mean²: for an operator that ONNX defines by this formula.
    Moments withTextbookVariance(Arithmetic m, Reals x, int base, int[] inner) {
        if (inner.length == 0) {
            return this;
        }
        Interval squares = LaneMath.over(m, LaneMath.squareSum(m, x, base, inner), inner.length);
        return new Moments(mean, variance.hull(m.sub(squares, m.mul(mean, mean))));
    }

    /// These moments, the variance being open where the sum of squares overflows: for an operator whose text gives the
    /// two-pass formula and whose function body E[x²]−mean², which is then infinite or ∞ − ∞. An implementation that
    /// merges partial moments from an empty set squares the mean too, and gives ∞·0.
    Moments openWhereSquaresOverflow(Arithmetic m, Reals x, int base, int[] inner) {
        boolean overflows = inner.length > 0 && LaneMath.squareSum(m, x, base, inner).hi() == Double.POSITIVE_INFINITY;
        return overflows
            ? new Moments(mean, variance.hull(new Interval(variance.lo(), Double.POSITIVE_INFINITY, true))) : this;
    }

    /// The mean, also by updating it with each element, mean += (x − mean)/k, which rounds n times at the magnitude of
    /// the largest element.
    private static Interval updated(Arithmetic m, Reals x, int base, int[] inner, Interval mean) {
        double largest = 0;
        for (int i : inner) {
            largest = Math.max(largest, x.at(base + i).magnitude());
        }
        double error = (inner.length - 1) * m.epsilon() * largest;
        if (Double.isInfinite(largest)) {
            // x − mean is ∞ − ∞ at a second infinity; merged with the mean of no elements, ∞ is multiplied by 0.
            return mean.orNan();
        }
        if (mean.isEmpty() || error == 0 || inner.length == 1) {
            return mean;
        }
        if (2 * largest > m.max()) {
            // x − mean overflows.
            return Interval.ANY;
        }
        return m.widen(mean.lo(), mean.hi(), mean.nan(), 0, error);
    }

    /// 1 / √(variance + ε), by whichever of division, root and reciprocal root.
    Interval inverse(Arithmetic m, float epsilon) {
        return inverse(m, variance, epsilon);
    }

    static Interval inverse(Arithmetic m, Interval variance, float epsilon) {
        Interval inverse = m.div(Interval.ONE, m.sqrt(m.add(variance, Interval.of(epsilon))));
        return inverse.isEmpty() ? inverse : m.widen(inverse.lo(), inverse.hi(), inverse.nan(), 1, 0);
    }

    /// `(x − mean) · inverse · scale + shift`, as written or folded into `x·s + (shift − mean·s)` with
    /// `s = inverse·scale`: the folded form rounds at the magnitude of `mean·s`, as a rounding of the inputs would.
    /// Where the normalised value overflows the folded form may still be finite (a scale of 0 makes it the shift, and
    /// ∞·0 of what is written NaN). Intermediates are rounded as `stage` (the statistics) and `m` (scale and shift) say.
    static Interval apply(Arithmetic stage, Arithmetic m, Interval x, Interval mean, Interval inverse, Interval scale,
        Interval shift) {
        Interval normalised = stage.mul(stage.sub(x, mean), inverse);
        Interval written = m.add(m.mul(normalised, scale), shift);
        boolean overflows = Double.isInfinite(normalised.magnitude())
            && Double.isFinite(Math.max(x.magnitude(), mean.magnitude()));
        Interval y = overflows ? written.hull(folded(m, x, mean, m.mul(inverse, scale), shift)) : written;
        double s = inverse.magnitude() * scale.magnitude();
        double reach = Math.max(x.magnitude(), mean.magnitude()) * s + shift.magnitude();
        if (!(Math.max(s, reach) <= m.max())) {
            return y.isEmpty() ? y : Interval.ANY;
        }
        double around = 1.5 * x.magnitude() + 2 * mean.magnitude();
        // s may itself be subnormal and so have few digits.
        double folded = s == 0 ? 0
            : stage.epsilon() * around * (s + stage.minNormal()) + m.epsilon() * shift.magnitude();
        if (y.isEmpty() || folded == 0) {
            return y;
        }
        return Double.isFinite(folded) ? m.widen(y.lo(), y.hi(), y.nan(), 1.5, folded) : Interval.ANY;
    }

    private static Interval folded(Arithmetic m, Interval x, Interval mean, Interval s, Interval shift) {
        return m.add(m.mul(x, s), m.sub(shift, m.mul(mean, s)));
    }
}
