package org.plumbline.graph.operators;

import java.util.List;
import java.util.Optional;
import org.plumbline.graph.DType;
import org.plumbline.graph.Rng;
import org.plumbline.graph.bound.Arithmetic;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.bound.Enclosure.Integers;
import org.plumbline.graph.bound.Enclosure.Reals;
import org.plumbline.graph.bound.Interval;
import org.plumbline.graph.operator.Call;
import org.plumbline.graph.operator.Operator;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.Types;
import org.plumbline.graph.operator.Wish;
import org.plumbline.graph.rule.Expr;

/// ONNX operators Cast and CastLike, between all numeric types and bool.
final class Casts {
    private static final Typing TYPES = Typing.of(Types.ALL);
    private static final String SILENT = "real values outside an integer type, and NaN; how reals become narrower";

    private Casts() {
    }

    static List<Operator> all() {
        return List.of(
            Operator.of("Cast", 13, Casts::castReference, Casts::castPartial).weighing(3).silentOn(SILENT),
            Operator.of("CastLike", 15, Casts::castLikeReference, Casts::castLikePartial).silentOn(SILENT));
    }

    private static List<Enclosure> castReference(Call call) {
        Call.require(call.inputs().size() == 1, "takes one input, not " + call.inputs().size());
        DType to = DType.ofCode((int) call.integer("to", -1))
            .orElseThrow(() -> Call.broken("attribute to names no type"));
        return List.of(cast(call, to));
    }

    private static List<Enclosure> castLikeReference(Call call) {
        Call.require(call.inputs().size() == 2, "takes two inputs, not " + call.inputs().size());
        return List.of(cast(call, call.dtype(1)));
    }

    private static Enclosure cast(Call call, DType to) {
        if (to.kind() == DType.Kind.OPAQUE || call.in(0) instanceof Enclosure.Carried) {
            throw Call.undetermined("elements of " + call.dtype(0) + " as " + to + " are not followed");
        }
        return to.isReal() ? toReal(call.in(0), call.arithmetic(to)) : toInteger(call.in(0), to);
    }

    /// Real numbers keep their value, rounded or (where a pair of casts was dropped) not; those past the largest
    /// finite number become infinite.
    static Enclosure toReal(Enclosure from, Arithmetic m) {
        return switch (from) {
            case Reals r -> Reals.of(m.dtype(), r.shape(), i -> m.round(r.at(i)));
            case Integers n -> Reals.of(m.dtype(), n.shape(), i -> n.unknown()[i] ? anything(n.dtype(), m)
                : fromInteger(m, n.dtype(), n.value()[i]));
            case Enclosure.Carried _,Enclosure.Unknown _ -> throw new IllegalStateException("no numbers");
        };
    }

    private static Interval anything(DType from, Arithmetic m) {
        double hi = from == DType.UINT64 ? 0x1p64 : from.maxValue();
        return m.round(Interval.of(from.minValue(), hi));
    }

    static Interval fromInteger(Arithmetic m, DType from, long v) {
        if (from == DType.UINT64 && v < 0) {
            double half = (double) (v >>> 1);
            return m.widen(half * 2, half * 2, false, 1, 0);
        }
        double d = v;
        // 2^63 − 1 rounds up to 2^63, which the cast back cannot tell.
        boolean exact = (long) d == v && d != 0x1p63;
        return exact ? m.round(Interval.of(d)) : m.widen(d, d, false, 1, 0);
    }

    private static Enclosure toInteger(Enclosure from, DType to) {
        return switch (from) {
            case Reals r -> Integers.of(to, r.shape(), i -> to == DType.BOOL ? truth(r.at(i)) : truncated(r.at(i), to));
            case Integers n -> Integers.of(to, n.shape(), i -> n.at(i).map(v -> Whole.wrap(to, v)));
            case Enclosure.Carried _,Enclosure.Unknown _ -> throw new IllegalStateException("no numbers");
        };
    }

    /// False for zeros, true for all else, NaN included.
    private static Optional<Long> truth(Interval x) {
        if (x.isEmpty() || !Arithmetic.holdsZero(x)) {
            return Optional.of(1L);
        }
        return x.isPoint() ? Optional.of(0L) : Optional.empty();
    }

    private static Optional<Long> truncated(Interval x, DType to) {
        if (x.nan() || x.isEmpty()) {
            return Optional.empty();
        }
        double lo = x.lo() < 0 ? Math.ceil(x.lo()) : Math.floor(x.lo());
        double hi = x.hi() < 0 ? Math.ceil(x.hi()) : Math.floor(x.hi());
        double max = Math.scalb(1.0, to.kind() == DType.Kind.SIGNED ? to.bits() - 1 : to.bits());
        double min = to.kind() == DType.Kind.SIGNED ? -max : 0;
        if (lo != hi || lo < min || lo >= max) {
            return Optional.empty();
        }
        return Optional.of(lo < 0x1p63 ? (long) lo : (long) (lo - 0x1p63) ^ Long.MIN_VALUE);
    }

    private static PartialOperator castPartial(Rng rng, Wish wish) {
        DType from = wish.inputType(rng, TYPES.at(wish.opset()));
        DType to = wish.outputType(rng, Types.ALL);
        var b = PartialOperator.builder("Cast");
        List<Expr> x = b.dims("x", wish.rank(rng, 0, 5));
        return b.in(from, x).set("to", to.code()).out(to, x).build();
    }

    private static PartialOperator castLikePartial(Rng rng, Wish wish) {
        DType from = wish.inputType(rng, TYPES.at(wish.opset()));
        DType to = wish.outputType(rng, Types.ALL);
        var b = PartialOperator.builder("CastLike");
        List<Expr> x = b.dims("x", wish.rank(rng, 0, 5));
        return b.in(from, x).in(to, rng.chance(0.5) ? List.of() : b.dims("like", rng.between(1, 3))).out(to, x)
            .build();
    }
}
