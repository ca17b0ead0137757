package org.plumbline.targets.planted.kernels;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.plumbline.graph.DType;
import org.plumbline.graph.bound.Special;
import org.plumbline.targets.planted.call.Kernel;
import org.plumbline.targets.planted.call.Op;
import org.plumbline.targets.planted.call.Value;
import org.plumbline.targets.planted.numeric.Floats;
import org.plumbline.targets.planted.numeric.Whole;

/// Real and integer functions of one variable without attributes.
final class Unary {
    private Unary() {
    }

    @FunctionalInterface
    private interface Function {
        double apply(Floats m, double x);
    }

    @FunctionalInterface
    private interface WholeFunction {
        long apply(DType dtype, long x);
    }

    static Map<String, Kernel> all() {
        Map<String, Kernel> k = new TreeMap<>();
        k.put("Abs", both((_, x) -> Math.abs(x), (t, x) -> t.kind() == DType.Kind.UNSIGNED ? x : Math.abs(x)));
        k.put("Neg", both((_, x) -> -x, (_, x) -> -x));
        k.put("Sign", both((_, x) -> Math.signum(x),
            (t, x) -> t.kind() == DType.Kind.UNSIGNED ? x == 0 ? 0 : 1 : Long.signum(x)));
        k.put("Relu", both((m, x) -> m.style().alternative() ? Math.max(x, 0) : x > 0 ? x : 0,
            (_, x) -> Math.max(x, 0)));
        k.put("Not", both((_, x) -> x, (_, x) -> 1 - x));
        k.put("BitwiseNot", both((_, x) -> x, (_, x) -> ~x));
        k.put("Ceil", real((_, x) -> Math.ceil(x)));
        k.put("Floor", real((_, x) -> Math.floor(x)));
        k.put("Round", real((_, x) -> Math.rint(x)));
        k.put("Reciprocal", real((m, x) -> m.div(1, x)));
        k.put("IsNaN", test((_, x) -> Double.isNaN(x)));
        k.put("IsInf", test((op, x) -> x == Double.POSITIVE_INFINITY && op.flag("detect_positive", true)
            || x == Double.NEGATIVE_INFINITY && op.flag("detect_negative", true)));
        elementary(k);
        activations(k);
        return k;
    }

    private static void elementary(Map<String, Kernel> k) {
        k.put("Exp", real(Floats::exp));
        k.put("Log", real(Floats::log));
        k.put("Sqrt", real(Floats::sqrt));
        k.put("Sin", real((m, x) -> m.r(Math.sin(x))));
        k.put("Cos", real((m, x) -> m.r(Math.cos(x))));
        k.put("Tan", real((m, x) -> m.r(Math.tan(x))));
        k.put("Asin", real((m, x) -> m.r(Math.asin(x))));
        k.put("Acos", real((m, x) -> m.r(Math.acos(x))));
        k.put("Atan", real((m, x) -> m.r(Math.atan(x))));
        k.put("Sinh", real((m, x) -> m.r(Math.sinh(x))));
        k.put("Cosh", real((m, x) -> m.r(Math.cosh(x))));
        k.put("Tanh", real(Unary::tanh));
        k.put("Asinh", real((m, x) -> m.r(Special.asinh(x))));
        k.put("Acosh", real((m, x) -> m.r(x < 1 ? Double.NaN : Special.acosh(x))));
        k.put("Atanh", real((m, x) -> m.r(Special.atanh(x))));
        k.put("Erf", real(Unary::erf));
    }

    private static void activations(Map<String, Kernel> k) {
        k.put("Sigmoid", real(Unary::sigmoid));
        k.put("Softplus", real(Unary::softplus));
        k.put("Softsign", real((m, x) -> m.div(x, m.add(1, Math.abs(x)))));
        k.put("HardSwish", real((m, x) -> m.mul(x, Math.clamp(m.style().alternative()
            ? m.mulAdd(x, m.div(1, 6), 0.5) : m.add(m.div(x, 6), 0.5), 0, 1))));
        k.put("Mish", real((m, x) -> m.mul(x, tanh(m, softplus(m, x)))));
        k.put("Gelu", op -> {
            boolean tanh = op.text("approximate", "none").equals("tanh");
            return map(op, (m, x) -> tanh ? geluTanh(m, x) : gelu(m, x));
        });
    }

