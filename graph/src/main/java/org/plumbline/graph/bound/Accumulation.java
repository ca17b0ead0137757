package org.plumbline.graph.bound;

/// What an addend does that joins a sum of `terms` terms instead of being added to its result: a bias moved into a
/// convolution, a matrix product that accumulates on top of a matrix, a batch normalisation folded into weights. Both
/// the separate addition and the joined one are admissible, since a compiler may rewrite one as the other: Conv and
/// Gemm may themselves start from their bias, so what they admit for Conv(x, w, b) has to be admitted for
/// Conv(x, w) + b. An implementation that starts from the addend rounds every partial sum at the addend's magnitude,
/// so its result is off by up to γ_n·|addend| more (Higham, "Accuracy and Stability of Numerical Algorithms", 2nd ed.,
/// §4.2: the error of a sum in any order is at most γ times the sum of magnitudes, that of the addend included; the
/// part of the other terms stands in the sum's own bound, see [Sum#fusable]).
///
/// Sums stay open to further addends through data movement and scaling, which compilers fold into the weights, and
/// close where anything else is computed from them. Reductions and pools are closed from the start: what adds to
/// their result is not known to be drawn into them anywhere.
public final class Accumulation {
    private Accumulation() {
    }

    /// `total`, the sum of `sum` and `addend` rounded on its own, widened by what joining costs.
    public static Interval joined(Arithmetic m, Interval total, Interval sum, Interval addend, int terms) {
        boolean nothing = sum.isPoint() && sum.lo() == 0 || addend.isPoint() && addend.lo() == 0;
        if (terms == 0 || nothing || total.isEmpty() || Double.isInfinite(total.lo()) && total.lo() == total.hi()) {
            return total;
        }
        double rounding = relativeError(m, terms);
        // The sum's bound is at least 2·γ·Σ|term| wide, which says how large partial sums may become.
        double reach = (sum.hi() - sum.lo()) / (2 * rounding);
        if (!(addend.magnitude() * (1 + rounding) + reach <= m.max())) {
            return Interval.ANY;
        }
        double magnitude = addend.magnitude();
        return m.widen(total.lo(), total.hi(), total.nan(), 0, rounding * magnitude * (1 + 0x1p-20));
    }

    /// γ_n = n·u/(1 − n·u), infinite where that bound says nothing.
    static double relativeError(Arithmetic m, int terms) {
        double nu = terms * m.epsilon() / 2;
        return nu >= 0.5 ? Double.POSITIVE_INFINITY : nu / (1 - nu);
    }
}
