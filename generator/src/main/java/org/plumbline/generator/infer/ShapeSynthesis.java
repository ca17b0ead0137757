package org.plumbline.generator.infer;

import java.util.ArrayList;
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

/// Expressions for one number that calls give, as an output's dimension. First those of few leaves ([Enumeration]). Where
/// none of them fits, a symbol is taken to be 1, 0 or −1: what fits the calls in which it is so, found in the same way, is
/// grown ([Growth]) until it fits all calls. A number that is often the least there is may be cut off there.
final class ShapeSynthesis {
    private static final int KEPT = 4;
    private static final int ENOUGH = 4;
    /// So often at most a part of the calls is looked at.
    private static final int PARTS = 32;
    private static final int BRANCHES = 5;
    private static final int NEAR_MISSES = 3;

    private final List<Expr> leaves;
    private final Enumeration enumeration;

    /// `more` are expressions that may matter as a whole, such as the number of elements of an input.
    ShapeSynthesis(List<Sym> symbols, List<Expr> more, Enumeration enumeration) {
        this.enumeration = enumeration;
        this.leaves = Stream.concat(symbols.stream(), more.stream()).toList();
    }

    /// The simplest expressions, at most four, that give `wanted` on `calls`; none where nothing does.
    List<Expr> solve(List<long[]> calls, long[] wanted) {
        Sample all = new Sample(calls, wanted);
        Set<Expr> found = new LinkedHashSet<>();
        if (all.isConstant()) {
            found.add(Expr.of(wanted[0]));
        }
        found.addAll(new Search().solve(all, new Fixed(0, 0)));
        return found.stream().sorted(Comparator.comparingInt(ShapeSynthesis::size)).limit(KEPT).toList();
    }

    static int size(Expr e) {
        return switch (e) {
            case Expr.Const _,Sym _ -> 1;
            case Expr.Binary(Expr.Op _, Expr l, Expr r) -> size(l) + size(r);
        };
    }

    /// Symbols that are 1 or −1, and that are 0 or −1, as bits.
    private record Fixed(long ones, long zeros) {
        Fixed with(Sym s, long value) {
            long bit = 1L << s.index();
            return new Fixed(value != 0 ? ones | bit : ones, value <= 0 ? zeros | bit : zeros);
        }
    }

    /// One search; what fits the calls in which some symbols are fixed is looked for once. Mutable.
    private final class Search {
        private final Map<Fixed, List<Expr>> known = new LinkedHashMap<>();

        List<Expr> solve(Sample sample, Fixed fixed) {
            List<Expr> before = known.get(fixed);
            if (before != null || known.size() >= PARTS) {
                return before == null ? List.of() : before;
            }
            known.put(fixed, List.of());
            List<Expr> relevant = sample.relevant(leaves);
            List<Expr> found = enumeration.of(relevant, sample);
            if (found.isEmpty()) {
                found = cutOff(relevant, sample);
            }
            if (found.isEmpty()) {
                found = grown(relevant, sample, fixed);
            }
            known.put(fixed, found);
            return found;
        }

        private List<Expr> grown(List<Expr> relevant, Sample sample, Fixed fixed) {
            for (Part part : parts(relevant, sample)) {
                Growth growth = new Growth(part.symbol, part.neutral, relevant);
                List<Expr> grown = fitting(solve(part.sample, fixed.with(part.symbol, part.neutral)).stream().flatMap(
                    base -> growth.of(base).stream()).toList(), relevant, sample);
                if (!grown.isEmpty()) {
                    return grown;
                }
            }
            return List.of();
        }
    }

    /// The calls in which a symbol has a value.
    private record Part(Sym symbol, long neutral, Sample sample) {
    }

    /// Large ones first.
    private static List<Part> parts(List<Expr> relevant, Sample sample) {
        return relevant.stream().filter(Sym.class::isInstance).map(Sym.class::cast).flatMap(s -> Stream.of(1L, 0L, -1L)
            .map(v -> new Part(s, v, sample.where(s, v)))).filter(p -> p.sample.size() >= ENOUGH && p.sample
                .size() < sample.size()).sorted(Comparator.comparingInt(p -> -p.sample.size())).limit(BRANCHES)
            .toList();
    }

    /// Those that fit; where none does, those that are never too small, or never too large, joined with what fits where
    /// they are wrong.
    private List<Expr> fitting(List<Expr> candidates, List<Expr> relevant, Sample sample) {
        List<Expr> fit = new ArrayList<>();
        List<OneSided> near = new ArrayList<>();
        for (Expr e : candidates) {
            OneSided o = OneSided.of(e, sample);
            if (o.misses().length == 0 && o.isOneSided()) {
                fit.add(e);
            } else if (o.isOneSided() && 2 * o.misses().length < sample.size()) {
                near.add(o);
            }
        }
        if (!fit.isEmpty()) {
            return fit.stream().distinct().sorted(Comparator.comparingInt(ShapeSynthesis::size)).limit(KEPT).toList();
        }
        return near.stream().sorted(Comparator.comparingInt(o -> o.misses().length)).limit(NEAR_MISSES).flatMap(o -> o
            .joined(others(relevant, sample.at(o.misses())))).filter(sample::fits).limit(KEPT).toList();
    }

    private List<Expr> others(List<Expr> relevant, Sample misses) {
        return Stream.concat(enumeration.of(relevant, misses).stream(), enumeration.divided(relevant, misses).stream())
            .toList();
    }

    /// max(e, m) where m is the least number there is.
    private List<Expr> cutOff(List<Expr> relevant, Sample sample) {
        long least = LongStream.of(sample.wanted()).min().orElseThrow();
        Sample above = sample.at(IntStream.range(0, sample.size()).filter(i -> sample.wanted()[i] > least).toArray());
        return above.size() < ENOUGH || above.size() == sample.size() ? List.of() : enumeration.of(relevant, above)
            .stream().map(e -> e.max(Expr.of(least))).filter(sample::fits).toList();
    }
}
