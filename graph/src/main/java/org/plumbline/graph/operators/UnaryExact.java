package org.plumbline.graph.operators;

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

/// Functions of one variable that never round: ONNX operators Abs to Not.
final class UnaryExact {
    private static final Typing NUMERIC = Typing.of(Types.NUMERIC);
    private static final Typing SIGNED = Typing.of(List.of(DType.FLOAT, DType.INT64, DType.INT32, DType.DOUBLE,
        DType.FLOAT16, DType.INT8, DType.BFLOAT16, DType.INT16));
    private static final Typing REAL = Typing.of(Types.REAL);
    private static final Typing IS_INF = Typing.of(List.of(DType.FLOAT, DType.DOUBLE)).from(20, Types.REAL);
    private static final Typing BOOL = Typing.of(List.of(DType.BOOL));

    private UnaryExact() {
    }

    static List<Operator> all() {
        return List.of(
            Unary.number("Abs", 13, NUMERIC, Arithmetic::abs, Whole::abs).silentOn("|smallest| of a signed integer"),
            Unary.number("Neg", 13, SIGNED, Arithmetic::neg, Whole::neg).silentOn("−smallest of a signed integer"),
            Unary.real("Ceil", 13, REAL, Domain.ANY, (m, x) -> monotone(x, Math.ceil(x.lo()), Math.ceil(x.hi()))),
            Unary.real("Floor", 13, REAL, Domain.ANY, (m, x) -> monotone(x, Math.floor(x.lo()), Math.floor(x.hi()))),
            Unary.real("Round", 11, Typing.REAL_BF16_LATE, Domain.ANY,
                (m, x) -> monotone(x, Math.rint(x.lo()), Math.rint(x.hi()))),
            Unary.number("Sign", 13, NUMERIC, (m, x) -> Unary.split(x, new Interval(-1, 1, true),
                v -> Interval.of(Math.signum(v.lo()), Math.signum(v.hi()))), UnaryExact::sign).silentOn("sign of NaN"),
            Operator.of("Identity", 13, call -> List.of(call.in(0)),
                (rng, wish) -> Unary.sameShape("Identity", rng, wish, Typing.of(Types.ALL), Domain.ANY).build()),
            Operator.of("IsNaN", 13, UnaryExact::isNan, (rng, wish) -> test("IsNaN", rng, wish, REAL).build()),
            Operator.of("IsInf", 10, UnaryExact::isInf, UnaryExact::isInfPartial),
            Operator.of("Not", 1, call -> {
                Unary.one(call, BOOL);
                return Unary.integers(call, (t, v) -> OptionalLong.of(1 - v));
            }, (rng, wish) -> Unary.sameShape("Not", rng, wish, BOOL, Domain.ANY).build()),
            Operator.of("BitwiseNot", 18, call -> {
                Unary.one(call, Typing.of(Types.INTEGER));
                return Unary.integers(call, (t, v) -> OptionalLong.of(Whole.wrap(t, ~v)));
            }, (rng, wish) -> Unary.sameShape("BitwiseNot", rng, wish, Typing.of(Types.INTEGER), Domain.ANY).build()));
    }

    private static Interval monotone(Interval x, double lo, double hi) {
        return x.isEmpty() ? x : new Interval(lo, hi, x.nan());
    }

    private static OptionalLong sign(DType t, long v) {
        return OptionalLong.of(t.kind() == DType.Kind.UNSIGNED ? v == 0 ? 0 : 1 : Long.signum(v));
    }

    private static List<Enclosure> isNan(Call call) {
        Unary.one(call, REAL);
        Reals x = call.reals(0);
        return List.of(Integers.of(DType.BOOL, x.shape(), i -> {
            Interval v = x.at(i);
            return v.nan() && !v.isEmpty() ? Optional.empty() : Optional.of(v.nan() ? 1L : 0L);
        }));
    }

    private static List<Enclosure> isInf(Call call) {
        Unary.one(call, IS_INF);
        Reals x = call.reals(0);
        boolean negative = call.flag("detect_negative", true);
        boolean positive = call.flag("detect_positive", true);
        return List.of(Integers.of(DType.BOOL, x.shape(), i -> {
            Interval v = x.at(i);
            boolean may = positive && v.hi() == Double.POSITIVE_INFINITY && !v.isEmpty()
                || negative && v.lo() == Double.NEGATIVE_INFINITY && !v.isEmpty();
            return may && !(v.isPoint() && Double.isInfinite(v.lo())) ? Optional.empty() : Optional.of(may ? 1L : 0L);
        }));
    }

    private static PartialOperator isInfPartial(Rng rng, Wish wish) {
        var b = test("IsInf", rng, wish, IS_INF);
        if (rng.chance(0.3)) {
            b.set("detect_negative", b.attribute("detect_negative", 0, 1));
        }
        if (rng.chance(0.3)) {
            b.set("detect_positive", b.attribute("detect_positive", 0, 1));
        }
        return b.build();
    }

    private static PartialOperator.Builder test(String name, Rng rng, Wish wish, Typing types) {
        DType t = wish.inputType(rng, types.at(wish.opset()));
        var b = PartialOperator.builder(name);
        List<Expr> x = b.dims("x", wish.rank(rng, 0, 5));
        return b.in(t, x).out(DType.BOOL, x);
    }
}
