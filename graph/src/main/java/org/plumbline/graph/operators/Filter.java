package org.plumbline.graph.operators;

import java.util.function.DoubleUnaryOperator;
import org.plumbline.graph.bound.Arithmetic;
import org.plumbline.graph.bound.Interval;

/// A resampling filter: the weight of an element at a distance from the coordinate. It is 0 from `radius` on, and
/// changes by at most `slope` per unit of distance.
record Filter(DoubleUnaryOperator weight, int radius, double slope) {
    /// Linear interpolation.
    static final Filter TENT = new Filter(t -> Math.max(0, 1 - t), 1, 1);

    /// Keys' cubic with coefficient `a`.
    static Filter cubic(double a) {
        return new Filter(t -> SampledAxis.keys(t, a), 2, 4 * Math.max(1, Math.abs(a)));
    }

    /// The antialiasing form for a scale below 1: the filter stretched by 1/scale, its weights divided by their sum
    /// (ONNX's reference implementation). Elements outside repeat the edge or, with `exclude`, have no weight. The
    /// filter is continuous, so an implementation that takes one element more or less than another errs no more than
    /// the interval says.
    Sample stretched(Interval at, Interval scale, int size, boolean exclude) {
        Arithmetic m = Coordinates.ARITHMETIC;
        Interval s = scale.clamped(0, 1);
        int from = (int) Math.floor(at.lo() - radius / s.lo());
        int to = (int) Math.ceil(at.hi() + radius / s.lo());
        Interval[] folded = new Interval[size];
        Interval total = Interval.ZERO;
        for (int i = from; i <= to; i++) {
            if (exclude && (i < 0 || i >= size)) {
                continue;
            }
            Interval w = weight(m.mul(m.sub(Interval.of(i), at), s), m);
            if (w.isPoint() && w.lo() == 0) {
                continue;
            }
            int k = Math.clamp(i, 0, size - 1);
            folded[k] = folded[k] == null ? w : m.add(folded[k], w);
            total = m.add(total, w);
        }
        return divided(folded, total, m);
    }

    private Interval weight(Interval distance, Arithmetic m) {
        double far = distance.magnitude();
        double near = Arithmetic.holdsZero(distance) ? 0 : Math.min(Math.abs(distance.lo()), Math.abs(distance.hi()));
        if (near >= radius) {
            return Interval.ZERO;
        }
        double u = weight.applyAsDouble(near);
        double v = weight.applyAsDouble(far);
        double slack = slope * (far - near) + 4 * slope * m.epsilon();
        return Interval.of(Math.min(u, v) - slack, Math.max(u, v) + slack);
    }

    private static Sample divided(Interval[] folded, Interval total, Arithmetic m) {
        int count = 0;
        for (Interval w : folded) {
            count += w == null ? 0 : 1;
        }
        int[] index = new int[Math.max(1, count)];
        Interval[] weight = new Interval[index.length];
        weight[0] = Interval.ANY;
        for (int i = 0, k = 0; i < folded.length; i++) {
            if (folded[i] != null) {
                Interval w = m.div(folded[i], total);
                index[k] = i;
                weight[k++] = w.isEmpty() ? Interval.ANY : m.widen(w.lo(), w.hi(), w.nan(), 2, 0);
            }
        }
        return new Sample(index, weight);
    }
}
