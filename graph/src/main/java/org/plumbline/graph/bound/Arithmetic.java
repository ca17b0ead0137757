package org.plumbline.graph.bound;

import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import org.plumbline.graph.DType;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.bound.Accuracy.Function;

/// Interval arithmetic over what admissible implementations of a tensor's precision may return: each operation gives
/// the image of its operands, widened by the rounding of that precision, and by what double arithmetic itself may
/// err. An implementation may keep any intermediate in a wider format, so the unrounded value always stays inside,
/// and a result past the largest finite number may be either itself or infinite. (Standard model of floating-point
/// arithmetic: Higham, "Accuracy and Stability of Numerical Algorithms", 2nd ed., §2.2.)
public final class Arithmetic {
    private final DType dtype;
    private final Accuracy accuracy;
    private final int precision;
    private final double epsilon;
    private final double tiny;
    private final double minNormal;
    private final double max;

    private Arithmetic(DType dtype, Accuracy accuracy, int precision, int minExponent, double max) {
        this.dtype = dtype;
        this.accuracy = accuracy;
        this.precision = precision;
        this.epsilon = Math.scalb(1.0, 1 - precision);
        this.minNormal = Math.scalb(1.0, minExponent);
        this.tiny = accuracy.flushes().contains(dtype) ? minNormal
            : Math.max(Math.scalb(1.0, minExponent + 1 - precision), Double.MIN_VALUE);
        this.max = max;
    }

    /// Whether [#of] knows the type.
    public static boolean has(DType dtype) {
        return Set.of(DType.FLOAT, DType.FLOAT16, DType.BFLOAT16, DType.DOUBLE).contains(dtype);
    }

    /// The arithmetic of a real type: `precision` counts the implicit bit.
    public static Arithmetic of(DType dtype, Accuracy accuracy) {
        return switch (dtype) {
            case FLOAT -> new Arithmetic(dtype, accuracy, 24, -126, Float.MAX_VALUE);
            case FLOAT16 -> new Arithmetic(dtype, accuracy, 11, -14, 65504);
            case BFLOAT16 -> new Arithmetic(dtype, accuracy, 8, -126, 0x1.fep127);
            case DOUBLE -> new Arithmetic(dtype, accuracy, 53, -1022, Double.MAX_VALUE);
            default -> throw new IllegalArgumentException(dtype + " has no rounding");
        };
    }

    public DType dtype() {
        return dtype;
    }

    /// Number of significand bits, the implicit one included.
    public int precision() {
        return precision;
    }

    /// Distance from 1 to the next number.
    public double epsilon() {
        return epsilon;
    }

    /// Largest finite number.
    public double max() {
        return max;
    }

    /// The error of one rounding near 1: half of [#epsilon()], or all of it where the device rounds either way.
    public double unit() {
        return accuracy.rounding() * epsilon;
    }

    /// Factor on error counts that were derived by hand for functions of a CPU's accuracy.
    public double coarseness() {
        return accuracy.coarseness();
    }

    /// Whether the device may assume that nothing is infinite or NaN.
    public boolean finite() {
        return accuracy.finite();
    }

    /// Smallest positive number, a subnormal one unless the device may flush those.
    public double tiny() {
        return tiny;
    }

    /// Smallest positive normal number.
    public double minNormal() {
        return minNormal;
    }

    /// Whether the type holds `value` exactly (NaN and infinities included).
    public boolean represents(double value) {
        return switch (dtype) {
            case FLOAT -> (float) value == value || Double.isNaN(value);
            case FLOAT16 -> Double.isNaN(value)
                || (float) value == value && Float.float16ToFloat(Float.floatToFloat16((float) value)) == value;
            case BFLOAT16 -> Double.isNaN(value)
                || (float) value == value && (Float.floatToRawIntBits((float) value) & 0xffff) == 0;
            default -> true;
        };
    }

