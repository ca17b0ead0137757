package org.plumbline.generator;

import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.bound.Enclosure.Integers;
import org.plumbline.graph.bound.Enclosure.Reals;
import org.plumbline.graph.edit.Bounds;

/// Questions about the values that an enclosure holds.
final class Ranges {
    private static final int TOLERATED_UNKNOWN_PERCENT = 10;

    private Ranges() {
    }

    /// Whether all possible values lie inside bounds.
    static boolean suits(Enclosure e, Bounds bounds) {
        return switch (bounds.kind()) {
            case ANY -> true;
            case NON_ZERO -> !reaches(e, 0, 0);
            case RANGE, WHOLE -> within(e, bounds.lo(), bounds.hi());
        };
    }

    private static boolean reaches(Enclosure e, double lo, double hi) {
        if (e instanceof Reals r) {
            for (int i = 0; i < r.lo().length; i++) {
                if (r.lo()[i] <= hi && r.hi()[i] >= lo) {
                    return true;
                }
            }
            return false;
        }
        if (e instanceof Integers n) {
            for (int i = 0; i < n.value().length; i++) {
                if (n.unknown()[i] || n.value()[i] >= lo && n.value()[i] <= hi) {
                    return true;
                }
            }
            return false;
        }
        return true;
    }

    private static boolean within(Enclosure e, double lo, double hi) {
        if (e instanceof Reals r) {
            for (int i = 0; i < r.lo().length; i++) {
                if (r.nan()[i] || !(r.lo()[i] >= lo && r.hi()[i] <= hi)) {
                    return false;
                }
            }
            return true;
        }
        if (e instanceof Integers n) {
            for (int i = 0; i < n.value().length; i++) {
                if (n.unknown()[i] || n.value()[i] < lo || n.value()[i] > hi) {
                    return false;
                }
            }
            return true;
        }
        return false;
    }

    /// Whether every admissible result is an ordinary number: no NaN, no infinity, hardly an element unknown.
    static boolean tame(Enclosure e) {
        if (e instanceof Reals r) {
            for (int i = 0; i < r.lo().length; i++) {
                if (r.nan()[i] || !Double.isFinite(r.lo()[i]) || !Double.isFinite(r.hi()[i])) {
                    return false;
                }
            }
            return true;
        }
        if (e instanceof Integers n) {
            int unknown = 0;
            for (boolean u : n.unknown()) {
                unknown += u ? 1 : 0;
            }
            return unknown * 100 <= n.unknown().length * TOLERATED_UNKNOWN_PERCENT;
        }
        return !(e instanceof Enclosure.Unknown);
    }
}
