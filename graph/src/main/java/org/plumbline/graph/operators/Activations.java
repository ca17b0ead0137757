package org.plumbline.graph.operators;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.plumbline.graph.DType;
import org.plumbline.graph.Rng;
import org.plumbline.graph.bound.Arithmetic;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.bound.Interval;
import org.plumbline.graph.bound.Special;
import org.plumbline.graph.operator.Call;
import org.plumbline.graph.operator.Domain;
import org.plumbline.graph.operator.Operator;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.Types;
import org.plumbline.graph.operator.Wish;

/// Smooth activations: ONNX operators Sigmoid, Softplus, Softsign, HardSwish, Gelu and Mish.
final class Activations {
    private static final Typing LATE = Typing.REAL_BF16_LATE;
    private static final double INF = Double.POSITIVE_INFINITY;
    private static final double SQRT_HALF = Math.sqrt(0.5);

    /// The clamp is exact, the gate's own roundings are 1.5 epsilon at most.
    private static final Curve HARD_SWISH = hardSwish(1 / 6.0);
    /// With the constant in binary32, as the function body has it.
    private static final Curve HARD_SWISH_FLOAT = hardSwish(1 / 6f);
    /// Half of: 4 epsilon and 4 ulp of erf, 1 of its argument, 1 of the sum.
    private static final Curve GELU = new Curve(Activations::gelu, -0.7517915247, 6, -INF, true);
    /// Half of: 4 epsilon and 4 ulp of tanh, 1 of the sum; roundings of the argument, a power within 8 ulp and
    /// constants of the tensor's own precision (together 12 epsilon, relative), to which t·sech²(t) ≤ 0.45 is the
    /// factor.
    private static final Curve GELU_TANH = geluTanh(Math.sqrt(2 / Math.PI), 0.044715);
    /// With the constants in binary32, as the function body has them.
    private static final Curve GELU_TANH_FLOAT = geluTanh(Math.sqrt((float) (2 / Math.PI)), 0.044715f);
    private static final Curve GELU_TANH_ROUNDED = geluTanh((float) Math.sqrt(2 / Math.PI), 0.044715f);
    /// 4 epsilon and 4 ulp of tanh; 5 ulp of softplus with t·sech²(t) ≤ 0.45 and its 6 epsilon.
    private static final Curve MISH = new Curve(Activations::mish, -1.1924420, 17, -INF, true);

    private Activations() {
    }

    static List<Operator> all() {
        return List.of(
            Unary.real("Sigmoid", 6, Typing.of(Types.REAL_NO_BF16).from(13, Types.REAL), Domain.ANY,
                Arithmetic::sigmoid).weighing(2),
            Unary.real("Softplus", 1, LATE, Domain.ANY, Activations::softplus)
                .silentOn("whether e^x may overflow, as it does in the function body"),
            Unary.real("Softsign", 1, LATE, Domain.ANY, Activations::softsign),
            Unary.real("HardSwish", 14, LATE, Domain.ANY,
                (m, x) -> HARD_SWISH.image(m, x).hull(HARD_SWISH_FLOAT.image(m, x))),
            Operator.of("Gelu", 20, Activations::geluReference, Activations::geluPartial).weighing(2),
            Unary.real("Mish", 18, LATE, Domain.ANY, MISH::image));
    }

    /// An increasing function that implementations compute within `ulps` and `absolute` epsilons, never below `floor`.
    private static Interval increasing(Arithmetic m, Interval x, DoubleUnaryOperator f, double ulps, double absolute,
        double floor) {
        double share = m.dtype() == DType.DOUBLE ? 2 : 1;
        return Unary.split(x, Interval.NAN, v -> m.widen(f.applyAsDouble(v.lo()), f.applyAsDouble(v.hi()), false,
            ulps * share, absolute * share * m.coarseness() * m.epsilon()).clamped(floor, INF));
    }

    /// ln(1 + e^x). Errors: 4 ulp of the exponential and the rounding of the sum, absolute behind the logarithm, and
    /// the logarithm's own 4 ulp. The function body of Softplus is the formula as it stands, infinite where e^x is.
    private static Interval softplus(Arithmetic m, Interval x) {
        Interval y = increasing(m, x, Activations::softplus, 5, 6, 0);
        boolean overflows = !x.isEmpty() && m.exp(Interval.of(x.hi())).hi() == INF;
        return overflows ? y.hull(Interval.of(INF)) : y;
    }

    /// ln(1 + e^x) in the form that does not overflow.
    private static double softplus(double x) {
        return x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x));
    }

    /// x / (1 + |x|): two roundings. The limits at infinity are ±1, the formula says ∞/∞.
    private static Interval softsign(Arithmetic m, Interval x) {
        Interval y = increasing(m, x, v -> Double.isInfinite(v) ? Math.signum(v) : v / (1 + Math.abs(v)), 2, 0, -INF);
        return !x.isEmpty() && Arithmetic.holdsInfinity(x) ? y.orNan() : y;
    }

    /// x · tanh(ln(1 + e^x)), by tanh(ln u) = (u² − 1) / (u² + 1).
    private static double mish(double x) {
        double e = Math.exp(-Math.abs(x));
        return x > 0 ? x * ((1 + 2 * e) / (1 + 2 * e + 2 * e * e)) : x * (e * (e + 2) / (e * (e + 2) + 2));
    }

    private static double gelu(double x) {
        return x < 0 ? 0.5 * x * Special.erfc(-x * SQRT_HALF) : 0.5 * x * (1 + Special.erf(x * SQRT_HALF));
    }

    private static Curve hardSwish(double alpha) {
        return new Curve(x -> x * Math.clamp(alpha * x + 0.5, 0, 1), -1.5, 2, -4, true);
    }

    /// x/2 · (1 + tanh t) with t = scale · (x + cubic · x³), written as x / (1 + e^−2t), which does not cancel.
    private static Curve geluTanh(double scale, double cubic) {
        return new Curve(x -> Double.isInfinite(x) ? Math.max(x, 0)
            : x / (1 + Math.exp(-2 * scale * (x + cubic * x * x * x))), -0.7524614, 9, -INF, false);
    }

    private static Interval geluTanh(Arithmetic m, Interval x) {
        return GELU_TANH.image(m, x).hull(GELU_TANH_FLOAT.image(m, x)).hull(GELU_TANH_ROUNDED.image(m, x));
    }

    private static List<Enclosure> geluReference(Call call) {
        Unary.one(call, Typing.of(Types.REAL));
        return switch (call.text("approximate", "none")) {
            case "none" -> Unary.reals(call, GELU::image);
            case "tanh" -> Unary.reals(call, Activations::geluTanh);
            default -> throw Call.broken("approximate is neither none nor tanh");
        };
    }

    private static PartialOperator geluPartial(Rng rng, Wish wish) {
        var b = Unary.sameShape("Gelu", rng, wish, Typing.of(Types.REAL), Domain.ANY);
        if (rng.chance(0.6)) {
            b.set("approximate", rng.pick("none", "tanh", "tanh"));
        }
        return b.build();
    }
}
