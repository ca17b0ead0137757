package org.plumbline.graph.operators;

import java.util.List;
import org.plumbline.graph.DType;
import org.plumbline.graph.Rng;
import org.plumbline.graph.bound.Arithmetic;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.bound.Interval;
import org.plumbline.graph.operator.Call;
import org.plumbline.graph.operator.Domain;
import org.plumbline.graph.operator.Operator;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.Reference;
import org.plumbline.graph.operator.Types;
import org.plumbline.graph.operator.Wish;

/// Arithmetic of two broadcast operands: ONNX operators Add, Sub, Mul, Div and Mod.
final class BinaryArithmetic {
    private static final Typing NUMBERS = Typing.of(Types.WIDE).from(14, Types.NUMERIC);
    private static final Typing MOD = Typing.of(Types.NUMERIC);
    private static final String OVERFLOW = "integer overflow";

    private BinaryArithmetic() {
    }

    static List<Operator> all() {
        return List.of(
            binary("Add", call -> Broadcast.sums(call, Arithmetic::add), Whole::add).weighing(4).silentOn(OVERFLOW),
            binary("Sub", call -> Broadcast.sums(call, Arithmetic::sub), Whole::sub).weighing(2).silentOn(OVERFLOW),
            binary("Mul", call -> Broadcast.scaled(call, Arithmetic::mul), Whole::mul).weighing(4).silentOn(OVERFLOW),
            Operator.of("Div", 7, BinaryArithmetic::div,
                (rng, wish) -> partial("Div", rng, wish, NUMBERS, Domain.ANY, Domain.NON_ZERO).build()).weighing(2)
                .silentOn("integer overflow and division by zero; which infinity a real division by zero gives"),
            Operator.of("Mod", 13, BinaryArithmetic::mod, BinaryArithmetic::modPartial)
                .silentOn("division by zero"));
    }

    private static Operator binary(String name, Reference real, Broadcast.IntegerFunction integer) {
        return Operator.of(name, 7, call -> {
            Broadcast.twoOfOneType(call, NUMBERS);
            return call.dtype(0).isReal() ? real.apply(call) : Broadcast.integers(call, integer);
        }, (rng, wish) -> partial(name, rng, wish, NUMBERS, Domain.ANY, Domain.ANY).build());
    }

    /// Two operands of one type that broadcast, one output; now and then one operand is a constant.
    static PartialOperator.Builder partial(String name, Rng rng, Wish wish, Typing types, Domain first,
        Domain second) {
        DType t = wish.type(rng, types.at(wish.opset()));
        var b = PartialOperator.builder(name);
        Broadcast.Operands shapes = Broadcast.two(b, rng, wish);
        int constant = rng.below(10);
        if (constant == 0) {
            b.constant(t, shapes.operands().get(0), first);
        } else {
            b.in(t, shapes.operands().get(0), first);
        }
        if (constant >= 1 && constant <= 3) {
            b.constant(t, shapes.operands().get(1), second);
        } else {
            b.in(t, shapes.operands().get(1), second);
        }
        return b.out(t, shapes.out());
    }

    private static List<Enclosure> mod(Call call) {
        Broadcast.twoOfOneType(call, MOD);
        boolean fmod = call.flag("fmod", false);
        if (call.dtype(0).isReal()) {
            Call.require(fmod, "fmod must be 1 for " + call.dtype(0));
            return Broadcast.reals(call, BinaryArithmetic::fmod);
        }
        requireDivisors(call);
        return Broadcast.integers(call, fmod ? Whole::remainder : Whole::floorMod);
    }

    private static List<Enclosure> div(Call call) {
        Broadcast.twoOfOneType(call, NUMBERS);
        if (call.dtype(0).isReal()) {
            return Broadcast.scaled(call, Arithmetic::div);
        }
        requireDivisors(call);
        return Broadcast.integers(call, Whole::div);
    }

    /// Integers have no quotient by zero: a model that asks for one may be refused, and one that may ask for it is
    /// nothing to judge.
    private static void requireDivisors(Call call) {
        Enclosure.Integers divisors = call.integers(1);
        for (int i = 0; i < divisors.value().length; i++) {
            if (divisors.unknown()[i]) {
                throw Call.undetermined("a divisor is not determined");
            }
            Call.require(divisors.value()[i] != 0, "integer division by zero");
        }
    }

    /// C's fmod, which is exact: the remainder has the sign of `a`.
    static Interval fmod(Arithmetic m, Interval a, Interval b) {
        if (a.isEmpty() || b.isEmpty()) {
            return Interval.NAN;
        }
        if (Arithmetic.holdsZero(b)) {
            return Interval.ANY;
        }
        boolean nan = a.nan() || b.nan() || Arithmetic.holdsInfinity(a);
        if (a.isPoint() && b.isPoint()) {
            return Interval.of(a.lo() % b.lo());
        }
        double divisor = Math.abs(b.lo());
        boolean oneSign = a.lo() >= 0 || a.hi() <= 0;
        if (b.lo() == b.hi() && oneSign && a.hi() - a.lo() < divisor && a.lo() % divisor <= a.hi() % divisor) {
            return new Interval(a.lo() % divisor, a.hi() % divisor, nan);
        }
        double reach = Math.min(a.magnitude(), b.magnitude());
        return new Interval(a.lo() < 0 ? -reach : 0, a.hi() > 0 ? reach : 0, nan);
    }

    private static PartialOperator modPartial(Rng rng, Wish wish) {
        var b = partial("Mod", rng, wish, MOD, Domain.ANY, Domain.NON_ZERO);
        boolean real = b.build().outputs().getFirst().dtype().isReal();
        if (real || rng.chance(0.3)) {
            b.set("fmod", 1);
        } else if (rng.chance(0.3)) {
            b.set("fmod", 0);
        }
        return b.build();
    }
}