    private static double gelu(Floats m, double x) {
        double gate = m.add(1, erf(m, m.mul(x, m.r(Math.sqrt(0.5)))));
        return m.style().alternative() ? m.mul(m.mul(0.5, gate), x) : m.mul(m.mul(0.5, x), gate);
    }

    private static double geluTanh(Floats m, double x) {
        double cubic = m.mul(m.mul(x, x), x);
        double inner = m.mul(m.r(Math.sqrt(2 / Math.PI)), m.mulAdd(m.r(0.044715), cubic, x));
        return m.mul(m.mul(0.5, x), m.add(1, tanh(m, inner)));
    }

    /// tanh itself, or (e^2x − 1) / (e^2x + 1) for middling arguments.
    static double tanh(Floats m, double x) {
        if (m.style().alternative() && Math.abs(x) > 1 && Math.abs(x) < 4) {
            double e = m.exp(m.mul(-2, Math.abs(x)));
            return Math.copySign(m.div(m.sub(1, e), m.add(1, e)), x);
        }
        return m.r(Math.tanh(x));
    }

    static double sigmoid(Floats m, double x) {
        if (m.style().alternative() && x < 0) {
            double e = m.exp(x);
            return m.div(e, m.add(1, e));
        }
        return m.div(1, m.add(1, m.exp(-x)));
    }

    static double softplus(Floats m, double x) {
        return m.style().alternative() ? m.add(Math.max(x, 0), m.r(Math.log1p(m.exp(-Math.abs(x)))))
            : x > 40 ? x : m.r(Math.log1p(m.exp(x)));
    }

    /// The error function; the alternative is the rational approximation 7.1.26 of Abramowitz and Stegun, whose
    /// absolute error of 1.5e-7 is good enough for binary32 and less.
    static double erf(Floats m, double x) {
        boolean coarse = m.style().alternative() && m.style().steps()
            == org.plumbline.targets.planted.numeric.Style.Steps.USUAL && (float) x == x && m.r(Math.PI) != Math.PI;
        if (!coarse || Double.isNaN(x)) {
            return m.r(Special.erf(x));
        }
        double t = 1 / (1 + 0.3275911 * Math.abs(x));
        double p = ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t;
        return m.r(Math.copySign(1 - p * Math.exp(-x * x), x));
    }

    private static Kernel real(Function f) {
        return op -> map(op, f);
    }

    private static java.util.List<Value> map(Op op, Function f) {
        Floats m = op.floats(op.dtype(0));
        double[] x = op.wide(0);
        return op.fused(op.dtype(0), op.shape(0), i -> f.apply(m, x[i]));
    }

    private static Kernel both(Function real, WholeFunction whole) {
        return op -> {
            DType t = op.dtype(0);
            if (t.isReal()) {
                return map(op, real);
            }
            long[] x = op.longs(0);
            return java.util.List.of(Value.ofLongs(t, op.shape(0), i -> Whole.wrap(t, whole.apply(t, x[i]))));
        };
    }

    @FunctionalInterface
    private interface Test {
        boolean apply(Op op, double x);
    }

    private static Kernel test(Test test) {
        return op -> {
            double[] x = op.wide(0);
            return java.util.List.of(Value.ofLongs(DType.BOOL, op.shape(0), i -> test.apply(op, x[i]) ? 1 : 0));
        };
    }

    /// An optional scalar input.
    static Optional<Double> scalar(Op op, int i) {
        return op.has(i) ? Optional.of(op.tensor(i).getDouble(0)) : Optional.empty();
    }
}
