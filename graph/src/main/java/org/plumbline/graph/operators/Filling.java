package org.plumbline.graph.operators;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.operator.Call;
import org.plumbline.graph.operator.Operator;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.Types;
import org.plumbline.graph.operator.Wish;
import org.plumbline.graph.rule.Expr;

/// Tensors made rather than computed: ONNX operators Constant, ConstantOfShape, EyeLike.
final class Filling {
    private Filling() {
    }

    static List<Operator> all() {
        return List.of(
            Operator.of("Constant", 13, Filling::constant, Filling::constantPartial).weighing(0.3),
            Operator.of("ConstantOfShape", 9, Filling::ofShape, Filling::ofShapePartial).weighing(0.5),
            Operator.of("EyeLike", 9, Filling::eyeLike, Filling::eyeLikePartial).weighing(0.5));
    }

    private static List<Enclosure> constant(Call call) {
        List<Attribute> values = call.attributes().entrySet().stream()
            .filter(e -> e.getKey().startsWith("value") || e.getKey().equals("sparse_value"))
            .map(Map.Entry::getValue).toList();
        Call.require(values.size() == 1, "exactly one value attribute is needed, not " + values.size());
        return List.of(switch (values.get(0)) {
            case Attribute.Value(Tensor t) -> Enclosure.of(t);
            case Attribute.Real(float v) -> Enclosure.of(Tensor.scalar(DType.FLOAT, v));
            case Attribute.Int(long v) -> Enclosure.of(Tensor.ofLongs(DType.INT64, Shape.SCALAR, _ -> v));
            case Attribute.Reals(List<Float> vs) ->
                Enclosure.of(Tensor.of(DType.FLOAT, Shape.of(vs.size()), i -> vs.get(i)));
            case Attribute.Ints vs -> Enclosure.of(Tensor.ofLongs(vs.toArray()));
            case Attribute.Text _,Attribute.Texts _,Attribute.Subgraph _,Attribute.Opaque _ ->
                throw Call.undetermined("text and sparse values are not computed with");
        });
    }

    private static PartialOperator constantPartial(Rng rng, Wish wish) {
        var b = PartialOperator.builder("Constant");
        DType t = wish.outputType(rng, Types.ALL);
        int count = rng.between(1, 6);
        if (t == DType.INT64 && rng.chance(0.3)) {
            return rng.chance(0.5) ? b.set("value_int", rng.between(-9, 9)).out(t, List.of()).build()
                : b.set("value_ints", Attribute.ints(IntStream.range(0, count).mapToLong(_ -> rng.between(-9L, 9L))
                    .toArray())).out(t, List.of(Expr.of(count))).build();
        }
        if (t == DType.FLOAT && rng.chance(0.3)) {
            return rng.chance(0.5) ? b.set("value_float", (float) value(rng)).out(t, List.of()).build()
                : b.set("value_floats", new Attribute.Reals(IntStream.range(0, count)
                    .mapToObj(_ -> (float) value(rng)).toList())).out(t, List.of(Expr.of(count))).build();
        }
        Shape s = Shape.of(IntStream.range(0, wish.rank(rng, 0, 4)).mapToLong(_ -> rng.between(1L, 5L)).toArray());
        Tensor tensor = t.isReal() ? Tensor.of(t, s, _ -> value(rng))
            : Tensor.ofLongs(t, s, _ -> rng.between(t.minValue() < 0 ? -9L : 0L, 9L));
        return b.set("value", new Attribute.Value(tensor)).out(t, s.stream().mapToObj(Expr::of).toList()).build();
    }

    /// Halves and fractions around zero.
    private static double value(Rng rng) {
        return rng.chance(0.5) ? rng.between(-8, 8) / 2.0 : rng.uniform(-3, 3);
    }

    private static List<Enclosure> ofShape(Call call) {
        Shape out = Moves.shape(Moves.list(call, 0, "input"));
        Enclosure value = Enclosure.of(Tensor.scalar(DType.FLOAT, 0));
        if (call.attributes().get("value") instanceof Attribute.Value(Tensor t)) {
            Call.require(t.size() == 1, "value holds " + t.size() + " elements, not one");
            value = Enclosure.of(t);
        }
        if (value instanceof Enclosure.Carried) {
            throw Call.undetermined("elements of " + value.dtype() + " are not computed with");
        }
        return List.of(value.pick(out, new int[out.size()], Optional.empty()));
    }

    private static PartialOperator ofShapePartial(Rng rng, Wish wish) {
        DType t = wish.outputType(rng, wish.opset() >= 20 ? Types.ALL : Moves.NO_BF16);
        var b = PartialOperator.builder("ConstantOfShape");
        List<Expr> y = b.dims("y", Wish.drawnRank(rng, 0, 5));
        if (t != DType.FLOAT || rng.chance(0.7)) {
            b.set("value", new Attribute.Value(t.isReal() ? Tensor.of(t, Shape.of(1), _ -> value(rng))
                : Tensor.ofLongs(t, Shape.of(1), _ -> rng.between(t.minValue() < 0 ? -9L : 0L, 9L))));
        }
        return b.elements(DType.INT64, y).out(t, y).build();
    }

    private static List<Enclosure> eyeLike(Call call) {
        Shape s = call.shape(0);
        Call.require(s.rank() == 2, "the input has rank " + s.rank() + ", not 2");
        DType t = DType.ofCode((int) call.integer("dtype", call.dtype(0).code()))
            .orElseThrow(() -> Call.broken("dtype " + call.integer("dtype", 0) + " is unknown"));
        Call.require(t.kind() != DType.Kind.OPAQUE, "dtype " + t + " is not allowed");
        long k = call.integer("k", 0);
        long columns = s.dim(1);
        return List.of(Enclosure.of(Tensor.ofLongs(t, s, i -> i % columns - k == i / columns ? 1 : 0)));
    }

    private static PartialOperator eyeLikePartial(Rng rng, Wish wish) {
        List<DType> allowed = wish.opset() >= 22 ? Types.ALL : Moves.NO_BF16;
        DType in = wish.inputType(rng, allowed);
        var b = PartialOperator.builder("EyeLike");
        DType out = rng.chance(0.5) ? in : wish.outputType(rng, allowed);
        if (out != in || rng.chance(0.3)) {
            b.set("dtype", out.code());
        }
        if (rng.chance(0.6)) {
            b.set("k", b.attribute("k", -5, 5));
        }
        List<Expr> x = b.dims("x", 2);
        return b.in(in, x).out(out, x).build();
    }
}
