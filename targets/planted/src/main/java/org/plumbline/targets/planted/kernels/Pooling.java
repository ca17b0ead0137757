package org.plumbline.targets.planted.kernels;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.plumbline.graph.DType;
import org.plumbline.graph.Shape;
import org.plumbline.targets.planted.call.Kernel;
import org.plumbline.targets.planted.call.Op;
import org.plumbline.targets.planted.call.Value;
import org.plumbline.targets.planted.numeric.Floats;

/// Pools, local and global.
final class Pooling {
    private Pooling() {
    }

    static Map<String, Kernel> all() {
        Map<String, Kernel> k = new TreeMap<>();
        k.put("AveragePool", Pooling::average);
        k.put("LpPool", op -> {
            double p = op.integer("p", 2);
            return List.of(pooled(op, (m, _, x) -> norm(m, x, p)));
        });
        k.put("MaxPool", Pooling::max);
        k.put("GlobalAveragePool", op -> global(op, (m, _, x) -> m.over(m.sum(x), x.length)));
        k.put("GlobalMaxPool", op -> global(op, (m, _, x) -> Reducing.max(m, x)));
        k.put("GlobalLpPool", op -> {
            double p = op.integer("p", 2);
            return global(op, (m, _, x) -> norm(m, x, p));
        });
        return k;
    }

    /// Pools the elements that a window sees; `seen` has an entry for every tap.
    @FunctionalInterface
    private interface Pool {
        double apply(Floats m, int[] seen, double[] x);
    }

    static double norm(Floats m, double[] x, double p) {
        if (p == 1) {
            return m.sum(Reducing.map(x, Math::abs));
        }
        return p == 2 ? m.sqrt(m.dot(x, x)) : m.pow(m.sum(Reducing.map(x, v -> m.pow(Math.abs(v), p))), m.div(1, p));
    }

    static Window window(Op op) {
        return Window.forward(op, op.shape(0),
            Arrays.stream(op.integers("kernel_shape").orElseThrow()).mapToInt(d -> (int) d).toArray());
    }

    private static Value pooled(Op op, Pool pool) {
        Window window = window(op);
        Shape out = window.shape(op.shape(0).dim(0), op.shape(0).dim(1));
        double[] x = op.wide(0);
        int positions = Math.max(1, window.outputSize());
        Floats m = op.floats(op.dtype(0));
        return Value.of(op.dtype(0), out, i -> {
            int[] seen = window.seen(i % positions);
            int base = i / positions * window.inputSize();
            return pool.apply(m, seen, Arrays.stream(seen).filter(s -> s >= 0).mapToDouble(s -> x[base + s]).toArray());
        });
    }

    private static List<Value> average(Op op) {
        boolean pads = op.flag("count_include_pad", false);
        return List.of(pooled(op, (m, seen, x) -> m.over(m.sum(x),
            pads ? Arrays.stream(seen).filter(s -> s >= -1).count() : x.length)));
    }

    private static List<Value> max(Op op) {
        Window window = window(op);
        DType t = op.dtype(0);
        Shape out = window.shape(op.shape(0).dim(0), op.shape(0).dim(1));
        double[] x = op.wide(0);
        int positions = Math.max(1, window.outputSize());
        int[] where = new int[out.size()];
        for (int i = 0; i < where.length; i++) {
            int base = i / positions * window.inputSize();
            where[i] = -1;
            for (int s : window.seen(i % positions)) {
                where[i] = s >= 0 && (where[i] < 0 || x[base + s] > x[base + where[i]]) ? s : where[i];
            }
        }
        Value values = Value.of(t, out, i -> where[i] < 0 ? t.isReal() ? Double.NEGATIVE_INFINITY : t.minValue()
            : x[i / positions * window.inputSize() + where[i]]);
        boolean columns = op.integer("storage_order", 0) == 1;
        return List.of(values, Value.ofLongs(DType.INT64, out, i -> (long) (i / positions) * window.inputSize()
            + (columns ? byColumns(window.input(), where[i]) : where[i])));
    }

    /// The same place counted with the first spatial axis fastest.
    private static int byColumns(int[] sizes, int row) {
        int[] at = new int[sizes.length];
        int rest = row;
        for (int d = sizes.length - 1; d >= 0; d--) {
            at[d] = rest % sizes[d];
            rest /= sizes[d];
        }
        int index = 0;
        for (int d = sizes.length - 1; d >= 0; d--) {
            index = index * sizes[d] + at[d];
        }
        return index;
    }

    private static List<Value> global(Op op, Pool pool) {
        Shape s = op.shape(0);
        boolean[] reduced = new boolean[s.rank()];
        Arrays.fill(reduced, 2, reduced.length, true);
        int[] lane = Indexing.offsets(s, reduced);
        int[] base = Indexing.offsets(s, Indexing.not(reduced));
        double[] x = op.wide(0);
        Floats m = op.floats(op.dtype(0));
        return List.of(Value.of(op.dtype(0), Reducing.remaining(s, reduced, true),
            i -> pool.apply(m, lane, Indexing.at(x, base[i], lane))));
    }
}
