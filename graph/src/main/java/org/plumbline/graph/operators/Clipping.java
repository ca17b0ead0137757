package org.plumbline.graph.operators;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.plumbline.graph.DType;
import org.plumbline.graph.Rng;
import org.plumbline.graph.bound.Arithmetic;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.bound.Enclosure.Integers;
import org.plumbline.graph.bound.Enclosure.Reals;
import org.plumbline.graph.bound.Interval;
import org.plumbline.graph.operator.Call;
import org.plumbline.graph.operator.Domain;
import org.plumbline.graph.operator.Operator;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.Types;
import org.plumbline.graph.operator.Wish;
import org.plumbline.graph.rule.Expr;

/// ONNX operators Clip, Shrink and PRelu.
final class Clipping {
    private static final Typing NUMERIC = Typing.of(Types.NUMERIC);
    private static final Typing SHRINK =
        Typing.of(Types.NUMERIC.stream().filter(t -> t != DType.BFLOAT16).toList());
    /// What is worth generating: before opset 16 Clip's own function body is invalid for bfloat16, since its Where is.
    private static final Typing CLIPPABLE = SHRINK.from(16, Types.NUMERIC);
    private static final Typing PRELU = Typing.of(List.of(DType.FLOAT, DType.DOUBLE, DType.FLOAT16, DType.INT32,
        DType.INT64, DType.UINT32, DType.UINT64)).from(16, Types.WIDE);

    private Clipping() {
    }

    static List<Operator> all() {
        return List.of(
            Operator.of("Clip", 13, Clipping::clip, Clipping::clipPartial).weighing(2)
                .silentOn("NaN among the bounds; −∞ and ∞ where a bound is left out; min > max"),
            Operator.of("PRelu", 9, Clipping::prelu, Clipping::preluPartial),
            Operator.of("Shrink", 9, Clipping::shrink, Clipping::shrinkPartial)
                .silentOn("integers with a fractional bias or past 2^24; lambd < 0"));
    }

    private static List<Enclosure> clip(Call call) {
        DType t = NUMERIC.of(call, 0);
        Call.require(call.inputs().size() <= 3, "takes at most three inputs");
        for (int bound = 1; bound <= 2; bound++) {
            if (call.has(bound)) {
                Call.require(call.dtype(bound) == t, "bound is " + call.dtype(bound) + ", input " + t);
                Call.require(call.shape(bound).size() == 1 && call.shape(bound).rank() <= 1, "bound is no scalar");
            }
        }
        if (t.isReal()) {
            Arithmetic m = call.arithmetic(t);
            // Left out, a bound is the largest finite number: infinities may be clipped to it or pass.
            Interval min = call.scalar(1, Interval.of(Double.NEGATIVE_INFINITY, -m.max()));
            Interval max = call.scalar(2, Interval.of(m.max(), Double.POSITIVE_INFINITY));
            return Unary.reals(call, (_, x) -> clip(x, min, max));
        }
        return clipIntegers(call, t);
    }

    /// The function body of Clip compares with `Less`, so that NaN passes; other implementations give a bound.
    private static Interval clip(Interval x, Interval min, Interval max) {
        Interval bounds = Interval.of(Math.min(min.lo(), max.lo()), Math.max(min.hi(), max.hi())).orNan();
        if (min.nan() || max.nan()) {
            return x.hull(min).hull(max).orNan();
        }
        Interval y = Unary.split(x, bounds, v -> Interval.of(Math.min(max.lo(), Math.max(v.lo(), min.lo())),
            Math.min(max.hi(), Math.max(v.hi(), min.hi()))));
        return min.hi() > max.lo() ? y.hull(Interval.of(bounds.lo(), bounds.hi())) : y;
    }

    private static List<Enclosure> clipIntegers(Call call, DType t) {
        Integers x = call.integers(0);
        Optional<Long> min = call.has(1) ? call.integers(1).at(0) : Optional.of(t.minValue());
        Optional<Long> max = call.has(2) ? call.integers(2).at(0) : Optional.of(t.maxValue());
        if (min.isEmpty() || max.isEmpty() || Whole.compare(t, min.get(), max.get()) > 0) {
            return List.of(Enclosure.anything(t, x.shape()));
        }
        return List.of(Integers.of(t, x.shape(), i -> x.at(i).map(v -> Whole.compare(t, v, min.get()) < 0 ? min.get()
            : Whole.compare(t, v, max.get()) > 0 ? max.get() : v)));
    }

    private static PartialOperator clipPartial(Rng rng, Wish wish) {
        var b = Unary.sameShape("Clip", rng, wish, CLIPPABLE, Domain.ANY);
        DType t = b.build().outputs().getFirst().dtype();
        boolean unsigned = t.kind() == DType.Kind.UNSIGNED;
        int kind = rng.below(8);
        if (kind == 0) {
            return b.build();
        }
        if (kind <= 2) {
            b.absent();
        } else {
            bound(b, rng, t, unsigned ? Domain.range(0, 3) : Domain.range(-3, 1));
        }
        if (kind != 3) {
            bound(b, rng, t, unsigned ? Domain.range(2, 7) : Domain.range(0, 6));
        }
        return b.build();
    }

