package org.plumbline.targets.planted.kernels;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.plumbline.graph.DType;
import org.plumbline.graph.Shape;
import org.plumbline.targets.planted.call.Kernel;
import org.plumbline.targets.planted.call.Op;
import org.plumbline.targets.planted.call.Value;
import org.plumbline.targets.planted.numeric.Floats;
import org.plumbline.targets.planted.numeric.Whole;

/// Updates written, or merged, one after the other into a copy; and Range, which also counts.
final class Scattering {
    private Scattering() {
    }

    static Map<String, Kernel> all() {
        return Map.of("ScatterElements", op -> merged(op, elements(op)), "ScatterND", op -> merged(op, slices(op)),
            "Range", Scattering::range);
    }

    /// Where each update goes.
    private static int[] elements(Op op) {
        Shape s = op.shape(0);
        int axis = Op.axis(op.integer("axis", 0), s.rank());
        int[] strides = s.strides();
        long[] index = op.longs(1);
        int[] target = new int[index.length];
        for (int k = 0; k < target.length; k++) {
            int[] at = Indexing.coordinates(op.shape(1), k);
            at[axis] = wrapped(index[k], s.dim(axis));
            for (int d = 0; d < at.length; d++) {
                target[k] += at[d] * strides[d];
            }
        }
        return target;
    }

    private static int wrapped(long index, long size) {
        if (index < -size || index >= size) {
            throw new IllegalArgumentException("index " + index + " is out of range for " + size);
        }
        return (int) (index < 0 ? index + size : index);
    }

    private static int[] slices(Op op) {
        Shape s = op.shape(0);
        int depth = (int) op.shape(1).dim(-1);
        int[] strides = s.strides();
        long[] index = op.longs(1);
        int slice = s.size(depth, s.rank());
        int[] target = new int[op.shape(2).size()];
        for (int k = 0; k < target.length; k++) {
            int tuple = k / slice * depth;
            target[k] = k % slice;
            for (int d = 0; d < depth; d++) {
                target[k] += wrapped(index[tuple + d], s.dim(d)) * strides[d];
            }
        }
        return target;
    }

    private static List<Value> merged(Op op, int[] target) {
        DType t = op.dtype(0);
        String how = op.text("reduction", "none");
        boolean backward = op.style().alternative();
        if (t.isReal()) {
            Floats m = op.floats(t);
            double[] y = op.doubles(0);
            double[] updates = op.doubles(2);
            for (int k = 0; k < target.length; k++) {
                int u = backward ? target.length - 1 - k : k;
                double a = y[target[u]];
                double b = updates[u];
                y[target[u]] = switch (how) {
                    case "add" -> m.add(a, b);
                    case "mul" -> m.mul(a, b);
                    case "max" -> Math.max(a, b);
                    case "min" -> Math.min(a, b);
                    default -> b;
                };
            }
            return List.of(Value.of(t, op.shape(0), i -> y[i]));
        }
        long[] y = op.longs(0);
        long[] updates = op.longs(2);
        for (int k = 0; k < target.length; k++) {
            int u = backward ? target.length - 1 - k : k;
            long a = y[target[u]];
            long b = updates[u];
            y[target[u]] = switch (how) {
                case "add" -> t == DType.BOOL ? a | b : Whole.wrap(t, a + b);
                case "mul" -> Whole.wrap(t, a * b);
                case "max" -> Whole.compare(t, a, b) > 0 ? a : b;
                case "min" -> Whole.compare(t, a, b) < 0 ? a : b;
                default -> b;
            };
        }
        return List.of(Value.ofLongs(t, op.shape(0), i -> y[i]));
    }

    private static List<Value> range(Op op) {
        DType t = op.dtype(0);
        if (!t.isReal()) {
            long start = op.longs(0)[0];
            long delta = op.longs(2)[0];
            long n = Math.max(0, Math.ceilDiv(op.longs(1)[0] - start, delta));
            return List.of(Value.ofLongs(t, Shape.of(n), i -> start + i * delta));
        }
        Floats m = op.floats(t);
        double start = op.doubles(0)[0];
        double delta = op.doubles(2)[0];
        int n = (int) Math.max(0, Math.ceil(m.div(m.sub(op.doubles(1)[0], start), delta)));
        double[] y = new double[n];
        Arrays.setAll(y, i -> m.style().alternative() && i > 0 ? m.add(y[i - 1], delta) : m.mulAdd(i, delta, start));
        return List.of(Value.of(t, Shape.of(n), i -> y[i]));
    }
}
