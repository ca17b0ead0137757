package org.plumbline.generator.infer;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;
import org.plumbline.graph.Rng;
import org.plumbline.graph.rule.Sym;

/// Calls worth asking for: at first small numbers of which many are equal, then those that differ little from one that
/// was accepted.
final class Draws {
    private static final List<Long> DIMENSIONS = List.of(1L, 2L, 3L, 4L, 5L, 6L, 8L);
    private static final List<Long> NUMBERS = List.of(0L, 1L, 2L, -1L, 3L, 4L);

    private static final List<Long> EDGES = List.of(0L, -1L, 1L, 2L);

    private static final List<LongUnaryOperator> STEPS = List.of(v -> v + 1, v -> v - 1, v -> v + 3, _ -> 0, _ -> -1,
        v -> 2 * v);

    private static final double SWAPPING = 0.15;
    private static final double TOGETHER = 0.2;
    private static final int COUNTING = 6;

    private final List<Sym> symbols;
    private final Rng rng;

    Draws(List<Sym> symbols, Rng rng) {
        this.symbols = symbols;
        this.rng = rng;
    }

    /// A call drawn without knowledge. The first ones have equal dimensions; other numbers are equal or count from 0.
    long[] fresh(int attempt) {
        long[] call = new long[symbols.size()];
        boolean plain = attempt < DIMENSIONS.size() * NUMBERS.size() / 2;
        long dimension = plain ? DIMENSIONS.get((attempt + 3) % DIMENSIONS.size()) : 0;
        long number = plain ? NUMBERS.get((attempt / 2 + 1) % NUMBERS.size()) : 0;
        List<Long> used = new ArrayList<>();
        long count = 0;
        for (Sym s : symbols) {
            boolean isDimension = s.role() == Sym.Role.DIMENSION;
            long v = plain ? isDimension ? dimension : attempt % COUNTING == COUNTING - 1 ? count++ : number : !used
                .isEmpty() && rng.chance(0.55) ? rng.pick(used)
                : rng.pick(isDimension ? DIMENSIONS : NUMBERS);
            call[s.index()] = within(s, v);
            used.add(call[s.index()]);
        }
        return call;
    }

    private static long within(Sym s, long v) {
        return Math.max(s.lo(), Math.min(s.hi(), v));
    }

    /// At most `count` that differ from a call by little: first in one symbol, then in all or two symbols of one value,
    /// which get another in common, then in one that gets the value of another, or swaps with it.
    List<long[]> around(long[] call, int count) {
        Set<Term.Key> found = new LinkedHashSet<>();
        for (int step = 0; step < STEPS.size(); step++) {
            for (Sym s : symbols) {
                change(found, call, List.of(s), STEPS.get(step).applyAsLong(call[s.index()]));
            }
        }
        for (Sym s : symbols) {
            long v = call[s.index()];
            List<Sym> equal = symbols.stream().filter(o -> call[o.index()] == v).toList();
            change(found, call, equal, v + 1);
            change(found, call, equal.stream().filter(o -> o.role() == s.role()).toList(), v + 2);
            equal.stream().filter(o -> o.index() < s.index()).forEach(o -> change(found, call, List.of(s, o), v + 1));
        }
        for (Sym s : symbols) {
            symbols.forEach(o -> change(found, call, List.of(s), call[o.index()]));
            symbols.stream().filter(o -> s.role() != Sym.Role.DIMENSION && o.role() == s.role()).forEach(o -> found.add(
                new Term.Key(swapped(call, s, o))));
        }
        found.remove(new Term.Key(call));
        return found.stream().map(Term.Key::values).limit(count).toList();
    }

    private static void change(Set<Term.Key> found, long[] call, List<Sym> changed, long to) {
        long[] other = call.clone();
        changed.forEach(s -> other[s.index()] = within(s, to));
        if (!java.util.Arrays.equals(other, call)) {
            found.add(new Term.Key(other));
        }
    }

    private static long[] swapped(long[] call, Sym s, Sym o) {
        long[] other = call.clone();
        other[s.index()] = within(s, call[o.index()]);
        other[o.index()] = within(o, call[s.index()]);
        return other;
    }

    /// A call with each symbol in turn at a number where validity often ends.
    List<long[]> edges(long[] call) {
        Set<Term.Key> found = new LinkedHashSet<>();
        symbols.forEach(s -> change(found, call, List.of(s), s.role() == Sym.Role.DIMENSION ? rng.pick(EDGES) + 1 : rng
            .pick(EDGES)));
        return found.stream().map(Term.Key::values).toList();
    }

    /// A call with a few of its symbols drawn anew.
    long[] near(long[] call) {
        long[] other = call.clone();
        for (int i = 1 + rng.below(3); i > 0 && !symbols.isEmpty(); i--) {
            Sym s = rng.pick(symbols);
            if (s.role() != Sym.Role.DIMENSION && rng.chance(SWAPPING)) {
                Sym o = rng.pick(symbols);
                other = o.role() == s.role() ? swapped(other, s, o) : other;
                continue;
            }
            if (rng.chance(TOGETHER)) {
                long old = other[s.index()];
                long step = rng.chance(0.5) ? 1 : -1;
                for (Sym o : symbols) {
                    if (other[o.index()] == old && (o == s || o.role() == s.role() && rng.chance(0.5))) {
                        other[o.index()] = within(o, old + step);
                    }
                }
                continue;
            }
            long v = switch (rng.below(4)) {
                case 0 -> other[s.index()] + 1;
                case 1 -> other[s.index()] - 1;
                case 2 -> LongStream.of(call).boxed().toList().get(rng.below(call.length));
                default -> rng.pick(s.role() == Sym.Role.DIMENSION ? DIMENSIONS : NUMBERS);
            };
            other[s.index()] = within(s, v);
        }
        return other;
    }
}
