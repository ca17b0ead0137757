package org.plumbline.generator;

import java.util.Map;
import java.util.Optional;
import org.plumbline.graph.Rng;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.PartialOperator.Choice;
import org.plumbline.graph.rule.Expr;
import org.plumbline.graph.rule.Pred;
import org.plumbline.graph.rule.Sym;

/// Finds integers that satisfy a partial operator: equalities are propagated, the rest is drawn from bins and tried.
public final class Instances {
    private static final int TRIES = 12;

    private Instances() {
    }

    /// An assignment, indexed by symbol, that keeps `fixed` and satisfies every predicate; empty when trials fail.
    public static Optional<long[]> solve(PartialOperator partial, Map<Sym, Long> fixed, Rng rng) {
        for (int i = 0; i < TRIES; i++) {
            long[] a = attempt(partial, fixed, rng);
            if (partial.predicates().stream().allMatch(p -> p.holds(a)) && inRange(partial, a)) {
                return Optional.of(a);
            }
        }
        return Optional.empty();
    }

    private static boolean inRange(PartialOperator partial, long[] a) {
        return partial.symbols().stream().allMatch(
            s -> s.role() != Sym.Role.DIMENSION || a[s.index()] >= s.lo());
    }

    private static long[] attempt(PartialOperator partial, Map<Sym, Long> fixed, Rng rng) {
        long[] a = new long[partial.symbols().size()];
        boolean[] bound = new boolean[a.length];
        fixed.forEach((s, v) -> {
            a[s.index()] = v;
            bound[s.index()] = true;
        });
        propagate(partial, a, bound);
        for (Sym s : partial.symbols()) {
            if (!bound[s.index()] && partial.choices().stream().noneMatch(c -> c.targets().contains(s))) {
                a[s.index()] = draw(s, rng);
                bound[s.index()] = true;
                propagate(partial, a, bound);
            }
        }
        for (Choice c : partial.choices()) {
            long[] values = c.draw().apply(rng, a);
            for (int i = 0; i < values.length; i++) {
                Sym s = c.targets().get(i);
                if (!bound[s.index()]) {
                    a[s.index()] = values[i];
                    bound[s.index()] = true;
                }
            }
            propagate(partial, a, bound);
        }
        return a;
    }

    private static void propagate(PartialOperator partial, long[] a, boolean[] bound) {
        boolean changed = true;
        while (changed) {
            changed = false;
            for (Pred p : partial.predicates()) {
                if (p instanceof Pred.Compare(Pred.Rel rel, Expr l, Expr r) && rel == Pred.Rel.EQ) {
                    changed |= assign(l, r, a, bound) || assign(r, l, a, bound);
                }
            }
        }
    }

    private static boolean assign(Expr to, Expr from, long[] a, boolean[] bound) {
        if (to instanceof Sym s && !bound[s.index()] && from.isBound(bound)) {
            try {
                a[s.index()] = from.eval(a);
            } catch (ArithmeticException _) {
                return false;
            }
            bound[s.index()] = true;
            return true;
        }
        return false;
    }

    private static long draw(Sym s, Rng rng) {
        if (s.role() != Sym.Role.DIMENSION) {
            return rng.between(s.lo(), s.hi());
        }
        long d = switch (rng.below(20)) {
            case 0 -> 1;
            case 1 -> rng.between(9, 24);
            case 2 -> rng.trueInOneOutOf(4) ? 0 : 2;
            default -> rng.between(2, 8);
        };
        return Math.clamp(d, s.lo(), s.hi());
    }
}
