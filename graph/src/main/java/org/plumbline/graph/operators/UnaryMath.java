package org.plumbline.graph.operators;

import java.util.List;
import org.plumbline.graph.bound.Accuracy.Function;
import org.plumbline.graph.bound.Arithmetic;
import org.plumbline.graph.bound.Interval;
import org.plumbline.graph.bound.Special;
import org.plumbline.graph.operator.Domain;
import org.plumbline.graph.operator.Operator;
import org.plumbline.graph.operator.Types;

/// Real functions of one variable, element by element: ONNX operators Exp to Atanh.
final class UnaryMath {
    private static final Typing REAL = Typing.of(Types.REAL_NO_BF16).from(13, Types.REAL);
    private static final Typing LATE = Typing.REAL_BF16_LATE;
    private static final double INF = Double.POSITIVE_INFINITY;

    private UnaryMath() {
    }

    static List<Operator> all() {
        return List.of(
            Unary.real("Exp", 6, REAL, Domain.range(-8, 4), Arithmetic::exp),
            Unary.real("Log", 6, REAL, Domain.POSITIVE, Arithmetic::log),
            Unary.real("Sqrt", 6, REAL, Domain.NON_NEGATIVE, Arithmetic::sqrt),
            Unary.real("Sin", 7, LATE, Domain.ANY, Arithmetic::sin),
            Unary.real("Cos", 7, LATE, Domain.ANY, Arithmetic::cos),
            Unary.real("Tan", 7, LATE, Domain.range(-1.5, 1.5), UnaryMath::tan)
                .silentOn("the exact value at arguments past 2^20"),
            Unary.real("Asin", 7, LATE, Domain.range(-1, 1),
                (m, x) -> m.increasingOn(Function.ASIN, x, -1, 1, Math::asin)),
            Unary.real("Acos", 7, LATE, Domain.range(-1, 1),
                (m, x) -> m.neg(m.increasingOn(Function.ACOS, x, -1, 1, v -> -Math.acos(v)))),
            Unary.real("Atan", 7, LATE, Domain.ANY, (m, x) -> m.increasing(Function.ATAN, x, Math::atan)),
            Unary.real("Sinh", 9, LATE, Domain.range(-4, 4), (m, x) -> early(m, m.increasing(Function.SINH,
                x, Math::sinh))),
            Unary.real("Cosh", 9, LATE, Domain.range(-4, 4),
                (m, x) -> early(m, m.increasing(Function.COSH, m.abs(x), Math::cosh))),
            Unary.real("Tanh", 6, REAL, Domain.ANY, Arithmetic::tanh),
            Unary.real("Asinh", 9, LATE, Domain.ANY, (m, x) -> m.increasing(Function.ASINH, x, Special::asinh)),
            Unary.real("Acosh", 9, LATE, Domain.range(1, 9),
                (m, x) -> m.increasingOn(Function.ACOSH, x, 1, INF, Special::acosh)),
            Unary.real("Atanh", 9, LATE, Domain.range(-0.99, 0.99),
                (m, x) -> m.increasingOn(Function.ATANH, x, -1, 1, Special::atanh)),
            Unary.real("Erf", 9, REAL, Domain.ANY, Arithmetic::erf),
            Unary.real("Reciprocal", 6, REAL, Domain.NON_ZERO, (m, x) -> m.div(Interval.ONE, x))
                .silentOn("which infinity the reciprocal of zero is"));
    }

    /// Beyond half the largest number the exponential that the result is half of has overflowed; libraries that compute it
    /// so, as Sleef does and PyTorch states of its own functions, give infinity there.
    private static Interval early(Arithmetic m, Interval y) {
        double half = m.max() / 2;
        return new Interval(y.lo() < -half ? -INF : y.lo(), y.hi() > half ? INF : y.hi(), y.nan());
    }

    /// Tangent: increasing between its poles; an interval that reaches past a pole, or past 2^20, gives everything.
    private static Interval tan(Arithmetic m, Interval x) {
        Interval onInfinity = Arithmetic.holdsInfinity(x) || x.nan() ? Interval.NAN : Interval.of(-INF, INF);
        if (x.isEmpty() || x.lo() == x.hi() && Double.isInfinite(x.lo())) {
            return Interval.NAN;
        }
        double below = Math.floor((x.lo() + Math.PI / 2) / Math.PI);
        double above = Math.floor((x.hi() + Math.PI / 2) / Math.PI);
        boolean poleInside = x.lo() != x.hi() && (below != above || Math.tan(x.lo()) > Math.tan(x.hi()));
        if (x.magnitude() > 0x1p20 || poleInside) {
            return Interval.of(-INF, INF).hull(onInfinity);
        }
        return m.increasing(Function.TAN, x, Math::tan);
    }
}
