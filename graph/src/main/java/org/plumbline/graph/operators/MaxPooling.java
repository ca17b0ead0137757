package org.plumbline.graph.operators;

import java.util.List;
import java.util.Optional;
import org.plumbline.graph.DType;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.bound.Enclosure.Integers;
import org.plumbline.graph.bound.Enclosure.Reals;
import org.plumbline.graph.bound.Interval;
import org.plumbline.graph.operator.Call;
import org.plumbline.graph.operator.Operator;

/// ONNX operator MaxPool (12, 22): the largest element of each window, padding aside, and on request where it stood.
final class MaxPooling {
    private MaxPooling() {
    }

    static List<Operator> all() {
        return List.of(Operator.of("MaxPool", 12, MaxPooling::maxPool, PoolingRules::maxPool).weighing(4)
            .silentOn("windows that hold NaN or nothing but padding; the index among equal elements"));
    }

    private static List<Enclosure> maxPool(Call call) {
        PoolWindow windows = PoolWindow.of(call, call.shape(0), call.opset() >= Window.SAYS);
        int[] where = new int[call.outputs() > 1 ? windows.shape().size() : 0];
        Enclosure values = call.in(0) instanceof Integers n ? whole(n, windows, where)
            : real(call.reals(0), windows, where);
        return call.outputs() > 1 ? List.of(values, indices(call, windows, where)) : List.of(values);
    }

    private static Enclosure real(Reals x, PoolWindow windows, int[] where) {
        Canvas out = new Canvas(x.dtype(), windows.shape());
        windows.walk((at, base, source, count) -> {
            out.set(at, max(x, base, source, count));
            if (where.length > 0) {
                where[at] = largest(x, base, source, count);
            }
        });
        return out.done();
    }

    /// The maximum; with NaN among the elements a running comparison may lose any of them.
    private static Interval max(Reals x, int base, int[] source, int count) {
        double lo = Double.NEGATIVE_INFINITY;
        double hi = Double.NEGATIVE_INFINITY;
        boolean nan = count == 0;
        for (int j = 0; j < count; j++) {
            int i = base + source[j];
            nan |= x.nan()[i];
            lo = Math.max(lo, x.lo()[i]);
            hi = Math.max(hi, x.hi()[i]);
        }
        return nan ? Interval.ANY : new Interval(lo, hi, false);
    }

    /// Where the maximum stands in the plane, or −1 where that is not certain.
    private static int largest(Reals x, int base, int[] source, int count) {
        int best = -1;
        for (int j = 0; j < count; j++) {
            if (x.nan()[base + source[j]]) {
                return -1;
            }
            best = best < 0 || x.lo()[base + source[j]] > x.lo()[base + source[best]] ? j : best;
        }
        for (int j = 0; j < count; j++) {
            if (j != best && x.hi()[base + source[j]] >= x.lo()[base + source[best]]) {
                return -1;
            }
        }
        return best < 0 ? -1 : source[best];
    }

    private static Enclosure whole(Integers x, PoolWindow windows, int[] where) {
        Call.require(x.dtype() == DType.INT8 || x.dtype() == DType.UINT8, "input is " + x.dtype());
        long[] value = new long[windows.shape().size()];
        boolean[] unknown = new boolean[value.length];
        windows.walk((at, base, source, count) -> {
            int best = -1;
            boolean tie = false;
            for (int j = 0; j < count; j++) {
                int i = base + source[j];
                unknown[at] |= x.unknown()[i];
                tie = best < 0 || x.value()[i] > value[at] ? false : tie || x.value()[i] == value[at];
                if (best < 0 || x.value()[i] > value[at]) {
                    best = source[j];
                    value[at] = x.value()[i];
                }
            }
            unknown[at] |= best < 0;
            if (where.length > 0) {
                where[at] = tie || unknown[at] ? -1 : best;
            }
        });
        return new Integers(x.dtype(), windows.shape(), value, unknown);
    }

    /// Positions in the plane as indices into the whole tensor; `storage_order` 1 walks each plane column by column
    /// (the first spatial axis fastest), the planes stay in order, as in ONNX's reference implementation.
    private static Integers indices(Call call, PoolWindow windows, int[] where) {
        Window window = windows.window();
        long order = call.integer("storage_order", 0);
        Call.require(order == 0 || order == 1, "storage_order is " + order);
        int positions = Math.max(1, window.outputSize());
        return Integers.of(DType.INT64, windows.shape(), i -> where[i] < 0 ? Optional.empty() : Optional.of(
            (long) (i / positions) * window.inputSize() + (order == 0 ? where[i] : columnMajor(window, where[i]))));
    }

    private static int columnMajor(Window window, int position) {
        int rest = position;
        int below = window.inputSize();
        int index = 0;
        int stride = 1;
        for (int d : window.input()) {
            below /= d;
            index += rest / below * stride;
            rest %= below;
            stride *= d;
        }
        return index;
    }
}
