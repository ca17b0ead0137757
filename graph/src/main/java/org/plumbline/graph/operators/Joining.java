package org.plumbline.graph.operators;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.plumbline.graph.DType;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Shape;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.bound.Enclosure.Integers;
import org.plumbline.graph.bound.Enclosure.Reals;
import org.plumbline.graph.operator.Call;
import org.plumbline.graph.operator.Operator;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.Types;
import org.plumbline.graph.operator.Wish;
import org.plumbline.graph.rule.Expr;

/// Tensors put together and taken apart along an axis: ONNX operators Concat, Split.
final class Joining {
    private Joining() {
    }

    static List<Operator> all() {
        return List.of(
            Operator.of("Concat", 13, Joining::concat, Joining::concatPartial).weighing(3),
            Operator.of("Split", 13, Joining::split, Joining::splitPartial).weighing(1.5)
                .silentOn("num_outputs that leaves the last part less than nothing"));
    }

    private static List<Enclosure> concat(Call call) {
        Shape first = call.shape(0);
        Call.require(first.rank() > 0, "cannot join scalars");
        Call.require(call.attributes().containsKey("axis"), "attribute axis is missing");
        int axis = Call.axis(call.integer("axis", 0), first.rank());
        List<Enclosure> parts = new ArrayList<>();
        long along = 0;
        for (int i = 0; i < call.inputs().size(); i++) {
            Enclosure part = Moves.elements(call, i);
            Shape s = call.shape(i);
            Call.require(part.dtype() == call.dtype(0), "cannot join " + part.dtype() + " to " + call.dtype(0));
            Call.require(s.rank() == first.rank() && s.with(axis, 0).equals(first.with(axis, 0)),
                "cannot join " + s + " to " + first + " along axis " + axis);
            along += s.dim(axis);
            parts.add(part);
        }
        return List.of(joined(parts, Moves.shape(first.with(axis, along).dims()), axis));
    }

    /// Laid out one after the other, then moved into place.
    private static Enclosure joined(List<Enclosure> parts, Shape out, int axis) {
        int inner = out.size(axis + 1, out.rank());
        int row = out.size(axis, out.rank());
        int[] index = new int[out.size()];
        int from = 0;
        int column = 0;
        for (Enclosure part : parts) {
            int chunk = (int) part.knownShape().orElseThrow().dim(axis) * inner;
            for (int k = 0; row > 0 && k < index.length / row * chunk; k++) {
                index[k / chunk * row + column + k % chunk] = from + k;
            }
            from += part.knownShape().orElseThrow().size();
            column += chunk;
        }
        return laidOut(parts, from).pick(out, index);
    }

    private static Enclosure laidOut(List<Enclosure> parts, int size) {
        boolean[] flags = new boolean[size];
        double[] lo = new double[size];
        double[] hi = new double[size];
        long[] value = new long[size];
        int at = 0;
        for (Enclosure part : parts) {
            if (part instanceof Reals r) {
                System.arraycopy(r.lo(), 0, lo, at, r.lo().length);
                System.arraycopy(r.hi(), 0, hi, at, r.lo().length);
                System.arraycopy(r.nan(), 0, flags, at, r.lo().length);
                at += r.lo().length;
            } else if (part instanceof Integers n) {
                System.arraycopy(n.value(), 0, value, at, n.value().length);
                System.arraycopy(n.unknown(), 0, flags, at, n.value().length);
                at += n.value().length;
            }
        }
        DType t = parts.get(0).dtype();
        return t.isReal() ? new Reals(t, Shape.of(size), lo, hi, flags) : new Integers(t, Shape.of(size), value, flags);
    }

    private static PartialOperator concatPartial(Rng rng, Wish wish) {
        DType t = wish.type(rng, Types.ALL);
        var b = PartialOperator.builder("Concat");
        int rank = wish.rank(rng, 1, 5);
        int axis = rng.below(rank);
        List<Expr> x = b.dims("x", rank);
        int count = rng.pick(2, 2, 2, 3, 4, 1);
        Expr along = x.get(axis);
        b.in(t, x);
        for (int i = 1; i < count; i++) {
            Expr d = rng.chance(0.3) ? x.get(axis) : b.dim("a" + i);
            b.in(t, Moves.with(x, axis, d));
            along = along.plus(d);
        }
        return b.set("axis", Moves.spelled(rng, axis, rank)).out(t, Moves.with(x, axis, along)).build();
    }

