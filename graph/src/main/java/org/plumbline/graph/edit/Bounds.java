package org.plumbline.graph.edit;

import org.plumbline.graph.operator.Domain;

/// Which values to draw for an input, as plain numbers, so that a recipe needs no operator to be replayed.
/// `lo` and `hi` are inclusive and count for `RANGE` and `WHOLE` only.
public record Bounds(Kind kind, double lo, double hi) {
    public static final Bounds ANY = new Bounds(Kind.ANY, 0, 0);
    public static final Bounds NON_ZERO = new Bounds(Kind.NON_ZERO, 0, 0);
    public static final Bounds POSITIVE = range(0x1p-6, 8);

    /// `ANY`: ordinary numbers around zero. `NON_ZERO`: the same without zero. `RANGE`: numbers in the range, which
    /// special values may leave. `WHOLE`: whole numbers in the range, which nothing leaves (indices, shifts).
    public enum Kind {
        ANY, NON_ZERO, RANGE, WHOLE
    }

    /// The bounds of a domain whose symbols have the values of `assignment`.
    public static Bounds of(Domain domain, long[] assignment) {
        return switch (domain) {
            case Domain.Any() -> ANY;
            case Domain.NonZero() -> NON_ZERO;
            case Domain.Range(double lo, double hi) -> range(lo, hi);
            case Domain.Integers(var lo, var hi) -> whole(lo.eval(assignment), hi.eval(assignment));
        };
    }

    /// Whether no number lies inside.
    public boolean isEmpty() {
        return kind == Kind.WHOLE && lo > hi;
    }

    public static Bounds range(double lo, double hi) {
        return new Bounds(Kind.RANGE, lo, hi);
    }

    public static Bounds whole(long lo, long hi) {
        return new Bounds(Kind.WHOLE, lo, hi);
    }
}
