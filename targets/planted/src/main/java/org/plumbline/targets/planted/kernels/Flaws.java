package org.plumbline.targets.planted.kernels;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.plumbline.graph.DType;
import org.plumbline.graph.Shape;
import org.plumbline.targets.planted.call.Kernel;
import org.plumbline.targets.planted.call.Op;
import org.plumbline.targets.planted.call.Value;
import org.plumbline.targets.planted.numeric.Floats;
import org.plumbline.targets.planted.numeric.Rounding;
import org.plumbline.targets.planted.numeric.Whole;

/// Kernels that are wrong where no change to an honest one's call or result makes them so.
public final class Flaws {
    private Flaws() {
    }

    /// e^x / Σ e^x in the tensor's precision, the maximum not taken out.
    public static List<Value> naiveSoftmax(Op op, Kernel honest) {
        return along(op, (m, x) -> {
            double[] e = Reducing.map(x, v -> Rounding.to(op.dtype(0), m.exp(v)));
            double sum = Rounding.to(op.dtype(0), m.sum(e));
            return Reducing.map(e, v -> m.div(v, sum));
        });
    }

    /// log of the softmax, which underflows.
    public static List<Value> naiveLogSoftmax(Op op, Kernel honest) {
        return along(op, (m, x) -> {
            double max = Reducing.max(m, x);
            double[] e = Reducing.map(x, v -> Rounding.to(op.dtype(0), m.exp(m.sub(v, max))));
            double sum = m.sum(e);
            return Reducing.map(e, v -> m.log(m.div(v, sum)));
        });
    }

    private static List<Value> along(Op op, Lanewise.Map1 f) {
        return List.of(Lanewise.lanes(op, op.integer("axis", -1), f));
    }

    /// The maximum of each window and of 0 for every tap in the padding.
    public static List<Value> zeroPaddedMax(Op op, Kernel honest) {
        Value y = honest.run(op).getFirst();
        Window window = Pooling.window(op);
        int positions = Math.max(1, window.outputSize());
        boolean[] padded = new boolean[y.shape().size() == 0 ? 0 : positions];
        for (int p = 0; p < padded.length; p++) {
            padded[p] = Arrays.stream(window.seen(p)).anyMatch(s -> s == -1);
        }
        return replaced(honest.run(op), y.dtype().isReal()
            ? Value.of(y.dtype(), y.shape(), i -> pad(y.data().getDouble(i), padded[i % positions]))
            : Value.ofLongs(y.dtype(), y.shape(), i -> (long) pad(y.data().getLong(i), padded[i % positions])));
    }

    private static double pad(double v, boolean padded) {
        return padded ? Math.max(v, 0) : v;
    }

    /// The outputs with the first one replaced.
    public static List<Value> replaced(List<Value> outputs, Value first) {
        List<Value> all = new java.util.ArrayList<>(outputs);
        all.set(0, first);
        return all;
    }

    /// QuantizeLinear (one scale for all) with another way to round `q` and to take in the zero point.
    @FunctionalInterface
    public interface Quantizer {
        long apply(DType to, double q, long zero);
    }

    /// Quantises by `how`; the honest kernel takes over where each axis has a scale of its own.
    public static List<Value> quantized(Op op, Kernel honest, Quantizer how) {
        if (op.shape(1).size() != 1 || op.has(2) && !op.dtype(2).isInteger()) {
            return honest.run(op);
        }
        DType to = honest.run(op).getFirst().dtype();
        double[] x = op.doubles(0);
        double scale = op.doubles(1)[0];
        long zero = op.has(2) ? op.longs(2)[0] : 0;
        Floats m = op.floats(op.dtype(1));
        return List.of(Value.ofLongs(to, op.shape(0), i -> how.apply(to, m.div(m.r(x[i]), scale), zero)));
    }

    /// Elements along `axis` in reverse.
    public static Value flipped(Value v, int axis) {
        Shape s = v.shape();
        int inner = s.size(axis + 1, s.rank());
        int n = (int) s.dim(axis);
        return picked(v, s, i -> {
            int at = i / inner % n;
            return i + (n - 1 - 2 * at) * inner;
        });
    }

    /// The value whose element `i` is element `index(i)` of another.
    public static Value picked(Value v, Shape to, java.util.function.IntUnaryOperator index) {
        return v.dtype().isReal() ? Value.of(v.dtype(), to, i -> v.data().getDouble(index.applyAsInt(i)))
            : Value.ofLongs(v.dtype(), to, i -> v.data().getLong(index.applyAsInt(i)));
    }

    /// The real elements of a value mapped, rounded to its type.
    public static Value mapped(Value v, java.util.function.DoubleUnaryOperator f) {
        return v.dtype().isReal() ? Value.of(v.dtype(), v.shape(), i -> f.applyAsDouble(v.data().getDouble(i))) : v;
    }

    /// Integer division rounded towards −∞ where `when` holds of the divisor.
    public static List<Value> floorDivision(Op op, Kernel honest, java.util.function.LongPredicate when) {
        Value y = honest.run(op).getFirst();
        if (op.dtype(0).kind() != DType.Kind.SIGNED) {
            return List.of(y);
        }
        long[] a = op.longs(0);
        long[] b = op.longs(1);
        int[] ia = op.shape(0).broadcastIndex(y.shape());
        int[] ib = op.shape(1).broadcastIndex(y.shape());
        return List.of(Value.ofLongs(y.dtype(), y.shape(), i -> b[ib[i]] != 0 && when.test(b[ib[i]])
            ? Whole.wrap(y.dtype(), Math.floorDiv(a[ia[i]], b[ib[i]])) : y.data().getLong(i)));
    }

    /// Inputs in another order.
    public static Op permuted(Op op, int... order) {
        return op.withInputs(IntStream.of(order).<Optional<Value>>mapToObj(i -> op.inputs().get(i)).toList());
    }
}
