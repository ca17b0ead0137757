package org.plumbline.generator.infer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.plumbline.graph.rule.Expr;
import org.plumbline.graph.rule.Sym;

/// Expressions of up to three leaves, and two of those joined by an operation. They are evaluated on some of the calls,
/// to which those are added that contradict what was found.
final class Enumeration {
    private static final int LEAVES = 3;
    private static final int TERMS = 6_000;
    private static final int FEW_TERMS = 2_500;
    private static final int KEPT = 4;
    private static final int MANY = 7;
    private static final int FIRST = 36;
    private static final int MORE = 8;
    private static final int TURNS = 5;

    private final boolean twice;

    /// `twice` says whether the two that are joined may have symbols in common.
    Enumeration(boolean twice) {
        this.twice = twice;
    }

    /// What gives the wanted number on all calls, the simplest first; none where nothing does.
    List<Expr> of(List<Expr> relevant, Sample sample) {
        Set<Integer> places = new TreeSet<>();
        IntStream.range(0, FIRST).forEach(i -> places.add((int) ((long) i * sample.size() / FIRST)));
        for (int turn = 0; turn < TURNS; turn++) {
            Set<Expr> found = on(relevant, sample.at(places.stream().mapToInt(i -> i).toArray()));
            List<Expr> fit = found.stream().filter(sample::fits).toList();
            if (!fit.isEmpty() || found.isEmpty()) {
                return fit;
            }
            found.forEach(e -> IntStream.of(OneSided.misses(e, sample)).limit(MORE).forEach(places::add));
        }
        return List.of();
    }

    /// Expressions of up to three leaves divided, rounded down or up, by a symbol.
    List<Expr> divided(List<Expr> relevant, Sample sample) {
        List<Expr> found = new ArrayList<>();
        for (Expr e : relevant) {
            if (e instanceof Sym q && sample.calls().stream().allMatch(c -> c[q.index()] > 0)) {
                List<Expr> others = relevant.stream().filter(o -> (Terms.symbols(o) & Terms.symbols(q)) == 0).toList();
                new Terms(others, sample.calls(), LEAVES, FEW_TERMS).all().stream().flatMap(t -> Growth.divided(t
                    .expr(),
                    q)).filter(sample::fits).limit(KEPT).forEach(found::add);
            }
        }
        return found;
    }

    private Set<Expr> on(List<Expr> relevant, Sample sample) {
        List<Expr> all = new ArrayList<>(relevant);
        all.add(Expr.of(0));
        all.add(Expr.of(1));
        all.add(Expr.of(2));
        Terms terms = new Terms(all, sample.calls(), LEAVES, relevant.size() > MANY ? FEW_TERMS : TERMS,
            Optional.of(sample.wanted()));
        Set<Expr> found = new LinkedHashSet<>();
        terms.with(sample.wanted()).ifPresent(t -> found.add(t.expr()));
        if (found.isEmpty()) {
            Set<Expr> overlapping = new LinkedHashSet<>();
            for (Term a : terms.all()) {
                if (a.isEverywhere(sample.size())) {
                    joined(terms, a, sample.wanted(), true).forEach(found::add);
                    if (twice && overlapping.size() < KEPT) {
                        joined(terms, a, sample.wanted(), false).forEach(overlapping::add);
                    }
                }
                if (found.size() >= KEPT) {
                    break;
                }
            }
            return found.isEmpty() && sample.size() >= FIRST / 2 ? overlapping : found;
        }
        return found;
    }

    /// The term joined with another, where `apart` with one that has no symbol in common with it.
    private static Stream<Expr> joined(Terms terms, Term a, long[] wanted, boolean apart) {
        return rest(a, wanted).entrySet().stream().flatMap(e -> terms.with(e.getValue()).stream().filter(b -> apart
            == ((a
                .symbols() & b.symbols()) == 0)).map(b -> e.getKey() == Expr.Op.SUB ? new Expr.Binary(Expr.Op.SUB, b
                    .expr(),
                    a.expr()) : new Expr.Binary(e.getKey(), a.expr(), b.expr())));
    }

    /// What would have to be added to, multiplied with, or have subtracted a term from it.
    private static Map<Expr.Op, long[]> rest(Term a, long[] wanted) {
        Map<Expr.Op, long[]> rest = new LinkedHashMap<>();
        rest.put(Expr.Op.ADD, IntStream.range(0, wanted.length).mapToLong(i -> wanted[i] - a.values()[i]).toArray());
        rest.put(Expr.Op.SUB, IntStream.range(0, wanted.length).mapToLong(i -> wanted[i] + a.values()[i]).toArray());
        if (IntStream.range(0, wanted.length).allMatch(i -> a.values()[i] != 0 && wanted[i] % a.values()[i] == 0)) {
            rest.put(Expr.Op.MUL, IntStream.range(0, wanted.length).mapToLong(i -> wanted[i] / a.values()[i])
                .toArray());
        }
        return rest;
    }
}
