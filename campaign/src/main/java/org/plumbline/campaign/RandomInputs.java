package org.plumbline.campaign;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.plumbline.graph.DType;
import org.plumbline.graph.Model;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.ValueInfo;
import org.plumbline.graph.bound.Accuracy;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.edit.Bounds;
import org.plumbline.graph.edit.Drawing;
import org.plumbline.graph.operators.Evaluator.Evaluated;

/// Inputs for a model that comes without any: dimensions of equal names get equal sizes, and of several draws that one
/// is taken which the reference calls valid and whose outputs are free of NaN and infinities, as far as there is one.
final class RandomInputs {
    private static final int TRIES = 24;
    private static final long LARGE = 1 << 16;
    private static final int TRIES_IF_LARGE = 3;
    private static final List<Bounds> KINDS = List.of(Bounds.ANY, Bounds.ANY, Bounds.POSITIVE, Bounds.range(0, 1),
        Bounds.whole(0, 1), Bounds.whole(0, 0), Bounds.whole(1, 3));

    private RandomInputs() {
    }

    sealed interface Draw {
    }

    /// In the order of [org.plumbline.graph.Graph#fed()].
    record Drawn(List<Tensor> tensors) implements Draw {
    }

    /// `why` names the input.
    record Impossible(String why) implements Draw {
    }

    /// One input with its symbolic dimensions decided.
    private record Slot(String name, DType dtype, Shape shape) {
    }

    private enum Quality {
        INVALID, NON_FINITE, FINE
    }

    /// The same for the same model and seed.
    static Draw draw(Model model, long seed) {
        Rng rng = Rng.of(seed);
        List<Slot> slots = new ArrayList<>();
        Map<String, Long> sizes = new HashMap<>();
        double elements = 0;
        for (ValueInfo input : model.graph().fed()) {
            Optional<String> impossible = impossible(input);
            if (impossible.isPresent()) {
                return new Impossible("input '" + input.name() + "' " + impossible.get());
            }
            ValueInfo.OfTensor type = (ValueInfo.OfTensor) input.type();
            long[] dims = type.dims().orElseThrow().stream().mapToLong(d -> size(d, sizes, rng)).toArray();
            elements += LongStream.of(dims).asDoubleStream().reduce(1, (a, b) -> a * b);
            if (elements > BoundedReference.ELEMENTS) {
                return new Impossible("input '" + input.name() + "' is too large to be drawn");
            }
            slots.add(new Slot(input.name(), type.dtype(), Shape.of(dims)));
        }
        return new Drawn(best(model, slots, rng, elements > LARGE ? TRIES_IF_LARGE : TRIES));
    }

    private static Optional<String> impossible(ValueInfo input) {
        return switch (input.type()) {
            case ValueInfo.Other _ -> Optional.of("is no tensor");
            case ValueInfo.OfTensor(DType t, var _) when t.kind() == DType.Kind.OPAQUE ->
                Optional.of("is of type " + t + ", which cannot be drawn");
            case ValueInfo.OfTensor(var _, var dims) -> dims.isEmpty() ? Optional.of("states no shape")
                : Optional.empty();
        };
    }

    /// A negative size is how some exporters write "unknown".
    private static long size(ValueInfo.Dim dim, Map<String, Long> sizes, Rng rng) {
        return switch (dim) {
            case ValueInfo.Known(long size) -> size < 0 ? rng.between(2L, 5L) : size;
            case ValueInfo.Symbolic(String name) when name.isEmpty() -> rng.between(2L, 5L);
            case ValueInfo.Symbolic(String name) -> sizes.computeIfAbsent(name, _ -> rng.between(2L, 5L));
        };
    }

    private static List<Tensor> best(Model model, List<Slot> slots, Rng rng, int tries) {
        List<Tensor> best = List.of();
        Quality quality = null;
        for (int i = 0; i < tries && quality != Quality.FINE; i++) {
            Map<String, Tensor> drawn = new LinkedHashMap<>();
            for (Slot s : slots) {
                Bounds bounds = i == 0 ? Bounds.ANY : rng.pick(KINDS);
                drawn.put(s.name(), Drawing.tensor(rng.split(), s.dtype(), s.shape(), bounds, false));
            }
            Quality q = quality(model, BoundedReference.of(model, drawn, Accuracy.CPU).evaluated());
            if (quality == null || q.compareTo(quality) > 0) {
                best = List.copyOf(drawn.values());
                quality = q;
            }
        }
        return best;
    }

    private static Quality quality(Model model, Evaluated reference) {
        if (reference.invalid().isPresent()) {
            return Quality.INVALID;
        }
        return model.graph().outputs().stream().map(o -> reference.values().get(o.name()))
            .allMatch(RandomInputs::isFinite) ? Quality.FINE : Quality.NON_FINITE;
    }

    private static boolean isFinite(Enclosure e) {
        return !(e instanceof Enclosure.Reals r) || DoubleStream.concat(DoubleStream.of(r.lo()), DoubleStream.of(r
            .hi()))
            .allMatch(Double::isFinite) && !anyOf(r.nan());
    }

    private static boolean anyOf(boolean[] flags) {
        for (boolean f : flags) {
            if (f) {
                return true;
            }
        }
        return false;
    }
}
