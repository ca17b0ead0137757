package org.plumbline.graph.operators;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.plumbline.graph.DType;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Shape;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.bound.Enclosure.Integers;
import org.plumbline.graph.operator.Call;
import org.plumbline.graph.operator.Operator;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.Types;
import org.plumbline.graph.operator.Wish;
import org.plumbline.graph.rule.Expr;

/// Elements written by index: ONNX operators ScatterElements, ScatterND. The order of the updates is open.
final class Scattering {
    private static final String SILENT =
        "which of several updates of one element wins without a reduction, overflow on the way, NaN in max and min";

    private Scattering() {
    }

    static List<Operator> all() {
        return List.of(
            Operator.of("ScatterElements", 13, Scattering::scatterElements, Scattering::scatterElementsPartial)
                .silentOn(SILENT),
            Operator.of("ScatterND", 13, Scattering::scatterNd, Scattering::scatterNdPartial).silentOn(SILENT));
    }

    private static List<Enclosure> scatterElements(Call call) {
        Enclosure data = Moves.elements(call, 0);
        Shape s = call.shape(0);
        Integers indices = call.integers(1);
        int axis = Call.axis(call.integer("axis", 0), s.rank());
        Enclosure updates = updates(call, indices.shape());
        int[] targets = Gathering.elementTargets(s, indices, axis);
        return List.of(Merging.of(call).merge(data, updates, targets));
    }

    private static Enclosure updates(Call call, Shape wanted) {
        Enclosure updates = Moves.elements(call, 2);
        Call.require(updates.dtype() == call.dtype(0), "updates are " + updates.dtype() + ", data " + call.dtype(0));
        Call.require(call.shape(2).equals(wanted), "updates have shape " + call.shape(2) + ", not " + wanted);
        return updates;
    }

    private static List<Enclosure> scatterNd(Call call) {
        Enclosure data = Moves.elements(call, 0);
        Shape s = call.shape(0);
        Integers indices = call.integers(1);
        Shape q = indices.shape();
        Call.require(s.rank() >= 1 && q.rank() >= 1, "data and indices must not be scalars");
        Call.require(q.dim(-1) <= s.rank(), "indices " + q + " name more axes than " + s + " has");
        int depth = (int) q.dim(-1);
        Enclosure updates = updates(call, Moves.shape(LongStream.concat(q.stream().limit(q.rank() - 1),
            s.stream().skip(depth)).toArray()));
        return List.of(Merging.of(call).merge(data, updates, Gathering.sliceTargets(s, indices, 0, depth)));
    }

    private static PartialOperator scatterElementsPartial(Rng rng, Wish wish) {
        DType t = wish.type(rng, Types.ALL);
        var b = PartialOperator.builder("ScatterElements");
        int rank = wish.rank(rng, 1, 5);
        int axis = rng.below(rank);
        List<Expr> x = new ArrayList<>(b.dims("x", rank));
        x.set(axis, b.dim("n", 1, 64));
        List<Expr> entries = new ArrayList<>(Gathering.entries(b, rng, x, axis));
        Optional<String> reduction = reduction(b, rng, wish.opset(), t);
        if (reduction.isEmpty() && rng.chance(0.7)) {
            // Without a reduction a second update of an element leaves it open: one entry along the axis is certain.
            entries.set(axis, Expr.of(1));
        }
        Moves.setAxis(b, rng, axis, rank, 0);
        b.in(t, x);
        return Gathering.indices(b, rng, rng.pick(Gathering.INDEX), entries, x.get(axis)).in(t, entries).out(t, x)
            .build();
    }

    private static PartialOperator scatterNdPartial(Rng rng, Wish wish) {
        DType t = wish.type(rng, Types.ALL);
        var b = PartialOperator.builder("ScatterND");
        int rank = wish.rank(rng, 1, 5);
        // Tuples of no index at all name the whole tensor: allowed, and rarely thought of.
        int depth = rng.trueInOneOutOf(100) ? 0 : rng.between(1, rank);
        List<Expr> x = Moves.dims(b, "x", rank, 1);
        // One domain has to serve all columns of the index: that of the shortest axis.
        Expr n = x.subList(0, depth).stream().reduce(Expr::min).orElse(Expr.of(1));
        Optional<String> reduction = reduction(b, rng, wish.opset(), t);
        List<Expr> tuples = reduction.isEmpty() && rng.chance(0.4) ? List.of(Expr.of(1))
            : b.dims("i", rng.between(0, 2));
        List<Expr> indices = new ArrayList<>(tuples);
        indices.add(Expr.of(depth));
        List<Expr> updates = new ArrayList<>(tuples);
        updates.addAll(x.subList(depth, rank));
        b.in(t, x);
        return Gathering.indices(b, rng, DType.INT64, indices, n).in(t, updates).out(t, x).build();
    }

    private static Optional<String> reduction(PartialOperator.Builder b, Rng rng, int opset, DType t) {
        // Few implementations reduce what has two bytes or is a truth value: worth a try now and then.
        boolean rare = t == DType.BOOL || t == DType.FLOAT16 || t == DType.BFLOAT16;
        if (opset < 16 || rng.chance(rare ? 0.9 : 0.4)) {
            return Optional.empty();
        }
        String name = opset >= 18 ? rng.pick("none", "add", "mul", "max", "min") : rng.pick("none", "add", "mul");
        b.set("reduction", name);
        return Optional.of(name).filter(r -> !r.equals("none"));
    }
}
