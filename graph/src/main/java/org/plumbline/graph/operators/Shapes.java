package org.plumbline.graph.operators;

import java.util.List;
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

/// What a tensor looks like, as a tensor: ONNX operators Shape, Size.
final class Shapes {
    private Shapes() {
    }

    static List<Operator> all() {
        return List.of(
            Operator.of("Shape", 13, Shapes::shape, Shapes::shapePartial).weighing(0.7),
            Operator.of("Size", 13, Shapes::size, Shapes::sizePartial).weighing(0.5));
    }

    private static List<Enclosure> shape(Call call) {
        Shape s = call.shape(0);
        boolean part = call.opset() >= 15;
        int start = part ? clamped(call.integer("start", 0), s.rank()) : 0;
        int end = part ? clamped(call.integer("end", s.rank()), s.rank()) : s.rank();
        long[] dims = start < end ? s.stream().skip(start).limit(end - start).toArray() : new long[0];
        return List.of(Integers.of(DType.INT64, Shape.of(dims.length), dims));
    }

    private static int clamped(long axis, int rank) {
        return (int) Math.clamp(axis < 0 ? axis + rank : axis, 0, (long) rank);
    }

    private static PartialOperator shapePartial(Rng rng, Wish wish) {
        DType t = wish.inputType(rng, Types.ALL);
        var b = PartialOperator.builder("Shape");
        int rank = wish.rank(rng, 0, 5);
        long start = 0;
        long end = rank;
        if (wish.opset() >= 15 && rng.chance(0.5)) {
            start = rng.between(-rank - 2, rank + 1);
            b.set("start", start);
        }
        if (wish.opset() >= 15 && rng.chance(0.5)) {
            end = rng.between(-rank - 2, rank + 2);
            b.set("end", end);
        }
        int length = Math.max(0, clamped(end, rank) - clamped(start, rank));
        return b.in(t, b.dims("x", rank)).out(DType.INT64, List.of(Expr.of(length))).build();
    }

    private static List<Enclosure> size(Call call) {
        long size = LongStream.of(call.shape(0).dims()).reduce(1, (a, d) -> a * d);
        return List.of(Integers.of(DType.INT64, Shape.SCALAR, size));
    }

    private static PartialOperator sizePartial(Rng rng, Wish wish) {
        DType t = wish.inputType(rng, Types.ALL);
        var b = PartialOperator.builder("Size");
        return b.in(t, b.dims("x", wish.rank(rng, 0, 5))).out(DType.INT64, List.of()).build();
    }
}
