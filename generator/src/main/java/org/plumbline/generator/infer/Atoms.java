package org.plumbline.generator.infer;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.plumbline.graph.rule.Expr;
import org.plumbline.graph.rule.Pred;
import org.plumbline.graph.rule.Pred.Rel;
import org.plumbline.graph.rule.Sym;

/// The candidates for predicates: those that hold on all accepted calls and refuse at least one that was refused. The
/// calls are the accepted ones, then the refused ones.
final class Atoms {
    private static final int SMALL = 9;

    private final int accepted;
    private final int calls;
    private final List<Atom> found = new ArrayList<>();

    Atoms(int accepted, int calls) {
        this.accepted = accepted;
        this.calls = calls;
    }

    List<Atom> found() {
        return found;
    }

    /// Terms that are equal on all accepted calls.
    Atoms equalities(List<Term> terms) {
        Map<Term.Key, List<Term>> classes = new LinkedHashMap<>();
        terms.stream().filter(t -> t.isEverywhere(accepted)).forEach(t -> classes.computeIfAbsent(new Term.Key(
            java.util.Arrays.copyOf(t.values(), accepted)), _ -> new ArrayList<>()).add(t));
        classes.values().forEach(same -> IntStream.range(1, same.size()).forEach(i -> IntStream.range(0, Math.min(i, 3))
            .forEach(j -> keep(Rel.EQ, same.get(j), same.get(i)))));
        return this;
    }

    /// Orders between terms of two lists.
    Atoms orders(List<Term> some, List<Term> others) {
        for (Term a : some) {
            for (Term b : others) {
                if (a != b && (a.symbols() & b.symbols()) == 0) {
                    keep(Rel.GE, a, b);
                    keep(Rel.GE, b, a);
                    keep(Rel.GT, a, b);
                    keep(Rel.GT, b, a);
                }
            }
        }
        return this;
    }

    /// Least and greatest values, where they are small.
    Atoms bounds(List<Term> terms) {
        for (Term t : terms) {
            if (!t.isEverywhere(accepted) || accepted == 0) {
                continue;
            }
            long lo = IntStream.range(0, accepted).mapToLong(i -> t.values()[i]).min().orElseThrow();
            long hi = IntStream.range(0, accepted).mapToLong(i -> t.values()[i]).max().orElseThrow();
            if (Math.abs(lo) < SMALL) {
                keep(t.expr().ge(lo), t.size() + 1, i -> t.values()[i] != Term.NONE && t.values()[i] >= lo);
            }
            if (Math.abs(hi) < SMALL) {
                keep(t.expr().le(hi), t.size() + 1, i -> t.values()[i] != Term.NONE && t.values()[i] <= hi);
            }
        }
        return this;
    }

    /// Symbols that are never equal.
    Atoms differences(List<Term> terms) {
        for (int i = 0; i < terms.size(); i++) {
            for (int j = 0; j < i; j++) {
                keep(Rel.NE, terms.get(j), terms.get(i));
            }
        }
        return this;
    }

    /// Symbols that are equal unless one of them, or the second, is 1, as broadcasting has it.
    Atoms broadcasts(List<Term> terms) {
        Expr one = Expr.of(1);
        for (Term a : terms) {
            for (Term b : terms) {
                if (a != b && a.expr() instanceof Sym && b.expr() instanceof Sym) {
                    keep(new Pred.AnyOf(List.of(a.expr().eq(b.expr()), b.expr().eq(one))), 4, i -> a.values()[i] == b
                        .values()[i] || b.values()[i] == 1);
                    keep(new Pred.AnyOf(List.of(a.expr().eq(b.expr()), a.expr().eq(one), b.expr().eq(one))), 5,
                        i -> a.values()[i] == b.values()[i] || b.values()[i] == 1 || a.values()[i] == 1);
                }
            }
        }
        return this;
    }

    /// One of two predicates, each of which some accepted call breaks.
    static Optional<Atom> either(Pred a, Pred b, List<long[]> accepted, List<long[]> refused) {
        Pred any = new Pred.AnyOf(List.of(a, b));
        if (!accepted.stream().allMatch(any::holds)) {
            return Optional.empty();
        }
        BitSet refuses = new BitSet();
        IntStream.range(0, refused.size()).filter(i -> !any.holds(refused.get(i))).forEach(refuses::set);
        return refuses.isEmpty() ? Optional.empty() : Optional.of(new Atom(any, 6, refuses));
    }

    @FunctionalInterface
    private interface OnCall {
        boolean holds(int call);
    }

    private void keep(Rel rel, Term a, Term b) {
        keep(new Pred.Compare(rel, a.expr(), b.expr()), a.size() + b.size(), i -> a.values()[i] != Term.NONE && b
            .values()[i] != Term.NONE && rel.holds(a.values()[i], b.values()[i]));
    }

    private void keep(Pred pred, int size, OnCall on) {
        for (int i = 0; i < accepted; i++) {
            if (!on.holds(i)) {
                return;
            }
        }
        BitSet refuses = new BitSet();
        for (int i = accepted; i < calls; i++) {
            if (!on.holds(i)) {
                refuses.set(i - accepted);
            }
        }
        if (!refuses.isEmpty()) {
            found.add(new Atom(pred, size, refuses));
        }
    }
}
