package org.plumbline.graph.operators;

import java.util.List;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
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
import org.plumbline.graph.operator.Wish;
import org.plumbline.graph.rule.Expr;

/// What operators of one input that work element by element share.
final class Unary {
    private Unary() {
    }

    /// What a known integer gives; nothing where the specification leaves it open.
    @FunctionalInterface
    interface IntegerFunction {
        OptionalLong apply(DType dtype, long a);
    }

    /// A real function without attributes.
    static Operator real(String name, int since, Typing types, Domain domain,
        BiFunction<Arithmetic, Interval, Interval> function) {
        return Operator.of(name, since, call -> {
            one(call, types);
            return reals(call, function);
        }, (rng, wish) -> sameShape(name, rng, wish, types, domain).build());
    }

    /// A function of reals and of integers, without attributes.
    static Operator number(String name, int since, Typing types, BiFunction<Arithmetic, Interval, Interval> real,
        IntegerFunction integer) {
        return Operator.of(name, since, call -> {
            one(call, types);
            return call.dtype(0).isReal() ? reals(call, real) : integers(call, integer);
        }, (rng, wish) -> sameShape(name, rng, wish, types, Domain.ANY).build());
    }

    /// Leaves with [Call#broken] unless there is one input of an allowed type.
    static void one(Call call, Typing types) {
        Call.require(call.inputs().size() == 1, "takes one input, not " + call.inputs().size());
        types.of(call, 0);
    }

    static List<Enclosure> reals(Call call, BiFunction<Arithmetic, Interval, Interval> function) {
        Reals x = call.reals(0);
        Arithmetic m = call.arithmetic(x.dtype());
        return List.of(Reals.of(x.dtype(), x.shape(), i -> function.apply(m, x.at(i))));
    }

    static List<Enclosure> integers(Call call, IntegerFunction function) {
        Integers x = call.integers(0);
        int n = x.value().length;
        long[] value = new long[n];
        boolean[] unknown = new boolean[n];
        for (int i = 0; i < n; i++) {
            OptionalLong v = x.unknown()[i] ? OptionalLong.empty() : function.apply(x.dtype(), x.value()[i]);
            unknown[i] = v.isEmpty() || !Whole.fits(x.dtype(), v.getAsLong());
            value[i] = unknown[i] ? 0 : v.getAsLong();
        }
        return List.of(new Integers(x.dtype(), x.shape(), value, unknown));
    }

    /// Applies `f` to the numbers of `x`, without NaN; where `x` may be NaN, `onNan` is admissible too.
    static Interval split(Interval x, Interval onNan, UnaryOperator<Interval> f) {
        if (!x.nan()) {
            return f.apply(x);
        }
        return x.isEmpty() ? onNan : f.apply(Interval.of(x.lo(), x.hi())).hull(onNan);
    }

    /// The numbers of `x` below `at`, and those above or at it, mapped apart; NaN goes to `onNan`.
    static Interval splitAt(double at, Interval x, Interval onNan, UnaryOperator<Interval> below,
        UnaryOperator<Interval> above) {
        return split(x, onNan, v -> v.lo() >= at ? above.apply(v) : v.hi() < at ? below.apply(v)
            : below.apply(Interval.of(v.lo(), at)).hull(above.apply(Interval.of(at, v.hi()))));
    }

    /// One input and one output of the same type and shape, any rank; attributes are still to be set.
    static PartialOperator.Builder sameShape(String name, Rng rng, Wish wish, Typing types, Domain domain) {
        DType t = wish.type(rng, types.at(wish.opset()));
        var b = PartialOperator.builder(name);
        List<Expr> x = b.dims("x", wish.rank(rng, 0, 5));
        return b.in(t, x, domain).out(t, x);
    }
}
