package org.plumbline.targets.torch.djl.lowering;

import java.util.Arrays;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;
import org.plumbline.graph.Shape;

/// The geometry of a convolution or a pool, one entry per spatial axis in every array: what ONNX's attributes come to.
record Window(long[] input, long[] kernel, long[] stride, long[] dilation, long[] begin, long[] end, long[] output) {
    /// Of a node whose first input is N×C×D1×…×Dn; `ceil_mode` is read for pools only.
    static Window of(Site s, long[] kernel, boolean pool) {
        Site.require(s.rank() >= 3 && kernel.length == s.rank() - 2, "on rank " + s.rank());
        int n = kernel.length;
        long[] input = Arrays.copyOfRange(s.shape().dims(), 2, s.rank());
        long[] pads = s.integers("pads").orElse(new long[2 * n]);
        Window w = new Window(input, kernel, s.integers("strides").orElse(ones(n)),
            s.integers("dilations").orElse(ones(n)), Arrays.copyOf(pads, n), Arrays.copyOfRange(pads, n, 2 * n),
            new long[n]);
        String auto = s.text("auto_pad", "NOTSET");
        boolean ceil = pool && s.flag("ceil_mode", false);
        for (int i = 0; i < n; i++) {
            w.place(i, auto, ceil);
        }
        return w;
    }

    private static long[] ones(int n) {
        return LongStream.generate(() -> 1).limit(n).toArray();
    }

    private void place(int i, String auto, boolean ceil) {
        if (auto.startsWith("SAME")) {
            output[i] = Math.ceilDiv(input[i], stride[i]);
            long total = Math.max(0, (output[i] - 1) * stride[i] + extent(i) - input[i]);
            begin[i] = auto.equals("SAME_UPPER") ? total / 2 : total - total / 2;
            end[i] = total - begin[i];
            Site.require(!ceil, "with ceil_mode beside auto_pad");
            return;
        }
        long room = input[i] + begin[i] + end[i] - extent(i);
        Site.require(room >= 0, "with a kernel larger than the padded input");
        output[i] = (ceil ? Math.ceilDiv(room, stride[i]) : room / stride[i]) + 1;
        if (ceil && (output[i] - 1) * stride[i] >= input[i] + begin[i]) {
            output[i]--;
        }
    }

    /// The kernel's reach, dilation included.
    long extent(int i) {
        return (kernel[i] - 1) * dilation[i] + 1;
    }

    int axes() {
        return input.length;
    }

    /// Whether every axis is padded alike on both sides, by no more than `most` allows for its kernel, and the output
    /// is what rounding down gives.
    boolean isPlain(LongUnaryOperator most) {
        for (int i = 0; i < axes(); i++) {
            long room = input[i] + begin[i] + end[i] - extent(i);
            if (begin[i] != end[i] || begin[i] > most.applyAsLong(kernel[i]) || room / stride[i] + 1 != output[i]) {
                return false;
            }
        }
        return true;
    }

    /// `x` padded and cropped so that windows without padding, rounded down, give the output.
    Local fitted(Site s, Local x, String value) {
        long[] before = new long[x.rank()];
        long[] after = new long[x.rank()];
        for (int i = 0; i < axes(); i++) {
            before[i + 2] = begin[i];
            after[i + 2] = (output[i] - 1) * stride[i] + extent(i) - input[i] - begin[i];
        }
        return LongStream.concat(Arrays.stream(before), Arrays.stream(after)).allMatch(p -> p == 0) ? x
            : Joining.padded(s, x, before, after, value);
    }

    /// The output's shape.
    Shape shape(long batch, long channels) {
        return Shape.of(LongStream.concat(LongStream.of(batch, channels), Arrays.stream(output)).toArray());
    }
}
