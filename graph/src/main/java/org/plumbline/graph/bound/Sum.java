package org.plumbline.graph.bound;

/// A sum of terms or of products in whatever order, tree or chunks, with or without FMA, in the tensor's precision
/// or wider. The computed value differs from the exact one by at most γ_n·Σ|term| with γ_n = n·u/(1−n·u) (Higham,
/// "Accuracy and Stability of Numerical Algorithms", 2nd ed., §4.2 and Lemma 8.4, for any order of evaluation).
/// Sums whose every partial sum is exact in every order stay exact. Mutable; one per sum.
public final class Sum {
    private double lo;
    private double hi;
    private double magnitude;
    private double positive;
    private double negative;
    private int terms;
    private boolean nan;
    private boolean plusInfinity;
    private boolean minusInfinity;
    private boolean certainPlus;
    private boolean certainMinus;
    private boolean points = true;
    private int lowestBit = Integer.MAX_VALUE;
    private final int precision;

    /// A sum for any arithmetic.
    public Sum() {
        precision = 53;
    }

    /// A sum whose total will be asked for in this arithmetic: it knows early when it cannot be exact, which is
    /// cheaper.
    public Sum(Arithmetic arithmetic) {
        precision = arithmetic.precision();
    }

    public void add(Interval x) {
        add(x.lo(), x.hi(), x.nan());
    }

    /// Adds a·b, rounded or not.
    public void addProduct(Interval a, Interval b) {
        if (a.isEmpty() || b.isEmpty()) {
            nan = true;
            certainPlus = true;
            certainMinus = true;
            return;
        }
        boolean mayNan = a.nan() || b.nan() || Arithmetic.holdsZero(a) && Arithmetic.holdsInfinity(b)
            || Arithmetic.holdsInfinity(a) && Arithmetic.holdsZero(b);
        if (a.isPoint() && b.isPoint()) {
            double p = a.lo() * b.lo();
            if (Double.isNaN(p)) {
                add(Interval.NAN.lo(), Interval.NAN.hi(), true);
                return;
            }
            points &= !Double.isFinite(p) || exact(a.lo(), b.lo(), p);
            addImage(p, p, mayNan, Double.isFinite(a.lo()) && Double.isFinite(b.lo()));
        } else {
            Interval p = Arithmetic.products(a, b);
            addImage(p.lo(), p.hi(), mayNan, hasFiniteEnd(a) && hasFiniteEnd(b));
        }
    }

    private static boolean hasFiniteEnd(Interval x) {
        return Double.isFinite(x.lo()) || Double.isFinite(x.hi());
    }

    /// Adds what a product may be. One of finite factors that overflows double is not surely infinite: an FMA never
    /// rounds it.
    private void addImage(double l, double h, boolean mayNan, boolean finite) {
        add(finite ? Math.min(l, Double.MAX_VALUE) : l, finite ? Math.max(h, -Double.MAX_VALUE) : h, mayNan);
    }

    /// Adds the product of two finite numbers, without an allocation: the inner loop of convolutions.
    public void addProduct(double a, double b) {
        double p = a * b;
        points = points && exact(a, b, p);
        addImage(p, p, false, true);
    }

    /// Whether a·b is p itself. A product that underflows double to 0 is not: scaled algorithms keep it.
    private static boolean exact(double a, double b, double p) {
        return p == 0 ? a == 0 || b == 0 : Arithmetic.exactProduct(a, b, p);
    }

    /// Adds the product of two finite, NaN-free intervals given by their ends.
    public void addProduct(double al, double ah, double bl, double bh) {
        if (al == ah && bl == bh) {
            addProduct(al, bl);
            return;
        }
        double p = al * bl;
        double q = al * bh;
        double r = ah * bl;
        double s = ah * bh;
        addImage(Math.min(Math.min(p, q), Math.min(r, s)), Math.max(Math.max(p, q), Math.max(r, s)), false, true);
    }

