package org.plumbline.targets.planted.kernels;

import java.util.Arrays;
import org.plumbline.graph.Shape;
import org.plumbline.targets.planted.call.Op;

/// What every output position of a convolution or a pool sees, axis by axis: `source[axis][output][tap]` is an input
/// coordinate, or −1 in the padding, or −2 beyond it (where `ceil_mode` reaches).
final class Window {
    private static final int PADDING = -1;
    private static final int BEYOND = -2;

    private final int[] input;
    private final int[] kernel;
    private final int[] output;
    private final int[][][] source;

    private Window(int[] input, int[] kernel) {
        this.input = input;
        this.kernel = kernel;
        this.output = new int[input.length];
        this.source = new int[input.length][][];
    }

    private static int[] spatial(Shape s) {
        return Arrays.stream(s.dims()).skip(2).mapToInt(d -> (int) d).toArray();
    }

    private static int attribute(Op op, String name, int axis, int otherwise) {
        return op.integers(name).map(v -> (int) v[axis]).orElse(otherwise);
    }

    /// For Conv and pools.
    static Window forward(Op op, Shape x, int[] kernel) {
        Window w = new Window(spatial(x), kernel);
        int n = w.input.length;
        String auto = op.text("auto_pad", "NOTSET");
        for (int a = 0; a < n; a++) {
            int stride = attribute(op, "strides", a, 1);
            int dilation = attribute(op, "dilations", a, 1);
            int reach = (kernel[a] - 1) * dilation + 1;
            int begin = 0;
            int end = 0;
            if (auto.startsWith("SAME")) {
                int out = Math.ceilDiv(w.input[a], stride);
                int total = Math.max(0, (out - 1) * stride + reach - w.input[a]);
                begin = auto.equals("SAME_UPPER") ? total / 2 : total - total / 2;
                end = total - begin;
            } else if (auto.equals("NOTSET")) {
                begin = attribute(op, "pads", a, 0);
                end = attribute(op, "pads", n + a, 0);
            }
            int room = w.input[a] + begin + end - reach;
            boolean ceil = op.flag("ceil_mode", false) && auto.equals("NOTSET");
            int out = (ceil ? Math.ceilDiv(room, stride) : Math.floorDiv(room, stride)) + 1;
            if (ceil && (out - 1) * stride >= w.input[a] + begin) {
                out--;
            }
            w.axis(a, out, begin, stride, dilation, end);
        }
        return w;
    }

    private void axis(int a, int out, int begin, int stride, int dilation, int end) {
        output[a] = Math.max(0, out);
        source[a] = new int[output[a]][kernel[a]];
        for (int o = 0; o < output[a]; o++) {
            for (int k = 0; k < kernel[a]; k++) {
                int at = o * stride - begin + k * dilation;
                source[a][o][k] = at >= 0 && at < input[a] ? at : at < input[a] + end ? PADDING : BEYOND;
            }
        }
    }

    /// For ConvTranspose: through which taps which input reaches an output.
    static Window backward(Op op, Shape x, int[] kernel) {
        Window w = new Window(spatial(x), kernel);
        int n = w.input.length;
        String auto = op.text("auto_pad", "NOTSET");
        for (int a = 0; a < n; a++) {
            int stride = attribute(op, "strides", a, 1);
            int dilation = attribute(op, "dilations", a, 1);
            int full = stride * (w.input[a] - 1) + attribute(op, "output_padding", a, 0) + (kernel[a] - 1) * dilation
                + 1;
            int begin = attribute(op, "pads", a, 0);
            int size = full - begin - attribute(op, "pads", n + a, 0);
            if (op.integers("output_shape").isPresent() || auto.startsWith("SAME")) {
                size = attribute(op, "output_shape", a, w.input[a] * stride);
                int total = Math.max(0, full - size);
                begin = auto.equals("SAME_UPPER") ? total / 2 : total - total / 2;
            }
            w.output[a] = Math.max(0, size);
            w.source[a] = new int[w.output[a]][kernel[a]];
            for (int o = 0; o < w.output[a]; o++) {
                for (int k = 0; k < kernel[a]; k++) {
                    int at = o + begin - k * dilation;
                    boolean hit = at >= 0 && at % stride == 0 && at / stride < w.input[a];
                    w.source[a][o][k] = hit ? at / stride : PADDING;
                }
            }
        }
        return w;
    }

    int[] input() {
        return input;
    }

    int taps() {
        return Indexing.product(kernel);
    }

    int inputSize() {
        return Indexing.product(input);
    }

    int outputSize() {
        return Indexing.product(output);
    }

    Shape shape(long batch, long channels) {
        long[] dims = new long[output.length + 2];
        dims[0] = batch;
        dims[1] = channels;
        for (int i = 0; i < output.length; i++) {
            dims[i + 2] = output[i];
        }
        return Shape.of(dims);
    }

    /// For each tap, in row-major order, the input position that output `position` sees: −1 in the padding, −2 beyond.
    int[] seen(int position) {
        int[] seen = new int[taps()];
        for (int t = 0; t < seen.length; t++) {
            int at = 0;
            int p = position;
            int tap = t;
            int worst = 0;
            int stride = 1;
            for (int a = output.length - 1; a >= 0; a--) {
                int s = source[a][p % output[a]][tap % kernel[a]];
                p /= output[a];
                tap /= kernel[a];
                worst = Math.min(worst, s);
                at += s * stride;
                stride *= input[a];
            }
            seen[t] = worst < 0 ? worst : at;
        }
        return seen;
    }
}
