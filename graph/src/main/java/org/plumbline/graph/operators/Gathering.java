package org.plumbline.graph.operators;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.plumbline.graph.DType;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Shape;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.bound.Enclosure.Integers;
import org.plumbline.graph.operator.Call;
import org.plumbline.graph.operator.Domain;
import org.plumbline.graph.operator.Operator;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.Types;
import org.plumbline.graph.operator.Wish;
import org.plumbline.graph.rule.Expr;

/// Elements picked by index: ONNX operators Gather, GatherElements, GatherND. Where an index is not known, the element
/// is not; an index out of range breaks the call.
final class Gathering {
    static final List<DType> INDEX = List.of(DType.INT64, DType.INT64, DType.INT32);

    private Gathering() {
    }

    static List<Operator> all() {
        return List.of(
            Operator.of("Gather", 13, Gathering::gather, Gathering::gatherPartial).weighing(2),
            Operator.of("GatherElements", 13, Gathering::gatherElements, Gathering::gatherElementsPartial),
            Operator.of("GatherND", 13, Gathering::gatherNd, Gathering::gatherNdPartial));
    }

    private static List<Enclosure> gather(Call call) {
        Enclosure data = Moves.elements(call, 0);
        Shape s = call.shape(0);
        Integers indices = call.integers(1);
        int axis = Call.axis(call.integer("axis", 0), s.rank());
        long[] dims = LongStream.concat(LongStream.concat(s.stream().limit(axis), indices.shape().stream()),
            s.stream().skip(axis + 1)).toArray();
        Shape out = Moves.shape(dims);
        int inner = s.size(axis + 1, s.rank());
        int count = indices.shape().size();
        int dim = (int) s.dim(axis);
        int[] at = positions(indices, dim);
        int[] index = new int[out.size()];
        for (int k = 0; k < index.length; k++) {
            int from = at[k / inner % count];
            index[k] = from < 0 ? -1 : (k / inner / count * dim + from) * inner + k % inner;
        }
        return Moves.movedOrUnknown(data, out, index);
    }

    /// All indices made non-negative, −1 where unknown.
    private static int[] positions(Integers indices, long dim) {
        int[] at = new int[indices.value().length];
        for (int i = 0; i < at.length; i++) {
            at[i] = indices.unknown()[i] ? -1 : Moves.index(indices.value()[i], dim);
        }
        return at;
    }

    private static PartialOperator gatherPartial(Rng rng, Wish wish) {
        DType t = wish.type(rng, Types.ALL);
        var b = PartialOperator.builder("Gather");
        int rank = wish.rank(rng, 1, 5);
        int axis = rng.below(rank);
        List<Expr> x = new ArrayList<>(b.dims("x", rank));
        x.set(axis, b.dim("n", 1, 64));
        List<Expr> indices = b.dims("i", rng.pick(1, 1, 2, 0, 3));
        Moves.setAxis(b, rng, axis, rank, 0);
        List<Expr> out = new ArrayList<>(x.subList(0, axis));
        out.addAll(indices);
        out.addAll(x.subList(axis + 1, rank));
        b.in(t, x);
        return indices(b, rng, rng.pick(INDEX), indices, x.get(axis)).out(t, out).build();
    }

    /// An index input, now as initializer, now as data.
    static PartialOperator.Builder indices(PartialOperator.Builder b, Rng rng, DType dtype, List<Expr> dims,
        Expr size) {
        return rng.chance(0.5) ? b.constant(dtype, dims, Domain.index(size)) : b.in(dtype, dims, Domain.index(size));
    }

    private static List<Enclosure> gatherElements(Call call) {
        Enclosure data = Moves.elements(call, 0);
        Shape s = call.shape(0);
        Integers indices = call.integers(1);
        int axis = Call.axis(call.integer("axis", 0), s.rank());
        return Moves.movedOrUnknown(data, indices.shape(), elementTargets(s, indices, axis));
    }

    /// For each entry of `indices` the element of a tensor of shape `s` it names along `axis`, its own coordinates
    /// standing for the other axes; −1 where it is unknown.
    static int[] elementTargets(Shape s, Integers indices, int axis) {
        Shape entries = indices.shape();
        Call.require(entries.rank() == s.rank(), "indices " + entries + " have another rank than data " + s);
        for (int i = 0; i < s.rank(); i++) {
            Call.require(i == axis || entries.dim(i) <= s.dim(i), "indices " + entries + " reach outside data " + s);
        }
        int[] strides = s.strides();
        int along = strides[axis];
        strides[axis] = 0;
        int[] index = entries.index(0, strides);
        int[] at = positions(indices, s.dim(axis));
        for (int k = 0; k < index.length; k++) {
            index[k] = at[k] < 0 ? -1 : index[k] + at[k] * along;
        }
        return index;
    }

