package org.plumbline.targets.planted.kernels;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.plumbline.graph.DType;
import org.plumbline.graph.Shape;
import org.plumbline.targets.planted.call.Kernel;
import org.plumbline.targets.planted.call.Op;
import org.plumbline.targets.planted.call.Value;
import org.plumbline.targets.planted.numeric.Floats;
import org.plumbline.targets.planted.numeric.Whole;

/// The Reduce family.
final class Reducing {
    private Reducing() {
    }

    @FunctionalInterface
    interface Reals {
        double apply(Floats m, double[] lane);
    }

    @FunctionalInterface
    private interface Wholes {
        long apply(DType dtype, long[] lane);
    }

    static Map<String, Kernel> all() {
        Map<String, Kernel> k = new TreeMap<>();
        k.put("ReduceSum", reduce(13, Floats::sum, (_, x) -> LongStream.of(x).sum()));
        k.put("ReduceMean", reduce(18, (m, x) -> m.over(m.sum(x), x.length),
            (t, x) -> x.length == 0 ? 0 : Whole.divide(t, LongStream.of(x).sum(), x.length)));
        k.put("ReduceProd", reduce(18, Reducing::product, (_, x) -> LongStream.of(x).reduce(1, (a, b) -> a * b)));
        k.put("ReduceMax", reduce(18, Reducing::max, (t, x) -> extreme(t, x, 1)));
        k.put("ReduceMin", reduce(18, (_, x) -> DoubleStream.of(x).reduce(Double.POSITIVE_INFINITY, Math::min),
            (t, x) -> extreme(t, x, -1)));
        k.put("ReduceL1", reduce(18, (m, x) -> m.sum(map(x, Math::abs)),
            (t, x) -> LongStream.of(x).map(v -> magnitude(t, v)).sum()));
        k.put("ReduceL2", reduce(18, (m, x) -> m.sqrt(m.dot(x, x)),
            (t, x) -> (long) Math.sqrt(Whole.toDouble(t, LongStream.of(x).map(v -> v * v).sum()))));
        k.put("ReduceSumSquare", reduce(18, (m, x) -> m.dot(x, x), (_, x) -> LongStream.of(x).map(v -> v * v).sum()));
        k.put("ReduceLogSum", reduce(18, (m, x) -> m.log(m.sum(x)), (_, _) -> 0));
        k.put("ReduceLogSumExp", reduce(18, Reducing::logSumExp, (_, _) -> 0));
        return k;
    }

    private static long magnitude(DType t, long v) {
        return t.kind() == DType.Kind.UNSIGNED ? v : Math.abs(v);
    }

    /// The largest or smallest; of nothing, the identity of that reduction.
    private static long extreme(DType t, long[] x, int sign) {
        return LongStream.of(x).reduce((a, b) -> Whole.compare(t, a, b) * sign >= 0 ? a : b)
            .orElse(sign > 0 ? t.minValue() : t.maxValue());
    }

    static double max(Floats m, double[] x) {
        return DoubleStream.of(x).reduce(Double.NEGATIVE_INFINITY, Math::max);
    }

    private static double product(Floats m, double[] x) {
        double p = 1;
        for (int i = 0; i < x.length; i++) {
            p = m.mul(p, x[m.style().alternative() ? x.length - 1 - i : i]);
        }
        return p;
    }

    /// With the maximum taken out first.
    private static double logSumExp(Floats m, double[] x) {
        double max = max(m, x);
        if (Double.isInfinite(max) || Double.isNaN(max)) {
            return max;
        }
        return m.add(max, m.log(m.sum(map(x, v -> m.exp(m.sub(v, max))))));
    }

    static double[] map(double[] x, java.util.function.DoubleUnaryOperator f) {
        return Arrays.stream(x).map(f).toArray();
    }

    /// From opset `axesInput` on, the axes are an input.
    private static Kernel reduce(int axesInput, Reals real, Wholes whole) {
        return op -> {
            Shape shape = op.shape(0);
            long[] axes = op.opset() < axesInput ? op.integers("axes").orElse(new long[0])
                : op.has(1) ? op.longs(1) : new long[0];
            if (axes.length == 0 && op.opset() >= axesInput && op.flag("noop_with_empty_axes", false)) {
                return List.of(op.in(0));
            }
            boolean[] reduced = new boolean[shape.rank()];
            Arrays.fill(reduced, axes.length == 0);
            for (long a : axes) {
                reduced[Op.axis(a, reduced.length)] = true;
            }
            return List.of(reduced(op, reduced, op.flag("keepdims", true), real, whole));
        };
    }

    private static Value reduced(Op op, boolean[] reduced, boolean keep, Reals real, Wholes whole) {
        DType t = op.dtype(0);
        Shape shape = op.shape(0);
        int[] base = Indexing.offsets(shape, Indexing.not(reduced));
        int[] lane = Indexing.offsets(shape, reduced);
        Shape out = remaining(shape, reduced, keep);
        if (t.isReal()) {
            Floats m = op.floats(t);
            double[] x = op.wide(0);
            return Value.of(t, out, i -> real.apply(m, Indexing.at(x, base[i], lane)));
        }
        long[] x = op.longs(0);
        return Value.ofLongs(t, out, i -> Whole.wrap(t, whole.apply(t,
            Arrays.stream(lane).mapToLong(o -> x[base[i] + o]).toArray())));
    }

    static Shape remaining(Shape shape, boolean[] reduced, boolean keep) {
        return Shape.of(java.util.stream.IntStream.range(0, reduced.length).filter(i -> keep || !reduced[i])
            .mapToLong(i -> reduced[i] ? 1 : shape.dim(i)).toArray());
    }
}
