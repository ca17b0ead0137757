package org.plumbline.graph.bound;

/// The real numbers between `lo` and `hi`, both included and possibly infinite, and NaN where `nan` says so: what an
/// admissible implementation may return for one element. `lo > hi` means that no number is admissible (only NaN).
public record Interval(double lo, double hi, boolean nan) {
    /// Nothing is known.
    public static final Interval ANY =
        new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, true);
    /// NaN and nothing else.
    public static final Interval NAN =
        new Interval(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, true);
    public static final Interval ZERO = of(0);
    public static final Interval ONE = of(1);

    /// Exactly `value`.
    public static Interval of(double value) {
        return Double.isNaN(value) ? NAN : new Interval(value, value, false);
    }

    /// All numbers between the two, without NaN.
    public static Interval of(double lo, double hi) {
        return new Interval(lo, hi, false);
    }

    /// No number at all: NaN only.
    public boolean isEmpty() {
        return lo > hi;
    }

    /// One number, and no NaN.
    public boolean isPoint() {
        return lo == hi && !nan;
    }

    /// Numeric comparison: −0 and +0 are one number.
    public boolean contains(double value) {
        return Double.isNaN(value) ? nan : lo <= value && value <= hi;
    }

    /// The larger of the two ends' magnitudes; 0 when empty.
    public double magnitude() {
        return isEmpty() ? 0 : Math.max(Math.abs(lo), Math.abs(hi));
    }

    /// The smallest interval that holds both.
    public Interval hull(Interval other) {
        return new Interval(Math.min(lo, other.lo), Math.max(hi, other.hi), nan || other.nan);
    }

    public Interval orNan() {
        return nan ? this : new Interval(lo, hi, true);
    }

    /// The part inside `[from, to]`; an end that lies outside moves to the nearer border.
    public Interval clamped(double from, double to) {
        return isEmpty() ? this
            : new Interval(Math.clamp(lo, from, to), Math.clamp(hi, from, to), nan);
    }
}
