package org.plumbline.generator;

import org.plumbline.graph.Rng;
import org.plumbline.graph.rule.Sym;
import org.plumbline.graph.rule.Sym.Role;

/// Which integers are likely: dimensions mostly 2 to 8, sometimes up to 33, rarely 1, hardly ever 0; attributes and
/// elements uniform over their range, small ones favoured where the range is wide.
final class Bins {
    private static final int WIDE = 64;

    private Bins() {
    }

    /// A value in `[s.lo, s.hi]`; dimensions stay at or below `top` where their range permits.
    static long draw(Rng rng, Sym s, long top) {
        if (s.role() != Role.DIMENSION) {
            return s.hi() - s.lo() > WIDE || s.hi() < s.lo() ? near(rng, s) : rng.between(s.lo(), s.hi());
        }
        int bin = rng.below(200);
        long drawn = bin < 1 && rng.trueInOneOutOf(6) ? 0
            : bin < 6 ? 1
            : bin < 35 ? rng.between(9, Math.max(9, Math.min(33, top)))
            : rng.between(2, Math.max(2, Math.min(8, top)));
        return Math.clamp(Math.min(drawn, Math.max(top, 1)), s.lo(), s.hi());
    }

    private static long near(Rng rng, Sym s) {
        long centre = Math.clamp(0L, s.lo(), s.hi());
        return rng.trueInOneOutOf(8) ? rng.between(s.lo(), s.hi())
            : rng.between(Math.max(s.lo(), centre - 8), Math.min(s.hi(), centre + 8));
    }

    /// How much a value is liked when the plausible ones are enumerated.
    static double weight(Sym s, long value, long top) {
        if (s.role() != Role.DIMENSION) {
            return 1;
        }
        return value == 0 ? 0.02 : value == 1 ? 0.3 : value > top ? 0.02 : value <= 8 ? 1 : 0.2;
    }
}
