package org.plumbline.generator.infer;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.plumbline.generator.Proof;
import org.plumbline.graph.rule.Expr;
import org.plumbline.graph.rule.Pred;
import org.plumbline.graph.rule.Sym;

/// Predicates that hold on every accepted call and together refuse as many of the refused ones as can be: small ones
/// first, of one size the one that refuses most. Those that follow from the others are dropped, which Z3 proves.
final class PredicateSynthesis {
    private static final int PAIRS = 4_000;
    private static final int TRIPLES = 6_000;

    private final List<Sym> symbols;
    private final List<Expr> leaves;

    /// `more` are expressions that may matter as a whole: output dimensions, numbers of elements.
    PredicateSynthesis(List<Sym> symbols, List<Expr> more) {
        this.symbols = symbols;
        Set<Expr> all = new LinkedHashSet<>(symbols);
        all.addAll(more);
        this.leaves = List.copyOf(all);
    }

    /// The predicates, and how many refused calls none of them refuses.
    record Found(List<Pred> predicates, int unexplained) {
    }

    /// Candidates are found on `some` of the accepted calls, and hold on all of them.
    Found solve(List<long[]> accepted, List<long[]> some, List<long[]> refused) {
        List<Pred> chosen = new ArrayList<>();
        BitSet left = new BitSet();
        left.set(0, refused.size());
        for (int tier = 1; tier <= 4 && !left.isEmpty(); tier++) {
            // What is explained already need not be looked at again.
            List<long[]> open = left.stream().mapToObj(refused::get).toList();
            int[] index = left.stream().toArray();
            cover(candidates(tier, some, open), accepted, index, left, chosen);
        }
        return new Found(minimal(chosen, refused), left.cardinality());
    }

    private List<Atom> candidates(int tier, List<long[]> accepted, List<long[]> refused) {
        List<long[]> calls = Stream.concat(accepted.stream(), refused.stream()).toList();
        Atoms atoms = new Atoms(accepted.size(), calls.size());
        List<Term> single = leaves.stream().map(e -> Terms.leaf(e, calls)).toList();
        if (tier == 1) {
            List<Term> symbolic = single.subList(0, symbols.size());
            List<Term> linear = single.stream().filter(t -> !multiplies(t.expr())).toList();
            return atoms.equalities(linear).bounds(linear).orders(linear, linear).differences(symbolic).broadcasts(
                symbolic).found();
        }
        if (tier == 4) {
            return disjunctions(accepted, refused);
        }
        List<Expr> all = new ArrayList<>(leaves);
        all.add(Expr.of(1));
        all.add(Expr.of(2));
        all.add(Expr.of(4));
        Terms terms = new Terms(all, calls, tier, tier == 2 ? PAIRS : TRIPLES);
        Stream<Term> constants = Stream.of(0L, 1L).map(c -> Terms.leaf(Expr.of(c), calls));
        atoms.equalities(Stream.concat(constants, Stream.concat(single.stream(), terms.all().stream())).distinct()
            .toList()).bounds(terms.ofSize(tier));
        return tier == 2 ? atoms.bounds(single).orders(single, single).orders(single, terms.ofSize(2)).found() : atoms
            .found();
    }

    private static boolean multiplies(Expr e) {
        return e instanceof Expr.Binary(Expr.Op op, Expr l, Expr r) && (op == Expr.Op.MUL && !(l instanceof Expr.Const)
            && !(r instanceof Expr.Const) || multiplies(l) || multiplies(r));
    }

    /// Comparisons of symbols with small constants and with each other, two at a time.
    private List<Atom> disjunctions(List<long[]> accepted, List<long[]> refused) {
        List<Pred> parts = new ArrayList<>();
        for (Sym s : symbols) {
            for (long c = -1; c <= 1; c++) {
                parts.add(s.eq(c));
                parts.add(s.ge(c));
                parts.add(s.le(c));
            }
            symbols.stream().filter(o -> o.index() > s.index()).forEach(o -> {
                parts.add(s.eq(o));
                parts.add(s.ge(o));
                parts.add(o.ge(s));
            });
        }
        List<Atom> found = new ArrayList<>();
        for (int i = 0; i < Math.min(parts.size(), 150); i++) {
            for (int j = 0; j < i; j++) {
                Atoms.either(parts.get(j), parts.get(i), accepted, refused).ifPresent(found::add);
            }
        }
        return found;
    }

    private static void cover(List<Atom> all, List<long[]> accepted, int[] index, BitSet left, List<Pred> chosen) {
        BitSet open = new BitSet();
        open.set(0, index.length);
        List<Atom> atoms = new ArrayList<>(all);
        while (!open.isEmpty()) {
            Atom best = atoms.stream().max(Comparator.<Atom>comparingInt(a -> covered(a, open)).thenComparingInt(
                a -> -a.size())).filter(a -> covered(a, open) > 0).orElse(null);
            if (best == null) {
                return;
            }
            if (!accepted.stream().allMatch(best.pred()::holds)) {
                atoms.remove(best);
                continue;
            }
            chosen.add(best.pred());
            best.refuses().stream().forEach(i -> left.clear(index[i]));
            open.andNot(best.refuses());
        }
    }

    private static int covered(Atom a, BitSet open) {
        BitSet both = (BitSet) a.refuses().clone();
        both.and(open);
        return both.cardinality();
    }

    /// Without those that follow from the others. One that alone refuses some call does not.
    private List<Pred> minimal(List<Pred> chosen, List<long[]> refused) {
        List<Pred> rest = new ArrayList<>(chosen);
        for (Pred p : List.copyOf(chosen).reversed()) {
            List<Pred> others = rest.stream().filter(o -> o != p).toList();
            boolean needed = refused.stream().anyMatch(call -> !p.holds(call) && others.stream().allMatch(o -> o.holds(
                call)));
            if (!needed && Proof.follows(symbols, others, p)) {
                rest.remove(p);
            }
        }
        return rest;
    }
}
