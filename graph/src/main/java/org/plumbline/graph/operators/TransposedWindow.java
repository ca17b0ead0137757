package org.plumbline.graph.operators;

import org.plumbline.graph.Shape;
import org.plumbline.graph.operator.Call;

/// The geometry of ConvTranspose: input position `i` reaches output position `i·stride + k·dilation − begin` through
/// tap `k`. One entry per spatial axis in every array.
record TransposedWindow(int[] input, int[] kernel, int[] stride, int[] dilation, int[] begin, int[] output)
    implements
        Geometry {

    static TransposedWindow of(Call call, Shape x, int[] kernel) {
        int n = Window.spatial(x);
        int[] input = new int[n];
        for (int i = 0; i < n; i++) {
            input[i] = Math.toIntExact(x.dim(i + 2));
        }
        TransposedWindow w = new TransposedWindow(input, kernel, Window.positive(call, "strides", n),
            Window.positive(call, "dilations", n), new int[n], new int[n]);
        w.place(call);
        return w;
    }

    private void place(Call call) {
        int n = input.length;
        String auto = Window.autoPad(call);
        int[] extra = Window.ints(call, "output_padding", n, 0);
        int[] pads = Window.ints(call, "pads", 2 * n, 0);
        boolean fixed = call.integers("output_shape").isPresent();
        int[] wanted = Window.ints(call, "output_shape", n, 0);
        for (int i = 0; i < n; i++) {
            Call.require(extra[i] >= 0 && extra[i] < Math.max(stride[i], dilation[i]),
                "output_padding " + extra[i] + " is not below stride or dilation");
            Call.require(pads[i] >= 0 && pads[n + i] >= 0, "pads are negative");
            long full = stride[i] * (input[i] - 1L) + extra[i] + (kernel[i] - 1L) * dilation[i] + 1;
            if (fixed || auto.startsWith("SAME")) {
                long size = fixed ? wanted[i] : (long) input[i] * stride[i];
                fit(i, full - size, size, auto.equals("SAME_UPPER"));
            } else {
                begin[i] = pads[i];
                output[i] = size(full - pads[i] - pads[n + i]);
            }
        }
    }

    /// Splits the total padding; a negative one, on whose split and meaning the text is silent, is undetermined.
    private void fit(int i, long total, long size, boolean upper) {
        if (total < 0) {
            throw Call.undetermined("the output is larger than the kernel can reach on spatial axis " + i);
        }
        begin[i] = Math.toIntExact(upper ? total / 2 : total - total / 2);
        output[i] = size(size);
    }

    private static int size(long size) {
        if (size < 0) {
            throw Call.undetermined("the pads exceed the output");
        }
        return Math.toIntExact(size);
    }

    @Override
    public int inside(int position, int[] source, int[] tap) {
        int count = 1;
        source[0] = 0;
        tap[0] = 0;
        int rest = position;
        int below = outputSize();
        int[] from = new int[taps()];
        int[] via = new int[from.length];
        for (int i = 0; i < input.length; i++) {
            below /= output[i];
            int at = rest / below + begin[i];
            rest %= below;
            int width = 0;
            for (int k = 0; k < kernel[i]; k++) {
                int reach = at - k * dilation[i];
                if (reach >= 0 && reach % stride[i] == 0 && reach / stride[i] < input[i]) {
                    from[width] = reach / stride[i];
                    via[width++] = k;
                }
            }
            for (int c = count - 1; c >= 0; c--) {
                int sc = source[c] * input[i];
                int tc = tap[c] * kernel[i];
                for (int k = width - 1; k >= 0; k--) {
                    source[c * width + k] = sc + from[k];
                    tap[c * width + k] = tc + via[k];
                }
            }
            count *= width;
        }
        return count;
    }
}
