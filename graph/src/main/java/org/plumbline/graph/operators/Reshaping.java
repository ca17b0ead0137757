package org.plumbline.graph.operators;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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

/// The same elements under another shape: ONNX operators Flatten, Squeeze, Unsqueeze (Reshape stands alone).
final class Reshaping {
    private Reshaping() {
    }

    static List<Operator> all() {
        return List.of(
            Operator.of("Flatten", 13, Reshaping::flatten, Reshaping::flattenPartial),
            Operator.of("Squeeze", 13, Reshaping::squeeze, Reshaping::squeezePartial).silentOn("repeated axes"),
            Operator.of("Unsqueeze", 13, Reshaping::unsqueeze, Reshaping::unsqueezePartial));
    }

    private static List<Enclosure> flatten(Call call) {
        Shape s = call.shape(0);
        long written = call.integer("axis", 1);
        Call.require(written >= -s.rank() && written <= s.rank(), "axis " + written + " does not fit rank " + s.rank());
        int axis = (int) (written < 0 ? written + s.rank() : written);
        return List.of(call.in(0).reshape(Shape.of(s.size(0, axis), s.size(axis, s.rank()))));
    }

    private static PartialOperator flattenPartial(Rng rng, Wish wish) {
        DType t = wish.type(rng, Types.ALL);
        var b = PartialOperator.builder("Flatten");
        int rank = wish.rank(rng, 0, 5);
        List<Expr> x = b.dims("x", rank);
        int axis = rng.between(0, rank);
        if (axis != 1 || rng.chance(0.5)) {
            b.set("axis", axis < rank ? Moves.spelled(rng, axis, rank) : axis);
        }
        return b.in(t, x).out(t, List.of(Moves.product(x.subList(0, axis)), Moves.product(x.subList(axis, rank))))
            .build();
    }

    private static List<Enclosure> squeeze(Call call) {
        Shape s = call.shape(0);
        boolean[] drop = new boolean[s.rank()];
        if (call.has(1)) {
            for (int a : Moves.axes(Moves.list(call, 1, "axes"), s.rank())) {
                Call.require(s.dim(a) == 1, "axis " + a + " of " + s + " is not 1");
                drop[a] = true;
            }
        } else {
            IntStream.range(0, s.rank()).forEach(i -> drop[i] = s.dim(i) == 1);
        }
        long[] dims = IntStream.range(0, s.rank()).filter(i -> !drop[i]).mapToLong(s::dim).toArray();
        return List.of(call.in(0).reshape(Shape.of(dims)));
    }

    private static PartialOperator squeezePartial(Rng rng, Wish wish) {
        DType t = wish.type(rng, Types.ALL);
        var b = PartialOperator.builder("Squeeze");
        int rank = wish.rank(rng, 0, 6);
        boolean written = rng.chance(0.8);
        // An empty list of axes is worth a try now and then: it is not the same as none.
        int least = written && rank > 0 && !rng.trueInOneOutOf(60) ? 1 : 0;
        int[] drop = Moves.someAxes(rng, rank, rng.between(least, Math.min(rank, 3)));
        List<Expr> in = new ArrayList<>();
        List<Expr> out = new ArrayList<>();
        for (int i = 0; i < rank; i++) {
            if (contains(drop, i)) {
                in.add(Expr.of(1));
            } else if (written && drop.length == 0) {
                in.add(Expr.of(1));
                out.add(Expr.of(1));
            } else {
                Expr d = b.dim("x" + i);
                if (!written) {
                    b.require(d.ne(Expr.of(1)));
                }
                in.add(d);
                out.add(d);
            }
        }
        b.in(t, in);
        if (written) {
            b.elements(DType.INT64, spelledAll(rng, drop, rank));
        }
        return b.out(t, out).build();
    }

    private static List<Enclosure> unsqueeze(Call call) {
        Shape s = call.shape(0);
        long[] written = Moves.list(call, 1, "axes");
        int rank = s.rank() + written.length;
        long[] dims = new long[rank];
        Arrays.fill(dims, -1);
        for (long a : written) {
            int axis = Call.axis(a, rank);
            Call.require(dims[axis] == -1, "axis " + a + " is named twice");
            dims[axis] = 1;
        }
        int next = 0;
        for (int i = 0; i < rank; i++) {
            dims[i] = dims[i] == 1 ? 1 : s.dim(next++);
        }
        return List.of(call.in(0).reshape(Shape.of(dims)));
    }

    private static PartialOperator unsqueezePartial(Rng rng, Wish wish) {
        DType t = wish.type(rng, Types.ALL);
        var b = PartialOperator.builder("Unsqueeze");
        int rank = wish.rank(rng, 0, 4);
        List<Expr> x = b.dims("x", rank);
        int[] added = Moves.someAxes(rng, rank + 2, rng.between(1, 2));
        if (added.length == 1) {
            added[0] = Math.min(added[0], rank);
        }
        int outRank = rank + added.length;
        List<Expr> out = new ArrayList<>();
        int next = 0;
        for (int i = 0; i < outRank; i++) {
            out.add(contains(added, i) ? Expr.of(1) : x.get(next++));
        }
        return b.in(t, x).elements(DType.INT64, spelledAll(rng, added, outRank)).out(t, out).build();
    }

    private static boolean contains(int[] axes, int axis) {
        return IntStream.of(axes).anyMatch(a -> a == axis);
    }

    private static List<Expr> spelledAll(Rng rng, int[] axes, int rank) {
        return Arrays.stream(axes).mapToObj(a -> Expr.of(Moves.spelled(rng, a, rank))).collect(Collectors.toList());
    }
}
