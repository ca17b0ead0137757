package org.plumbline.graph.operators;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.plumbline.graph.DType;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Shape;
import org.plumbline.graph.bound.Arithmetic;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.bound.Enclosure.Integers;
import org.plumbline.graph.bound.Enclosure.Reals;
import org.plumbline.graph.bound.Interval;
import org.plumbline.graph.bound.Sum;
import org.plumbline.graph.operator.Call;
import org.plumbline.graph.operator.Domain;
import org.plumbline.graph.operator.Operator;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.Wish;
import org.plumbline.graph.rule.Expr;

/// Tensors that count: ONNX operators Range, OneHot.
final class Enumerating {
    private static final List<DType> RANGED =
        List.of(DType.INT64, DType.FLOAT, DType.INT32, DType.DOUBLE, DType.INT16);
    private static final List<DType> COUNTED = Moves.NO_BF16.stream().filter(t -> t != DType.BOOL).toList();

    private Enumerating() {
    }

    static List<Operator> all() {
        return List.of(
            Operator.of("Range", 11, Enumerating::range, Enumerating::rangePartial).weighing(0.7)
                .silentOn("NaN and infinite bounds, bounds whose quotient is rounded across an integer"),
            Operator.of("OneHot", 11, Enumerating::oneHot, Enumerating::oneHotPartial)
                .silentOn("indices and depth with a fraction"));
    }

    private static List<Enclosure> range(Call call) {
        for (int i = 0; i < 3; i++) {
            Call.require(call.shape(i).size() == 1, "input " + i + " is no scalar: " + call.shape(i));
            Call.require(call.dtype(i) == call.dtype(0), "the inputs differ in type");
        }
        return List.of(call.in(0) instanceof Integers ? integerRange(call) : realRange(call));
    }

    private static Enclosure integerRange(Call call) {
        long start = call.exact(0)[0];
        long delta = call.exact(2)[0];
        Call.require(delta != 0, "delta is 0");
        try {
            long span = Math.subtractExact(call.exact(1)[0], start);
            Shape out = Moves.shape(Math.max(0, Math.ceilDiv(span, delta)));
            return Integers.of(call.dtype(0), out, i -> Optional.of(start + i * delta));
        } catch (ArithmeticException _) {
            throw Call.undetermined("limit - start overflows");
        }
    }

    /// Both ways of counting are admissible: the text multiplies, the function body in the specification adds delta
    /// again and again, each time rounded.
    private static Enclosure realRange(Call call) {
        DType t = call.dtype(0);
        Arithmetic m = call.arithmetic(t);
        Interval start = call.reals(0).at(0);
        Interval delta = call.reals(2).at(0);
        Call.require(!(delta.isPoint() && delta.lo() == 0), "delta is 0");
        Interval count = m.div(m.sub(call.reals(1).at(0), start), delta);
        if (count.nan() || !Double.isFinite(count.lo()) || !Double.isFinite(count.hi())
            || Math.max(0, Math.ceil(count.lo())) != Math.max(0, Math.ceil(count.hi()))) {
            throw Call.undetermined("the number of elements");
        }
        Shape out = Moves.shape((long) Math.max(0, Math.ceil(count.lo())));
        Sum sum = new Sum();
        sum.add(start);
        return Reals.of(t, out, i -> {
            if (i > 0) {
                sum.add(delta);
            }
            return i == 0 ? start : sum.total(m, 1);
        });
    }

    private static PartialOperator rangePartial(Rng rng, Wish wish) {
        DType t = wish.outputType(rng, RANGED);
        var b = PartialOperator.builder("Range");
        if (t == DType.INT64 || t == DType.INT32) {
            int step = rng.pick(1, 1, 2, 3, -1, -2);
            Expr start = b.value("start", -8, 8);
            Expr count = b.dim("n");
            Expr slack = step == 1 || step == -1 ? Expr.of(0) : b.value("slack", 0, Math.abs(step) - 1);
            // The limit may lie up to a step before the element that would come next.
            b.require(count.ge(1));
            Expr limit = start.plus(count.times(step));
            limit = step > 0 ? limit.minus(slack) : limit.plus(slack);
            return b.element(t, start).element(t, limit).element(t, Expr.of(step)).out(t, List.of(count)).build();
        }
        return b.constant(t, List.of(), Domain.range(-4, 4)).constant(t, List.of(), Domain.range(4, 9))
            .constant(t, List.of(), Domain.range(1, 3)).outOfUnknownShape(t).build();
    }

