package org.plumbline.targets.planted.kernels;

import java.util.Arrays;
import java.util.Comparator;
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
import org.plumbline.targets.planted.numeric.Whole;

/// Operators that work along one axis: Softmax to TopK.
final class Lanewise {
    private Lanewise() {
    }

    @FunctionalInterface
    interface Map1 {
        double[] apply(Floats m, double[] lane);
    }

    static Map<String, Kernel> all() {
        Map<String, Kernel> k = new TreeMap<>();
        k.put("Softmax", along(-1, (m, x) -> m.style().alternative() ? online(m, x) : threePass(m, x)));
        k.put("LogSoftmax", along(-1, Lanewise::logSoftmax));
        k.put("Hardmax", along(-1, (_, x) -> hardmax(x)));
        k.put("LpNormalization", Lanewise::lpNormalization);
        k.put("CumSum", Lanewise::cumSum);
        k.put("ArgMax", op -> arg(op, 1));
        k.put("ArgMin", op -> arg(op, -1));
        k.put("TopK", Lanewise::topK);
        return k;
    }

    private static Kernel along(long axis, Map1 f) {
        return op -> List.of(lanes(op, op.integer("axis", axis), f));
    }

    static Value lanes(Op op, long axis, Map1 f) {
        Shape shape = op.shape(0);
        boolean[] mark = Indexing.only(shape.rank(), Op.axis(axis, shape.rank()));
        int[] lane = Indexing.offsets(shape, mark);
        double[] x = op.wide(0);
        double[] y = new double[x.length];
        Floats m = op.floats(op.dtype(0));
        if (lane.length > 0) {
            for (int base : Indexing.offsets(shape, Indexing.not(mark))) {
                double[] out = f.apply(m, Indexing.at(x, base, lane));
                for (int i = 0; i < lane.length; i++) {
                    y[base + lane[i]] = out[i];
                }
            }
        }
        return Value.of(op.dtype(0), shape, i -> y[i]);
    }

    private static double[] threePass(Floats m, double[] x) {
        double max = Reducing.max(m, x);
        double[] e = Reducing.map(x, v -> m.exp(m.sub(v, max)));
        double sum = m.sum(e);
        return Reducing.map(e, v -> m.div(v, sum));
    }

    /// One pass over the input for maximum and sum together (Milakov, Gimelshein, "Online normalizer calculation for
    /// softmax", 2018).
    private static double[] online(Floats m, double[] x) {
        if (!Arrays.stream(x).allMatch(Double::isFinite)) {
            return threePass(m, x);
        }
        double max = Double.NEGATIVE_INFINITY;
        double sum = 0;
        for (double v : x) {
            double next = Math.max(max, v);
            sum = m.mulAdd(sum, max == next ? 1 : m.exp(m.sub(max, next)), m.exp(m.sub(v, next)));
            max = next;
        }
        double inverse = m.div(1, sum);
        double top = max;
        return Reducing.map(x, v -> m.mul(m.exp(m.sub(v, top)), inverse));
    }

    private static double[] logSoftmax(Floats m, double[] x) {
        double max = Reducing.max(m, x);
        double log = m.log(m.sum(Reducing.map(x, v -> m.exp(m.sub(v, max)))));
        double whole = m.add(max, log);
        return Reducing.map(x, v -> m.style().alternative() ? m.sub(v, whole) : m.sub(m.sub(v, max), log));
    }

    private static double[] hardmax(double[] x) {
        double[] y = new double[x.length];
        y[best(x.length, (i, j) -> Double.compare(x[i] + 0.0, x[j] + 0.0), false)] = 1;
        return y;
    }

    @FunctionalInterface
    private interface Order {
        int compare(int i, int j);
    }

    /// The first (or last) of the largest.
    private static int best(int n, Order order, boolean last) {
        int best = 0;
        for (int i = 1; i < n; i++) {
            int c = order.compare(i, best);
            best = c > 0 || last && c == 0 ? i : best;
        }
        return best;
    }

    private static List<Value> lpNormalization(Op op) {
        boolean one = op.integer("p", 2) == 1;
        return List.of(lanes(op, op.integer("axis", -1), (m, x) -> {
            double norm = one ? m.sum(Reducing.map(x, Math::abs)) : m.sqrt(m.dot(x, x));
            return Reducing.map(x, v -> norm == 0 && v == 0 ? 0 : m.div(v, norm));
        }));
    }

