package org.plumbline.graph.operators;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Shape;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.operator.Call;
import org.plumbline.graph.operator.Domain;
import org.plumbline.graph.operator.Operator;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.Types;
import org.plumbline.graph.operator.Wish;
import org.plumbline.graph.rule.Expr;

/// The same elements in another order: ONNX operators Transpose, DepthToSpace, SpaceToDepth, ReverseSequence.
final class Transposing {
    private Transposing() {
    }

    static List<Operator> all() {
        return List.of(
            Operator.of("Transpose", 13, Transposing::transpose, Transposing::transposePartial).weighing(3),
            Operator.of("DepthToSpace", 13, Transposing::depthToSpace, Transposing::depthToSpacePartial),
            Operator.of("SpaceToDepth", 13, Transposing::spaceToDepth, Transposing::spaceToDepthPartial),
            Operator.of("ReverseSequence", 10, Transposing::reverseSequence, Transposing::reverseSequencePartial));
    }

    private static List<Enclosure> transpose(Call call) {
        Enclosure data = Moves.elements(call, 0);
        int rank = call.shape(0).rank();
        long[] written = call.integers("perm").orElseGet(
            () -> IntStream.range(0, rank).mapToLong(i -> rank - 1 - i).toArray());
        int[] perm = Arrays.stream(written).mapToInt(p -> Math.clamp(p, -1, rank)).toArray();
        Call.require(Arrays.equals(IntStream.of(perm).sorted().toArray(), IntStream.range(0, rank).toArray()),
            "perm " + Arrays.toString(written) + " is no permutation of the axes of " + call.shape(0));
        return permuted(data, call.shape(0), perm);
    }

    private static List<Enclosure> permuted(Enclosure data, Shape s, int... perm) {
        int[] strides = s.strides();
        Shape out = Shape.of(IntStream.of(perm).mapToLong(s::dim).toArray());
        return Moves.moved(data, out, out.index(0, IntStream.of(perm).map(p -> strides[p]).toArray()));
    }

    private static PartialOperator transposePartial(Rng rng, Wish wish) {
        DType t = wish.type(rng, Types.ALL);
        var b = PartialOperator.builder("Transpose");
        int rank = wish.rank(rng, 0, 5);
        List<Expr> x = b.dims("x", rank);
        int[] perm = rng.chance(0.2) ? IntStream.range(0, rank).map(i -> rank - 1 - i).toArray()
            : rng.permutation(rank);
        boolean reverses = IntStream.range(0, rank).allMatch(i -> perm[i] == rank - 1 - i);
        if (!reverses || rng.chance(0.5)) {
            b.set("perm", Attribute.ints(IntStream.of(perm).asLongStream().toArray()));
        }
        return b.in(t, x).out(t, IntStream.of(perm).mapToObj(x::get).toList()).build();
    }

    private static List<Enclosure> depthToSpace(Call call) {
        Enclosure data = Moves.elements(call, 0);
        long[] d = rank4(call);
        long size = blockSize(call);
        Call.require(d[1] % (size * size) == 0, "depth " + d[1] + " is no multiple of blocksize " + size + " squared");
        String mode = call.text("mode", "DCR");
        Call.require(mode.equals("DCR") || mode.equals("CRD"), "mode " + mode + " is neither DCR nor CRD");
        long depth = d[1] / (size * size);
        Shape out = Moves.shape(d[0], depth, d[2] * size, d[3] * size);
        List<Enclosure> moved = mode.equals("DCR")
            ? permuted(data, Shape.of(d[0], size, size, depth, d[2], d[3]), 0, 3, 4, 1, 5, 2)
            : permuted(data, Shape.of(d[0], depth, size, size, d[2], d[3]), 0, 1, 4, 2, 5, 3);
        return List.of(moved.get(0).reshape(out));
    }

    private static List<Enclosure> spaceToDepth(Call call) {
        Enclosure data = Moves.elements(call, 0);
        long[] d = rank4(call);
        long size = blockSize(call);
        Call.require(d[2] % size == 0 && d[3] % size == 0,
            "height and width of " + call.shape(0) + " are no multiples of blocksize " + size);
        Shape out = Moves.shape(d[0], d[1] * size * size, d[2] / size, d[3] / size);
        return List.of(permuted(data, Shape.of(d[0], d[1], d[2] / size, size, d[3] / size, size), 0, 3, 5, 1, 2, 4)
            .get(0).reshape(out));
    }

