package org.plumbline.graph.operator;

import org.plumbline.graph.rule.Expr;

/// Which values make sense for an input, so that the result says something: the logarithm wants positive numbers,
/// a gather wants indices inside the axis. Values outside are not wrong, only (mostly) uninteresting.
public sealed interface Domain {
    /// Ordinary numbers around zero: a mix of fractions, small integers and halves.
    record Any() implements Domain {
    }

    /// Reals in `[lo, hi]` (integers too, where the dtype is one).
    record Range(double lo, double hi) implements Domain {
    }

    /// Integers from `lo` to `hi`, both included and given by the shapes.
    record Integers(Expr lo, Expr hi) implements Domain {
    }

    /// Anything but zero.
    record NonZero() implements Domain {
    }

    Domain ANY = new Any();
    Domain NON_ZERO = new NonZero();
    Domain POSITIVE = new Range(0x1p-6, 8);
    Domain NON_NEGATIVE = new Range(0, 8);

    static Domain range(double lo, double hi) {
        return new Range(lo, hi);
    }

    /// Indices into an axis of size `size`, negative ones included.
    static Domain index(Expr size) {
        return new Integers(Expr.of(0).minus(size), size.minus(1));
    }
}
