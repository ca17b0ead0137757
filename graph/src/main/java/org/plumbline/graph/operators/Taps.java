package org.plumbline.graph.operators;

import org.plumbline.graph.bound.Enclosure.Reals;
import org.plumbline.graph.bound.Sum;

/// Products of inputs and weights over index lists, on the cheapest path that the operands allow: both points, both
/// finite, or anything.
final class Taps {
    private final Reals x;
    private final Reals w;
    private final boolean points;
    private final boolean finite;
    private final boolean specialWeights;

    Taps(Reals x, Reals w) {
        this.x = x;
        this.w = w;
        boolean finiteWeights = finite(w);
        this.finite = finiteWeights && finite(x);
        this.points = finite && points(x) && points(w);
        this.specialWeights = !finiteWeights;
    }

    private static boolean finite(Reals r) {
        double[] lo = r.lo();
        double[] hi = r.hi();
        boolean[] nan = r.nan();
        for (int i = 0; i < lo.length; i++) {
            if (nan[i] || !(lo[i] > Double.NEGATIVE_INFINITY && hi[i] < Double.POSITIVE_INFINITY)) {
                return false;
            }
        }
        return true;
    }

    private static boolean points(Reals r) {
        double[] lo = r.lo();
        double[] hi = r.hi();
        for (int i = 0; i < lo.length; i++) {
            if (lo[i] != hi[i]) {
                return false;
            }
        }
        return true;
    }

    boolean weightsMayBeSpecial() {
        return specialWeights;
    }

    /// Adds `x[xBase + source[j]] · w[wBase + tap[j]]` for the first `count` entries.
    void add(Sum sum, int[] source, int xBase, int[] tap, int wBase, int count) {
        if (points) {
            double[] xs = x.lo();
            double[] ws = w.lo();
            for (int j = 0; j < count; j++) {
                sum.addProduct(xs[xBase + source[j]], ws[wBase + tap[j]]);
            }
        } else if (finite) {
            addFinite(sum, source, xBase, tap, wBase, count);
        } else {
            for (int j = 0; j < count; j++) {
                sum.addProduct(x.at(xBase + source[j]), w.at(wBase + tap[j]));
            }
        }
    }

    private void addFinite(Sum sum, int[] source, int xBase, int[] tap, int wBase, int count) {
        double[] xl = x.lo();
        double[] xh = x.hi();
        double[] wl = w.lo();
        double[] wh = w.hi();
        for (int j = 0; j < count; j++) {
            int a = xBase + source[j];
            int b = wBase + tap[j];
            sum.addProduct(xl[a], xh[a], wl[b], wh[b]);
        }
    }
}
