package org.plumbline.targets.torch.djl.lowering;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.plumbline.graph.Shape;

/// Convolutions and their transposes.
final class Convolutions {
    private Convolutions() {
    }

    static Map<String, Lowering> all() {
        return Map.ofEntries(
            Map.entry("Conv", Convolutions::forward),
            Map.entry("ConvTranspose", Convolutions::transposed));
    }

    private static long[] kernel(Site s) {
        Shape w = s.in(1).shape();
        Site.require(s.rank() >= 3 && s.rank() <= 5 && w.rank() == s.rank(), "on rank " + s.rank());
        return Arrays.copyOfRange(w.dims(), 2, w.rank());
    }

    private static List<Local> forward(Site s) {
        Window w = Window.of(s, kernel(s), false);
        boolean plain = w.isPlain(k -> Long.MAX_VALUE);
        Local x = plain ? s.in(0) : w.fitted(s, s.in(0), "0");
        return s.give(s.dtype(), w.shape(s.shape().dim(0), s.in(1).dim(0)), "torch.convolution(" + x + ", " + s.in(1)
            + ", " + (s.has(2) ? s.in(2).name() : "None") + ", " + Site.list(w.stride()) + ", "
            + Site.list(plain ? w.begin() : new long[w.axes()]) + ", " + Site.list(w.dilation()) + ", False, "
            + Site.list(new long[w.axes()]) + ", " + s.integer("group", 1) + ")");
    }

    /// Everything the kernel reaches is computed; pads then crop it, output padding lengthens it, and the bias comes
    /// last, so that it reaches the added positions too.
    private static List<Local> transposed(Site s) {
        long[] kernel = kernel(s);
        int n = kernel.length;
        long[] ones = LongStream.generate(() -> 1).limit(n).toArray();
        long[] stride = s.integers("strides").orElse(ones);
        long[] dilation = s.integers("dilations").orElse(ones);
        long[] extra = s.integers("output_padding").orElse(new long[n]);
        long[] pads = s.integers("pads").orElse(new long[2 * n]);
        String auto = s.text("auto_pad", "NOTSET");
        long[] wanted = s.integers("output_shape").orElse(new long[0]);
        long groups = s.integer("group", 1);
        long channels = s.in(1).dim(1) * groups;
        long[] before = new long[n + 2];
        long[] after = new long[n + 2];
        long[] full = new long[n + 2];
        full[0] = s.shape().dim(0);
        full[1] = channels;
        for (int i = 0; i < n; i++) {
            full[i + 2] = stride[i] * (s.shape().dim(i + 2) - 1) + (kernel[i] - 1) * dilation[i] + 1;
            Site.require(s.shape().dim(i + 2) > 0, "on nothing");
            long total = pads[i] + pads[n + i];
            long first = pads[i];
            if (wanted.length > 0 || auto.startsWith("SAME")) {
                total = full[i + 2] + extra[i] - (wanted.length > 0 ? wanted[i] : s.shape().dim(i + 2) * stride[i]);
                Site.require(total >= 0, "with an output larger than the kernel reaches");
                first = auto.equals("SAME_UPPER") ? total / 2 : total - total / 2;
            }
            before[i + 2] = -first;
            after[i + 2] = extra[i] - (total - first);
        }
        Local reached = s.let(s.dtype(), Shape.of(full), "torch.convolution(" + s.in(0) + ", " + s.in(1) + ", None, "
            + Site.list(stride) + ", " + Site.list(new long[n]) + ", " + Site.list(dilation) + ", True, "
            + Site.list(new long[n]) + ", " + groups + ")");
        Local cropped = LongStream.concat(Arrays.stream(before), Arrays.stream(after)).allMatch(p -> p == 0) ? reached
            : Joining.padded(s, reached, before, after, "0");
        if (!s.has(2)) {
            return List.of(cropped);
        }
        long[] bias = LongStream.generate(() -> 1).limit(n + 1L).toArray();
        bias[0] = channels;
        return s.give(s.dtype(), cropped.shape(), "torch.add(" + cropped + ", torch.reshape(" + s.in(2) + ", "
            + Site.list(bias) + "))");
    }
}
