package org.plumbline.generator.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.plumbline.graph.Rng;
import org.plumbline.graph.TensorType;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.PartialOperator.Out;
import org.plumbline.graph.operator.Slot;
import org.plumbline.graph.operator.Wish;
import org.plumbline.graph.rule.Expr;

/// Partial operators, put where each wish that they grant finds them. An operator is drawn by its weight, then one of
/// its partial operators, each as likely as the others.
final class Shelf {
    private record Group(double weight, List<PartialOperator> items) {
    }

    private final Map<Wish, Map<String, Group>> groups = new HashMap<>();

    /// Wishes for a shape find `partial` only where that has no symbols.
    void put(PartialOperator partial, double weight) {
        for (Wish wish : granted(partial)) {
            groups.computeIfAbsent(wish, _ -> new LinkedHashMap<>())
                .computeIfAbsent(partial.operator(), _ -> new Group(weight, new ArrayList<>())).items.add(partial);
        }
    }

    boolean isEmpty() {
        return groups.isEmpty();
    }

    /// One that grants the wish, at whichever opset.
    Optional<PartialOperator> draw(Rng rng, Wish wish) {
        List<Group> fitting = List.copyOf(groups.getOrDefault(wish.at(0), Map.of()).values());
        return fitting.isEmpty() ? Optional.empty()
            : Optional.of(rng.pick(fitting.get(rng.weighted(fitting.stream().mapToDouble(Group::weight)
                .toArray())).items));
    }

    private static Set<Wish> granted(PartialOperator partial) {
        Set<Wish> granted = new LinkedHashSet<>(List.of(Wish.none(0)));
        for (Slot slot : partial.inputs()) {
            if (slot instanceof Slot.Data d && !d.constant()) {
                granted.add(Wish.input(0, d.dtype(), d.dims().size()));
                shape(d.dims()).ifPresent(dims -> granted.add(Wish.input(0, TensorType.of(d.dtype(), dims))));
            }
        }
        if (!partial.outputs().isEmpty() && !partial.outputs().getFirst().shapeFromValues()) {
            Out out = partial.outputs().getFirst();
            granted.add(Wish.output(0, out.dtype(), out.dims().size()));
            shape(out.dims()).ifPresent(dims -> granted.add(Wish.output(0, TensorType.of(out.dtype(), dims))));
        }
        return granted;
    }

    private static Optional<long[]> shape(List<Expr> dims) {
        return dims.stream().allMatch(Expr.Const.class::isInstance)
            ? Optional.of(dims.stream().mapToLong(e -> ((Expr.Const) e).value()).toArray()) : Optional.empty();
    }
}