    private void add(double l, double h, boolean mayNan) {
        nan |= mayNan;
        terms++;
        if (l > h) {
            certainPlus = true;
            certainMinus = true;
            return;
        }
        plusInfinity |= h == Double.POSITIVE_INFINITY;
        minusInfinity |= l == Double.NEGATIVE_INFINITY;
        certainPlus |= l == Double.POSITIVE_INFINITY;
        certainMinus |= h == Double.NEGATIVE_INFINITY;
        lo += Double.isInfinite(l) ? 0 : l;
        hi += Double.isInfinite(h) ? 0 : h;
        if (Double.isInfinite(l) || Double.isInfinite(h)) {
            points = false;
            return;
        }
        magnitude += Math.max(Math.abs(l), Math.abs(h));
        positive += Math.max(h, 0);
        negative += Math.max(-l, 0);
        if (l != h) {
            points = false;
        } else if (l != 0 && points) {
            long bits = Double.doubleToRawLongBits(l);
            lowestBit = Math.min(lowestBit, Math.getExponent(l) - 52 + Math.min(52, Long.numberOfTrailingZeros(bits)));
            points = magnitude <= Math.scalb(1.0, lowestBit + precision);
        }
    }

    /// The admissible results; `extra` roundings are added per term (1 for products, more for scaled products).
    public Interval total(Arithmetic arithmetic, int extra) {
        return total(arithmetic, extra, true);
    }

    /// The same for sums that compilers fuse with what follows (convolutions, matrix products): a bias that joins the
    /// partial sums, or a scale folded into the weights, rounds where the sum alone would be exact, so only zero is.
    public Interval fusable(Arithmetic arithmetic, int extra) {
        return total(arithmetic, extra, false);
    }

    private Interval total(Arithmetic arithmetic, int extra, boolean mayBeExact) {
        if (certainPlus && certainMinus) {
            return Interval.NAN;
        }
        if (plusInfinity || minusInfinity) {
            return infinite(arithmetic);
        }
        if (points && !nan && (terms == 0 || magnitude == 0
            || mayBeExact && lowestBit != Integer.MAX_VALUE
                && magnitude <= Math.scalb(1.0, lowestBit + arithmetic.precision())
                && magnitude <= arithmetic.max() && Math.scalb(1.0, lowestBit) >= arithmetic.tiny())) {
            return Interval.of(lo);
        }
        double nu = (terms + extra) * arithmetic.unit();
        double ownError = (terms + 2) * 0x1p-52 * magnitude;
        double error = nu >= 0.5 ? Double.POSITIVE_INFINITY : nu / (1 - nu) * magnitude * (1 + 0x1p-20) + ownError;
        double absolute = (terms + extra) * arithmetic.widen(0, 0, false, 1, 0).hi();
        if (magnitude + error > arithmetic.max()) {
            return overflowing(arithmetic, error);
        }
        return arithmetic.widen(lo - error - absolute, hi + error + absolute, nan, 0.5, 0);
    }

    /// A partial sum can only pass the largest number where the terms of one sign together do; where those of both
    /// signs do, ∞ may meet −∞.
    private Interval overflowing(Arithmetic m, double error) {
        boolean up = !(positive + error <= m.max());
        boolean down = !(negative + error <= m.max());
        Interval finite = m.widen(lo - error, hi + error, nan || up && down, 0.5, 0);
        double least = negative == 0 ? Math.max(0, finite.lo()) : finite.lo();
        double most = positive == 0 ? Math.min(0, finite.hi()) : finite.hi();
        return new Interval(down ? Double.NEGATIVE_INFINITY : Double.isFinite(lo) ? least : -m.max(),
            up ? Double.POSITIVE_INFINITY : Double.isFinite(hi) ? most : m.max(), finite.nan());
    }

    /// With an infinite term; finite ones of the other sign may sum to the other infinity first.
    private Interval infinite(Arithmetic m) {
        boolean mayNan = nan || plusInfinity && (minusInfinity || 2 * negative > m.max())
            || minusInfinity && 2 * positive > m.max();
        if (certainPlus) {
            return new Interval(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, mayNan);
        }
        if (certainMinus) {
            return new Interval(Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY, mayNan);
        }
        return new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, true);
    }
}
