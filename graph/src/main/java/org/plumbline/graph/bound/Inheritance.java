package org.plumbline.graph.bound;

import java.util.function.DoubleUnaryOperator;
import org.plumbline.graph.bound.Accuracy.Function;

/// Functions whose accuracy WGSL gives by an expression ("Inherited from" in the specification's § 15.7.4.1): the
/// expression in interval arithmetic of the device, each of its steps with the error that the device may make there.
final class Inheritance {
    private static final Interval HALF = Interval.of(0.5);

    private Inheritance() {
    }

    /// The image of `x`. Intervals that leave a function's domain give NaN as well.
    static Interval image(Arithmetic m, Function function, Interval x) {
        return switch (function) {
            case TAN -> m.div(m.sin(x), m.cos(x));
            case SINH -> m.mul(m.sub(m.exp(x), m.exp(m.neg(x))), HALF);
            case COSH -> m.mul(m.add(m.exp(x), m.exp(m.neg(x))), HALF);
            case TANH -> m.div(image(m, Function.SINH, x), image(m, Function.COSH, x));
            case ASINH -> m.log(m.add(x, m.sqrt(m.add(square(m, x), Interval.ONE))));
            case ACOSH -> m.log(m.add(x, m.sqrt(m.sub(square(m, x), Interval.ONE))));
            case ATANH -> m.mul(m.log(m.div(m.add(Interval.ONE, x), m.sub(Interval.ONE, x))), HALF);
            case ASIN -> arcTangent(m, x, leg(m, x), false);
            case ACOS -> arcTangent(m, x, leg(m, x), true);
            case SIGMOID -> m.div(Interval.ONE, m.add(Interval.ONE, m.exp(m.neg(x))));
            case DIVIDE, SQRT, EXP, LOG, POW, SIN, COS, ATAN, ERF ->
                throw new IllegalArgumentException(function + " is not given by an expression");
        };
    }

    private static Interval square(Arithmetic m, Interval x) {
        Interval a = m.abs(x);
        return m.mul(a, a);
    }

    /// sqrt(1 − x²), from 0 on.
    private static Interval leg(Arithmetic m, Interval x) {
        return m.sqrt(m.sub(Interval.ONE, square(m, x)).clamped(0, 1));
    }

    /// `atan2(x, leg)`, or with `swapped` arguments `atan2(leg, x)`: the angle is monotone in each of them, so the
    /// corners hold its extremes.
    private static Interval arcTangent(Arithmetic m, Interval x, Interval leg, boolean swapped) {
        if (x.isEmpty() || leg.isEmpty()) {
            return Interval.ANY;
        }
        double[] corners = {angle(x.lo(), leg.lo(), swapped), angle(x.lo(), leg.hi(), swapped),
            angle(x.hi(), leg.lo(), swapped), angle(x.hi(), leg.hi(), swapped)};
        double lo = Double.POSITIVE_INFINITY;
        double hi = Double.NEGATIVE_INFINITY;
        for (double c : corners) {
            lo = Math.min(lo, c);
            hi = Math.max(hi, c);
        }
        DoubleUnaryOperator same = v -> v;
        return m.increasing(Function.ATAN, new Interval(lo, hi, x.nan() || leg.nan()), same);
    }

    private static double angle(double x, double leg, boolean swapped) {
        return swapped ? Math.atan2(leg, x) : Math.atan2(x, leg);
    }
}
