package org.plumbline.generator.infer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongUnaryOperator;
import java.util.function.Predicate;
import org.plumbline.graph.rule.Sym;

/// Walks from a call that is accepted to others that tell more: with numbers that change nothing, with room, with two
/// numbers changed at once. Each call is asked for with `accepted`.
final class Moves {
    private static final long ROOM = 5;
    private static final int PASSES = 6;

    private static final LongUnaryOperator NEXT = v -> v + 1;
    private static final LongUnaryOperator TWICE = v -> 2 * v;

    private final List<Sym> symbols;
    private final Predicate<long[]> accepted;

    Moves(List<Sym> symbols, Predicate<long[]> accepted) {
        this.symbols = symbols;
        this.accepted = accepted;
    }

    /// With as many attributes and elements 0, else 1, as are accepted, the others as near to 0 as are.
    long[] plain(long[] call) {
        return settled(call, false, List.of(_ -> 0, _ -> 1, v -> v / 2, v -> v - Long.signum(v)));
    }

    /// With as many dimensions 1 as are accepted.
    long[] small(long[] call) {
        return settled(call, true, List.of(_ -> 1, v -> v / 2));
    }

    /// With as many dimensions larger as are accepted.
    long[] roomy(long[] call) {
        return walked(call, true, List.of(v -> v + ROOM));
    }

    /// Walked until nothing changes: what one symbol became may let another follow.
    private long[] settled(long[] call, boolean dimensions, List<LongUnaryOperator> steps) {
        long[] now = call;
        for (int i = 0; i < PASSES; i++) {
            long[] before = now;
            now = walked(before, dimensions, steps);
            if (Arrays.equals(before, now)) {
                return now;
            }
        }
        return now;
    }

    private long[] walked(long[] call, boolean dimensions, List<LongUnaryOperator> steps) {
        long[] now = call;
        for (Sym s : symbols) {
            if (dimensions == (s.role() == Sym.Role.DIMENSION)) {
                long[] before = now;
                now = first(steps.stream().map(step -> moved(before, s, step)).toList(), now);
            }
        }
        return now;
    }

    private long[] first(List<long[]> others, long[] otherwise) {
        return others.stream().filter(accepted).findFirst().orElse(otherwise);
    }

    /// Where a change of one symbol is refused, a change of a second one may mend it: sums and products that have to
    /// stay, or to agree, do so. Of the accepted calls one per attribute or
    /// element comes back.
    List<long[]> mend(long[] call) {
        List<long[]> mended = new ArrayList<>();
        for (Sym s : symbols) {
            mend(call, s, NEXT, List.of(NEXT, v -> v - 1), mended);
            mend(call, s, TWICE, List.of(TWICE, v -> v / 2), mended);
        }
        return mended;
    }

    private void mend(long[] call, Sym s, LongUnaryOperator step, List<LongUnaryOperator> steps, List<long[]> mended) {
        long[] changed = moved(call, s, step);
        if (!accepted.test(changed)) {
            symbols.stream().filter(t -> t != s).flatMap(t -> steps.stream().map(m -> moved(changed, t, m))).filter(
                accepted).toList().stream().limit(s.role() == Sym.Role.DIMENSION ? 0 : 1).forEach(mended::add);
        }
    }

    /// Changes any two symbols at once.
    void pairs(long[] call) {
        List<long[]> all = new ArrayList<>();
        for (Sym s : symbols) {
            for (Sym t : symbols.subList(0, symbols.indexOf(s))) {
                all.add(moved(moved(call, s, NEXT), t, NEXT));
                all.add(moved(moved(call, s, v -> v + 2), t, NEXT));
                all.add(moved(moved(call, s, NEXT), t, v -> v + 2));
            }
        }
        all.forEach(accepted::test);
    }

    /// `from` with each number as near to that of `goal` as it can be while it stays what is wanted: a call at the edge of
    /// a predicate that it breaks.
    static long[] towards(long[] goal, long[] from, Predicate<long[]> wanted) {
        long[] call = from.clone();
        for (int i = 0; i < call.length; i++) {
            for (long step = goal[i] - call[i]; step != 0; step /= 2) {
                long[] nearer = call.clone();
                nearer[i] += step;
                if (wanted.test(nearer)) {
                    call = nearer;
                }
            }
        }
        return call;
    }

    private static long[] moved(long[] call, Sym s, LongUnaryOperator step) {
        long[] other = call.clone();
        other[s.index()] = Math.clamp(step.applyAsLong(call[s.index()]), s.lo(), s.hi());
        return other;
    }
}