    /// `[lo, hi]` widened on both sides by twice as many roundings as there are `ulps` (half a unit in the last place
    /// each where the device rounds to nearest) and `absolute`.
    public Interval widen(double lo, double hi, boolean nan, double ulps, double absolute) {
        double units = ulps * accuracy.rounding() / 0.5;
        double floor = Math.ceil(units) * tiny + absolute;
        return widened(lo, hi, nan, Math.abs(lo) * epsilon * units + floor, Math.abs(hi) * epsilon * units + floor);
    }

    /// `[lo − below, hi + above]`.
    private Interval widened(double lo, double hi, boolean nan, double below, double above) {
        if (lo > hi) {
            return nan ? Interval.NAN : Interval.ANY;
        }
        double l = Double.isInfinite(lo) ? lo : Math.nextDown(lo - below);
        double h = Double.isInfinite(hi) ? hi : Math.nextUp(hi + above);
        return new Interval(l < -max ? Double.NEGATIVE_INFINITY : l, h > max ? Double.POSITIVE_INFINITY : h, nan);
    }

    /// One correct rounding of `x`, as a store to memory does it; exact values stay exact.
    public Interval round(Interval x) {
        return x.isPoint() && represents(x.lo()) || x.isEmpty() ? x : widen(x.lo(), x.hi(), x.nan(), 0.5, 0);
    }

    /// `x` rounded to nearest on this type's grid at both ends: what may stand in memory when the computation lay in
    /// `x`. Rounding is monotone, so nothing admissible is lost.
    public Interval stored(Interval x) {
        return x.isEmpty() ? x : new Interval(nearest(x.lo()), nearest(x.hi()), x.nan());
    }

    private double nearest(double v) {
        return Tensor.scalar(dtype, v).getDouble(0);
    }

    public Interval add(Interval a, Interval b) {
        boolean nan = a.nan() || b.nan() || a.hi() == Double.POSITIVE_INFINITY && b.lo() == Double.NEGATIVE_INFINITY
            || a.lo() == Double.NEGATIVE_INFINITY && b.hi() == Double.POSITIVE_INFINITY;
        if (a.isEmpty() || b.isEmpty()) {
            return Interval.NAN;
        }
        if (a.isPoint() && b.isPoint()) {
            double s = a.lo() + b.lo();
            if (Double.isNaN(s)) {
                return Interval.NAN;
            }
            double back = s - a.lo();
            boolean exact = (a.lo() - (s - back)) + (b.lo() - back) == 0;
            if (represents(s) && (exact || Double.isInfinite(s))) {
                return Interval.of(s);
            }
        }
        double lo = a.lo() + b.lo();
        double hi = a.hi() + b.hi();
        return widen(Double.isNaN(lo) ? Double.NEGATIVE_INFINITY : lo, Double.isNaN(hi) ? Double.POSITIVE_INFINITY : hi,
            nan, 0.5, 0);
    }

    public Interval neg(Interval a) {
        return new Interval(-a.hi(), -a.lo(), a.nan());
    }

    public Interval sub(Interval a, Interval b) {
        return add(a, neg(b));
    }

    public Interval mul(Interval a, Interval b) {
        if (a.isEmpty() || b.isEmpty()) {
            return Interval.NAN;
        }
        if (a.isPoint() && b.isPoint()) {
            double p = a.lo() * b.lo();
            if (Double.isNaN(p)) {
                return Interval.NAN;
            }
            if (represents(p) && (Double.isInfinite(a.lo()) || Double.isInfinite(b.lo())
                || a.lo() == 0 || b.lo() == 0 || exactProduct(a.lo(), b.lo(), p))) {
                return Interval.of(p);
            }
        }
        boolean nan = a.nan() || b.nan() || holdsZero(a) && holdsInfinity(b) || holdsInfinity(a) && holdsZero(b);
        Interval image = products(a, b);
        return widen(image.lo(), image.hi(), nan, 0.5, 0);
    }

    /// The exact range of a·b, up to one rounding of double per end; 0·∞ counts as 0 (the NaN is the caller's to
    /// note).
    static Interval products(Interval a, Interval b) {
        double p = zeroIfNan(a.lo() * b.lo());
        double q = zeroIfNan(a.lo() * b.hi());
        double r = zeroIfNan(a.hi() * b.lo());
        double s = zeroIfNan(a.hi() * b.hi());
        return new Interval(Math.min(Math.min(p, q), Math.min(r, s)), Math.max(Math.max(p, q), Math.max(r, s)), false);
    }

