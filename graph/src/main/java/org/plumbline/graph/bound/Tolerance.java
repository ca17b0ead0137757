package org.plumbline.graph.bound;

/// How far a device may be off on one elementary function y = f(x).
public sealed interface Tolerance {
    /// `ulps + slope·|x|` units in the last place of y, plus `epsilons` machine epsilons, absolute, plus `absolute`
    /// where x lies in `[from, to]`. Outside `domain` nothing is promised.
    record Stated(double ulps, double slope, double epsilons, double absolute, Interval where, Interval domain)
        implements
            Tolerance {
        /// The error at `x` in a format with this machine epsilon.
        double error(double x, double y, double epsilon) {
            // Without a slope an infinite argument adds nothing: 0 · ∞ would be NaN.
            double growth = slope == 0 ? 0 : slope * Math.abs(x);
            double relative = y == 0 || Double.isInfinite(y) ? 0 : (ulps + growth) * epsilon * Math.abs(y);
            return relative + epsilons * epsilon + (where.contains(x) ? absolute : 0);
        }
    }

    /// That of an expression over other functions of the device, or `ulps` units in the last place plus `epsilons` machine
    /// epsilons plus `absolute`, whichever is worse.
    record Inherited(double ulps, double epsilons, double absolute) implements Tolerance {
    }

    /// So many units in the last place.
    static Tolerance ulps(double ulps) {
        return new Stated(ulps, 0, 0, 0, Interval.NAN, EVERYWHERE);
    }

    /// So many units in the last place, and `slope` more for each unit of |x|.
    static Tolerance growing(double ulps, double slope) {
        return new Stated(ulps, slope, 0, 0, Interval.NAN, EVERYWHERE);
    }

    /// So many units in the last place, and so many epsilons.
    static Tolerance bounded(double ulps, double epsilons) {
        return new Stated(ulps, 0, epsilons, 0, Interval.NAN, EVERYWHERE);
    }

    /// So many units in the last place, so many epsilons, and `absolute` more on `[from, to]`.
    static Tolerance near(double ulps, double epsilons, double absolute, double from, double to) {
        return new Stated(ulps, 0, epsilons, absolute, Interval.of(from, to), EVERYWHERE);
    }

    /// An absolute error on `[from, to]`, and no promise elsewhere.
    static Tolerance absolute(double absolute, double from, double to) {
        return new Stated(0, 0, 0, absolute, Interval.of(from, to), Interval.of(from, to));
    }

    /// All arguments.
    Interval EVERYWHERE = Interval.of(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
}
