package org.plumbline.graph.operators;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.plumbline.graph.DType;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Shape;
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

/// ONNX operator Pow, whose base and exponent may differ in type; the result has the base's.
final class Powers {
    private static final Typing BASE = Typing.of(List.of(DType.FLOAT, DType.DOUBLE, DType.FLOAT16, DType.INT32,
        DType.INT64, DType.BFLOAT16));
    private static final Typing EXPONENT =
        Typing.of(Types.NUMERIC.stream().filter(t -> t != DType.BFLOAT16).toList()).from(15, Types.NUMERIC);

    private Powers() {
    }

    static List<Operator> all() {
        return List.of(Operator.of("Pow", 13, Powers::pow, Powers::partial).weighing(2).silentOn(
            "integer overflow, negative powers of integers, fractional powers of integers past 2^24; 1 to the power "
                + "NaN, NaN to the power 0, −1 to the power ∞, −∞ to a fractional power; the sign of 0 to a negative "
                + "power"));
    }

    private static List<Enclosure> pow(Call call) {
        Call.require(call.inputs().size() == 2, "takes two inputs, not " + call.inputs().size());
        DType t = BASE.of(call, 0);
        EXPONENT.of(call, 1);
        Shape out = Broadcast.shape(call);
        int[] ix = Broadcast.index(call, 0, out);
        int[] iy = Broadcast.index(call, 1, out);
        Enclosure exponents = call.in(1);
        if (t.isReal()) {
            Reals x = call.reals(0);
            Arithmetic m = call.arithmetic(t);
            return List.of(Reals.of(t, out, i -> pow(m, x.at(ix[i]), exponent(exponents, iy[i]))));
        }
        Integers x = call.integers(0);
        if (exponents instanceof Integers y) {
            return List.of(Integers.of(t, out, i -> y.at(iy[i]).flatMap(n -> x.at(ix[i]).flatMap(
                v -> y.dtype() == DType.UINT64 && n < 0 ? Optional.empty() : boxed(Whole.pow(t, v, n))))));
        }
        return List.of(Integers.of(t, out, i -> x.at(ix[i]).flatMap(v -> fractional(t, v,
            exponent(exponents, iy[i])))));
    }

    private static Optional<Long> boxed(OptionalLong v) {
        return v.isPresent() ? Optional.of(v.getAsLong()) : Optional.empty();
    }

    private static Interval exponent(Enclosure exponents, int i) {
        return switch (exponents) {
            case Reals r -> r.at(i);
            case Integers n -> n.unknown()[i] ? Interval.ANY : whole(n.dtype(), n.value()[i]);
            case Enclosure.Carried _,Enclosure.Unknown _ -> Interval.ANY;
        };
    }

    private static Interval whole(DType dtype, long v) {
        return dtype == DType.UINT64 && v < 0 ? Interval.of(0x1p63, 0x1p64) : Interval.of(v);
    }

    /// An integer to a real power: by the integer rule where the power is whole, else truncated, unless the power lies
    /// so close to an integer (or is so large) that an implementation in float may truncate to another one.
    private static Optional<Long> fractional(DType t, long base, Interval y) {
        if (!y.isPoint() || Double.isInfinite(y.lo()) || y.lo() < 0) {
            return Optional.empty();
        }
        if (y.lo() == Math.rint(y.lo())) {
            // What is too large for a long is even.
            long n = y.lo() >= 0x1p63 ? Long.MAX_VALUE - 1 : (long) y.lo();
            Optional<Long> exact = boxed(Whole.pow(t, base, n));
            return exact.filter(v -> Math.abs((double) v) <= 0x1p24);
        }
        double p = Math.pow(base, y.lo());
        double margin = 1e-5 * Math.max(1, Math.abs(p));
        boolean clear = Math.abs(p) < 0x1p16 && Math.floor(p - margin) == Math.floor(p + margin) && p > 0;
        return clear ? Optional.of((long) p) : Optional.empty();
    }

