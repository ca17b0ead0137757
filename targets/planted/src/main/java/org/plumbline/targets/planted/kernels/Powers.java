package org.plumbline.targets.planted.kernels;

import java.util.List;
import java.util.Map;
import org.plumbline.graph.DType;
import org.plumbline.graph.Shape;
import org.plumbline.targets.planted.call.Kernel;
import org.plumbline.targets.planted.call.Op;
import org.plumbline.targets.planted.call.Value;
import org.plumbline.targets.planted.numeric.Floats;
import org.plumbline.targets.planted.numeric.Whole;

/// Pow and conversions between types.
final class Powers {
    private Powers() {
    }

    static Map<String, Kernel> all() {
        return Map.of("Pow", Powers::pow, "Cast", op -> cast(op, DType.ofCode((int) op.integer("to", 0)).orElseThrow()),
            "CastLike", op -> cast(op, op.dtype(1)));
    }

    private static List<Value> pow(Op op) {
        Shape out = Shape.broadcast(op.shape(0), op.shape(1));
        DType t = op.dtype(0);
        int[] ia = op.shape(0).broadcastIndex(out);
        int[] ib = op.shape(1).broadcastIndex(out);
        double[] y = op.wide(1);
        if (t.isReal()) {
            Floats m = op.floats(t);
            double[] x = op.wide(0);
            return op.fused(t, out, i -> {
                double n = m.r(y[ib[i]]);
                double b = x[ia[i]];
                return op.style().alternative() && n == 2 ? m.mul(b, b) : m.pow(b, n);
            });
        }
        long[] x = op.longs(0);
        long[] whole = op.dtype(1).isReal() ? new long[0] : op.longs(1);
        return List.of(Value.ofLongs(t, out, i -> Whole.wrap(t, whole.length > 0 && whole[ib[i]] >= 0
            ? Whole.pow(x[ia[i]], whole[ib[i]]) : (long) Math.pow(x[ia[i]], y[ib[i]]))));
    }

    private static List<Value> cast(Op op, DType to) {
        DType from = op.dtype(0);
        if (to.kind() == DType.Kind.OPAQUE || from.kind() == DType.Kind.OPAQUE) {
            throw new Kernel.Unsupported("casts from " + from + " to " + to);
        }
        if (to.isReal()) {
            double[] x = op.wide(0);
            return op.fused(to, op.shape(0), i -> x[i]);
        }
        if (from.isReal()) {
            double[] x = op.doubles(0);
            return List.of(Value.ofLongs(to, op.shape(0), i -> to == DType.BOOL ? x[i] != 0 ? 1 : 0
                : Whole.saturate(to, x[i] < 0 ? Math.ceil(x[i]) : Math.floor(x[i]))));
        }
        long[] x = op.longs(0);
        return List.of(Value.ofLongs(to, op.shape(0), i -> x[i]));
    }
}
