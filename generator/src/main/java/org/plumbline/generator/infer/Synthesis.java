package org.plumbline.generator.infer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.PartialOperator.Out;
import org.plumbline.graph.operator.Slot;
import org.plumbline.graph.rule.Expr;
import org.plumbline.graph.rule.Pred;
import org.plumbline.graph.rule.Sym;

/// From calls to a rule: an expression for every dimension of every output, and predicates.
final class Synthesis {
    private static final int MOST_CALLS = 400;
    private static final int TURNS = 4;
    private static final int MORE = 60;

    private final PartialOperator template;
    private final boolean twice;
    private final Set<Integer> open;

    /// `twice` says whether a symbol may occur twice in an expression; `open` are the outputs whose shapes follow from values.
    Synthesis(PartialOperator template, boolean twice, Set<Integer> open) {
        this.template = template;
        this.twice = twice;
        this.open = Set.copyOf(open);
    }

    /// A rule; `others` are further expressions for its output dimensions that fit all calls too. `unexplained` refused
    /// calls are allowed by it.
    record Candidate(PartialOperator rule, List<Other> others, int unexplained) {
    }

    /// Another expression for a dimension.
    record Other(Expr best, Expr other) {
    }

    /// Nothing where the outputs have no ranks of their own, or a dimension follows from nothing.
    Optional<Candidate> of(Observations seen) {
        List<long[]> calls = seen.accepted();
        List<List<List<Long>>> shapes = seen.shapes();
        List<Integer> ranks = shapes.getFirst().stream().map(List::size).toList();
        if (seen.ranksDiffer(open)) {
            return Optional.empty();
        }
        ShapeSynthesis synthesis = new ShapeSynthesis(template.symbols(), runs(), new Enumeration(twice));
        List<Out> outs = new ArrayList<>();
        List<Other> others = new ArrayList<>();
        List<Expr> dims = new ArrayList<>();
        for (int o = 0; o < ranks.size(); o++) {
            if (open.contains(o)) {
                outs.add(new Out(template.outputs().get(o).dtype(), List.of(), true));
                continue;
            }
            List<Expr> best = new ArrayList<>();
            for (int d = 0; d < ranks.get(o); d++) {
                int output = o;
                int dim = d;
                long[] wanted = shapes.stream().mapToLong(s -> s.get(output).get(dim)).toArray();
                List<Expr> found = synthesis.solve(calls, wanted);
                if (found.isEmpty()) {
                    return Optional.empty();
                }
                best.add(found.getFirst());
                found.stream().skip(1).forEach(e -> others.add(new Other(found.getFirst(), e)));
            }
            outs.add(new Out(template.outputs().get(o).dtype(), best, false));
            dims.addAll(best);
        }
        List<Expr> more = Stream.concat(runs().stream(), dims.stream().filter(e -> e instanceof Expr.Binary).flatMap(
            Synthesis::parts)).distinct().toList();
        PredicateSynthesis.Found preds = predicates(new PredicateSynthesis(template.symbols(), more), seen);
        return Optional.of(new Candidate(with(defined(preds.predicates(), dims), outs), others, preds.unexplained()));
    }

    /// Found on the latest calls; refused ones are added that what was found allows.
    private static PredicateSynthesis.Found predicates(PredicateSynthesis synthesis, Observations seen) {
        List<long[]> refused = new ArrayList<>(latest(seen.refused()));
        PredicateSynthesis.Found found = synthesis.solve(seen.accepted(), latest(seen.accepted()), refused);
        for (int turn = 0; turn < TURNS; turn++) {
            List<Pred> all = found.predicates();
            List<long[]> open = seen.refused().stream().filter(c -> !refused.contains(c) && all.stream().allMatch(p -> p
                .holds(c))).limit(MORE).toList();
            if (open.isEmpty()) {
                return found;
            }
            refused.addAll(open);
            found = synthesis.solve(seen.accepted(), latest(seen.accepted()), refused);
        }
        return found;
    }

    private static List<long[]> latest(List<long[]> all) {
        return all.subList(Math.max(0, all.size() - MOST_CALLS), all.size());
    }

    /// With what has to hold for every quotient to have a value: divisors are positive.
    private static List<Pred> defined(List<Pred> predicates, List<Expr> dims) {
        return Stream.concat(predicates.stream(), Stream.concat(dims.stream(), predicates.stream().flatMap(
            Synthesis::sides)).flatMap(Synthesis::parts).flatMap(Synthesis::divisor).map(d -> d.ge(1))).distinct()
            .toList();
    }

    private static Stream<Expr> sides(Pred p) {
        return switch (p) {
            case Pred.Compare(Pred.Rel _, Expr l, Expr r) -> Stream.of(l, r);
            case Pred.AnyOf(List<Pred> ps) -> ps.stream().flatMap(Synthesis::sides);
            case Pred.AllOf(List<Pred> ps) -> ps.stream().flatMap(Synthesis::sides);
        };
    }

    /// What is divided by, where it may be less than 1.
    private static Stream<Expr> divisor(Expr e) {
        return e instanceof Expr.Binary(Expr.Op op, Expr _, Expr r) && (op == Expr.Op.FLOOR_DIV || op == Expr.Op.MOD)
            && !(r instanceof Expr.Const) && !(r instanceof Sym s && s.lo() >= 1) ? Stream.of(r) : Stream.of();
    }

    private static Stream<Expr> parts(Expr e) {
        return e instanceof Expr.Binary(Expr.Op _, Expr l, Expr r) ? Stream.concat(Stream.of(e), Stream.concat(parts(l),
            parts(r))) : Stream.of();
    }

    /// Products of dimensions in a row, and sums of the elements of an input.
    private List<Expr> runs() {
        List<Expr> runs = new ArrayList<>();
        for (Slot slot : template.inputs()) {
            List<Expr> of = slot instanceof Slot.Data d ? d.dims() : slot instanceof Slot.Elements e ? e.values()
                : List.of();
            for (int i = 0; i < of.size(); i++) {
                Expr run = of.get(i);
                for (int j = i + 1; j < of.size(); j++) {
                    run = run.times(of.get(j));
                    runs.add(run);
                }
            }
        }
        return runs;
    }

    private PartialOperator with(List<Pred> predicates, List<Out> outs) {
        return new PartialOperator(template.operator(), template.inputs(), template.attributes(), outs, template
            .symbols(), predicates, List.of());
    }
}