    private static long[] rank4(Call call) {
        Call.require(call.shape(0).rank() == 4, "the input has rank " + call.shape(0).rank() + ", not 4");
        return call.shape(0).dims();
    }

    private static long blockSize(Call call) {
        long size = call.integer("blocksize", 0);
        Call.require(size >= 1 && size <= 1 << 15, "blocksize is " + size);
        return size;
    }

    private static PartialOperator depthToSpacePartial(Rng rng, Wish wish) {
        DType t = wish.type(rng, Types.ALL);
        var b = PartialOperator.builder("DepthToSpace");
        int size = rng.pick(2, 2, 2, 3, 1);
        Expr c = b.dim("c", 0, 6);
        Expr n = b.dim("n", 0, 6);
        Expr h = b.dim("h", 0, 12);
        Expr w = b.dim("w", 0, 12);
        b.set("blocksize", size);
        boolean crd = rng.chance(0.5);
        if (crd || rng.chance(0.5)) {
            b.set("mode", crd ? "CRD" : "DCR");
        }
        return b.in(t, List.of(n, c.times(size * size), h, w)).out(t, List.of(n, c, h.times(size), w.times(size)))
            .build();
    }

    private static PartialOperator spaceToDepthPartial(Rng rng, Wish wish) {
        DType t = wish.type(rng, Types.ALL);
        var b = PartialOperator.builder("SpaceToDepth");
        int size = rng.pick(2, 2, 2, 3, 1);
        Expr n = b.dim("n", 0, 6);
        Expr c = b.dim("c", 0, 6);
        Expr h = b.dim("h", 0, 12);
        Expr w = b.dim("w", 0, 12);
        return b.set("blocksize", size).in(t, List.of(n, c, h.times(size), w.times(size)))
            .out(t, List.of(n, c.times(size * size), h, w)).build();
    }

    private static List<Enclosure> reverseSequence(Call call) {
        Enclosure data = Moves.elements(call, 0);
        Shape s = call.shape(0);
        long time = call.integer("time_axis", 0);
        long batch = call.integer("batch_axis", 1);
        Call.require(s.rank() >= 2, "the input has rank " + s.rank());
        Call.require(time + batch == 1 && time * batch == 0, "time_axis " + time + ", batch_axis " + batch
            + ": one must be 0, the other 1");
        long[] lengths = Moves.list(call, 1, "sequence_lens");
        int steps = (int) s.dim((int) time);
        Call.require(lengths.length == s.dim((int) batch), "sequence_lens does not fit the batch of " + s);
        for (long length : lengths) {
            Call.require(length >= 0 && length <= steps, "sequence length " + length + " is outside [0, " + steps
                + "]");
        }
        int inner = s.size(2, s.rank());
        int columns = (int) s.dim(1);
        int[] index = new int[s.size()];
        for (int k = 0; k < index.length; k++) {
            int i = k / inner / columns;
            int j = k / inner % columns;
            int at = time == 0 ? i : j;
            int length = (int) lengths[time == 0 ? j : i];
            int from = at < length ? length - 1 - at : at;
            index[k] = ((time == 0 ? from : i) * columns + (time == 0 ? j : from)) * inner + k % inner;
        }
        return Moves.moved(data, s, index);
    }

    private static PartialOperator reverseSequencePartial(Rng rng, Wish wish) {
        DType t = wish.type(rng, Moves.NO_BF16);
        var b = PartialOperator.builder("ReverseSequence");
        List<Expr> x = Moves.dims(b, "x", wish.rank(rng, 2, 5), 1);
        int time = rng.below(2);
        if (time == 1 || rng.chance(0.5)) {
            b.set("time_axis", time).set("batch_axis", 1 - time);
        }
        return b.in(t, x)
            .constant(DType.INT64, List.of(x.get(1 - time)), new Domain.Integers(Expr.of(1), x.get(time)))
            .out(t, x).build();
    }
}
