package org.plumbline.graph.operators;

import org.plumbline.graph.Shape;
import org.plumbline.graph.operator.Call;

/// The geometry of a sliding window: which input positions each output position of a convolution or a pool sees.
/// One entry per spatial axis in every array; pads are never negative.
///
/// Undetermined, because the text is silent or contradicts itself: a kernel larger than the padded input; a last window
/// that `ceil_mode` lets start behind the input, before the text that says to ignore it; `ceil_mode`
/// beside `auto_pad` where the text and ONNX's own shape inference differ; pools with SAME pads whose formula gives
/// negative pads (a stride larger than the kernel), which shape inference takes as 0.
record Window(int[] input, int[] kernel, int[] stride, int[] dilation, int[] begin, int[] end, int[] output)
    implements
        Geometry {

    /// The opset since which MaxPool and AveragePool say that a window that would start behind the input is ignored.
    static final int SAYS = 22;

    /// What becomes of a window at the end that would start behind the input, as `ceil_mode` gives it: the formula of
    /// the output's size counts it, implementations leave it out; where the text does not decide, the size is open.
    enum Last {
        /// Not a pool, without `ceil_mode`.
        NEVER,
        IGNORED,
        OPEN
    }

    /// The window of a call whose first input is `x`, N×C×D1×…×Dn; `ceil_mode` is read for pools only.
    static Window of(Call call, Shape x, int[] kernel, Last last) {
        int n = spatial(x);
        Call.require(kernel.length == n, "kernel_shape has " + kernel.length + " values for " + n + " spatial axes");
        int[] input = new int[n];
        for (int i = 0; i < n; i++) {
            input[i] = Math.toIntExact(x.dim(i + 2));
            Call.require(kernel[i] >= 1, "kernel_shape holds " + kernel[i]);
        }
        int[] stride = positive(call, "strides", n);
        int[] dilation = positive(call, "dilations", n);
        int[] begin = new int[n];
        int[] end = new int[n];
        int[] output = new int[n];
        Window w = new Window(input, kernel, stride, dilation, begin, end, output);
        w.place(call, last != Last.NEVER && call.flag("ceil_mode", false), last);
        return w;
    }

    /// Number of spatial axes of `x`; breaks the call when there is none.
    static int spatial(Shape x) {
        Call.require(x.rank() >= 3, "input " + x + " has no spatial axis");
        return x.rank() - 2;
    }

    static int[] positive(Call call, String name, int n) {
        int[] v = ints(call, name, n, 1);
        for (int e : v) {
            Call.require(e >= 1, name + " holds " + e);
        }
        return v;
    }

    /// An attribute of `n` ints that defaults to `otherwise` everywhere.
    static int[] ints(Call call, String name, int n, int otherwise) {
        int[] v = new int[n];
        long[] given = call.integers(name).orElse(null);
        Call.require(given == null || given.length == n, name + " does not have " + n + " values");
        for (int i = 0; i < n; i++) {
            v[i] = given == null ? otherwise : narrow(given[i], name);
        }
        return v;
    }

    static int narrow(long v, String name) {
        Call.require(Math.abs(v) < 1L << 28, name + " holds " + v);
        return (int) v;
    }

    private void place(Call call, boolean ceil, Last last) {
        int n = input.length;
        String auto = autoPad(call);
        if (auto.equals("NOTSET")) {
            int[] pads = ints(call, "pads", 2 * n, 0);
            for (int i = 0; i < n; i++) {
                Call.require(pads[i] >= 0 && pads[n + i] >= 0, "pads are negative");
                begin[i] = pads[i];
                end[i] = pads[n + i];
            }
        }
        for (int i = 0; i < n; i++) {
            switch (auto) {
                case "NOTSET" -> output[i] = explicit(i, ceil, last);
                case "VALID" -> output[i] = unlessRoundingMatters(i, explicit(i, false, last), ceil);
                default -> same(i, auto.equals("SAME_UPPER"), ceil, last != Last.NEVER);
            }
        }
    }

    /// The mode; breaks the call when pads are given beside it, as the text forbids.
    static String autoPad(Call call) {
        String auto = call.text("auto_pad", "NOTSET");
        Call.require(auto.equals("NOTSET") || auto.equals("VALID") || auto.equals("SAME_UPPER")
            || auto.equals("SAME_LOWER"), "auto_pad is " + auto);
        Call.require(auto.equals("NOTSET") || call.integers("pads").isEmpty(),
            "pads are given beside auto_pad " + auto);
        return auto;
    }

    /// Output size under the pads; with `ceil`, a window that would start in the padding at the end is left out where the
    /// text says so.
    private int explicit(int i, boolean ceil, Last last) {
        long room = (long) input[i] + begin[i] + end[i] - extent(i);
        if (room < 0) {
            throw Call.undetermined("the kernel exceeds the padded input on spatial axis " + i);
        }
        long size = (ceil ? Math.ceilDiv(room, stride[i]) : room / stride[i]) + 1;
        if (ceil && (size - 1) * stride[i] >= (long) input[i] + begin[i]) {
            if (last != Last.IGNORED) {
                throw Call.undetermined("whether ceil_mode counts a window behind spatial axis " + i);
            }
            size--;
        }
        return Math.toIntExact(size);
    }

    private void same(int i, boolean upper, boolean ceil, boolean pool) {
        output[i] = Math.ceilDiv(input[i], stride[i]);
        long wanted = (output[i] - 1L) * stride[i] + extent(i) - input[i];
        if (wanted < 0 && pool) {
            throw Call.undetermined("auto_pad needs negative pads");
        }
        int total = (int) Math.max(0, wanted);
        begin[i] = upper ? total / 2 : total - total / 2;
        end[i] = total - begin[i];
        unlessRoundingMatters(i, output[i], ceil);
    }

    /// ONNX's shape inference applies `ceil_mode` after `auto_pad`, the text does not.
    private int unlessRoundingMatters(int i, int size, boolean ceil) {
        long room = (long) input[i] + begin[i] + end[i] - extent(i);
        if (ceil && Math.ceilDiv(room, stride[i]) + 1 != size) {
            throw Call.undetermined("ceil_mode beside auto_pad");
        }
        return size;
    }

    /// The kernel's reach along an axis, dilation included.
    long extent(int i) {
        return (kernel[i] - 1L) * dilation[i] + 1;
    }

    @Override
    public int inside(int position, int[] source, int[] tap) {
        int count = 1;
        source[0] = 0;
        tap[0] = 0;
        int rest = position;
        int below = outputSize();
        int[] s = source;
        for (int i = 0; i < input.length; i++) {
            below /= output[i];
            int start = rest / below * stride[i] - begin[i];
            rest %= below;
            int first = start >= 0 ? 0 : Math.ceilDiv(-start, dilation[i]);
            int last = Math.min(kernel[i] - 1, Math.floorDiv(input[i] - 1 - start, dilation[i]));
            int width = Math.max(0, last - first + 1);
            // Backwards and in place: prefix c grows into entries c·width …, which lie at or behind it.
            for (int c = count - 1; c >= 0; c--) {
                int sc = s[c] * input[i] + start;
                int tc = tap[c] * kernel[i];
                for (int k = width - 1; k >= 0; k--) {
                    s[c * width + k] = sc + (first + k) * dilation[i];
                    tap[c * width + k] = tc + first + k;
                }
            }
            count *= width;
        }
        return count;
    }

    /// How many taps of an output position lie inside the input or its padding (not beyond, as `ceil_mode` allows).
    int insidePadded(int position) {
        int count = 1;
        int rest = position;
        int below = outputSize();
        for (int i = 0; i < input.length; i++) {
            below /= output[i];
            int start = rest / below * stride[i];
            rest %= below;
            int last = Math.min(kernel[i] - 1, (begin[i] + input[i] + end[i] - 1 - start) / dilation[i]);
            count *= last + 1;
        }
        return count;
    }
}
