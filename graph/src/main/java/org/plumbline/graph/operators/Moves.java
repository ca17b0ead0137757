package org.plumbline.graph.operators;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.plumbline.graph.DType;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Shape;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.operator.Call;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.Types;
import org.plumbline.graph.rule.Expr;

/// What the operators that move data share: shapes that a call computes, axes that may be negative, index maps.
final class Moves {
    /// Everything but bfloat16: operators that ONNX has not revised since that type came in.
    static final List<DType> NO_BF16 = Types.ALL.stream().filter(t -> t != DType.BFLOAT16).toList();

    /// Past this many elements a result is not worth its memory: only foreign models ask for it.
    private static final long MOST_ELEMENTS = 1L << 24;

    private Moves() {
    }

    /// Input `i`, if its elements can be moved about one by one.
    static Enclosure elements(Call call, int i) {
        if (call.in(i) instanceof Enclosure.Carried c) {
            throw Call.undetermined("elements of " + c.dtype() + " are not computed with");
        }
        return call.in(i);
    }

    /// The shape with these dimensions; leaves with [Call#broken] where one is negative.
    static Shape shape(long... dims) {
        long size = 1;
        boolean tooLarge = false;
        for (long d : dims) {
            Call.require(d >= 0, "the output has a negative dimension: " + Arrays.toString(dims));
            size = tooLarge ? size : size * d;
            tooLarge |= d > MOST_ELEMENTS || size > MOST_ELEMENTS;
        }
        if (tooLarge && Arrays.stream(dims).noneMatch(d -> d == 0)) {
            throw Call.undetermined("too large to evaluate: " + Arrays.toString(dims));
        }
        return Shape.of(dims);
    }

    /// One output: `data` rearranged by an index map (see [Enclosure#pick]).
    static List<Enclosure> moved(Enclosure data, Shape to, int[] index) {
        return List.of(data.pick(to, index));
    }

    /// As [#moved], where an index of −1 stands for an element that nothing fixes.
    static List<Enclosure> movedOrUnknown(Enclosure data, Shape to, int[] index) {
        return List.of(data.pick(to, index, Optional.of(Enclosure.anything(data.dtype(), Shape.SCALAR))));
    }

    /// The values of an integer input of rank 1 that fixes a shape.
    static long[] list(Call call, int input, String name) {
        Call.require(call.shape(input).rank() == 1, name + " has rank " + call.shape(input).rank() + ", not 1");
        return call.exact(input);
    }

    /// The values as distinct axes of a tensor of this rank, made non-negative, order kept. The specification leaves
    /// repeated axes undefined.
    static int[] axes(long[] axes, int rank) {
        int[] out = Arrays.stream(axes).mapToInt(a -> Call.axis(a, rank)).toArray();
        if (IntStream.of(out).distinct().count() != out.length) {
            throw Call.undetermined("an axis is named twice: " + Arrays.toString(axes));
        }
        return out;
    }

    /// An index into an axis of size `size`, made non-negative; leaves with [Call#broken] when out of range.
    static int index(long index, long size) {
        Call.require(index >= -size && index < size, "index " + index + " is outside an axis of size " + size);
        return (int) (index < 0 ? index + size : index);
    }

    /// The axis as a model may write it: as it is, or from the back.
    static long spelled(Rng rng, int axis, int rank) {
        return rng.trueInOneOutOf(3) ? axis - rank : axis;
    }

    /// Sets attribute `axis`; a default is left out half of the time.
    static void setAxis(PartialOperator.Builder b, Rng rng, int axis, int rank, long usual) {
        if (axis != (usual < 0 ? usual + rank : usual) || rng.chance(0.5)) {
            b.set("axis", spelled(rng, axis, rank));
        }
    }

    /// `rank` dimensions of at least `least`.
    static List<Expr> dims(PartialOperator.Builder b, String name, int rank, long least) {
        return IntStream.range(0, rank).<Expr>mapToObj(i -> b.dim(name + i, least, 64)).toList();
    }

    static List<Expr> with(List<Expr> dims, int axis, Expr dim) {
        List<Expr> out = new ArrayList<>(dims);
        out.set(axis, dim);
        return out;
    }

    static Expr product(List<Expr> factors) {
        return factors.stream().reduce(Expr.of(1), Moves::times);
    }

    private static Expr times(Expr a, Expr b) {
        return a instanceof Expr.Const(long v) && v == 1 ? b : a.times(b);
    }

    /// A random set of `count` axes out of `rank`, in random order.
    static int[] someAxes(Rng rng, int rank, int count) {
        return Arrays.copyOf(rng.permutation(rank), count);
    }
}
