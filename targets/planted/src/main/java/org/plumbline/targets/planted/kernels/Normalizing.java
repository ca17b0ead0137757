package org.plumbline.targets.planted.kernels;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.plumbline.graph.DType;
import org.plumbline.graph.Shape;
import org.plumbline.targets.planted.call.Kernel;
import org.plumbline.targets.planted.call.Op;
import org.plumbline.targets.planted.call.Value;
import org.plumbline.targets.planted.numeric.Floats;

/// Normalisations; statistics in two passes or by Welford's updating.
final class Normalizing {
    private Normalizing() {
    }

    static Map<String, Kernel> all() {
        Map<String, Kernel> k = new TreeMap<>();
        k.put("BatchNormalization", Normalizing::batch);
        k.put("InstanceNormalization", op -> grouped(op, (int) op.shape(0).dim(1), op.dtype(0)));
        k.put("GroupNormalization", op -> grouped(op, (int) op.integer("num_groups", 1), stash(op)));
        k.put("LayerNormalization", Normalizing::layer);
        k.put("MeanVarianceNormalization", Normalizing::meanVariance);
        k.put("LRN", Normalizing::lrn);
        return k;
    }

    /// Mean and variance of a lane.
    record Moments(double mean, double variance) {
        static Moments of(Floats m, double[] x) {
            if (m.style().alternative()) {
                return welford(m, x);
            }
            double mean = m.over(m.sum(x), x.length);
            double[] d = Reducing.map(x, v -> m.sub(v, mean));
            return new Moments(mean, m.over(m.dot(d, d), x.length));
        }

        /// Welford, "Note on a method for calculating corrected sums of squares and products", 1962.
        private static Moments welford(Floats m, double[] x) {
            double mean = 0;
            double squares = 0;
            for (int i = 0; i < x.length; i++) {
                double before = m.sub(x[i], mean);
                mean = m.add(mean, m.div(before, i + 1));
                squares = m.mulAdd(before, m.sub(x[i], mean), squares);
            }
            return new Moments(mean, m.div(squares, x.length));
        }

        double inverse(Floats m, double epsilon) {
            return m.div(1, m.sqrt(m.add(variance, m.r(epsilon))));
        }
    }

    /// (x − mean) · inverse · scale + shift, or x · (inverse · scale) + (shift − mean · inverse · scale).
    private static double apply(Floats m, double x, double mean, double inverse, double scale, double shift) {
        if (m.style().alternative()) {
            double s = m.mul(inverse, scale);
            return m.mulAdd(x, s, m.sub(shift, m.mul(mean, s)));
        }
        return m.mulAdd(m.mul(m.sub(x, mean), inverse), scale, shift);
    }

    private static List<Value> batch(Op op) {
        if (op.flag("training_mode", false)) {
            throw new Kernel.Unsupported("BatchNormalization in training mode");
        }
        Shape s = op.shape(0);
        int channels = s.rank() == 1 ? 1 : (int) s.dim(1);
        int inner = s.rank() <= 2 ? 1 : s.size(2, s.rank());
        Floats m = op.floats(op.dtype(0));
        double[] x = op.doubles(0);
        double[] scale = op.doubles(1);
        double[] shift = op.doubles(2);
        double[] mean = op.doubles(3);
        double[] variance = op.doubles(4);
        float epsilon = op.real("epsilon", 1e-5f);
        double[] inverse = new double[channels];
        Arrays.setAll(inverse, c -> new Moments(mean[c], variance[c]).inverse(m, epsilon));
        return List.of(Value.of(op.dtype(0), s, i -> {
            int c = i / inner % channels;
            return apply(m, x[i], mean[c], inverse[c], scale[c], shift[c]);
        }));
    }

    private static DType stash(Op op) {
        return DType.ofCode((int) op.integer("stash_type", 1)).filter(DType::isReal).orElse(DType.FLOAT);
    }

