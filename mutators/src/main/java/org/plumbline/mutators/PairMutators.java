package org.plumbline.mutators;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.TensorType;
import org.plumbline.graph.edit.Draft;
import org.plumbline.graph.edit.Edit;
import org.plumbline.mutators.Spots.Chain;
import org.plumbline.mutators.Spots.Edge;

/// Insertions on an edge that leave its value as it is: a pass that looks for patterns has to look through them, and a
/// pass that removes them has to be right about it.
final class PairMutators {
    private PairMutators() {
    }

    private static final int LONGEST_CHAIN = 6;

    /// Those that give the type that they get, which a chain can be made of.
    private static final List<Pair> PAIRS = List.of(
        new Pair("identity-arithmetic", t -> t.dtype().isNumeric(), PairMutators::identity),
        new Pair("negate-twice", t -> t.dtype().isReal() || t.dtype() == DType.BOOL, PairMutators::negateTwice),
        new Pair("cast-pair", t -> t.dtype().isNumeric(), PairMutators::castPair),
        new Pair("transpose-pair", t -> t.rank() >= 2, PairMutators::transposePair),
        new Pair("reshape-pair", t -> t.shape().size() > 0, PairMutators::reshapePair),
        new Pair("unsqueeze-squeeze", t -> t.rank() <= 5, PairMutators::unsqueezeSqueeze),
        new Pair("concat-slice", t -> t.rank() >= 1, PairMutators::concatSlice),
        new Pair("split-concat", t -> t.rank() >= 1 && t.shape().dim(0) >= 2, PairMutators::splitConcat),
        new Pair("where-same", t -> t.dtype() == DType.FLOAT, PairMutators::where),
        new Pair("expand-to-own-shape", _ -> true, PairMutators::expand));

    static List<Mutator> all() {
        return Stream.concat(PAIRS.stream().map(PairMutators::mutator), Stream.of(
            mutator(new Pair("cast-away", t -> t.dtype().isNumeric(), PairMutators::castAway)),
            mutator(new Pair("no-op-chain", _ -> true, PairMutators::chain)))).toList();
    }

    private interface Insertion {
        String insert(Chain chain, Rng rng, Edge edge, Draft draft);
    }

    private record Pair(String name, Predicate<TensorType> suitable, Insertion insertion) {
    }

    private static Mutator mutator(Pair pair) {
        return new Mutator(pair.name, (rng, draft) -> Spots.edge(rng, draft, pair.suitable).<List<Edit>>map(edge -> {
            Chain chain = new Chain(draft);
            return chain.into(edge, pair.insertion.insert(chain, rng, edge, draft));
        }).orElse(List.of()));
    }

    /// Several of them, one behind the other, as an optimiser meets them after it has worked for a while.
    private static String chain(Chain c, Rng rng, Edge e, Draft draft) {
        List<Pair> suitable = PAIRS.stream().filter(p -> p.suitable.test(e.type())).toList();
        Edge at = e;
        for (int left = rng.between(2, LONGEST_CHAIN); left > 0; left--) {
            at = new Edge(e.node(), e.input(), rng.pick(suitable).insertion.insert(c, rng, at, draft), e.type());
        }
        return at.value();
    }

    private static String identity(Chain c, Rng rng, Edge e, Draft draft) {
        boolean product = rng.trueInOneOutOf(2);
        Shape shape = rng.pick(Shape.SCALAR, Shape.SCALAR, e.type().shape());
        String neutral = c.constant(Tensor.of(e.type().dtype(), shape, _ -> product ? 1 : 0));
        return switch (rng.below(5)) {
            case 0 -> c.op("Identity", Map.of(), e.value());
            case 1, 2 -> c.op(product ? "Mul" : "Add", Map.of(), e.value(), neutral);
            case 3 -> c.op(product ? "Mul" : "Add", Map.of(), neutral, e.value());
            default -> c.op(product ? "Div" : "Sub", Map.of(), e.value(), neutral);
        };
    }

