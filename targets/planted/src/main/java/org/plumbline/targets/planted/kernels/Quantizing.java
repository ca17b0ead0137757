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

/// To integers by scale and zero point, and back.
final class Quantizing {
    private Quantizing() {
    }

    static Map<String, Kernel> all() {
        return Map.of("QuantizeLinear", Quantizing::quantize, "DequantizeLinear", Quantizing::dequantize,
            "DynamicQuantizeLinear", Quantizing::dynamic);
    }

    /// saturate(round(sum · factor / scale) + zero).
    static long scaled(Floats m, int sum, double factor, double scale, long zero, DType to) {
        double y = m.mul(m.r(sum), m.div(factor, scale));
        return Whole.saturate(to, Math.rint(y) + zero);
    }

    /// For each element the index of its scale.
    private static int[] scaleAt(Op op) {
        Shape x = op.shape(0);
        Shape scale = op.shape(1);
        int[] strides = new int[x.rank()];
        long block = op.integer("block_size", 0);
        if (scale.size() == 1 && scale.rank() <= 1 && block == 0) {
            return x.index(0, strides);
        }
        int axis = Op.axis(op.integer("axis", 1), x.rank());
        int[] index = new int[x.size()];
        int[] steps = scale.strides();
        for (int i = 0; i < index.length; i++) {
            int[] at = Indexing.coordinates(x, i);
            if (block == 0) {
                index[i] = at[axis];
                continue;
            }
            at[axis] /= (int) block;
            for (int d = 0; d < at.length; d++) {
                index[i] += at[d] * steps[d];
            }
        }
        return index;
    }

    private static List<Value> quantize(Op op) {
        DType to = op.has(2) ? op.dtype(2)
            : DType.ofCode((int) op.integer("output_dtype", 0)).orElse(DType.UINT8);
        if (!to.isInteger()) {
            throw new Kernel.Unsupported("QuantizeLinear to " + to);
        }
        int[] at = scaleAt(op);
        double[] x = op.doubles(0);
        double[] scale = op.doubles(1);
        long[] zero = op.has(2) ? op.longs(2) : new long[scale.length];
        Floats m = op.floats(op.dtype(1).isReal() ? op.dtype(1) : DType.FLOAT);
        return List.of(Value.ofLongs(to, op.shape(0), i -> {
            double inverse = m.div(1, scale[at[i]]);
            boolean usable = m.style().alternative() && Math.abs(inverse) < 1e30 && Math.abs(inverse) > 1e-30;
            double q = usable ? m.mul(m.r(x[i]), inverse) : m.div(m.r(x[i]), scale[at[i]]);
            return Whole.saturate(to, Math.rint(q) + zero[at[i]]);
        }));
    }

    private static List<Value> dequantize(Op op) {
        if (!op.dtype(0).isInteger()) {
            throw new Kernel.Unsupported("DequantizeLinear from " + op.dtype(0));
        }
        int[] at = scaleAt(op);
        long[] x = op.longs(0);
        double[] scale = op.doubles(1);
        long[] zero = op.has(2) ? op.longs(2) : new long[scale.length];
        Floats m = op.floats(op.dtype(1));
        return op.fused(op.dtype(1), op.shape(0), i -> m.mul(m.r(x[i] - zero[at[i]]), scale[at[i]]));
    }

    private static List<Value> dynamic(Op op) {
        double[] x = op.doubles(0);
        Floats m = op.floats(DType.FLOAT);
        double max = Math.max(0, Reducing.max(m, x));
        double min = Math.min(0, Arrays.stream(x).reduce(Double.POSITIVE_INFINITY, Math::min));
        double span = m.div(m.sub(max, min), 255);
        double scale = span == 0 ? 1 : span;
        long zero = Whole.saturate(DType.UINT8, Math.rint(m.div(-min, scale)));
        return List.of(
            Value.ofLongs(DType.UINT8, op.shape(0),
                i -> Whole.saturate(DType.UINT8, Math.rint(m.div(x[i], scale)) + zero)),
            Value.of(DType.FLOAT, Shape.SCALAR, _ -> scale), Value.ofLongs(DType.UINT8, Shape.SCALAR, _ -> zero));
    }
}
