package org.plumbline.graph.bound;

/// A product of many factors in whatever order and association, in the tensor's precision or wider. The relative
/// error of n−1 roundings is at most γ_{n−1} (Higham, "Accuracy and Stability of Numerical Algorithms", 2nd ed.,
/// Lemma 3.1) as long as no partial product leaves the normal range; whether one can is decided by the product of all
/// large factors and of all small ones, since some order multiplies those first. Mutable; one per product.
public final class Product {
    private double lo = 1;
    private double hi = 1;
    private double large = 1;
    private double small = 1;
    private double odd = 1;
    private int factors;
    private boolean nan;
    private boolean certainNan;
    private boolean mayZero;
    private boolean mayInfinity;
    private boolean points = true;

    public void multiply(Interval x) {
        nan |= x.nan();
        if (x.isEmpty()) {
            certainNan = true;
            return;
        }
        factors++;
        mayZero |= Arithmetic.holdsZero(x);
        mayInfinity |= Arithmetic.holdsInfinity(x);
        points &= x.isPoint();
        odd = points && x.lo() != 0 && Double.isFinite(x.lo()) ? odd * oddPart(x.lo()) : odd;
        Interval p = Arithmetic.products(new Interval(lo, hi, false), x);
        lo = p.lo();
        hi = p.hi();
        double least = Arithmetic.holdsZero(x) ? 0 : Math.min(Math.abs(x.lo()), Math.abs(x.hi()));
        large *= Math.max(1, x.magnitude());
        small *= least == 0 ? 1 : Math.min(1, least);
    }

    /// The significand as an odd integer: factors whose odd parts multiply within the precision multiply exactly.
    private static double oddPart(double v) {
        long bits = Double.doubleToRawLongBits(v) & (1L << 52) - 1 | 1L << 52;
        return Math.abs(v) < Double.MIN_NORMAL ? 0x1p52 : bits >>> Long.numberOfTrailingZeros(bits);
    }

    /// The admissible results.
    public Interval total(Arithmetic m) {
        if (certainNan || mayZero && mayInfinity && points) {
            return Interval.NAN;
        }
        if (mayInfinity) {
            // Small factors may multiply to 0 first, and 0·∞ is NaN.
            return points ? new Interval(lo, lo, !(small >= m.minNormal())) : Interval.ANY;
        }
        boolean overflow = !(large <= m.max());
        boolean underflow = !(small >= m.minNormal());
        if (points && mayZero && !overflow) {
            return Interval.ZERO;
        }
        if (points && !overflow && !underflow && odd < Math.scalb(1.0, m.precision())) {
            return Interval.of(lo);
        }
        if (overflow) {
            double from = lo >= 0 ? 0 : Double.NEGATIVE_INFINITY;
            return new Interval(from, hi <= 0 ? 0 : Double.POSITIVE_INFINITY, nan || mayZero || underflow);
        }
        double absolute = underflow ? factors * Math.max(m.minNormal() * m.epsilon(), Double.MIN_VALUE) * large : 0;
        return m.widen(lo, hi, nan, 0.5 * factors * (1 + factors * m.epsilon()) + factors * 0x1p-52 / m.epsilon(),
            absolute);
    }
}
