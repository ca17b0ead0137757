package org.plumbline.graph.operators;

import java.util.List;
import org.plumbline.graph.bound.Accuracy.Function;
import org.plumbline.graph.bound.Arithmetic;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.bound.Enclosure.Reals;
import org.plumbline.graph.bound.Interval;
import org.plumbline.graph.bound.Sum;
import org.plumbline.graph.operator.Call;
import org.plumbline.graph.operator.Operator;

/// ONNX operators AveragePool (11, 19, 22) and LpPool (11, 18, 22): the mean and the p-norm of each window.
final class AveragePooling {
    private AveragePooling() {
    }

    static List<Operator> all() {
        return List.of(
            Operator.of("AveragePool", 11, AveragePooling::averagePool, PoolingRules::averagePool).weighing(4)
                .silentOn("windows of nothing but padding; whether positions past the padding, which ceil_mode can"
                    + " reach, count beside count_include_pad"),
            Operator.of("LpPool", 11, AveragePooling::lpPool, PoolingRules::lpPool).weighing(1.5)
                .silentOn("windows of nothing but padding"));
    }

    /// What a window's elements `base + source[0 … count−1]` come to, for output element `at`.
    @FunctionalInterface
    private interface Pool {
        Interval of(int at, int base, int[] source, int count);
    }

    private static List<Enclosure> pooled(Reals x, PoolWindow windows, Pool pool) {
        Canvas out = new Canvas(x.dtype(), windows.shape());
        windows.walk((at, base, source, count) -> out.set(at, pool.of(at, base, source, count)));
        return List.of(out.done());
    }

    private static List<Enclosure> averagePool(Call call) {
        Reals x = call.reals(0);
        PoolWindow windows = PoolWindow.of(call, x.shape(), call.opset() >= Window.SAYS);
        Window window = windows.window();
        Arithmetic m = call.arithmetic(x.dtype());
        boolean includePad = call.flag("count_include_pad", false);
        return pooled(x, windows, (at, base, source, count) -> {
            if (count == 0 && !includePad) {
                return Interval.ANY;
            }
            Sum sum = new Sum(m);
            for (int j = 0; j < count; j++) {
                sum.add(x.at(base + source[j]));
            }
            Interval total = sum.total(m, 0);
            if (!includePad) {
                return mean(m, total, count);
            }
            Interval padded = mean(m, total, Math.max(1, window.insidePadded(at % window.outputSize())));
            return padded.hull(mean(m, total, window.taps()));
        });
    }

    /// The sum divided by the count, or multiplied by its rounded reciprocal.
    private static Interval mean(Arithmetic m, Interval sum, int count) {
        Interval n = Interval.of(count);
        return m.div(sum, n).hull(m.mul(sum, m.div(Interval.ONE, n)));
    }

    private static List<Enclosure> lpPool(Call call) {
        Reals x = call.reals(0);
        PoolWindow windows = PoolWindow.of(call, x.shape(), false);
        Arithmetic m = call.arithmetic(x.dtype());
        long p = call.integer("p", 2);
        Call.require(p >= 1, "p is " + p);
        return pooled(x, windows, (_, base, source, count) -> {
            if (count == 0) {
                return Interval.ANY;
            }
            Sum sum = new Sum(m);
            for (int j = 0; j < count; j++) {
                sum.add(power(m, m.abs(x.at(base + source[j])), p));
            }
            return root(m, sum.total(m, 0), p);
        });
    }

    private static Interval power(Arithmetic m, Interval a, long p) {
        return p == 1 ? a : p == 2 ? m.mul(a, a)
            : powers(m, a, p);
    }

    /// a^exponent for a ≥ 0.
    static Interval powers(Arithmetic m, Interval a, double exponent) {
        Interval y = a.isEmpty() ? Interval.NAN : m.power(Math.pow(a.lo(), exponent), Math.pow(a.hi(), exponent),
            exponent).clamped(0, Double.POSITIVE_INFINITY);
        return a.nan() ? y.orNan() : y;
    }

    /// s^(1/p); the exponent is itself rounded, which moves the result by |ln s|/p half units.
    private static Interval root(Arithmetic m, Interval s, long p) {
        if (p == 1 || s.isEmpty()) {
            return s;
        }
        Interval sum = s.clamped(0, Double.POSITIVE_INFINITY);
        Interval root = powers(m, sum, 1.0 / p);
        return m.widen(root.lo(), root.hi(), root.nan(), spread(sum.lo(), p) + spread(sum.hi(), p), 0).clamped(0,
            Double.POSITIVE_INFINITY);
    }

    private static double spread(double s, long p) {
        return s > 0 && Double.isFinite(s) ? Math.abs(Math.log(s)) / p : 0;
    }
}
