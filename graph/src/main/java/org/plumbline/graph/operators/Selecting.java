package org.plumbline.graph.operators;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.plumbline.graph.DType;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Shape;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.bound.Enclosure.Integers;
import org.plumbline.graph.bound.Enclosure.Reals;
import org.plumbline.graph.bound.Interval;
import org.plumbline.graph.operator.Call;
import org.plumbline.graph.operator.Operator;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.Types;
import org.plumbline.graph.operator.Wish;
import org.plumbline.graph.rule.Expr;

/// Outputs whose size depends on values: ONNX operators Compress, NonZero (Unique stands alone).
final class Selecting {
    private Selecting() {
    }

    static List<Operator> all() {
        return List.of(
            Operator.of("Compress", 11, Selecting::compress, Selecting::compressPartial),
            Operator.of("NonZero", 13, Selecting::nonZero, Selecting::nonZeroPartial));
    }

    private static List<Enclosure> compress(Call call) {
        Enclosure data = Moves.elements(call, 0);
        Shape s = call.shape(0);
        Call.require(call.dtype(1) == DType.BOOL, "condition is " + call.dtype(1));
        Optional<Integer> axis = call.attributes().containsKey("axis")
            ? Optional.of(Call.axis(call.integer("axis", 0), s.rank())) : Optional.empty();
        Call.require(s.rank() > 0, "the input is a scalar");
        long[] condition = Moves.list(call, 1, "condition");
        long along = axis.isPresent() ? s.dim(axis.get()) : s.size();
        Call.require(condition.length <= along, "condition is longer than the " + along + " slices");
        int[] kept = IntStream.range(0, condition.length).filter(i -> condition[i] != 0).toArray();
        if (axis.isEmpty()) {
            return Moves.moved(data, Shape.of(kept.length), kept);
        }
        Shape out = s.with(axis.get(), kept.length);
        int inner = s.size(axis.get() + 1, s.rank());
        int[] index = new int[out.size()];
        for (int k = 0; k < index.length; k++) {
            int outer = k / inner / kept.length;
            index[k] = (outer * (int) along + kept[k / inner % kept.length]) * inner + k % inner;
        }
        return Moves.moved(data, out, index);
    }

    private static PartialOperator compressPartial(Rng rng, Wish wish) {
        DType t = wish.type(rng, Moves.NO_BF16);
        var b = PartialOperator.builder("Compress");
        int rank = wish.rank(rng, 1, 5);
        List<Expr> x = b.dims("x", rank);
        Expr along = Moves.product(x);
        if (rng.chance(0.7)) {
            int axis = rng.below(rank);
            b.set("axis", Moves.spelled(rng, axis, rank));
            along = x.get(axis);
        }
        Expr length = along;
        if (rng.chance(0.3)) {
            length = b.dim("c", 1, 64);
            b.require(length.le(along));
        }
        return b.in(t, x).in(DType.BOOL, List.of(length)).outOfUnknownShape(t).build();
    }

    private static List<Enclosure> nonZero(Call call) {
        Shape s = call.shape(0);
        Enclosure data = Moves.elements(call, 0);
        int[] found = IntStream.range(0, s.size()).filter(i -> isNonZero(data, i)).toArray();
        int[] strides = s.strides();
        long[] out = new long[s.rank() * found.length];
        for (int k = 0; k < out.length; k++) {
            int axis = k / found.length;
            out[k] = found[k % found.length] / strides[axis] % s.dim(axis);
        }
        // A scalar gives the shape (0, N): the text says so, unlike NumPy.
        return List.of(Integers.of(DType.INT64, Shape.of(s.rank(), found.length), out));
    }

    /// NaN is not zero.
    private static boolean isNonZero(Enclosure data, int i) {
        if (data instanceof Reals r) {
            Interval x = r.at(i);
            if (x.lo() <= 0 && x.hi() >= 0 && !(x.isPoint() && x.lo() == 0)) {
                throw Call.undetermined("whether element " + i + " is zero");
            }
            return !x.isPoint() || x.lo() != 0;
        }
        return ((Integers) data).at(i).orElseThrow(() -> Call.undetermined("whether element " + i + " is zero")) != 0;
    }

    private static PartialOperator nonZeroPartial(Rng rng, Wish wish) {
        DType t = wish.type(rng, Types.ALL);
        var b = PartialOperator.builder("NonZero");
        int rank = wish.rank(rng, rng.trueInOneOutOf(20) ? 0 : 1, 5);
        return b.in(t, b.dims("x", rank)).outOfUnknownShape(DType.INT64).build();
    }
}
