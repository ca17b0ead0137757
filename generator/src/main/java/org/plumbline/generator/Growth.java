package org.plumbline.generator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plumbline.generator.rules.Way;
import org.plumbline.graph.DType;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Shape;
import org.plumbline.graph.TensorType;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.edit.Bounds;
import org.plumbline.graph.edit.Draft;
import org.plumbline.graph.edit.Edit;
import org.plumbline.graph.operator.Domain;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.PartialOperator.Out;
import org.plumbline.graph.operator.Slot;
import org.plumbline.graph.operator.Wish;
import org.plumbline.graph.rule.Expr;
import org.plumbline.graph.rule.Pred;
import org.plumbline.graph.rule.Sym;

/// Proposes one more operator for a draft: forward over values that exist, backward in front of a graph input, or
/// afresh. A proposal is a list of edits; nothing where operator and place do not fit.
record Growth(Draft draft, Options options, Instances instances, Rng rng) {
    private static final int SECOND_BINDING_TRIES = 4;

    /// A node whose first data input is `value`.
    Optional<List<Edit>> forward(Source source, String value) {
        Optional<TensorType> known = draft.type(value);
        return known.isEmpty() ? fresh(source) : forward(source, value, known.get());
    }

    private Optional<List<Edit>> forward(Source source, String value, TensorType type) {
        Optional<PartialOperator> drawn = partial(source, Wish.input(draft.opset(), type));
        if (drawn.isEmpty()) {
            return Optional.empty();
        }
        PartialOperator partial = drawn.get();
        Map<Integer, String> fed = new LinkedHashMap<>();
        List<Pred> pinned = new ArrayList<>();
        for (int i = 0; i < partial.inputs().size() && fed.isEmpty(); i++) {
            if (partial.inputs().get(i) instanceof Slot.Data d && !d.constant()
                && takes(source.way(), d, value) && pin(d.dtype(), d.dims(), type, pinned)) {
                fed.put(i, value);
            }
        }
        if (fed.isEmpty()) {
            return Optional.empty();
        }
        List<Pred> alone = List.copyOf(pinned);
        if (rng.chance(0.6) && bindAnother(source.way(), partial, fed, pinned)) {
            Optional<long[]> both = solve(partial, pinned);
            if (both.isPresent()) {
                return both.flatMap(a -> insertion(partial, a, fed));
            }
            fed.keySet().retainAll(List.of(fed.keySet().iterator().next()));
        }
        return solve(partial, alone).flatMap(a -> insertion(partial, a, fed));
    }

    /// A node over new inputs (or existing values that happen to fit).
    Optional<List<Edit>> fresh(Source source) {
        return partial(source, Wish.none(draft.opset())).flatMap(
            p -> solve(p, List.of()).flatMap(a -> insertion(p, a, Map.of())));
    }

    /// A node that produces the graph input `input`.
    Optional<List<Edit>> backward(Source source, String input) {
        TensorType type = draft.type(input).orElseThrow();
        Optional<PartialOperator> drawn = partial(source, Wish.output(draft.opset(), type));
        List<Pred> pinned = new ArrayList<>();
        if (drawn.isEmpty() || drawn.get().outputs().get(0).shapeFromValues()
            || !pin(drawn.get().outputs().get(0).dtype(), drawn.get().outputs().get(0).dims(), type, pinned)) {
            return Optional.empty();
        }
        PartialOperator partial = drawn.get();
        return solve(partial, pinned).flatMap(a -> {
            Materials materials = new Materials(this, partial, a, true);
            return materials.inputs(Map.of()).map(names -> materials.finish(names, Optional.of(input)));
        });
    }

    /// Whether an existing value may feed the slot. Beside what was learned there are values of which nothing is known:
    /// they are for slots that take any. A learned rule holds for values of its domains alone.
    boolean takes(Way way, Slot.Data slot, String value) {
        return options.rules().mix().isHandWritten() || switch (slot.domain()) {
            case Domain.Any _ -> true;
            case Domain.NonZero _ -> suits(way, value, Bounds.NON_ZERO);
            case Domain.Range(double lo, double hi) -> suits(way, value, Bounds.range(lo, hi));
            case Domain.Integers(Expr.Const(long lo), Expr.Const(long hi)) -> suits(way, value, Bounds.whole(lo, hi));
            case Domain.Integers _ -> Ranges.tame(draft.values().get(value));
        };
    }

