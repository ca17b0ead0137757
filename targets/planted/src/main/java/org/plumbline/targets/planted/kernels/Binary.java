package org.plumbline.targets.planted.kernels;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.plumbline.graph.DType;
import org.plumbline.graph.Shape;
import org.plumbline.targets.planted.call.Kernel;
import org.plumbline.targets.planted.call.Op;
import org.plumbline.targets.planted.call.Value;
import org.plumbline.targets.planted.numeric.Floats;
import org.plumbline.targets.planted.numeric.Whole;

/// Operators of two or more operands under NumPy's broadcasting.
final class Binary {
    private Binary() {
    }

    @FunctionalInterface
    private interface Reals {
        double apply(Floats m, double a, double b);
    }

    @FunctionalInterface
    private interface Wholes {
        long apply(DType dtype, long a, long b);
    }

    @FunctionalInterface
    private interface Order {
        boolean holds(int order);
    }

    static Map<String, Kernel> all() {
        Map<String, Kernel> k = new TreeMap<>();
        k.put("Add", two(Floats::add, (_, a, b) -> a + b));
        k.put("Sub", two(Floats::sub, (_, a, b) -> a - b));
        k.put("Mul", two(Floats::mul, (_, a, b) -> a * b));
        k.put("Div", two(Floats::div, Whole::divide));
        k.put("Mod", op -> op.flag("fmod", false) ? two((_, a, b) -> a % b, Binary::remainder).run(op)
            : two((_, a, b) -> a % b, Binary::floorMod).run(op));
        k.put("And", two((_, a, _) -> a, (_, a, b) -> a & b));
        k.put("Or", two((_, a, _) -> a, (_, a, b) -> a | b));
        k.put("Xor", two((_, a, _) -> a, (_, a, b) -> a ^ b));
        k.put("BitwiseAnd", k.get("And"));
        k.put("BitwiseOr", k.get("Or"));
        k.put("BitwiseXor", k.get("Xor"));
        k.put("BitShift", op -> two((_, a, _) -> a,
            (t, a, b) -> Long.compareUnsigned(b, t.bits()) >= 0 ? 0
                : op.text("direction", "").equals("LEFT") ? a << b : a >>> b).run(op));
        k.put("Equal", compare(o -> o == 0));
        k.put("Less", compare(o -> o < 0));
        k.put("LessOrEqual", compare(o -> o <= 0));
        k.put("Greater", compare(o -> o > 0));
        k.put("GreaterOrEqual", compare(o -> o >= 0));
        k.put("Max", many((m, a, b) -> m.style().alternative() ? Math.max(a, b) : a > b ? a : b,
            (t, a, b) -> Whole.compare(t, a, b) > 0 ? a : b));
        k.put("Min", many((m, a, b) -> m.style().alternative() ? Math.min(a, b) : a < b ? a : b,
            (t, a, b) -> Whole.compare(t, a, b) < 0 ? a : b));
        k.put("Sum", op -> summed(op, false));
        k.put("Mean", op -> summed(op, true));
        k.put("Where", Binary::where);
        return k;
    }

    private static long remainder(DType t, long a, long b) {
        return b == 0 ? 0 : t == DType.UINT64 ? Long.remainderUnsigned(a, b) : a % b;
    }

    private static long floorMod(DType t, long a, long b) {
        return b == 0 ? 0 : t == DType.UINT64 ? Long.remainderUnsigned(a, b) : Math.floorMod(a, b);
    }

    private static Shape shape(Op op) {
        Shape[] shapes = new Shape[op.inputs().size()];
        for (int i = 0; i < shapes.length; i++) {
            shapes[i] = op.shape(i);
        }
        return Shape.broadcast(shapes);
    }

    private static Kernel two(Reals real, Wholes whole) {
        return op -> {
            Shape out = shape(op);
            DType t = op.dtype(0);
            int[] ia = op.shape(0).broadcastIndex(out);
            int[] ib = op.shape(1).broadcastIndex(out);
            if (t.isReal()) {
                Floats m = op.floats(t);
                double[] a = op.wide(0);
                double[] b = op.wide(1);
                return op.fused(t, out, i -> real.apply(m, a[ia[i]], b[ib[i]]));
            }
            long[] a = op.longs(0);
            long[] b = op.longs(1);
            return List.of(Value.ofLongs(t, out, i -> Whole.wrap(t, whole.apply(t, a[ia[i]], b[ib[i]]))));
        };
    }

    private static Kernel compare(Order order) {
        return op -> {
            Shape out = shape(op);
            DType t = op.dtype(0);
            int[] ia = op.shape(0).broadcastIndex(out);
            int[] ib = op.shape(1).broadcastIndex(out);
            if (t.isReal()) {
                double[] a = op.wide(0);
                double[] b = op.wide(1);
                return List.of(Value.ofLongs(DType.BOOL, out, i -> {
                    double x = a[ia[i]];
                    double y = b[ib[i]];
                    boolean unordered = Double.isNaN(x) || Double.isNaN(y);
                    return !unordered && order.holds(x < y ? -1 : x > y ? 1 : 0) ? 1 : 0;
                }));
            }
            long[] a = op.longs(0);
            long[] b = op.longs(1);
            return List.of(Value.ofLongs(DType.BOOL, out,
                i -> order.holds(Whole.compare(t, a[ia[i]], b[ib[i]])) ? 1 : 0));
        };
    }

    /// Folds two operands at a time, from the left.
    private static Kernel many(Reals real, Wholes whole) {
        return op -> {
            Value result = op.in(0);
            for (int i = 1; i < op.inputs().size(); i++) {
                result = two(real, whole).run(op.withInputs(List.of(java.util.Optional.of(result),
                    op.inputs().get(i)))).getFirst();
            }
            return List.of(result);
        };
    }

    private static List<Value> summed(Op op, boolean mean) {
        int n = op.inputs().size();
        if (n == 1) {
            return List.of(op.in(0));
        }
        Shape out = shape(op);
        Floats m = op.floats(op.dtype(0));
        double[][] x = new double[n][];
        int[][] at = new int[n][];
        for (int k = 0; k < n; k++) {
            x[k] = op.wide(k);
            at[k] = op.shape(k).broadcastIndex(out);
        }
        return op.fused(op.dtype(0), out, i -> {
            double[] terms = new double[n];
            for (int k = 0; k < n; k++) {
                terms[k] = x[k][at[k][i]];
            }
            return mean ? m.over(m.sum(terms), n) : m.sum(terms);
        });
    }

    private static List<Value> where(Op op) {
        Shape out = shape(op);
        DType t = op.dtype(1);
        long[] c = op.longs(0);
        int[] ic = op.shape(0).broadcastIndex(out);
        int[] ix = op.shape(1).broadcastIndex(out);
        int[] iy = op.shape(2).broadcastIndex(out);
        if (t.isReal()) {
            double[] x = op.wide(1);
            double[] y = op.wide(2);
            return op.fused(t, out, i -> c[ic[i]] != 0 ? x[ix[i]] : y[iy[i]]);
        }
        long[] x = op.longs(1);
        long[] y = op.longs(2);
        return List.of(Value.ofLongs(t, out, i -> c[ic[i]] != 0 ? x[ix[i]] : y[iy[i]]));
    }
}
