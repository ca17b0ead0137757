package org.plumbline.graph.operators;

import java.util.List;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import org.plumbline.graph.DType;
import org.plumbline.graph.Rng;
import org.plumbline.graph.bound.Arithmetic;
import org.plumbline.graph.bound.Interval;
import org.plumbline.graph.operator.Call;
import org.plumbline.graph.operator.Domain;
import org.plumbline.graph.operator.Operator;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.Types;
import org.plumbline.graph.operator.Wish;

/// Activations made of pieces: ONNX operators Relu, LeakyRelu, ThresholdedRelu, HardSigmoid, Elu, Selu and Celu.
final class Rectifiers {
    private static final Typing RELU = Typing.of(Types.REAL).from(14, List.of(DType.FLOAT, DType.INT64, DType.INT32,
        DType.DOUBLE, DType.FLOAT16, DType.INT8, DType.BFLOAT16, DType.INT16));
    private static final Typing LEAKY = Typing.of(Types.REAL_NO_BF16).from(16, Types.REAL);
    private static final Typing LATE = Typing.REAL_BF16_LATE;
    private static final List<Float> SLOPES = List.of(0.01f, 0.1f, 0.2f, 0.5f, 1f, 1.5f, 2f, 0f, -0.5f);
    private static final List<Float> SCALES = List.of(1f, 0.5f, 0.1f, 1.5f, 2f, 3f, -0.5f);

    private Rectifiers() {
    }

    /// An attribute of an activation: its default and the values worth trying.
    private record Parameter(String name, float otherwise, List<Float> drawn) {
        /// The value, or what becomes of it when it is rounded to the tensor's precision first.
        Interval of(Call call, Arithmetic m) {
            Interval value = Interval.of(call.real(name, otherwise));
            return value.hull(m.stored(value));
        }
    }

    /// What an activation with parameters gives.
    @FunctionalInterface
    private interface Formula {
        Interval apply(Arithmetic m, Interval x, List<Interval> parameters);
    }

    static List<Operator> all() {
        return List.of(
            Unary.number("Relu", 13, RELU, Rectifiers::relu, (t, v) -> OptionalLong.of(Math.max(v, 0))).weighing(3)
                .silentOn("whether NaN or 0 is the larger"),
            with("LeakyRelu", 6, LEAKY, Rectifiers::leaky, new Parameter("alpha", 0.01f, SLOPES)),
            with("ThresholdedRelu", 10, LATE, Rectifiers::thresholded,
                new Parameter("alpha", 1, List.of(0f, 0.5f, 1f, 0.1f, -1f))),
            with("HardSigmoid", 6, LATE, Rectifiers::hardSigmoid,
                new Parameter("alpha", 0.2f, List.of(0.2f, 0.16666667f, 0.5f, 1f, 0f, -0.3f)),
                new Parameter("beta", 0.5f, List.of(0.5f, 0f, 0.25f, 1f))).silentOn("whether NaN or 0 is the larger"),
            with("Elu", 6, LATE, Rectifiers::elu, new Parameter("alpha", 1, SCALES)),
            with("Selu", 6, LATE, Rectifiers::selu, new Parameter("alpha", 1.67326319217681884765625f, SCALES),
                new Parameter("gamma", 1.05070102214813232421875f, SCALES)).silentOn("NaN"),
            with("Celu", 12, Typing.of(List.of(DType.FLOAT)), Rectifiers::celu, new Parameter("alpha", 1, SCALES))
                .silentOn("whether NaN or 0 is the larger; alpha = 0"));
    }

    private static Operator with(String name, int since, Typing types, Formula formula, Parameter... parameters) {
        List<Parameter> all = List.of(parameters);
        return Operator.of(name, since, call -> {
            Unary.one(call, types);
            Arithmetic m = call.arithmetic(call.dtype(0));
            List<Interval> values = all.stream().map(p -> p.of(call, m)).toList();
            BiFunction<Arithmetic, Interval, Interval> f = (a, x) -> formula.apply(a, x, values);
            return Unary.reals(call, f);
        }, (rng, wish) -> partial(name, rng, wish, types, all));
    }

    private static PartialOperator partial(String name, Rng rng, Wish wish, Typing types, List<Parameter> parameters) {
        var b = Unary.sameShape(name, rng, wish, types, Domain.ANY);
        for (Parameter p : parameters) {
            if (rng.chance(0.6)) {
                b.set(p.name(), (float) rng.pick(p.drawn()));
            }
        }
        return b.build();
    }

    static Interval relu(Arithmetic m, Interval x) {
        return Unary.split(x, Interval.ZERO.orNan(), v -> Interval.of(Math.max(v.lo(), 0), Math.max(v.hi(), 0)));
    }

    private static Interval leaky(Arithmetic m, Interval x, List<Interval> p) {
        return Unary.splitAt(0, x, Interval.NAN, v -> m.mul(p.get(0), v), v -> v);
    }

    /// x for x > alpha, 0 otherwise: NaN is not larger than anything.
    private static Interval thresholded(Arithmetic m, Interval x, List<Interval> p) {
        Interval alpha = p.get(0);
        return Unary.split(x, Interval.ZERO, v -> v.lo() > alpha.hi() ? v : v.hi() <= alpha.lo() ? Interval.ZERO
            : Interval.of(Math.max(v.lo(), alpha.lo()), v.hi()).hull(Interval.ZERO));
    }

    private static Interval hardSigmoid(Arithmetic m, Interval x, List<Interval> p) {
        Interval line = Unary.split(x, Interval.NAN, v -> m.add(m.mul(p.get(0), v), p.get(1)));
        return Unary.split(line, new Interval(0, 1, true), v -> v.clamped(0, 1));
    }

    /// alpha · (e^x − 1) for x < 0.
    private static Interval elu(Arithmetic m, Interval x, List<Interval> p) {
        return Unary.splitAt(0, x, Interval.NAN, v -> m.mul(p.get(0), m.sub(m.exp(v), Interval.ONE)), v -> v);
    }

    /// gamma · (alpha · e^x − alpha) for x ≤ 0, gamma · x beyond; with alpha factored out or not.
    private static Interval selu(Arithmetic m, Interval x, List<Interval> p) {
        Interval alpha = p.get(0);
        Interval gamma = p.get(1);
        return Unary.splitAt(0, x, Interval.NAN, v -> {
            Interval e = m.exp(v);
            return m.mul(gamma, m.mul(alpha, m.sub(e, Interval.ONE)).hull(m.sub(m.mul(alpha, e), alpha)));
        }, v -> m.mul(gamma, v));
    }

    /// max(0, x) + min(0, alpha · (e^(x/alpha) − 1)): at most one of the two is not 0.
    private static Interval celu(Arithmetic m, Interval x, List<Interval> p) {
        Interval alpha = p.get(0);
        if (Arithmetic.holdsZero(alpha)) {
            return Interval.ANY;
        }
        return Unary.splitAt(0, x, Interval.ZERO.orNan(), v -> m.min(Interval.ZERO,
            m.mul(alpha, m.sub(m.exp(m.div(v, alpha)), Interval.ONE))), v -> v);
    }
}
