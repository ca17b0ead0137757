package org.plumbline.generator.infer;

import static org.plumbline.generator.infer.Planted.any;
import static org.plumbline.generator.infer.Planted.attribute;
import static org.plumbline.generator.infer.Planted.attributes;
import static org.plumbline.generator.infer.Planted.choose;
import static org.plumbline.generator.infer.Planted.data;
import static org.plumbline.generator.infer.Planted.dims;
import static org.plumbline.generator.infer.Planted.element;
import static org.plumbline.generator.infer.Planted.elements;
import static org.plumbline.generator.infer.Planted.flag;
import static org.plumbline.generator.infer.Planted.negative;
import static org.plumbline.generator.infer.Planted.same;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.plumbline.graph.DType;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.PartialOperator.Builder;
import org.plumbline.graph.rule.Expr;
import org.plumbline.graph.rule.Pred;

/// Planted rules of operators that move elements or reduce along axes, as the specification of ONNX has them.
final class PlantedMoves {
    private PlantedMoves() {
    }

    static List<Planted> all() {
        return List.of(concat(), gemm(), matMul(), reshape(), slice(), split(), pad(), tile(), expand(), transpose(),
            gather(), depthToSpace(), spaceToDepth(), flatten(), reduce(), cumSum(), oneHot(), range(), where(),
            squeeze(), unsqueeze(), topK(), gatherElements(), layerNormalization());
    }

    private static Builder of(String name) {
        return PartialOperator.builder(name);
    }

    /// The axis counts from the end where it is negative.
    private static Expr axis(Builder b, Expr axis, int rank) {
        b.require(axis.ge(-rank), axis.lt(Expr.of(rank)));
        return axis.plus(negative(axis).times(rank));
    }

