package org.plumbline.generator.infer;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.plumbline.graph.rule.Expr;
import org.plumbline.graph.rule.Sym;

/// Calls, and the number that each of them gives.
record Sample(List<long[]> calls, long[] wanted) {
    int size() {
        return wanted.length;
    }

    boolean isConstant() {
        return LongStream.of(wanted).allMatch(v -> v == wanted[0]);
    }

    /// Those of the calls with these places.
    Sample at(int... places) {
        return new Sample(IntStream.of(places).mapToObj(calls::get).toList(), IntStream.of(places).mapToLong(
            i -> wanted[i]).toArray());
    }

    /// Those in which a symbol has a value.
    Sample where(Sym s, long value) {
        return at(IntStream.range(0, size()).filter(i -> calls.get(i)[s.index()] == value).toArray());
    }

    boolean fits(Expr e) {
        for (int i = 0; i < wanted.length; i++) {
            if (Terms.value(e, calls.get(i)) != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    /// The leaves on which the number depends: between some two calls that differ in nothing else (or in nothing but
    /// what is always equal to it), it changes. All where that shows none.
    List<Expr> relevant(List<Expr> leaves) {
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
            if (changes(equal)) {
                matter.add(s);
            }
        }
        long bits = matter.stream().mapToLong(Terms::symbols).reduce(0, (a, b) -> a | b);
        return matter.isEmpty() ? leaves : leaves.stream().filter(e -> matter.contains(e) || !(e instanceof Sym)
            && (Terms.symbols(e) & bits) != 0).toList();
    }

    private boolean changes(List<Sym> masked) {
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
