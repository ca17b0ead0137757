package org.plumbline.campaign;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plumbline.graph.DType;
import org.plumbline.graph.Model;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.ValueInfo;

/// Inputs for a model that comes without any: ordinary numbers; equal names of dimensions get equal sizes.
final class RandomInputs {
    private RandomInputs() {
    }

    sealed interface Draw {
    }

    record Drawn(List<Tensor> tensors) implements Draw {
    }

    record Impossible(String why) implements Draw {
    }

    static Draw draw(Model model, long seed) {
        Rng rng = Rng.of(seed);
        Map<String, Long> sizes = new HashMap<>();
        List<Tensor> tensors = new ArrayList<>();
        for (ValueInfo input : model.graph().fed()) {
            if (!(input.type() instanceof ValueInfo.OfTensor(DType t, Optional<List<ValueInfo.Dim>> dims))) {
                return new Impossible("input " + input.name() + " is no tensor");
            }
            if (dims.isEmpty()) {
                return new Impossible("input " + input.name() + " states no shape");
            }
            if (t.kind() == DType.Kind.OPAQUE) {
                return new Impossible("input " + input.name() + " is " + t + ", which cannot be drawn");
            }
            long[] shape = dims.get().stream().mapToLong(d -> switch (d) {
                case ValueInfo.Known(long size) -> size;
                case ValueInfo.Symbolic(String name) -> sizes.computeIfAbsent(name, _ -> rng.between(2L, 5L));
            }).toArray();
            tensors.add(tensor(t, Shape.of(shape), rng.split()));
        }
        return new Drawn(tensors);
    }

    private static Tensor tensor(DType t, Shape shape, Rng rng) {
        return switch (t.kind()) {
            case REAL -> Tensor.of(t, shape, _ -> rng.uniform(-2, 2));
            case SIGNED -> Tensor.ofLongs(t, shape, _ -> rng.between(-4, 4));
            case UNSIGNED -> Tensor.ofLongs(t, shape, _ -> rng.between(0, 8));
            case BOOLEAN -> Tensor.ofLongs(t, shape, _ -> rng.below(2));
            case OPAQUE -> throw new IllegalArgumentException(t.toString());
        };
    }
}
