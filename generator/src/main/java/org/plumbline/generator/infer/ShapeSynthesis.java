package org.plumbline.generator.infer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.plumbline.graph.rule.Expr;
import org.plumbline.graph.rule.Sym;

/// Expressions for one number that calls give, as an output's dimension: enumerated up to three leaves, two of those
/// joined by an operation, and either of these divided, rounded down or up, by a symbol, with small constants inside and
/// outside. The last form is found on the calls in which that symbol is 1.
final class ShapeSynthesis {
    private static final int LEAVES = 3;
    private static final int TERMS = 6_000;
    private static final int FEW_TERMS = 2_500;
    private static final int KEPT = 4;
    private static final int SHIFT = 2;
    private static final int ENOUGH = 3;
    private static final int MANY = 7;

    private final List<Expr> leaves;

    /// `more` are expressions that may matter as a whole, such as the number of elements of an input.
    ShapeSynthesis(List<Sym> symbols, List<Expr> more) {
        this.leaves = Stream.concat(symbols.stream(), more.stream()).toList();
    }

    /// The simplest expressions, at most four, that give `wanted` on `calls`; none where nothing does.
    List<Expr> solve(List<long[]> calls, long[] wanted) {
        Set<Expr> found = new LinkedHashSet<>();
        if (LongStream.of(wanted).allMatch(v -> v == wanted[0])) {
            found.add(Expr.of(wanted[0]));
        }
        List<Expr> relevant = relevant(calls, wanted);
        found.addAll(direct(relevant, calls, wanted));
        if (found.size() < KEPT) {
            relevant.stream().filter(e -> e instanceof Sym).forEach(q -> found.addAll(divided(relevant, q, calls,
                wanted)));
        }
        return found.stream().sorted(Comparator.comparingInt(ShapeSynthesis::size)).limit(KEPT).toList();
    }

    static int size(Expr e) {
        return switch (e) {
            case Expr.Const _,Sym _ -> 1;
            case Expr.Binary(Expr.Op _, Expr l, Expr r) -> size(l) + size(r);
        };
    }

    private static List<Expr> direct(List<Expr> relevant, List<long[]> calls, long[] wanted) {
        List<Expr> all = new ArrayList<>(relevant);
        all.add(Expr.of(1));
        all.add(Expr.of(2));
        Terms terms = new Terms(all, calls, LEAVES, relevant.size() > MANY ? FEW_TERMS : TERMS);
        Set<Expr> found = new LinkedHashSet<>();
        terms.with(wanted).ifPresent(t -> found.add(t.expr()));
        if (found.isEmpty()) {
            for (Term a : terms.all()) {
                if (a.isEverywhere(calls.size())) {
                    rest(a, wanted).forEach((op, needed) -> terms.with(needed).filter(b -> (a.symbols() & b.symbols())
                        == 0).ifPresent(b -> found.add(op == Expr.Op.SUB ? new Expr.Binary(op, b.expr(), a.expr())
                            : new Expr.Binary(op, a.expr(), b.expr()))));
                }
                if (found.size() >= KEPT) {
                    break;
                }
            }
        }
        return List.copyOf(found);
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

    private static List<Expr> divided(List<Expr> relevant, Expr q, List<long[]> calls, long[] wanted) {
        Sym divisor = (Sym) q;
        int[] whole = IntStream.range(0, calls.size()).filter(i -> calls.get(i)[divisor.index()] == 1).toArray();
        if (whole.length < ENOUGH || whole.length == calls.size()) {
            return List.of();
        }
        List<Expr> others = relevant.stream().filter(e -> (Terms.symbols(e) >> divisor.index() & 1) == 0).toList();
        List<Expr> undivided = direct(others, IntStream.of(whole).mapToObj(calls::get).toList(), IntStream.of(whole)
            .mapToLong(i -> wanted[i]).toArray());
        return undivided.stream().flatMap(l -> shifted(l, divisor)).filter(e -> Arrays.equals(Terms.leaf(e, calls)
            .values(), wanted)).toList();
    }

    /// ⌊(l + a) / q⌋ + b and ⌈(l + a) / q⌉ + b for small a and b.
    private static Stream<Expr> shifted(Expr l, Expr q) {
        return IntStream.rangeClosed(-SHIFT, SHIFT).boxed().flatMap(a -> IntStream.rangeClosed(-SHIFT, SHIFT).boxed()
            .flatMap(b -> Stream.of(plus(plus(l, a).floorDiv(q), b), plus(plus(l, a).ceilDiv(q), b))));
    }

    private static Expr plus(Expr e, int c) {
        return c == 0 ? e : c > 0 ? e.plus(c) : e.minus(-c);
    }

    /// The leaves on which the number depends: between some two calls that differ in nothing else (or in nothing but
    /// what is always equal to it), it changes. All where that shows none.
    private List<Expr> relevant(List<long[]> calls, long[] wanted) {
        List<Sym> symbols = leaves.stream().filter(Sym.class::isInstance).map(Sym.class::cast).toList();
        Set<Sym> seen = new LinkedHashSet<>();
        Set<Sym> matter = new LinkedHashSet<>();
        for (Sym s : symbols) {
            if (seen.contains(s)) {
                continue;
            }
            List<Sym> equal = symbols.stream().filter(o -> calls.stream().allMatch(c -> c[o.index()] == c[s.index()]))
                .toList();
            seen.addAll(equal);
            if (changes(equal, calls, wanted)) {
                matter.add(s);
            }
        }
        long bits = matter.stream().mapToLong(Terms::symbols).reduce(0, (a, b) -> a | b);
        return matter.isEmpty() ? leaves : leaves.stream().filter(e -> matter.contains(e) || !(e instanceof Sym)
            && (Terms.symbols(e) & bits) != 0).toList();
    }

    private static boolean changes(List<Sym> masked, List<long[]> calls, long[] wanted) {
        Map<Term.Key, Long> first = new LinkedHashMap<>();
        for (int i = 0; i < wanted.length; i++) {
            long[] rest = calls.get(i).clone();
            masked.forEach(s -> rest[s.index()] = 0);
            Long before = first.putIfAbsent(new Term.Key(rest), wanted[i]);
            if (before != null && before != wanted[i]) {
                return true;
            }
        }
        return false;
    }
}
