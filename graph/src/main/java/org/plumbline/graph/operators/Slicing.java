package org.plumbline.graph.operators;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.plumbline.graph.DType;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Shape;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.operator.Call;
import org.plumbline.graph.operator.Operator;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.Types;
import org.plumbline.graph.operator.Wish;
import org.plumbline.graph.rule.Expr;
import org.plumbline.graph.rule.Sym;

/// ONNX operator Slice, since opset 13 with all its bounds as inputs.
final class Slicing {
    private static final List<DType> INDEX = List.of(DType.INT64, DType.INT64, DType.INT32);

    private Slicing() {
    }

    static List<Operator> all() {
        return List.of(Operator.of("Slice", 13, Slicing::slice, Slicing::partial).weighing(2.5)
            .silentOn("repeated axes"));
    }

    private static List<Enclosure> slice(Call call) {
        Enclosure data = Moves.elements(call, 0);
        Shape s = call.shape(0);
        long[] starts = Moves.list(call, 1, "starts");
        long[] ends = Moves.list(call, 2, "ends");
        long[] axes = call.has(3) ? Moves.list(call, 3, "axes") : LongStream.range(0, starts.length).toArray();
        long[] steps = call.has(4) ? Moves.list(call, 4, "steps") : LongStream.generate(() -> 1).limit(starts.length)
            .toArray();
        Call.require(ends.length == starts.length && axes.length == starts.length && steps.length == starts.length,
            "starts, ends, axes and steps differ in length");
        int[] axis = Moves.axes(axes, s.rank());
        int[] strides = s.strides();
        long[] dims = s.dims();
        int offset = 0;
        for (int i = 0; i < axis.length; i++) {
            Range r = Range.of(starts[i], ends[i], steps[i], dims[axis[i]]);
            dims[axis[i]] = r.count;
            offset += (int) r.start * strides[axis[i]];
            strides[axis[i]] = r.count > 1 ? (int) r.step * strides[axis[i]] : 0;
        }
        Shape out = Shape.of(dims);
        return Moves.moved(data, out, out.index(offset, strides));
    }

    /// The effective range on an axis of size `dim`, by the clamping rules of the specification.
    private record Range(long start, long step, long count) {
        static Range of(long writtenStart, long writtenEnd, long step, long dim) {
            Call.require(step != 0, "steps holds 0");
            long start = writtenStart < 0 ? writtenStart + dim : writtenStart;
            long end = writtenEnd < 0 ? writtenEnd + dim : writtenEnd;
            if (dim == 0) {
                return new Range(0, step, 0);
            }
            if (step > 0) {
                start = Math.clamp(start, 0, dim);
                end = Math.clamp(end, 0, dim);
                return new Range(start, step, end > start ? 1 + (end - start - 1) / step : 0);
            }
            start = Math.clamp(start, 0, dim - 1);
            end = Math.clamp(end, -1, dim - 1);
            // Dividing by the step itself, not by its negation: the smallest long has none.
            return new Range(start, step, start > end ? 1 - (start - end - 1) / step : 0);
        }
    }

    /// The inputs of Slice while they are collected, one entry per sliced axis.
    private record Bounds(List<Expr> starts, List<Expr> ends, List<Expr> steps) {
    }

    private static PartialOperator partial(Rng rng, Wish wish) {
        DType t = wish.type(rng, Types.ALL);
        DType index = rng.pick(INDEX);
        var b = PartialOperator.builder("Slice");
        int rank = wish.rank(rng, 1, 5);
        List<Expr> x = b.dims("x", rank);
        boolean allAxes = rng.chance(0.3);
        int[] axes = allAxes ? IntStream.range(0, rank).toArray()
            : Moves.someAxes(rng, rank, rng.between(1, Math.min(rank, 3)));
        boolean stepped = rng.chance(0.6);
        List<Expr> out = new ArrayList<>(x);
        Bounds bounds = new Bounds(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (int a : axes) {
            int step = stepped ? rng.pick(1, 1, 2, 3, -1, -1, -2) : 1;
            out.set(a, sliced(b, rng, bounds, x.get(a), step, index));
        }
        b.in(t, x).elements(index, bounds.starts).elements(index, bounds.ends);
        if (!allAxes || rng.chance(0.5)) {
            b.elements(index, Arrays.stream(axes).<Expr>mapToObj(a -> Expr.of(Moves.spelled(rng, a, rank))).toList());
        } else if (stepped) {
            b.absent();
        }
        if (stepped) {
            b.elements(index, bounds.steps);
        }
        return b.out(t, out).build();
    }

    /// Adds a range of one axis: elements `first` to `past − 1`, walked from either end. Gives its length.
    private static Expr sliced(PartialOperator.Builder b, Rng rng, Bounds bounds, Expr dim, int step, DType index) {
        boolean maybeEmpty = step > 0 && rng.trueInOneOutOf(15);
        Expr first = rng.chance(0.3) ? Expr.of(0) : b.value("first", 0, 64);
        Expr past = rng.chance(0.3) ? dim : b.value("past", 0, 64);
        b.require(past.le(dim), maybeEmpty ? first.le(past) : first.lt(past));
        List<Sym> drawn = Stream.of(first, past).filter(e -> e != dim && e instanceof Sym).map(e -> (Sym) e).toList();
        if (!drawn.isEmpty()) {
            b.choose(drawn, List.of(dim), (r, given) -> {
                long size = given[0];
                long from = first instanceof Sym ? r.between(0L, Math.max(0, size - 1)) : 0;
                long to = past instanceof Sym && past != dim ? r.between(Math.min(from + 1, size), size) : size;
                return drawn.size() == 2 ? new long[] {from, to} : new long[] {first instanceof Sym ? from : to};
            });
        }
        Expr last = past.minus(1);
        // Past either end of the axis any number does, the largest included.
        long far = index == DType.INT32 ? Integer.MAX_VALUE : Long.MAX_VALUE;
        if (step > 0) {
            bounds.starts.add(!maybeEmpty && rng.chance(0.3) ? first.minus(dim)
                : first instanceof Expr.Const && rng.chance(0.2) ? Expr.of(-far) : first);
            bounds.ends.add(past == dim ? rng.pick(past, Expr.of(far), past.plus(rng.between(1, 9)))
                : rng.chance(0.3) ? fromBack(b, past, dim) : past);
        } else {
            bounds.starts.add(past == dim ? rng.pick(Expr.of(-1), Expr.of(far), last.plus(rng.between(1, 9)))
                : rng.chance(0.4) ? last.minus(dim) : last);
            bounds.ends.add(first instanceof Expr.Const ? rng.pick(Expr.of(-far), first.minus(1).minus(dim))
                : rng.chance(0.4) ? first.minus(1).minus(dim) : beforeFirst(b, first));
        }
        bounds.steps.add(Expr.of(step));
        Expr length = past.minus(first);
        return Math.abs(step) == 1 ? length : length.ceilDiv(Expr.of(Math.abs(step)));
    }

    /// The end counted from the back, which can only say ends before the last.
    private static Expr fromBack(PartialOperator.Builder b, Expr past, Expr dim) {
        b.require(past.lt(dim));
        return past.minus(dim);
    }

    /// The end of a walk to the front, which as a plain number can only be written where an element is left.
    private static Expr beforeFirst(PartialOperator.Builder b, Expr first) {
        b.require(first.ge(1));
        return first.minus(1);
    }
}