    private static void bound(PartialOperator.Builder b, Rng rng, DType t, Domain domain) {
        if (rng.chance(0.8)) {
            b.constant(t, List.of(), domain);
        } else {
            b.in(t, List.of(), domain);
        }
    }

    private static List<Enclosure> prelu(Call call) {
        Broadcast.twoOfOneType(call, PRELU);
        Call.require(Broadcast.shape(call).equals(call.shape(0)), "slope " + call.shape(1) + " does not broadcast to "
            + call.shape(0));
        if (!call.dtype(0).isReal()) {
            return Broadcast.integers(call, (t, x, slope) -> t.kind() == DType.Kind.UNSIGNED || x >= 0
                ? OptionalLong.of(x) : Whole.mul(t, x, slope));
        }
        return Broadcast.reals(call, (m, x, slope) -> Unary.splitAt(0, x, Interval.NAN, v -> m.mul(slope, v), v -> v));
    }

    private static PartialOperator preluPartial(Rng rng, Wish wish) {
        DType t = wish.type(rng, PRELU.at(wish.opset()));
        var b = PartialOperator.builder("PRelu");
        List<Expr> x = b.dims("x", wish.rank(rng, 0, 5));
        List<Expr> slope = switch (rng.below(5)) {
            case 0 -> x;
            case 1 -> Broadcast.suffix(rng, x);
            case 2 -> List.of();
            case 3 -> x.size() < 2 ? x : channels(x);
            default -> Broadcast.stretched(rng, x);
        };
        b.in(t, x);
        if (rng.chance(0.6)) {
            b.constant(t, slope, Domain.ANY);
        } else {
            b.in(t, slope);
        }
        return b.out(t, x).build();
    }

    /// One slope per channel, as networks have it: the shape is `C, 1, …, 1`.
    private static List<Expr> channels(List<Expr> x) {
        List<Expr> dims = new ArrayList<>(Collections.nCopies(x.size() - 1, Expr.of(1)));
        dims.set(0, x.get(1));
        return dims;
    }

    private static List<Enclosure> shrink(Call call) {
        Unary.one(call, SHRINK);
        float bias = call.real("bias", 0);
        float lambd = call.real("lambd", 0.5f);
        if (call.dtype(0).isReal()) {
            return Unary.reals(call, (m, x) -> shrink(m, x, around(m, bias), around(m, lambd)));
        }
        boolean whole = bias == Math.rint(bias) && Math.abs(bias) <= 0x1p24;
        return Unary.integers(call, (t, v) -> {
            double x = t == DType.UINT64 && v < 0 ? 0x1p63 : v;
            boolean below = x < -lambd;
            boolean above = x > lambd;
            if (below && above || (below || above) && !whole || Math.abs(x) > 0x1p24) {
                return OptionalLong.empty();
            }
            return OptionalLong.of(below ? v + (long) bias : above ? v - (long) bias : 0);
        });
    }

    private static Interval around(Arithmetic m, float value) {
        return Interval.of(value).hull(m.stored(Interval.of(value)));
    }

    /// x + bias below −lambd, x − bias above lambd, 0 between; NaN is in neither of the first two.
    private static Interval shrink(Arithmetic m, Interval x, Interval bias, Interval lambd) {
        return Unary.split(x, Interval.ZERO, v -> {
            Interval y = Interval.NAN;
            if (v.lo() < -lambd.lo()) {
                y = y.hull(m.add(Interval.of(v.lo(), Math.min(v.hi(), -lambd.lo())), bias));
            }
            if (v.hi() > lambd.lo()) {
                y = y.hull(m.sub(Interval.of(Math.max(v.lo(), lambd.lo()), v.hi()), bias));
            }
            if (v.hi() >= -lambd.hi() && v.lo() <= lambd.hi()) {
                y = y.hull(Interval.ZERO);
            }
            return Interval.of(y.lo(), y.hi());
        });
    }

    private static PartialOperator shrinkPartial(Rng rng, Wish wish) {
        var b = Unary.sameShape("Shrink", rng, wish, SHRINK, Domain.ANY);
        boolean real = b.build().outputs().getFirst().dtype().isReal();
        if (rng.chance(0.6)) {
            b.set("lambd", rng.pick(0.5f, 0f, 1f, 1.5f, 0.1f, 2f));
        }
        if (rng.chance(0.6)) {
            b.set("bias", real ? rng.pick(0f, 0.5f, 1f, 1.5f, 0.1f, -1f) : rng.pick(0f, 1f, 2f, -1f));
        }
        return b.build();
    }
}