    private static List<Value> grouped(Op op, int groups, DType stash) {
        Shape s = op.shape(0);
        Floats m = op.floats(op.dtype(0)).with(stash);
        double[] x = op.doubles(0);
        double[] scale = op.doubles(1);
        double[] shift = op.doubles(2);
        int inner = s.size(2, s.rank());
        int channels = (int) s.dim(1);
        int lane = groups == 0 ? 1 : Math.max(1, channels / groups * inner);
        double[] mean = new double[s.size() / lane];
        double[] inverse = new double[mean.length];
        for (int l = 0; l < mean.length; l++) {
            Moments moments = Moments.of(m, Arrays.copyOfRange(x, l * lane, (l + 1) * lane));
            mean[l] = moments.mean();
            inverse[l] = moments.inverse(m, op.real("epsilon", 1e-5f));
        }
        return List.of(Value.of(op.dtype(0), s, i -> {
            int c = i / inner % channels / (channels / scale.length);
            return apply(m, x[i], mean[i / lane], inverse[i / lane], scale[c], shift[c]);
        }));
    }

    private static List<Value> layer(Op op) {
        Shape s = op.shape(0);
        int axis = Op.axis(op.integer("axis", -1), s.rank());
        Shape inner = Shape.of(Arrays.copyOfRange(s.dims(), axis, s.rank()));
        int lane = inner.size();
        DType stash = stash(op);
        Floats m = op.floats(op.dtype(0)).with(stash);
        double[] x = op.doubles(0);
        double[] scale = op.doubles(1);
        int[] scaleAt = op.shape(1).broadcastIndex(inner);
        double[] shift = op.has(2) ? op.doubles(2) : new double[] {0};
        int[] shiftAt = op.has(2) ? op.shape(2).broadcastIndex(inner) : new int[lane];
        int lanes = s.size(0, axis);
        double[] mean = new double[lanes];
        double[] inverse = new double[lanes];
        for (int l = 0; l < lanes; l++) {
            Moments moments = Moments.of(m, Arrays.copyOfRange(x, l * lane, (l + 1) * lane));
            mean[l] = moments.mean();
            inverse[l] = moments.inverse(m, op.real("epsilon", 1e-5f));
        }
        boolean[] reduced = new boolean[s.rank()];
        Arrays.fill(reduced, axis, reduced.length, true);
        Shape statistics = Reducing.remaining(s, reduced, true);
        return List.of(Value.of(op.dtype(0), s, i -> apply(m, x[i], mean[i / lane], inverse[i / lane],
            scale[scaleAt[i % lane]], shift[shiftAt[i % lane]])), Value.of(stash, statistics, i -> mean[i]),
            Value.of(stash, statistics, i -> inverse[i]));
    }

    private static List<Value> meanVariance(Op op) {
        Shape s = op.shape(0);
        boolean[] reduced = new boolean[s.rank()];
        for (long a : op.integers("axes").orElse(new long[] {0, 2, 3})) {
            reduced[Op.axis(a, s.rank())] = true;
        }
        int[] lane = Indexing.offsets(s, reduced);
        Floats m = op.floats(op.dtype(0));
        double[] x = op.doubles(0);
        double[] y = new double[x.length];
        for (int base : Indexing.offsets(s, Indexing.not(reduced))) {
            Moments moments = Moments.of(m, Indexing.at(x, base, lane));
            double deviation = m.sqrt(moments.variance());
            double divisor = m.style().alternative() ? m.add(deviation, m.r(1e-9)) : deviation;
            for (int i : lane) {
                y[base + i] = m.div(m.sub(x[base + i], moments.mean()), divisor);
            }
        }
        return List.of(Value.of(op.dtype(0), s, i -> y[i]));
    }

    private static List<Value> lrn(Op op) {
        Shape s = op.shape(0);
        int size = (int) op.integer("size", 1);
        int channels = (int) s.dim(1);
        int inner = s.size(2, s.rank());
        Floats m = op.floats(op.dtype(0));
        double alpha = m.r(op.real("alpha", 1e-4f));
        double beta = m.r(op.real("beta", 0.75f));
        double bias = m.r(op.real("bias", 1));
        double[] x = op.doubles(0);
        return List.of(Value.of(op.dtype(0), s, i -> {
            int c = i / inner % channels;
            double[] around = IntStream.rangeClosed(Math.max(0, c - (size - 1) / 2),
                Math.min(channels - 1, c + size / 2)).mapToDouble(k -> x[i + (k - c) * inner]).toArray();
            double squares = m.dot(around, around);
            double base = m.mulAdd(m.div(alpha, size), squares, bias);
            return m.style().alternative() ? m.mul(x[i], m.pow(base, -beta)) : m.div(x[i], m.pow(base, beta));
        }));
    }
}
