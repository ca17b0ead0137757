package org.plumbline.graph.operators;

import java.util.ArrayList;
import java.util.List;
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

/// Elements repeated: ONNX operators Expand, Tile.
final class Repeating {
    private Repeating() {
    }

    static List<Operator> all() {
        return List.of(
            Operator.of("Expand", 13, Repeating::expand, Repeating::expandPartial).weighing(1.5),
            Operator.of("Tile", 13, Repeating::tile, Repeating::tilePartial));
    }

    private static List<Enclosure> expand(Call call) {
        Enclosure data = Moves.elements(call, 0);
        Shape s = call.shape(0);
        Shape to = Moves.shape(Moves.list(call, 1, "shape"));
        for (int i = 1; i <= Math.min(s.rank(), to.rank()); i++) {
            Call.require(s.dim(-i) == to.dim(-i) || s.dim(-i) == 1 || to.dim(-i) == 1, s + " does not expand to " + to);
        }
        Shape out = Moves.shape(Shape.broadcast(s, to).dims());
        return Moves.moved(data, out, s.broadcastIndex(out));
    }

    private static PartialOperator expandPartial(Rng rng, Wish wish) {
        DType t = wish.type(rng, Types.ALL);
        var b = PartialOperator.builder("Expand");
        int rank = wish.rank(rng, 0, 4);
        int toRank = rng.chance(0.5) ? rank : rng.between(0, 5);
        List<Expr> in = new ArrayList<>();
        List<Expr> to = new ArrayList<>();
        List<Expr> out = new ArrayList<>();
        int outRank = Math.max(rank, toRank);
        for (int i = 0; i < outRank; i++) {
            Expr d = b.dim("y" + i);
            boolean has = i >= outRank - rank;
            boolean wants = i >= outRank - toRank;
            boolean stretched = has && wants && rng.chance(0.5);
            out.add(d);
            if (has) {
                in.add(stretched ? Expr.of(1) : d);
            }
            if (wants) {
                to.add(has && !stretched && rng.chance(0.4) ? Expr.of(1) : d);
            }
        }
        return b.in(t, in).elements(DType.INT64, to).out(t, out).build();
    }

    private static List<Enclosure> tile(Call call) {
        Enclosure data = Moves.elements(call, 0);
        Shape s = call.shape(0);
        long[] repeats = Moves.list(call, 1, "repeats");
        Call.require(repeats.length == s.rank(), repeats.length + " repeats for rank " + s.rank());
        long[] dims = new long[s.rank()];
        for (int i = 0; i < dims.length; i++) {
            Call.require(repeats[i] >= 0, "repeats holds " + repeats[i]);
            dims[i] = s.dim(i) == 0 ? 0 : Math.min(repeats[i], 1L << 31) * s.dim(i);
        }
        Shape out = Moves.shape(dims);
        int[] index = new int[out.size()];
        int[] own = s.strides();
        int[] strides = out.strides();
        for (int k = 0; k < index.length; k++) {
            for (int i = 0; i < dims.length; i++) {
                index[k] += (int) (k / strides[i] % dims[i] % s.dim(i)) * own[i];
            }
        }
        return Moves.moved(data, out, index);
    }

    private static PartialOperator tilePartial(Rng rng, Wish wish) {
        DType t = wish.type(rng, Types.ALL);
        var b = PartialOperator.builder("Tile");
        int rank = wish.rank(rng, 0, 5);
        List<Expr> x = b.dims("x", rank);
        List<Expr> repeats = IntStream.range(0, rank).<Expr>mapToObj(
            i -> rng.chance(0.3) ? Expr.of(1) : b.value("r" + i, rng.trueInOneOutOf(20) ? 0 : 1, 4)).toList();
        return b.in(t, x).elements(DType.INT64, repeats)
            .out(t, IntStream.range(0, rank).mapToObj(i -> x.get(i).times(repeats.get(i))).toList()).build();
    }
}