    private static List<Value> cumSum(Op op) {
        Shape shape = op.shape(0);
        DType t = op.dtype(0);
        boolean[] mark = Indexing.only(shape.rank(), Op.axis(op.longs(1)[0], shape.rank()));
        int[] lane = Indexing.offsets(shape, mark);
        boolean reverse = op.flag("reverse", false);
        boolean exclusive = op.flag("exclusive", false);
        double[] x = t.isReal() ? op.wide(0) : new double[0];
        long[] n = t.isReal() ? new long[0] : op.longs(0);
        double[] y = new double[shape.size()];
        long[] z = new long[y.length];
        Floats m = t.isReal() ? op.floats(t) : null;
        for (int base : lane.length == 0 ? new int[0] : Indexing.offsets(shape, Indexing.not(mark))) {
            double sum = 0;
            long whole = 0;
            for (int i = 0; i < lane.length; i++) {
                int at = base + lane[reverse ? lane.length - 1 - i : i];
                y[at] = sum;
                z[at] = whole;
                sum = m == null ? 0 : i == 0 ? x[at] : m.add(sum, x[at]);
                whole += m == null ? n[at] : 0;
                if (!exclusive) {
                    y[at] = sum;
                    z[at] = whole;
                }
            }
        }
        return List.of(m == null ? Value.ofLongs(t, shape, i -> z[i]) : Value.of(t, shape, i -> y[i]));
    }

    /// Order of the elements of the first input: `sign` 1 puts the largest last. NaN is the largest.
    private static Order order(Op op, int sign) {
        DType t = op.dtype(0);
        if (t.isReal()) {
            double[] x = op.doubles(0);
            return (i, j) -> sign * Double.compare(x[i] + 0.0, x[j] + 0.0);
        }
        long[] x = op.longs(0);
        return (i, j) -> sign * Whole.compare(t, x[i], x[j]);
    }

    private static List<Value> arg(Op op, int sign) {
        Shape shape = op.shape(0);
        boolean[] mark = Indexing.only(shape.rank(), Op.axis(op.integer("axis", 0), shape.rank()));
        int[] lane = Indexing.offsets(shape, mark);
        int[] base = Indexing.offsets(shape, Indexing.not(mark));
        Order order = order(op, sign);
        boolean last = op.flag("select_last_index", false);
        return List.of(Value.ofLongs(DType.INT64, Reducing.remaining(shape, mark, op.flag("keepdims", true)),
            b -> best(lane.length, (i, j) -> order.compare(base[b] + lane[i], base[b] + lane[j]), last)));
    }

    private static List<Value> topK(Op op) {
        Shape shape = op.shape(0);
        int axis = Op.axis(op.integer("axis", -1), shape.rank());
        int k = (int) op.longs(1)[0];
        boolean[] mark = Indexing.only(shape.rank(), axis);
        Shape out = shape.with(axis, k);
        int[] lane = Indexing.offsets(shape, mark);
        int[] base = Indexing.offsets(shape, Indexing.not(mark));
        int[] outLane = Indexing.offsets(out, mark);
        int[] outBase = Indexing.offsets(out, Indexing.not(mark));
        Order order = order(op, op.flag("largest", true) ? -1 : 1);
        int[] source = new int[out.size()];
        long[] index = new long[source.length];
        for (int b = 0; k > 0 && b < base.length; b++) {
            int from = base[b];
            Comparator<Integer> by = (i, j) -> order.compare(from + lane[i], from + lane[j]);
            int[] sorted = IntStream.range(0, lane.length).boxed().sorted(by).mapToInt(i -> i).toArray();
            for (int i = 0; i < k; i++) {
                source[outBase[b] + outLane[i]] = from + lane[sorted[i]];
                index[outBase[b] + outLane[i]] = sorted[i];
            }
        }
        DType t = op.dtype(0);
        double[] x = t.isReal() ? op.doubles(0) : new double[0];
        long[] n = t.isReal() ? new long[0] : op.longs(0);
        return List.of(t.isReal() ? Value.of(t, out, i -> x[source[i]]) : Value.ofLongs(t, out, i -> n[source[i]]),
            Value.ofLongs(DType.INT64, out, i -> index[i]));
    }
}