    private boolean suits(Way way, String value, Bounds bounds) {
        Enclosure e = draft.values().get(value);
        return way == Way.HAND_WRITTEN ? Ranges.tame(e) : Ranges.suits(e, bounds);
    }

    private Optional<PartialOperator> partial(Source source, Wish wish) {
        return source.partial().apply(rng, wish).filter(p -> options.support().implemented(p, draft.opset()));
    }

    private Optional<long[]> solve(PartialOperator partial, List<Pred> pinned) {
        return instances.solve(partial, pinned, options.elementBudget(), rng)
            .filter(a -> Cost.of(partial, a) <= options.costBudget());
    }

    private Optional<List<Edit>> insertion(PartialOperator partial, long[] assignment, Map<Integer, String> fed) {
        Materials materials = new Materials(this, partial, assignment, false);
        return materials.inputs(fed).map(names -> materials.finish(names, Optional.empty()));
    }

    /// Feeds another data input of the partial operator from an existing value of its dtype and rank.
    private boolean bindAnother(Way way, PartialOperator partial, Map<Integer, String> fed, List<Pred> pinned) {
        for (int i = 0; i < partial.inputs().size(); i++) {
            if (!fed.containsKey(i) && partial.inputs().get(i) instanceof Slot.Data d && !d.constant()) {
                List<String> candidates = candidates(d.dtype(), d.dims().size());
                for (int t = 0; t < SECOND_BINDING_TRIES && !candidates.isEmpty(); t++) {
                    String value = rng.pick(candidates);
                    if (takes(way, d, value) && pin(d.dtype(), d.dims(), draft.type(value).orElseThrow(), pinned)) {
                        fed.put(i, value);
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private List<String> candidates(DType dtype, int rank) {
        List<String> fitting = new ArrayList<>();
        draft.values().forEach((name, e) -> {
            if (e.dtype() == dtype && e.knownShape().isPresent() && e.knownShape().get().rank() == rank) {
                fitting.add(name);
            }
        });
        return fitting;
    }

    /// Adds the equalities that make a tensor of the rule the given type; false, and nothing added, where constants
    /// or what is pinned already say otherwise.
    private static boolean pin(DType dtype, List<Expr> dims, TensorType type, List<Pred> pinned) {
        if (dtype != type.dtype() || dims.size() != type.rank()) {
            return false;
        }
        Shape shape = type.shape();
        List<Pred> added = new ArrayList<>();
        for (int i = 0; i < dims.size(); i++) {
            Pred equal = dims.get(i).eq(shape.dim(i));
            if (dims.get(i) instanceof Expr.Const(long c) && c != shape.dim(i) || contradicts(pinned, equal)
                || dims.get(i) instanceof Sym s && (shape.dim(i) < s.lo() || shape.dim(i) > s.hi())) {
                return false;
            }
            if (!(dims.get(i) instanceof Expr.Const)) {
                added.add(equal);
            }
        }
        pinned.addAll(added);
        return true;
    }

    private static boolean contradicts(List<Pred> pinned, Pred equal) {
        return equal instanceof Pred.Compare(_, Expr l, Expr r) && pinned.stream().anyMatch(
            p -> p instanceof Pred.Compare(_, Expr l2, Expr r2) && l2.equals(l) && !r2.equals(r));
    }

    /// The concrete type of a slot or output under an assignment.
    static TensorType concrete(DType dtype, List<Expr> dims, long[] assignment) {
        return new TensorType(dtype, Shape.of(dims.stream().mapToLong(e -> e.eval(assignment)).toArray()));
    }

    static TensorType concrete(Out out, long[] assignment) {
        return concrete(out.dtype(), out.dims(), assignment);
    }
}
