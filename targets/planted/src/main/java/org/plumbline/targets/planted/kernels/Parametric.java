package org.plumbline.targets.planted.kernels;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.plumbline.graph.DType;
import org.plumbline.targets.planted.call.Kernel;
import org.plumbline.targets.planted.call.Op;
import org.plumbline.targets.planted.call.Value;
import org.plumbline.targets.planted.numeric.Floats;
import org.plumbline.targets.planted.numeric.Rounding;
import org.plumbline.targets.planted.numeric.Whole;

/// Elementwise functions with attributes or bounds: LeakyRelu to Clip.
final class Parametric {
    private Parametric() {
    }

    @FunctionalInterface
    private interface Function {
        double apply(Floats m, double x, double alpha, double beta);
    }

    static Map<String, Kernel> all() {
        Map<String, Kernel> k = new TreeMap<>();
        k.put("LeakyRelu", with("alpha", 0.01f, "", 0, (m, x, a, _) -> x < 0 ? m.mul(a, x) : x));
        k.put("ThresholdedRelu", with("alpha", 1, "", 0, (_, x, a, _) -> x > a ? x : 0));
        k.put("HardSigmoid", with("alpha", 0.2f, "beta", 0.5f,
            (m, x, a, b) -> Math.max(0, Math.min(1, m.mulAdd(a, x, b)))));
        k.put("Elu", with("alpha", 1, "", 0, (m, x, a, _) -> x < 0 ? m.mul(a, expm1(m, x)) : x));
        k.put("Selu", with("alpha", 1.67326319217681884765625f, "gamma", 1.05070102214813232421875f,
            (m, x, a, g) -> x > 0 ? m.mul(g, x) : m.style().alternative() ? m.mul(m.mul(g, a), expm1(m, x))
                : m.mul(g, m.sub(m.mul(a, m.exp(x)), a))));
        k.put("Celu", with("alpha", 1, "", 0, (m, x, a, _) -> m.add(Math.max(0, x),
            Math.min(0, m.mul(a, expm1(m, m.div(x, a)))))));
        k.put("Clip", Parametric::clip);
        k.put("Shrink", Parametric::shrink);
        k.put("PRelu", Parametric::prelu);
        return k;
    }

    private static double expm1(Floats m, double x) {
        return m.style().alternative() ? m.r(Math.expm1(x)) : m.sub(m.exp(x), 1);
    }

    private static Kernel with(String alpha, float alphaDefault, String beta, float betaDefault, Function f) {
        return op -> {
            Floats m = op.floats(op.dtype(0));
            double a = m.r(op.real(alpha, alphaDefault));
            double b = m.r(op.real(beta, betaDefault));
            double[] x = op.wide(0);
            return op.fused(op.dtype(0), op.shape(0), i -> f.apply(m, x[i], a, b));
        };
    }

    private static List<Value> clip(Op op) {
        DType t = op.dtype(0);
        if (t.isReal()) {
            double min = Unary.scalar(op, 1).orElse(-Rounding.max(t));
            double max = Unary.scalar(op, 2).orElse(Rounding.max(t));
            double[] x = op.wide(0);
            return op.fused(t, op.shape(0), i -> op.style().alternative() ? Math.min(max, Math.max(x[i], min))
                : x[i] < min ? Math.min(min, max) : x[i] > max ? max : x[i]);
        }
        long min = op.has(1) ? op.longs(1)[0] : t.minValue();
        long max = op.has(2) ? op.longs(2)[0] : t.maxValue();
        long[] x = op.longs(0);
        return List.of(Value.ofLongs(t, op.shape(0), i -> Whole.compare(t, x[i], min) < 0 ? min
            : Whole.compare(t, x[i], max) > 0 ? max : x[i]));
    }

    private static List<Value> shrink(Op op) {
        DType t = op.dtype(0);
        float bias = op.real("bias", 0);
        float lambd = op.real("lambd", 0.5f);
        if (t.isReal()) {
            Floats m = op.floats(t);
            double b = m.r(bias);
            double l = m.r(lambd);
            double[] x = op.wide(0);
            return op.fused(t, op.shape(0), i -> x[i] < -l ? m.add(x[i], b) : x[i] > l ? m.sub(x[i], b) : 0);
        }
        long[] x = op.longs(0);
        return List.of(Value.ofLongs(t, op.shape(0), i -> {
            double v = Whole.toDouble(t, x[i]);
            return v < -lambd ? (long) (v + bias) : v > lambd ? (long) (v - bias) : 0;
        }));
    }

    private static List<Value> prelu(Op op) {
        DType t = op.dtype(0);
        int[] at = op.shape(1).broadcastIndex(op.shape(0));
        if (t.isReal()) {
            Floats m = op.floats(t);
            double[] x = op.wide(0);
            double[] slope = op.wide(1);
            return op.fused(t, op.shape(0), i -> x[i] < 0 ? m.mul(slope[at[i]], x[i]) : x[i]);
        }
        long[] x = op.longs(0);
        long[] slope = op.longs(1);
        return List.of(Value.ofLongs(t, op.shape(0), i -> Whole.compare(t, x[i], 0) < 0 ? x[i] * slope[at[i]] : x[i]));
    }
}