    private static List<Enclosure> split(Call call) {
        Enclosure data = Moves.elements(call, 0);
        Shape s = call.shape(0);
        Call.require(s.rank() > 0, "cannot split a scalar");
        int axis = Call.axis(call.integer("axis", 0), s.rank());
        long[] sizes = sizes(call, s.dim(axis));
        int[] strides = s.strides();
        List<Enclosure> out = new ArrayList<>();
        int at = 0;
        for (long size : sizes) {
            Shape part = s.with(axis, size);
            out.add(data.pick(part, part.index(at * strides[axis], strides)));
            at += (int) size;
        }
        return out;
    }

    private static long[] sizes(Call call, long dim) {
        int parts = call.outputs();
        boolean counted = call.opset() >= 18 && call.attributes().containsKey("num_outputs");
        if (call.has(1)) {
            Call.require(!counted, "both split and num_outputs are given");
            long[] sizes = Moves.list(call, 1, "split");
            Call.require(sizes.length == parts, sizes.length + " sizes for " + parts + " outputs");
            Call.require(LongStream.of(sizes).allMatch(z -> z >= 0 && z <= dim) && LongStream.of(sizes).sum() == dim,
                "split " + Arrays.toString(sizes) + " does not add up to " + dim);
            return sizes;
        }
        long[] sizes = new long[parts];
        if (call.opset() < 18) {
            Call.require(dim % parts == 0, dim + " cannot be split into " + parts + " equal parts");
            Arrays.fill(sizes, dim / parts);
            return sizes;
        }
        Call.require(counted, "neither split nor num_outputs is given");
        Call.require(call.integer("num_outputs", 0) == parts, "num_outputs is not " + parts);
        Arrays.fill(sizes, (dim + parts - 1) / parts);
        sizes[parts - 1] = dim - sizes[0] * (parts - 1);
        if (sizes[parts - 1] < 0) {
            throw Call.undetermined(dim + " in " + parts + " parts leaves less than nothing for the last");
        }
        return sizes;
    }

    private static PartialOperator splitPartial(Rng rng, Wish wish) {
        DType t = wish.type(rng, Types.ALL);
        var b = PartialOperator.builder("Split");
        int rank = wish.rank(rng, 1, 5);
        int axis = rng.below(rank);
        int parts = rng.pick(2, 2, 3, 4, 1);
        List<Expr> x = new ArrayList<>(b.dims("x", rank));
        Moves.setAxis(b, rng, axis, rank, 0);
        List<Expr> sizes = new ArrayList<>();
        boolean written = rng.chance(0.5);
        if (written) {
            for (int i = 0; i < parts; i++) {
                sizes.add(b.dim("s" + i, rng.trueInOneOutOf(10) ? 0 : 1, 16));
            }
            x.set(axis, sizes.stream().reduce(Expr::plus).orElseThrow());
        } else {
            Expr size = b.dim("s", 1, 16);
            for (int i = 0; i < parts; i++) {
                sizes.add(size);
            }
            if (wish.opset() >= 18) {
                b.set("num_outputs", parts);
                if (rng.chance(0.5) && parts > 1) {
                    Expr last = b.dim("last", 1, 16);
                    // The part size must also be what rounding up gives, not only no smaller than the last.
                    b.require(last.le(size), size.minus(last).lt(Expr.of(parts)));
                    sizes.set(parts - 1, last);
                }
            }
            x.set(axis, sizes.stream().reduce(Expr::plus).orElseThrow());
        }
        b.in(t, x);
        if (written) {
            b.elements(DType.INT64, sizes);
        }
        sizes.forEach(z -> b.out(t, Moves.with(x, axis, z)));
        return b.build();
    }
}