    /// x^y. The exponent may be rounded to the precision of the base first.
    static Interval pow(Arithmetic m, Interval x, Interval y) {
        if (y.isPoint() && y.lo() == 0) {
            return x.nan() ? Interval.ONE.orNan() : Interval.ONE;
        }
        Interval n = y.isEmpty() ? y : y.hull(m.stored(y));
        if (x.isEmpty()) {
            return Arithmetic.holdsZero(n) ? Interval.ONE.orNan() : Interval.NAN;
        }
        if (y.isEmpty()) {
            return x.lo() <= 1 && x.hi() >= 1 ? Interval.ONE.orNan() : Interval.NAN;
        }
        Interval power = Interval.NAN;
        if (x.hi() >= 0) {
            power = power.hull(positive(m, Math.max(x.lo(), 0), x.hi(), n));
        }
        if (x.lo() < 0) {
            power = power.hull(negative(m, -Math.min(x.hi(), 0), -x.lo(), n));
        }
        boolean nan = x.nan() || y.nan() || x.lo() < 0 && !isWhole(n)
            || Arithmetic.holdsInfinity(n) && (Arithmetic.holdsInfinity(x) || x.magnitude() >= 1)
            || Arithmetic.holdsInfinity(x) && Arithmetic.holdsZero(n);
        boolean number = power.lo() <= power.hi();
        return number ? new Interval(power.lo(), power.hi(), nan) : Interval.NAN;
    }

    /// Bases from `lo` ≥ 0 to `hi`: a power is monotone in each argument, so the corners hold its extremes.
    private static Interval positive(Arithmetic m, double lo, double hi, Interval y) {
        double a = corner(lo, y.lo());
        double b = corner(lo, y.hi());
        double c = corner(hi, y.lo());
        double d = corner(hi, y.hi());
        double least = Math.min(Math.min(a, b), Math.min(c, d));
        double most = Math.max(Math.max(a, b), Math.max(c, d));
        boolean acrossOne = lo < 1 && hi > 1 || y.lo() < 0 && y.hi() > 0;
        Interval p = m.power(acrossOne ? Math.min(least, 1) : least, acrossOne ? Math.max(most, 1) : most,
            y.magnitude());
        if (m.finite() && lo == 0) {
            // exp2(y · log2(0)) has an infinity on its way.
            return Interval.of(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        }
        // 1/0 with the sign of the zero: −∞ for odd powers of −0.
        boolean poleWithSign = lo == 0 && y.lo() < 0 && !(y.isPoint() && isEven(y.lo()));
        return poleWithSign ? p.hull(Interval.of(Double.NEGATIVE_INFINITY)) : p;
    }

    /// `|x|^y` with what Java and C disagree on: 1^±∞ is 1 here.
    private static double corner(double base, double y) {
        return base == 1 ? 1 : Math.pow(base, y);
    }

    /// Bases from −`hi` to −`lo`: the sign of whole powers alternates, others are NaN.
    private static Interval negative(Arithmetic m, double lo, double hi, Interval y) {
        Interval size = positive(m, lo, hi, y);
        if (y.isPoint() && Double.isFinite(y.lo())) {
            return y.lo() != Math.rint(y.lo()) ? fractional(m, hi, y) : isEven(y.lo()) ? size : m.neg(size);
        }
        return y.isPoint() ? size : size.hull(m.neg(size));
    }

    /// Fractional powers of negative numbers are NaN, but those of −∞ are ∞ or 0 in C.
    private static Interval fractional(Arithmetic m, double hi, Interval y) {
        return Double.isInfinite(hi) ? positive(m, hi, hi, y).orNan() : Interval.NAN;
    }

    private static boolean isWhole(Interval y) {
        return y.isPoint() && (Double.isInfinite(y.lo()) || y.lo() == Math.rint(y.lo()));
    }

    private static boolean isEven(double y) {
        return Double.isInfinite(y) || y % 2 == 0;
    }

    private static PartialOperator partial(Rng rng, Wish wish) {
        DType t = wish.type(rng, BASE.at(wish.opset()));
        List<DType> exponents = EXPONENT.at(wish.opset());
        DType e = rng.chance(0.5) && exponents.contains(t) ? t : rng.pick(exponents);
        var b = PartialOperator.builder("Pow");
        Broadcast.Operands shapes = Broadcast.two(b, rng, wish);
        boolean whole = !e.isReal();
        boolean negative = e.isReal() && t.isReal() || e.kind() == DType.Kind.SIGNED && t.isReal();
        b.in(t, shapes.operands().get(0), whole ? Domain.range(-4, 4) : Domain.range(0x1p-4, 5));
        Domain domain = Domain.range(negative ? -3 : 0, t.isReal() ? 4 : 3);
        if (rng.chance(0.5)) {
            b.constant(e, shapes.operands().get(1), domain);
        } else {
            b.in(e, shapes.operands().get(1), domain);
        }
        return b.out(t, shapes.out()).build();
    }
}
