package org.plumbline.graph.operators;

import java.util.function.DoubleUnaryOperator;
import org.plumbline.graph.DType;
import org.plumbline.graph.bound.Arithmetic;
import org.plumbline.graph.bound.Interval;

/// An activation `x · gate(x)` with a gate that grows from 0 to 1: negative for negative x, where it falls to its only
/// minimum, at `valley`, and rises again to 0; positive and increasing for positive x.
///
/// Implementations compute the gate with an absolute error of up to `gateError` machine epsilons, so that the product
/// is off by that times |x|, plus a few roundings. `cut` is the argument below which every implementation's gate is
/// exactly 0 (−∞ if none). `neverNegative` says that no implementation's gate falls below 0 (as 1 + tanh does where
/// tanh overshoots), so that the sign is x's. At −∞ the limit is 0, but the formula says −∞ · 0, so NaN is admissible
/// as well.
record Curve(DoubleUnaryOperator f, double valley, double gateError, double cut, boolean neverNegative) {
    private static final double ULPS = 3;

    Interval image(Arithmetic m, Interval x) {
        return Unary.splitAt(0, x, Interval.NAN, v -> negative(m, v), v -> positive(m, v));
    }

    private Interval positive(Arithmetic m, Interval x) {
        if (x.isPoint()) {
            Interval y = widened(m, f.applyAsDouble(x.lo()), x.lo());
            return neverNegative && y.lo() < 0 ? Interval.of(0, y.hi()) : y;
        }
        return new Interval(Math.max(neverNegative ? 0 : Double.NEGATIVE_INFINITY,
            widened(m, f.applyAsDouble(x.lo()), x.lo()).lo()), widened(m, f.applyAsDouble(x.hi()), x.hi()).hi(), false);
    }

    private Interval negative(Arithmetic m, Interval x) {
        boolean nan = x.lo() == Double.NEGATIVE_INFINITY;
        if (x.hi() < cut) {
            return new Interval(0, 0, nan);
        }
        if (x.isPoint() && !nan) {
            Interval y = widened(m, f.applyAsDouble(x.lo()), x.lo());
            return neverNegative && y.hi() > 0 ? Interval.of(y.lo(), 0) : y;
        }
        double at = Math.max(x.lo(), cut);
        double u = nan && cut == Double.NEGATIVE_INFINITY ? 0 : f.applyAsDouble(at);
        double v = x.hi() == Double.NEGATIVE_INFINITY ? 0 : f.applyAsDouble(x.hi());
        double bottom = x.lo() <= valley && valley <= x.hi() ? f.applyAsDouble(valley) : Math.min(u, v);
        return new Interval(widened(m, bottom, at).lo(), Math.min(neverNegative ? 0 : Double.POSITIVE_INFINITY,
            widened(m, Math.max(u, v), at).hi()), nan);
    }

    private Interval widened(Arithmetic m, double value, double argument) {
        // The reference itself is computed in double: there its errors count, too.
        double share = m.dtype() == DType.DOUBLE ? 2 : 1;
        return m.widen(value, value, false, ULPS * share, gateError * share * m.coarseness() * m.epsilon() * Math.abs(
            argument));
    }
}
