package org.plumbline.graph.operators;

import java.util.List;
import org.plumbline.graph.DType;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Shape;
import org.plumbline.graph.bound.Arithmetic;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.bound.Enclosure.Reals;
import org.plumbline.graph.bound.Interval;
import org.plumbline.graph.operator.Call;
import org.plumbline.graph.operator.Domain;
import org.plumbline.graph.operator.Operator;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.Types;
import org.plumbline.graph.operator.Wish;
import org.plumbline.graph.rule.Expr;

/// ONNX operators Softmax, LogSoftmax and Hardmax, along one axis (opset 13; default −1).
///
/// The bound is that of the algorithms that subtract the maximum first: exponentials cannot overflow, one term of the
/// sum is 1, and division or multiplication with the reciprocal ends it (Blanchard, Higham, Higham, "Accurately
/// computing the log-sum-exp and softmax functions", IMA J. Numer. Anal. 41, 2021). Where e^x neither overflows nor
/// vanishes the plain formula lies inside as well.
final class SoftmaxFamily {
    private SoftmaxFamily() {
    }

    /// Writes the results of one lane.
    private interface Lane {
        void apply(Arithmetic m, Reals x, int base, int[] inner, Canvas out);
    }

    static List<Operator> all() {
        return List.of(
            of("Softmax", SoftmaxFamily::softmax, 4, "finite elements beside +∞ (0 or NaN)"),
            of("LogSoftmax", SoftmaxFamily::logSoftmax, 2, "finite elements beside +∞ (−∞ or NaN)"),
            of("Hardmax", SoftmaxFamily::hardmax, 1, "the maximum beside a NaN"));
    }

    private static Operator of(String name, Lane lane, double weight, String silent) {
        return Operator.of(name, 13, call -> alongAxis(call, lane), (rng, wish) -> partial(name, rng, wish))
            .weighing(weight).silentOn(silent);
    }

    private static List<Enclosure> alongAxis(Call call, Lane lane) {
        Reals x = call.reals(0);
        Arithmetic m = call.arithmetic(x.dtype());
        Lanes lanes = Lanes.along(x.shape(), call.integer("axis", -1), true);
        Canvas out = new Canvas(x.dtype(), x.shape());
        for (int base : lanes.base()) {
            lane.apply(m, x, base, lanes.inner(), out);
        }
        return List.of(out.done());
    }

    private static void softmax(Arithmetic m, Reals x, int base, int[] inner, Canvas out) {
        Interval max = LaneMath.max(x, base, inner);
        if (special(x, max, base, inner, out, 0)) {
            return;
        }
        Interval sum = LaneMath.expSum(m, x, max, base, inner);
        for (int i : inner) {
            Interval e = m.exp(LaneMath.belowMax(m, x.at(base + i), max));
            Interval q = m.div(e, sum);
            Interval y = m.widen(q.lo(), q.hi(), q.nan(), 1.5, 0);
            // Results below the normal range may be flushed.
            out.set(base + i, y.isEmpty() ? y
                : new Interval(y.lo() < m.minNormal() ? 0 : y.lo(), y.hi(), y.nan()));
        }
    }

    private static void logSoftmax(Arithmetic m, Reals x, int base, int[] inner, Canvas out) {
        Interval max = LaneMath.max(x, base, inner);
        if (special(x, max, base, inner, out, Double.NEGATIVE_INFINITY)) {
            return;
        }
        Interval log = m.log(LaneMath.expSum(m, x, max, base, inner));
        Interval shift = m.add(max, log);
        for (int i : inner) {
            Interval shifted = m.sub(LaneMath.belowMax(m, x.at(base + i), max), log);
            // x − (max + log Σ) rounds at the magnitude of the maximum: no more than a rounding of the input would.
            Interval y = shifted.hull(m.sub(x.at(base + i), shift));
            out.set(base + i, y.isPoint() ? y : m.widen(y.lo(), y.hi(), y.nan(), 1, 0));
        }
    }

    /// Lanes with NaN or an infinite maximum, by the formula: NaN in the sum makes all NaN, ∞/∞ and 0/0 are NaN.
    /// `rest` is what finite elements become beside +∞, unless the subtraction of the maximum made the sum NaN.
    private static boolean special(Reals x, Interval max, int base, int[] inner, Canvas out, double rest) {
        if (!max.nan() && !Arithmetic.holdsInfinity(max)) {
            return false;
        }
        boolean certain = LaneMath.anyNan(x, base, inner) || max.hi() == Double.NEGATIVE_INFINITY;
        for (int i : inner) {
            Interval v = x.at(base + i);
            boolean infinite = v.lo() == Double.POSITIVE_INFINITY;
            Interval beside = max.isPoint() && v.hi() < Double.POSITIVE_INFINITY ? Interval.of(rest).orNan()
                : Interval.ANY;
            out.set(base + i, certain || infinite ? Interval.NAN : beside);
        }
        return true;
    }

    /// 1 at the first maximum, 0 elsewhere.
    private static void hardmax(Arithmetic m, Reals x, int base, int[] inner, Canvas out) {
        Extremum order = new Extremum.OfReals(x);
        var winner = order.winner(base, inner, true, false);
        boolean unordered = LaneMath.max(x, base, inner).nan();
        for (int r = 0; r < inner.length; r++) {
            int at = base + inner[r];
            if (winner.isPresent()) {
                out.set(at, winner.get() == r ? Interval.ONE : Interval.ZERO);
            } else {
                boolean beaten = !unordered && beaten(order, at, base, inner);
                out.set(at, beaten ? Interval.ZERO : Interval.of(0, 1));
            }
        }
    }

    private static boolean beaten(Extremum order, int at, int base, int[] inner) {
        for (int i : inner) {
            if (order.before(base + i, at, true, false)) {
                return true;
            }
        }
        return false;
    }

    private static PartialOperator partial(String name, Rng rng, Wish wish) {
        DType t = wish.type(rng, Types.REAL);
        var b = PartialOperator.builder(name);
        int rank = wish.rank(rng, 1, 5);
        List<Expr> x = b.dims("x", rank);
        int axis = rng.chance(0.5) ? rank - 1 : rng.below(rank);
        if (axis != rank - 1 || rng.chance(0.5)) {
            b.set("axis", rng.chance(0.3) ? axis - rank : axis);
        }
        return b.in(t, x, Domain.ANY).out(t, x).build();
    }
}