    private static Planted concat() {
        Builder b = of("Concat");
        List<Expr> x = data(b, dims(b, "x", 2));
        List<Expr> y = data(b, dims(b, "y", 2));
        Expr axis = axis(b, attribute(b, "axis"), 2);
        List<Expr> out = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            b.require(any(axis.eq(i), x.get(i).eq(y.get(i))));
            out.add(x.get(i).plus(same(axis, Expr.of(i)).times(y.get(i))));
        }
        return Planted.of("Concat", b, out);
    }

    private static Planted gemm() {
        Builder b = of("Gemm");
        List<Expr> x = data(b, dims(b, "a", 2));
        List<Expr> y = data(b, dims(b, "b", 2));
        List<Expr> c = data(b, dims(b, "c", 2));
        Expr left = flag(b, "transA");
        Expr right = flag(b, "transB");
        Expr m = choose(left, x.get(1), x.get(0));
        Expr n = choose(right, y.get(0), y.get(1));
        b.require(choose(left, x.get(0), x.get(1)).eq(choose(right, y.get(1), y.get(0))), any(c.get(0).eq(1), c.get(0)
            .eq(m)), any(c.get(1).eq(1), c.get(1).eq(n)));
        return Planted.of("Gemm", b, List.of(m, n));
    }

    private static Planted matMul() {
        Builder b = of("MatMul");
        List<Expr> x = data(b, dims(b, "a", 3));
        List<Expr> y = data(b, dims(b, "b", 3));
        b.require(x.get(2).eq(y.get(1)));
        return Planted.of("MatMul", b, List.of(broadcast(b, x.get(0), y.get(0)), x.get(1), y.get(2)));
    }

    private static Expr broadcast(Builder b, Expr x, Expr y) {
        b.require(any(x.eq(y), x.eq(1), y.eq(1)));
        return x.max(y);
    }

    /// Without 0 and −1, which copy and infer a dimension.
    private static Planted reshape() {
        Builder b = of("Reshape");
        List<Expr> x = data(b, dims(b, "x", 2));
        List<Expr> shape = IntStream.range(0, 2).<Expr>mapToObj(i -> b.value("shape" + i, 1, 64)).toList();
        b.elements(DType.INT64, shape);
        b.require(x.get(0).times(x.get(1)).eq(shape.get(0).times(shape.get(1))));
        return Planted.of("Reshape, sizes given", b, shape);
    }

    /// Without numbers that count from the end.
    private static Planted slice() {
        Builder b = of("Slice");
        Expr d = data(b, dims(b, "x", 1)).getFirst();
        Expr start = b.value("start", 0, 64);
        Expr end = b.value("end", 0, 64);
        b.elements(DType.INT64, List.of(start)).elements(DType.INT64, List.of(end));
        return Planted.of("Slice, from the front", b, List.of(end.min(d).minus(start.min(d)).max(Expr.of(0))));
    }

    private static Planted split() {
        Builder b = of("Split");
        List<Expr> x = data(b, dims(b, "x", 2));
        List<Expr> sizes = elements(b, "split", 2);
        Expr axis = axis(b, attribute(b, "axis"), 2);
        b.require(sizes.get(0).ge(0), sizes.get(1).ge(0), sizes.get(0).plus(sizes.get(1)).eq(choose(axis, x.get(1), x
            .get(0))));
        Expr flag = axis;
        sizes.forEach(s -> b.out(DType.FLOAT, List.of(choose(flag, x.get(0), s), choose(flag, s, x
            .get(1)))));
        return new Planted("Split", b.build());
    }

    private static Planted pad() {
        Builder b = of("Pad");
        List<Expr> x = data(b, dims(b, "x", 2));
        List<Expr> pads = elements(b, "pads", 4);
        return Planted.of("Pad", b, IntStream.range(0, 2).mapToObj(i -> x.get(i).plus(pads.get(i)).plus(pads.get(i
            + 2))).toList());
    }

    private static Planted tile() {
        Builder b = of("Tile");
        List<Expr> x = data(b, dims(b, "x", 3));
        List<Expr> repeats = elements(b, "repeats", 3);
        repeats.forEach(r -> b.require(r.ge(0)));
        return Planted.of("Tile", b, IntStream.range(0, 3).mapToObj(i -> x.get(i).times(repeats.get(i))).toList());
    }

    private static Planted expand() {
        Builder b = of("Expand");
        List<Expr> x = data(b, dims(b, "x", 2));
        List<Expr> shape = elements(b, "shape", 3);
        List<Expr> out = new ArrayList<>(List.of(shape.getFirst()));
        b.require(shape.getFirst().ge(1), shape.get(1).ge(1), shape.get(2).ge(1));
        for (int i = 0; i < 2; i++) {
            out.add(broadcast(b, x.get(i), shape.get(i + 1)));
        }
        return Planted.of("Expand", b, out);
    }

    private static Planted transpose() {
        Builder b = of("Transpose");
        List<Expr> x = data(b, dims(b, "x", 3));
        List<Expr> perm = attributes(b, "perm", 3);
        List<Expr> out = new ArrayList<>();
        for (Expr p : perm) {
            b.require(p.ge(0), p.le(2));
            out.add(IntStream.range(0, 3).mapToObj(i -> same(p, Expr.of(i)).times(x.get(i))).reduce(Expr::plus)
                .orElseThrow());
        }
        b.require(perm.get(0).ne(perm.get(1)), perm.get(0).ne(perm.get(2)), perm.get(1).ne(perm.get(2)));
        return Planted.of("Transpose", b, out);
    }

    private static Planted gather() {
        Builder b = of("Gather");
        List<Expr> x = data(b, dims(b, "x", 2));
        List<Expr> indices = data(b, dims(b, "indices", 1));
        Expr axis = axis(b, attribute(b, "axis"), 2);
        return Planted.of("Gather", b, List.of(choose(axis, x.get(0), indices.getFirst()), choose(axis, indices
            .getFirst(), x.get(1))));
    }

    private static Planted depthToSpace() {
        Builder b = of("DepthToSpace");
        List<Expr> x = data(b, dims(b, "x", 4));
        Expr block = attribute(b, "blocksize");
        b.require(block.ge(1), x.get(1).mod(block.times(block)).eq(0));
        return Planted.of("DepthToSpace", b, List.of(x.get(0), x.get(1).floorDiv(block.times(block)), x.get(2).times(
            block), x.get(3).times(block)));
    }

    private static Planted spaceToDepth() {
        Builder b = of("SpaceToDepth");
        List<Expr> x = data(b, dims(b, "x", 4));
        Expr block = attribute(b, "blocksize");
        b.require(block.ge(1), x.get(2).mod(block).eq(0), x.get(3).mod(block).eq(0));
        return Planted.of("SpaceToDepth", b, List.of(x.get(0), x.get(1).times(block).times(block), x.get(2).floorDiv(
            block), x.get(3).floorDiv(block)));
    }

    private static Planted flatten() {
        Builder b = of("Flatten");
        List<Expr> x = data(b, dims(b, "x", 3));
        Expr axis = attribute(b, "axis");
        b.require(axis.ge(-3), axis.le(3));
        Expr at = axis.plus(negative(axis).times(3));
        Expr before = Expr.of(1);
        Expr after = Expr.of(1);
        for (int i = 0; i < 3; i++) {
            Expr inside = at.minus(i).max(Expr.of(0)).min(Expr.of(1));
            before = before.times(choose(inside, x.get(i), Expr.of(1)));
            after = after.times(choose(inside, Expr.of(1), x.get(i)));
        }
        return Planted.of("Flatten", b, List.of(before, after));
    }

    private static Planted reduce() {
        Builder b = of("ReduceSum");
        List<Expr> x = data(b, dims(b, "x", 3));
        Expr axis = axis(b, elements(b, "axis", 1).getFirst(), 3);
        b.set("keepdims", 1);
        return Planted.of("ReduceSum", b, IntStream.range(0, 3).mapToObj(i -> choose(same(axis, Expr.of(i)), Expr.of(1),
            x.get(i))).toList());
    }

    private static Planted cumSum() {
        Builder b = of("CumSum");
        List<Expr> x = data(b, dims(b, "x", 3));
        axis(b, element(b, "axis"), 3);
        return Planted.of("CumSum", b, x);
    }

    private static Planted oneHot() {
        Builder b = of("OneHot");
        List<Expr> x = data(b, dims(b, "indices", 1));
        Expr depth = element(b, "depth");
        List<Expr> values = data(b, dims(b, "values", 1));
        Expr axis = axis(b, attribute(b, "axis"), 2);
        b.require(depth.ge(1), values.getFirst().eq(2));
        return Planted.of("OneHot", b, List.of(choose(axis, x.getFirst(), depth), choose(axis, depth, x.getFirst())));
    }

    /// Upwards.
    private static Planted range() {
        Builder b = of("Range");
        Expr start = element(b, "start");
        Expr limit = element(b, "limit");
        Expr delta = b.value("delta", 0, 64);
        b.element(DType.INT64, delta);
        b.require(delta.ge(1));
        return Planted.of("Range, upwards", b, List.of(limit.minus(start).ceilDiv(delta).max(Expr.of(0))));
    }

    private static Planted where() {
        Builder b = of("Where");
        List<Expr> c = data(b, dims(b, "c", 2));
        List<Expr> x = data(b, dims(b, "x", 2));
        List<Expr> y = data(b, dims(b, "y", 1));
        Expr columns = broadcast(b, broadcast(b, c.get(1), x.get(1)), y.getFirst());
        b.require(any(c.get(1).eq(y.getFirst()), c.get(1).eq(1), y.getFirst().eq(1)), any(x.get(1).eq(y.getFirst()), x
            .get(1).eq(1), y.getFirst().eq(1)));
        return Planted.of("Where", b, List.of(broadcast(b, c.get(0), x.get(0)), columns));
    }

    private static Planted squeeze() {
        Builder b = of("Squeeze");
        List<Expr> x = data(b, dims(b, "x", 3));
        Expr axis = axis(b, elements(b, "axis", 1).getFirst(), 3);
        List<Pred> any = IntStream.range(0, 3).<Pred>mapToObj(i -> new Pred.AllOf(List.of(axis.eq(i), x.get(i).eq(1))))
            .toList();
        b.require(new Pred.AnyOf(any));
        Expr first = axis.max(Expr.of(0)).min(Expr.of(1));
        Expr second = axis.minus(1).max(Expr.of(0));
        return Planted.of("Squeeze", b, List.of(choose(first, x.get(0), x.get(1)), choose(second, x.get(1), x.get(
            2))));
    }

    private static Planted unsqueeze() {
        Builder b = of("Unsqueeze");
        List<Expr> x = data(b, dims(b, "x", 2));
        Expr axis = axis(b, elements(b, "axis", 1).getFirst(), 3);
        Expr before = same(axis, Expr.of(0));
        Expr after = same(axis, Expr.of(2));
        return Planted.of("Unsqueeze", b, List.of(choose(before, Expr.of(1), x.get(0)), choose(before, x.get(0), choose(
            after, x.get(1), Expr.of(1))), choose(after, Expr.of(1), x.get(1))));
    }

    private static Planted topK() {
        Builder b = of("TopK");
        List<Expr> x = data(b, dims(b, "x", 2));
        Expr k = elements(b, "k", 1).getFirst();
        Expr axis = axis(b, attribute(b, "axis"), 2);
        b.require(k.ge(0), k.le(choose(axis, x.get(1), x.get(0))));
        List<Expr> out = List.of(choose(axis, x.get(0), k), choose(axis, k, x.get(1)));
        return Planted.of("TopK", b.out(DType.FLOAT, out), out);
    }

    private static Planted gatherElements() {
        Builder b = of("GatherElements");
        List<Expr> x = data(b, dims(b, "x", 2));
        List<Expr> indices = data(b, dims(b, "indices", 2));
        Expr axis = axis(b, attribute(b, "axis"), 2);
        for (int i = 0; i < 2; i++) {
            b.require(any(axis.eq(i), indices.get(i).le(x.get(i))));
        }
        return Planted.of("GatherElements", b, indices);
    }

    private static Planted layerNormalization() {
        Builder b = of("LayerNormalization");
        List<Expr> x = data(b, dims(b, "x", 2));
        List<Expr> scale = data(b, dims(b, "scale", 1));
        List<Expr> shift = data(b, dims(b, "shift", 1));
        b.set("axis", -1);
        for (Expr e : List.of(scale.getFirst(), shift.getFirst())) {
            b.require(any(e.eq(x.get(1)), e.eq(1)));
        }
        return Planted.of("LayerNormalization", b, x);
    }
}
