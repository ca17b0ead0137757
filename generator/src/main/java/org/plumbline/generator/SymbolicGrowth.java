package org.plumbline.generator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.plumbline.generator.Blueprint.Place;
import org.plumbline.graph.Rng;
import org.plumbline.graph.operator.Operator;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.Slot;
import org.plumbline.graph.operator.Wish;

/// Grows a whole graph before any of its shapes is chosen, forward and backward, and solves it at the end: operators may
/// read any values of a fitting type and rank, whose shapes then adapt.
record SymbolicGrowth(Options options, int opset, Supplier<Operator> operators, Rng rng) {
    private static final int TRIES_PER_NODE = 4;

    /// Fills an empty blueprint with up to `nodes` operators.
    void grow(Blueprint blueprint, int nodes) {
        for (int tries = TRIES_PER_NODE * nodes; blueprint.placed().size() < nodes && tries > 0; tries--) {
            if (blueprint.placed().isEmpty()) {
                partial(Wish.none(opset)).ifPresent(p -> blueprint.append(p, Map.of()));
            } else if (rng.trueInOneOutOf(6) && !blueprint.inputs().isEmpty()) {
                backward(blueprint, rng.pick(blueprint.inputs()));
            } else if (!blueprint.values().isEmpty()) {
                forward(blueprint, rng.pick(blueprint.values()));
            }
        }
    }

    private void forward(Blueprint blueprint, Place value) {
        partial(Wish.input(opset, blueprint.dtype(value), blueprint.dims(value).size())).ifPresent(p -> {
            Map<Integer, Place> fed = new LinkedHashMap<>();
            for (int i = 0; i < p.inputs().size(); i++) {
                if (p.inputs().get(i) instanceof Slot.Data d && !d.constant()) {
                    List<Place> fitting = (fed.isEmpty() ? List.of(value) : blueprint.values()).stream()
                        .filter(v -> blueprint.dtype(v) == d.dtype() && blueprint.dims(v).size() == d.dims().size())
                        .toList();
                    if (!fitting.isEmpty() && (fed.isEmpty() || rng.chance(0.8))) {
                        fed.put(i, rng.pick(fitting));
                    }
                }
            }
            if (!fed.isEmpty() && !blueprint.append(p, fed) && fed.size() > 1) {
                fed.keySet().retainAll(List.of(fed.keySet().iterator().next()));
                blueprint.append(p, fed);
            }
        });
    }

    private void backward(Blueprint blueprint, Place input) {
        partial(Wish.output(opset, blueprint.dtype(input), blueprint.dims(input).size()))
            .filter(p -> !p.outputs().getFirst().shapeFromValues()).ifPresent(p -> blueprint.prepend(p, input));
    }

    private Optional<PartialOperator> partial(Wish wish) {
        return operators.get().partial().apply(rng, wish).filter(p -> options.support().implemented(p, opset));
    }
}