    private static List<Enclosure> oneHot(Call call) {
        Shape s = call.shape(0);
        Enclosure values = Moves.elements(call, 2);
        Call.require(s.rank() >= 1, "indices is a scalar");
        Call.require(call.shape(1).size() == 1 && call.shape(1).rank() <= 1, "depth has shape " + call.shape(1)
            + ", not that of one number");
        Call.require(call.shape(2).equals(Shape.of(2)), "values has shape " + call.shape(2) + ", not [2]");
        int axis = Call.axis(call.integer("axis", -1), s.rank() + 1);
        Integers depths = whole(Moves.elements(call, 1));
        if (!depths.isExact()) {
            throw Call.undetermined("depth");
        }
        long depth = depths.value()[0];
        Call.require(depth >= 0, "depth is " + depth);
        Integers indices = whole(Moves.elements(call, 0));
        Shape out = Moves.shape(LongStream.concat(LongStream.concat(s.stream().limit(axis), LongStream.of(depth)),
            s.stream().skip(axis)).toArray());
        int inner = s.size(axis, s.rank());
        int[] index = new int[out.size()];
        for (int k = 0; k < index.length; k++) {
            int entry = k / inner / (int) depth * inner + k % inner;
            long at = indices.value()[entry];
            index[k] = indices.unknown()[entry] ? -1 : Math.floorMod(at, depth) == k / inner % depth
                && at >= -depth && at < depth ? 1 : 0;
        }
        return List.of(values.pick(out, index, Optional.of(either(values))));
    }

    /// The off or the on value, one does not know which.
    private static Enclosure either(Enclosure values) {
        return values instanceof Reals r ? Reals.of(r.dtype(), Shape.SCALAR, _ -> r.at(0).hull(r.at(1)))
            : Integers.of(values.dtype(), Shape.SCALAR, _ -> ((Integers) values).at(0)
                .filter(off -> ((Integers) values).at(1).equals(Optional.of(off))));
    }

    /// Reals as integers, unknown where they have a fraction; unsigned values past the largest long as that one.
    private static Integers whole(Enclosure e) {
        return switch (e) {
            case Integers n -> n.dtype() == DType.UINT64 ? new Integers(DType.INT64, n.shape(),
                LongStream.of(n.value()).map(v -> v < 0 ? Long.MAX_VALUE : v).toArray(), n.unknown()) : n;
            case Reals r -> Integers.of(DType.INT64, r.shape(), i -> r.at(i).isPoint()
                && r.at(i).lo() == Math.rint(r.at(i).lo()) && Math.abs(r.at(i).lo()) < 0x1p53
                    ? Optional.of((long) r.at(i).lo()) : Optional.empty());
            case Enclosure.Carried _,Enclosure.Unknown _ -> throw new IllegalStateException("no elements in " + e);
        };
    }

    private static PartialOperator oneHotPartial(Rng rng, Wish wish) {
        // Any three types are allowed; implementations have a few of the combinations.
        boolean free = rng.chance(0.3);
        DType in = wish.inputType().filter(COUNTED::contains)
            .orElseGet(() -> free ? rng.pick(COUNTED) : rng.pick(DType.INT64, DType.INT64, DType.INT32));
        DType counts = free ? rng.pick(COUNTED) : in == DType.INT32 ? in : DType.INT64;
        DType out = free ? wish.outputType(rng, Moves.NO_BF16)
            : in == DType.INT32 || rng.chance(0.5) ? DType.FLOAT : DType.INT64;
        var b = PartialOperator.builder("OneHot");
        int rank = wish.rank(rng, 1, 4);
        int axis = rng.chance(0.4) ? rank : rng.between(0, rank);
        List<Expr> x = b.dims("x", rank);
        Expr depth = b.dim("depth", 1, 16);
        Moves.setAxis(b, rng, axis, rank + 1, -1);
        boolean signed = in.kind() != DType.Kind.UNSIGNED;
        // Up to two past either end: such an index gives a row without any on value.
        b.in(in, x, new Domain.Integers(signed ? Expr.of(-2).minus(depth) : Expr.of(0), depth.plus(1)));
        b = rng.chance(0.5) ? b.element(counts, depth) : b.elements(counts, List.of(depth));
        List<Expr> y = new ArrayList<>(x);
        y.add(axis, depth);
        return b.constant(out, List.of(Expr.of(2)), Domain.ANY).out(out, y).build();
    }
}
