package org.plumbline.generator.infer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.PartialOperator.Out;
import org.plumbline.graph.operator.Slot;
import org.plumbline.graph.rule.Expr;
import org.plumbline.graph.rule.Pred;

/// From calls to a rule: an expression for every dimension of every output, and predicates.
final class Synthesis {
    private static final int MOST_CALLS = 160;

    private final PartialOperator template;

    Synthesis(PartialOperator template) {
        this.template = template;
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
        if (!shapes.stream().allMatch(s -> s.stream().map(List::size).toList().equals(ranks))) {
            return Optional.empty();
        }
        ShapeSynthesis synthesis = new ShapeSynthesis(template.symbols(), runs());
        List<Out> outs = new ArrayList<>();
        List<Other> others = new ArrayList<>();
        List<Expr> dims = new ArrayList<>();
        for (int o = 0; o < ranks.size(); o++) {
            List<Expr> best = new ArrayList<>();
            for (int d = 0; d < ranks.get(o); d++) {
                int output = o;
                int dim = d;
                long[] wanted = shapes.stream().mapToLong(s -> s.get(output).get(dim)).toArray();
                List<Expr> found = solved(synthesis, calls, wanted);
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
        PredicateSynthesis.Found preds = new PredicateSynthesis(template.symbols(), more).solve(latest(calls), latest(
            seen.refused()));
        return Optional.of(new Candidate(with(preds.predicates(), outs), others, preds.unexplained()));
    }

    /// Solved on the latest calls, then checked on all: enumeration costs by the call.
    private static List<Expr> solved(ShapeSynthesis synthesis, List<long[]> calls, long[] wanted) {
        int from = Math.max(0, calls.size() - MOST_CALLS);
        long[] some = IntStream.range(from, calls.size()).mapToLong(i -> wanted[i]).toArray();
        return synthesis.solve(calls.subList(from, calls.size()), some).stream().filter(e -> java.util.Arrays.equals(
            Terms.leaf(e, calls).values(), wanted)).toList();
    }

    private static <T> List<T> latest(List<T> all) {
        return all.subList(Math.max(0, all.size() - 3 * MOST_CALLS), all.size());
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
