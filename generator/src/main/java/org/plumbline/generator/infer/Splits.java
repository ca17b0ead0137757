package org.plumbline.generator.infer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.plumbline.generator.Proof;
import org.plumbline.generator.rules.Learned.Status;
import org.plumbline.graph.Rng;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.PartialOperator.ManyInts;
import org.plumbline.graph.operator.PartialOperator.OneInt;
import org.plumbline.graph.operator.PartialOperator.Setting;
import org.plumbline.graph.operator.Slot;
import org.plumbline.graph.rule.Expr;
import org.plumbline.graph.rule.Sym;

/// Conditional rules: where one template has no one rule, as with an axis, each value of an attribute or element that
/// takes few gets a rule of its own; of one that takes many, the negative values, 0 and the positive ones do. So does each
/// value of a dimension that gives the outputs their ranks.
final class Splits {
    private static final int FEW = 8;
    private static final int FEW_PRODUCTS = 3;
    /// More values than were met by chance may turn up when all are tried.
    private static final int MOST = 12;
    private static final int DEEPEST = 2;
    private static final int KEPT = 400;

    private final Learner learner;

    Splits(Learner learner) {
        this.learner = learner;
    }

    List<Learner.Outcome> learn(PartialOperator template, Observations known, Rng rng) {
        return learn(template, known, rng, 0);
    }

    private List<Learner.Outcome> learn(PartialOperator template, Observations known, Rng rng, int depth) {
        Learner.Known outcome = learner.single(template, known, rng);
        Observations seen = outcome.seen();
        boolean solved = outcome.learned().status() == Status.SOLVED;
        if (solved && !isTangled(outcome) || seen.accepted().size() < FEW) {
            return List.of(learner.measured(outcome, rng));
        }
        if (depth == DEEPEST) {
            return whole(template, outcome, rng);
        }
        Optional<Sym> at = ranking(template, outcome).or(() -> fewest(template, seen, s -> values(s,
            seen).size() <= FEW || s.lo() < 0 && s.hi() >= 0)).or(() -> solved ? Optional.empty() : fewest(template,
                seen, s -> s.lo() == 0));
        if (at.isEmpty()) {
            return whole(template, outcome, rng);
        }
        Sym s = at.get();
        List<Learner.Outcome> ranges = solved || s.role() != Sym.Role.VALUE || s.lo() > 0 || s.hi() <= MOST ? List.of()
            : ranges(template, s, seen, rng, depth + 1);
        if (!ranges.isEmpty() && ranges.stream().allMatch(r -> r.learned().status() == Status.SOLVED)) {
            return ranges;
        }
        learner.sweep(template, seen, s);
        List<Learner.Outcome> parts = new ArrayList<>();
        if (values(s, seen).size() <= MOST) {
            values(s, seen).forEach(v -> parts.addAll(part(template, s, v, v, seen, rng, depth + 1)));
        } else {
            long first = s.lo() < 0 ? 0 : 1;
            parts.addAll(part(template, s, s.lo(), first - 1, seen, rng, depth + 1 - (int) first));
            parts.addAll(part(template, s, first, s.hi(), seen, rng, depth + 1 - (int) first));
        }
        List<Learner.Outcome> some = parts.stream().filter(p -> p.learned().accepted() > 0).toList();
        if (solved) {
            return some.stream().allMatch(l -> l.learned().status() == Status.SOLVED) && !some.isEmpty() ? some : whole(
                template, outcome, rng);
        }
        return some.stream().anyMatch(l -> l.learned().status() == Status.SOLVED) ? some : whole(template, outcome,
            rng);
    }

    /// The attribute or element that had the fewest values in accepted calls.
    private static Optional<Sym> fewest(PartialOperator template, Observations seen, Predicate<Sym> fits) {
        return template.symbols().stream().filter(s -> s.role() != Sym.Role.DIMENSION && s.lo() < s.hi() && fits.test(
            s)).min(Comparator.comparingInt(s -> values(s, seen).size()));
    }

    /// The number that gives the outputs their ranks, where they have several: that may be a dimension.
    private static Optional<Sym> ranking(PartialOperator template, Learner.Known outcome) {
        Observations seen = outcome.seen();
        return seen.ranksDiffer(Set.of()) ? template.symbols().stream().filter(s -> s.lo() < s.hi() && values(s, seen)
            .size() <= FEW && values(s, seen).stream().noneMatch(v -> seen.within(s.index(), v, v, Integer.MAX_VALUE)
                .ranksDiffer(Set.of()))).findFirst() : Optional.empty();
    }

    /// Rules of their own for the negative values of a number, 0 and the positive ones.
    private List<Learner.Outcome> ranges(PartialOperator template, Sym s, Observations seen, Rng rng, int depth) {
        List<Learner.Outcome> parts = new ArrayList<>();
        if (s.lo() < 0) {
            parts.addAll(part(template, s, s.lo(), -1, seen, rng, depth));
        }
        parts.addAll(part(template, s, 0, 0, seen, rng, depth));
        parts.addAll(part(template, s, 1, s.hi(), seen, rng, depth));
        return parts.stream().filter(p -> p.learned().accepted() > 0).toList();
    }

    /// Many products and remainders tell that several rules were forced into one.
    private static boolean isTangled(Learner.Known outcome) {
        return outcome.learned().partial().predicates().stream().filter(p -> !Proof.isLinear(p)).count() > FEW_PRODUCTS;
    }

    /// What cannot be split is tried once more, with larger expressions.
    private List<Learner.Outcome> whole(PartialOperator template, Learner.Known outcome, Rng rng) {
        Learner.Known again = outcome.learned().status() == Status.NOT ? learner.again(template, outcome.seen(), rng)
            : outcome;
        return List.of(learner.measured(again, rng));
    }

    private static List<Long> values(Sym s, Observations seen) {
        return seen.accepted().stream().map(c -> c[s.index()]).distinct().sorted().toList();
    }

    private List<Learner.Outcome> part(PartialOperator template, Sym s, long lo, long hi, Observations seen, Rng rng,
        int depth) {
        PartialOperator narrow = narrowed(template, s, Learner.narrowed(s, lo, hi));
        return learn(narrow, seen.within(s.index(), lo, hi, KEPT), rng, depth);
    }

    /// With another range for a symbol.
    static PartialOperator narrowed(PartialOperator p, Sym old, Sym now) {
        Map<String, Setting> attributes = new LinkedHashMap<>(p.attributes());
        attributes.replaceAll((_, setting) -> switch (setting) {
            case OneInt(Expr v) -> new OneInt(v.equals(old) ? now : v);
            case ManyInts(List<Expr> vs) -> new ManyInts(replaced(vs, old, now));
            case PartialOperator.Fixed f -> f;
        });
        return new PartialOperator(p.operator(), p.inputs().stream().<Slot>map(in -> switch (in) {
            case Slot.Data d -> new Slot.Data(d.dtype(), replaced(d.dims(), old, now), d.domain(), d.constant());
            case Slot.Elements e -> new Slot.Elements(e.dtype(), replaced(e.values(), old, now), e.scalar());
            case Slot.Given g -> g;
            case Slot.Absent a -> a;
        }).toList(), attributes, p.outputs(), p.symbols().stream().map(x -> x.equals(old) ? now : x).toList(), p
            .predicates(), List.of());
    }

    private static List<Expr> replaced(List<Expr> all, Sym old, Sym now) {
        return all.stream().map(e -> e.equals(old) ? now : e).toList();
    }
}