    static boolean exactProduct(double a, double b, double p) {
        return Math.abs(p) > 0x1p-900 && Math.abs(p) < 0x1p1000 && Math.fma(a, b, -p) == 0;
    }

    public Interval div(Interval a, Interval b) {
        if (a.isEmpty() || b.isEmpty()) {
            return Interval.NAN;
        }
        if (a.isPoint() && b.isPoint()) {
            double q = a.lo() / b.lo();
            if (Double.isNaN(q)) {
                return Interval.NAN;
            }
            if (b.lo() == 0) {
                return signedZeroDivisor(a);
            }
            if ((exact(Function.DIVIDE) || a.lo() == 0) && represents(q) && (q == 0 && (a.lo() == 0 || Double
                .isInfinite(b.lo())) || Double.isInfinite(a.lo())
                || q != 0 && exactProduct(q, b.lo(), a.lo()))) {
                return Interval.of(q);
            }
        }
        boolean nan = a.nan() || b.nan() || holdsZero(a) && holdsZero(b) || holdsInfinity(a) && holdsInfinity(b);
        Tolerance.Stated promise = (Tolerance.Stated) accuracy.of(Function.DIVIDE, dtype);
        if (holdsZero(b) || !exact(Function.DIVIDE) && !isOrdinary(b)) {
            return new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, nan);
        }
        double p = zeroIfNan(a.lo() / b.lo());
        double q = zeroIfNan(a.lo() / b.hi());
        double r = zeroIfNan(a.hi() / b.lo());
        double s = zeroIfNan(a.hi() / b.hi());
        return widenBy(promise.ulps(), Math.min(Math.min(p, q), Math.min(r, s)),
            Math.max(Math.max(p, q), Math.max(r, s)), nan);
    }

    /// Whether a device rounds the function correctly, to nearest.
    private boolean exact(Function function) {
        return accuracy.of(function, dtype) instanceof Tolerance.Stated s && s.ulps() == 0.5;
    }

    /// Whether a device gives one of the two numbers around the value, and the value itself where it is a number.
    private boolean faithful(Function function) {
        return accuracy.of(function, dtype) instanceof Tolerance.Stated s && s.ulps() <= 1;
    }

    /// Divisors for which devices that do not divide exactly promise anything (WGSL: 2^−126 to 2^126, for f16 2^−14 to
    /// 2^14).
    private boolean isOrdinary(Interval b) {
        double least = Math.min(Math.abs(b.lo()), Math.abs(b.hi()));
        return least >= minNormal && b.magnitude() <= 1 / minNormal;
    }

    private Interval widenBy(double ulps, double lo, double hi, boolean nan) {
        double floor = Math.ceil(ulps) * tiny;
        return widened(lo, hi, nan, Math.abs(lo) * epsilon * ulps + floor, Math.abs(hi) * epsilon * ulps + floor);
    }

    /// x/0 is infinite; the zero's sign, which an interval does not carry, decides which infinity.
    private static Interval signedZeroDivisor(Interval a) {
        return a.lo() == 0 ? Interval.NAN : Interval.of(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    public Interval sqrt(Interval a) {
        if (a.isPoint() && a.lo() >= 0) {
            double r = Math.sqrt(a.lo());
            if ((faithful(Function.SQRT) || r == 0) && represents(r)
                && (Double.isInfinite(r) || r == 0 || exactProduct(r, r, a.lo()))) {
                return Interval.of(r);
            }
        }
        return increasingOn(Function.SQRT, a, 0, Double.POSITIVE_INFINITY, Math::sqrt);
    }

    public Interval abs(Interval a) {
        if (a.isEmpty() || a.lo() >= 0) {
            return a;
        }
        return a.hi() <= 0 ? neg(a) : new Interval(0, Math.max(-a.lo(), a.hi()), a.nan());
    }

    /// The larger of the two; NaN propagates, as IEEE 754-2019 `maximum` and NumPy have it.
    public Interval max(Interval a, Interval b) {
        return a.isEmpty() || b.isEmpty() ? Interval.NAN
            : new Interval(Math.max(a.lo(), b.lo()), Math.max(a.hi(), b.hi()), a.nan() || b.nan());
    }

    /// The smaller of the two; NaN propagates.
    public Interval min(Interval a, Interval b) {
        return neg(max(neg(a), neg(b)));
    }

    /// A non-decreasing elementary function within the accuracy stated for `function`.
    public Interval increasing(Function function, Interval a, DoubleUnaryOperator f) {
        return increasingOn(function, a, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, f);
    }

    /// Functions that increase on `[from, to]` and are undefined outside.
    public Interval increasingOn(Function function, Interval a, double from, double to, DoubleUnaryOperator f) {
        double lo = Math.max(a.lo(), from);
        double hi = Math.min(a.hi(), to);
        boolean nan = a.nan() || a.lo() < from || a.hi() > to;
        if (lo > hi) {
            return Interval.NAN;
        }
        return switch (accuracy.of(function, dtype)) {
            case Tolerance.Stated s -> within(s, function, lo, hi, nan, f);
            case Tolerance.Inherited(double ulps, double epsilons, double absolute) -> {
                double l = f.applyAsDouble(lo);
                double h = f.applyAsDouble(hi);
                double floor = Math.ceil(ulps) * tiny + epsilons * epsilon + absolute;
                Interval plain = widened(l, h, nan, (ulps + slack()) * epsilon * finite(l) + floor,
                    (ulps + slack()) * epsilon * finite(h) + floor);
                yield plain.hull(Inheritance.image(this, function, new Interval(lo, hi, nan)));
            }
        };
    }

    private Interval within(Tolerance.Stated s, Function function, double lo, double hi, boolean nan,
        DoubleUnaryOperator f) {
        if (lo < s.domain().lo() || hi > s.domain().hi()) {
            return new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, nan);
        }
        double l = f.applyAsDouble(lo);
        double h = f.applyAsDouble(hi);
        // An absolute error may hold between the ends and at neither.
        double inside = s.where().lo() <= hi && s.where().hi() >= lo ? s.absolute() : 0;
        double own = slack() * epsilon;
        double floor = Math.ceil(s.ulps() + slack()) * tiny;
        return widened(l, h, nan, Math.max(s.error(lo, l, epsilon), inside) + own * finite(l) + floor,
            Math.max(s.error(hi, h, epsilon), inside) + own * finite(h) + floor);
    }

    private static double finite(double v) {
        return Double.isInfinite(v) ? 0 : Math.abs(v);
    }

    /// `java.lang.Math`'s elementary functions are within 2.5 ulp of double: counts for double only.
    private double slack() {
        return dtype == DType.DOUBLE ? 3 : 0x1p-20;
    }

    public Interval exp(Interval a) {
        Interval e = increasing(Function.EXP, a, Math::exp);
        // Vectorised exponentials flush results below the normal range.
        return e.isEmpty() ? e : new Interval(e.lo() < minNormal ? 0 : e.lo(), Math.max(e.hi(), 0), e.nan());
    }

    public Interval log(Interval a) {
        return increasingOn(Function.LOG, a, 0, Double.POSITIVE_INFINITY, Math::log);
    }

    /// Hyperbolic tangent. Not held to [−1, 1]: rational approximations within an ulp overshoot (MLAS gives
    /// 1 + epsilon at places).
    public Interval tanh(Interval a) {
        return increasing(Function.TANH, a, Math::tanh);
    }

    /// 1 / (1 + e^−x).
    public Interval sigmoid(Interval a) {
        Interval y = increasing(Function.SIGMOID, a, x -> 1 / (1 + Math.exp(-x)));
        return accuracy.finite() ? y : y.clamped(0, 1);
    }

    public Interval erf(Interval a) {
        Interval y = increasing(Function.ERF, a, Special::erf);
        return accuracy.finite() ? y : y.clamped(-1, 1);
    }

    /// What implementations of pow may return when the exact powers lie between `lo` ≥ 0 and `hi`, and the exponents'
    /// magnitudes do not exceed `exponent`. WGSL computes `exp2(t)` with `t = y · log2(x)`: log2 is within 3 ulp, and
    /// 2^−21 (4 epsilon) on [0.5, 2], its product with y is rounded, and exp2 turns an error of t into ln 2 times as large
    /// a relative one, to which it adds 3 + 2·|t| ulp of its own.
    public Interval power(double lo, double hi, double exponent) {
        if (!(accuracy.of(Function.POW, dtype) instanceof Tolerance.Stated s) || s.slope() == 0) {
            double ulps = ((Tolerance.Stated) accuracy.of(Function.POW, dtype)).ulps() + slack();
            return widenBy(ulps, lo, hi, false);
        }
        double logError = ((Tolerance.Stated) accuracy.of(Function.LOG, dtype)).absolute() / epsilon;
        double y = Double.isFinite(exponent) ? exponent : 0;
        double below = orders(lo);
        double above = orders(hi);
        return widened(lo, hi, false,
            finite(lo) * epsilon * (s.ulps() + (s.slope() + 4 * Math.log(2)) * below + Math.log(2) * logError * y)
                + tiny,
            finite(hi) * epsilon * (s.ulps() + (s.slope() + 4 * Math.log(2)) * above + Math.log(2) * logError * y)
                + tiny);
    }

    /// |log2 v|; 0 where there is none.
    private static double orders(double v) {
        return v == 0 || Double.isInfinite(v) ? 0 : Math.abs(Math.log(Math.abs(v)) / Math.log(2));
    }

    /// Sine; arguments past 2^20 or infinite ranges give [−1, 1].
    public Interval sin(Interval a) {
        return periodic(Function.SIN, a, Math::sin, Math.PI / 2);
    }

    public Interval cos(Interval a) {
        return periodic(Function.COS, a, Math::cos, 0);
    }

    private Interval periodic(Function function, Interval a, DoubleUnaryOperator f, double peak) {
        boolean nan = a.nan() || holdsInfinity(a);
        if (a.isEmpty() || a.lo() == a.hi() && Double.isInfinite(a.lo())) {
            return Interval.NAN;
        }
        Tolerance.Stated s = (Tolerance.Stated) accuracy.of(function, dtype);
        if (a.lo() < s.domain().lo() || a.hi() > s.domain().hi()) {
            return new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, nan);
        }
        if (a.hi() - a.lo() >= 2 * Math.PI || a.magnitude() > 0x1p20) {
            return new Interval(-1 - s.absolute(), 1 + s.absolute(), nan);
        }
        double u = f.applyAsDouble(a.lo());
        double v = f.applyAsDouble(a.hi());
        double top = crosses(a, peak) ? 1 : Math.max(u, v);
        double bottom = crosses(a, peak + Math.PI) ? -1 : Math.min(u, v);
        double error = s.epsilons() * epsilon + s.absolute();
        double ulps = s.ulps() + slack();
        Interval y = widened(bottom, top, nan, error + ulps * epsilon * Math.abs(bottom) + Math.ceil(ulps) * tiny,
            error + ulps * epsilon * Math.abs(top) + Math.ceil(ulps) * tiny);
        return accuracy.finite() ? y : y.clamped(-1, 1);
    }

    /// Whether `at + 2πk` lies in (or within a hair of) the interval for some integer k.
    private static boolean crosses(Interval a, double at) {
        double k = Math.ceil((a.lo() - at) / (2 * Math.PI) - 1e-9);
        return at + 2 * Math.PI * k <= a.hi() + 1e-9 && a.hi() > a.lo();
    }

    public static boolean holdsZero(Interval a) {
        return a.lo() <= 0 && a.hi() >= 0;
    }

    public static boolean holdsInfinity(Interval a) {
        return a.hi() == Double.POSITIVE_INFINITY || a.lo() == Double.NEGATIVE_INFINITY;
    }

    private static double zeroIfNan(double v) {
        return Double.isNaN(v) ? 0 : v;
    }
}
