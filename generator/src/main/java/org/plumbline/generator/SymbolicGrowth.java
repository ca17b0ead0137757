package org.plumbline.generator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.plumbline.generator.Blueprint.Place;
import org.plumbline.generator.rules.Way;
import org.plumbline.graph.Rng;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.Slot;
import org.plumbline.graph.operator.Wish;

/// Grows a whole graph before any of its shapes is chosen, forward and backward, and solves it at the end: operators may
/// read any values of a fitting type and rank, whose shapes then adapt.
record SymbolicGrowth(Options options, int opset, Supplier<Source> sources, Rng rng) {
    private static final int TRIES_PER_NODE = 4;

    private record Drawn(PartialOperator partial, Way way) {
    }

    /// Fills an empty blueprint with up to `nodes` operators; says by which way each of [Blueprint#placed] came.
    List<Way> grow(Blueprint blueprint, int nodes) {
        List<Way> ways = new ArrayList<>();
        for (int tries = TRIES_PER_NODE * nodes; blueprint.placed().size() < nodes && tries > 0; tries--) {
            Optional<Drawn> drawn = Optional.empty();
            if (blueprint.placed().isEmpty()) {
                drawn = draw(Wish.none(opset)).filter(d -> blueprint.append(d.partial, Map.of()));
            } else if (rng.trueInOneOutOf(6) && !blueprint.inputs().isEmpty()) {
                drawn = backward(blueprint, rng.pick(blueprint.inputs()));
            } else if (!blueprint.values().isEmpty()) {
                drawn = forward(blueprint, rng.pick(blueprint.values()));
            }
            drawn.ifPresent(d -> ways.add(d.way));
        }
        return ways;
    }

    private Optional<Drawn> forward(Blueprint blueprint, Place value) {
        return draw(Wish.input(opset, blueprint.dtype(value), blueprint.dims(value).size())).filter(d -> {
            PartialOperator p = d.partial;
            Map<Integer, Place> fed = new LinkedHashMap<>();
            for (int i = 0; i < p.inputs().size(); i++) {
                if (p.inputs().get(i) instanceof Slot.Data slot && !slot.constant()) {
                    List<Place> fitting = (fed.isEmpty() ? List.of(value) : blueprint.values()).stream()
                        .filter(v -> blueprint.dtype(v) == slot.dtype()
                            && blueprint.dims(v).size() == slot.dims().size())
                        .toList();
                    if (!fitting.isEmpty() && (fed.isEmpty() || rng.chance(0.8))) {
                        fed.put(i, rng.pick(fitting));
                    }
                }
            }
            if (fed.isEmpty() || blueprint.append(p, fed)) {
                return !fed.isEmpty();
            }
            int before = fed.size();
            fed.keySet().retainAll(List.of(fed.keySet().iterator().next()));
            return before > 1 && blueprint.append(p, fed);
        });
    }

    private Optional<Drawn> backward(Blueprint blueprint, Place input) {
        return draw(Wish.output(opset, blueprint.dtype(input), blueprint.dims(input).size()))
            .filter(d -> !d.partial.outputs().getFirst().shapeFromValues() && blueprint.prepend(d.partial, input));
    }

    private Optional<Drawn> draw(Wish wish) {
        Source source = sources.get();
        return source.partial().apply(rng, wish).filter(p -> options.support().implemented(p, opset))
            .map(p -> new Drawn(p, source.way()));
    }
}