    private static PartialOperator gatherElementsPartial(Rng rng, Wish wish) {
        DType t = wish.type(rng, Types.ALL);
        var b = PartialOperator.builder("GatherElements");
        int rank = wish.rank(rng, 1, 5);
        int axis = rng.below(rank);
        List<Expr> x = new ArrayList<>(b.dims("x", rank));
        x.set(axis, b.dim("n", 1, 64));
        List<Expr> indices = entries(b, rng, x, axis);
        Moves.setAxis(b, rng, axis, rank, 0);
        b.in(t, x);
        return indices(b, rng, rng.pick(INDEX), indices, x.get(axis)).out(t, indices).build();
    }

    /// Dimensions of an index tensor that covers data of shape `x` or, along some axes, its beginning.
    static List<Expr> entries(PartialOperator.Builder b, Rng rng, List<Expr> x, int axis) {
        List<Expr> entries = new ArrayList<>(x);
        for (int i = 0; i < x.size(); i++) {
            if (i == axis || rng.trueInOneOutOf(4)) {
                entries.set(i, b.dim("e" + i));
                if (i != axis) {
                    b.require(entries.get(i).le(x.get(i)));
                }
            }
        }
        return entries;
    }

    private static List<Enclosure> gatherNd(Call call) {
        Enclosure data = Moves.elements(call, 0);
        Shape s = call.shape(0);
        Integers indices = call.integers(1);
        Shape q = indices.shape();
        int batch = Math.clamp(call.integer("batch_dims", 0), -1, Integer.MAX_VALUE);
        Call.require(s.rank() >= 1 && q.rank() >= 1, "data and indices must not be scalars");
        Call.require(batch >= 0 && batch < Math.min(s.rank(), q.rank()), "batch_dims " + batch + " does not fit");
        int depth = (int) q.dim(-1);
        Call.require(depth >= 1 && depth <= s.rank() - batch, "indices " + q + " name more axes than " + s + " has");
        for (int i = 0; i < batch; i++) {
            Call.require(s.dim(i) == q.dim(i), "batch dimension " + i + " of " + s + " and " + q + " differ");
        }
        Shape out = Moves.shape(LongStream.concat(q.stream().limit(q.rank() - 1),
            s.stream().skip(batch + depth)).toArray());
        return Moves.movedOrUnknown(data, out, sliceTargets(s, indices, batch, depth));
    }

    /// For each element of each slice that an index tuple names, where it stands in data of shape `s`, −1 where part of
    /// the tuple is unknown. A tuple has `depth` indices, behind `batch` axes that data and indices share.
    static int[] sliceTargets(Shape s, Integers indices, int batch, int depth) {
        Shape q = indices.shape();
        int inner = s.size(batch + depth, s.rank());
        int block = s.size(batch, s.rank());
        int tuplesPerBatch = q.size(batch, q.rank() - 1);
        int[] at = tupleTargets(s, indices, batch, depth);
        int[] targets = new int[at.length * inner];
        for (int k = 0; k < targets.length; k++) {
            int tuple = k / inner;
            targets[k] = at[tuple] < 0 ? -1 : tuple / tuplesPerBatch * block + at[tuple] + k % inner;
        }
        return targets;
    }

    /// For each index tuple the offset of its slice within its batch entry, −1 where part of it is unknown.
    private static int[] tupleTargets(Shape s, Integers indices, int batch, int depth) {
        int[] strides = s.strides();
        int[] at = new int[depth == 0 ? indices.shape().size(0, indices.shape().rank() - 1)
            : indices.value().length / depth];
        for (int tuple = 0; tuple < at.length; tuple++) {
            for (int j = 0; j < depth; j++) {
                int k = tuple * depth + j;
                if (indices.unknown()[k] || at[tuple] < 0) {
                    at[tuple] = -1;
                } else {
                    at[tuple] += Moves.index(indices.value()[k], s.dim(batch + j)) * strides[batch + j];
                }
            }
        }
        return at;
    }

    private static PartialOperator gatherNdPartial(Rng rng, Wish wish) {
        DType t = wish.type(rng, Types.ALL);
        var b = PartialOperator.builder("GatherND");
        int rank = wish.rank(rng, 1, 5);
        int batch = rng.chance(0.6) ? 0 : rng.below(rank);
        int depth = rng.between(1, rank - batch);
        List<Expr> x = Moves.dims(b, "x", rank, 1);
        // One domain has to serve all columns of the index: that of the shortest axis.
        Expr n = x.subList(batch, batch + depth).stream().reduce(Expr::min).orElseThrow();
        List<Expr> indices = new ArrayList<>(x.subList(0, batch));
        indices.addAll(b.dims("i", rng.between(0, 2)));
        List<Expr> out = new ArrayList<>(indices);
        out.addAll(x.subList(batch + depth, rank));
        indices.add(Expr.of(depth));
        if (batch > 0 || rng.chance(0.3)) {
            b.set("batch_dims", batch);
        }
        b.in(t, x);
        return indices(b, rng, DType.INT64, indices, n).out(t, out).build();
    }
}
