package org.plumbline.mutators;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.plumbline.graph.DType;
import org.plumbline.graph.Node;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Shape;
import org.plumbline.graph.TensorType;
import org.plumbline.graph.edit.Draft;
import org.plumbline.graph.edit.Edit;

/// Other types for what enters a graph, alone or as far as a region of one type reaches.
final class TypeMutators {
    private static final List<DType> REALS = List.of(DType.FLOAT, DType.DOUBLE, DType.FLOAT16, DType.BFLOAT16);
    private static final List<DType> INTEGERS = List.of(DType.INT64, DType.INT32, DType.INT8, DType.UINT8);

    private TypeMutators() {
    }

    static List<Mutator> all() {
        return List.of(
            new Mutator("change-dtype", TypeMutators::dtype),
            new Mutator("change-rank", TypeMutators::rank),
            new Mutator("change-size", TypeMutators::size),
            new Mutator("initializer-to-input", TypeMutators::feed),
            new Mutator("input-to-initializer", TypeMutators::freeze));
    }

    /// What enters the graph and is used, with its type.
    private static Map<String, TensorType> sources(Draft draft) {
        Map<String, TensorType> sources = new LinkedHashMap<>();
        Set<String> consumed = draft.consumed();
        Stream.of(draft.inputs(), draft.initializers()).forEach(all -> all.forEach((name, t) -> {
            if (consumed.contains(name)) {
                sources.put(name, t.type());
            }
        }));
        return sources;
    }

    private static Optional<String> source(Rng rng, Map<String, TensorType> sources) {
        return sources.isEmpty() ? Optional.empty() : Optional.of(rng.pick(List.copyOf(sources.keySet())));
    }

    /// A source and, three times out of four, all others that its region reaches.
    private static Set<String> chosen(Rng rng, Draft draft, String source) {
        return rng.chance(0.25) ? Set.of(source) : region(draft, source);
    }

    /// The values that hang together with a value through nodes that have its dtype on both sides.
    private static Set<String> region(Draft draft, String from) {
        DType dtype = draft.values().get(from).dtype();
        Set<String> region = new HashSet<>(Set.of(from));
        int before = 0;
        while (before < region.size()) {
            before = region.size();
            for (Node n : draft.nodes()) {
                List<String> same = Stream.concat(n.inputs().stream(), n.outputs().stream())
                    .filter(v -> !v.isEmpty() && draft.values().get(v).dtype() == dtype).toList();
                if (same.stream().anyMatch(region::contains)) {
                    region.addAll(same);
                }
            }
        }
        return region;
    }

    private static List<Edit> retyped(Map<String, TensorType> sources, Set<String> chosen,
        Function<TensorType, TensorType> other) {
        Map<String, TensorType> types = new LinkedHashMap<>();
        sources.forEach((name, type) -> {
            if (chosen.contains(name) && !other.apply(type).equals(type)) {
                types.put(name, other.apply(type));
            }
        });
        return types.isEmpty() ? List.of() : List.of(new Edit.Retype(types));
    }

    private static List<Edit> dtype(Rng rng, Draft draft) {
        Map<String, TensorType> sources = sources(draft);
        return source(rng, sources).map(source -> {
            DType from = sources.get(source).dtype();
            DType to = rng.pick(from.isReal() == rng.chance(0.9) ? REALS : INTEGERS);
            return retyped(sources, chosen(rng, draft, source),
                t -> t.dtype() == from ? new TensorType(to, t.shape()) : t);
        }).orElse(List.of());
    }

    /// One more dimension in front, or the first one dropped; not of lists of integers, which are mostly shapes.
    private static List<Edit> rank(Rng rng, Draft draft) {
        Map<String, TensorType> sources = sources(draft);
        sources.values().removeIf(t -> !t.dtype().isReal() && t.rank() < 2);
        return source(rng, sources).map(source -> {
            int from = sources.get(source).rank();
            long more = rng.pick(1, 2, 3);
            boolean drop = from > 0 && rng.trueInOneOutOf(2);
            return retyped(sources, chosen(rng, draft, source), t -> t.rank() != from ? t
                : new TensorType(t.dtype(), drop ? tail(t.shape()) : headed(more, t.shape())));
        }).orElse(List.of());
    }

    private static Shape tail(Shape shape) {
        return Shape.of(shape.stream().skip(1).toArray());
    }

    private static Shape headed(long first, Shape shape) {
        return Shape.of(java.util.stream.LongStream.concat(java.util.stream.LongStream.of(first), shape.stream())
            .toArray());
    }

    /// Another size for all dimensions of one size, or for one dimension.
    private static List<Edit> size(Rng rng, Draft draft) {
        Map<String, TensorType> sources = sources(draft);
        sources.values().removeIf(t -> t.rank() == 0);
        return source(rng, sources).map(source -> {
            Shape shape = sources.get(source).shape();
            int axis = rng.below(shape.rank());
            long from = shape.dim(axis);
            long to = rng.pick(1L, 2L, 3L, 5L, 8L, 16L, 17L, from + 1, from * 2, 0L);
            boolean everywhere = rng.chance(0.75);
            return retyped(sources, everywhere ? chosen(rng, draft, source) : Set.of(source),
                t -> new TensorType(t.dtype(), resized(t.shape(), everywhere ? -1 : axis, from, to)));
        }).orElse(List.of());
    }

    private static Shape resized(Shape shape, int axis, long from, long to) {
        List<Long> dims = new ArrayList<>();
        for (int i = 0; i < shape.rank(); i++) {
            dims.add(shape.dim(i) == from && (axis < 0 || i == axis) ? to : shape.dim(i));
        }
        return Shape.of(dims);
    }

    private static List<Edit> feed(Rng rng, Draft draft) {
        return Spots.initializer(rng, draft).filter(draft.consumed()::contains)
            .<List<Edit>>map(name -> List.of(new Edit.Feed(name))).orElse(List.of());
    }

    private static List<Edit> freeze(Rng rng, Draft draft) {
        List<String> inputs = draft.inputs().keySet().stream().filter(draft.consumed()::contains).toList();
        return inputs.isEmpty() ? List.of() : List.of(new Edit.Freeze(rng.pick(inputs)));
    }
}