    private static String negateTwice(Chain c, Rng rng, Edge e, Draft draft) {
        String operator = e.type().dtype() == DType.BOOL ? "Not" : "Neg";
        return c.op(operator, Map.of(), c.op(operator, Map.of(), e.value()));
    }

    private static String cast(Chain c, String value, DType to) {
        return c.op("Cast", Map.of("to", new Attribute.Int(to.code())), value);
    }

    /// Through a type that holds every value of the original one.
    private static String castPair(Chain c, Rng rng, Edge e, Draft draft) {
        DType t = e.type().dtype();
        DType wide = switch (t) {
            case FLOAT16, BFLOAT16, INT8, UINT8, INT16, UINT16 -> rng.pick(DType.FLOAT, DType.DOUBLE);
            case FLOAT, INT32, UINT32 -> DType.DOUBLE;
            default -> t;
        };
        return cast(c, cast(c, e.value(), wide), t);
    }

    private static String castAway(Chain c, Rng rng, Edge e, Draft draft) {
        return cast(c, e.value(), rng.pick(DType.FLOAT, DType.DOUBLE, DType.FLOAT16, DType.INT32, DType.INT64));
    }

    private static String transposePair(Chain c, Rng rng, Edge e, Draft draft) {
        int[] perm = rng.permutation(e.type().rank());
        long[] inverse = new long[perm.length];
        for (int i = 0; i < perm.length; i++) {
            inverse[perm[i]] = i;
        }
        Attribute there = Attribute.ints(Arrays.stream(perm).asLongStream().toArray());
        return c.op("Transpose", Map.of("perm", Attribute.ints(inverse)),
            c.op("Transpose", Map.of("perm", there), e.value()));
    }

    private static String reshapePair(Chain c, Rng rng, Edge e, Draft draft) {
        String flat = c.op("Reshape", Map.of(), e.value(), c.ints(-1));
        String shape = rng.trueInOneOutOf(2) ? c.op("Shape", Map.of(), e.value()) : c.ints(e.type().shape().dims());
        return c.op("Reshape", Map.of(), flat, shape);
    }

    private static String unsqueezeSqueeze(Chain c, Rng rng, Edge e, Draft draft) {
        String axes = c.ints(rng.between(-e.type().rank() - 1, e.type().rank()));
        return c.op("Squeeze", Map.of(), c.op("Unsqueeze", Map.of(), e.value(), axes), axes);
    }

    private static String concatSlice(Chain c, Rng rng, Edge e, Draft draft) {
        int axis = rng.below(e.type().rank());
        long size = e.type().shape().dim(axis);
        String twice = c.op("Concat", Map.of("axis", new Attribute.Int(axis)), e.value(), e.value());
        boolean first = rng.trueInOneOutOf(2);
        return c.op("Slice", Map.of(), twice, c.ints(first ? 0 : size), c.ints(first ? size : 2 * size), c.ints(axis));
    }

    private static String splitConcat(Chain c, Rng rng, Edge e, Draft draft) {
        long size = e.type().shape().dim(0);
        long cut = rng.between(1, size - 1);
        List<String> parts = c.ops("Split", 2, Map.of("axis", new Attribute.Int(0)), e.value(),
            c.ints(cut, size - cut));
        return c.op("Concat", Map.of("axis", new Attribute.Int(0)), parts.get(0), parts.get(1));
    }

    private static String where(Chain c, Rng rng, Edge e, Draft draft) {
        String mask = c.constant(Tensor.scalar(DType.BOOL, rng.below(2)));
        return c.op("Where", Map.of(), mask, e.value(), e.value());
    }

    private static String expand(Chain c, Rng rng, Edge e, Draft draft) {
        return c.op("Expand", Map.of(), e.value(), c.ints(e.type().shape().dims()));
    }
}
