package org.plumbline.targets.torch.djl.lowering;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.plumbline.graph.DType;
import org.plumbline.graph.Shape;

/// Integers with a scale, written out in real arithmetic: PyTorch's own quantised tensors know too few types.
final class Quantization {
    private Quantization() {
    }

    static Map<String, Lowering> all() {
        return Map.ofEntries(
            Map.entry("ConvInteger", Quantization::convolution),
            Map.entry("DequantizeLinear", Quantization::dequantize),
            Map.entry("QuantizeLinear", Quantization::quantize));
    }

    /// A scale or a zero point, shaped so that it broadcasts to the first input.
    private static String along(Site s, Local x) {
        Site.require(s.integer("block_size", 0) == 0, "by blocks");
        if (x.rank() == 0 || x.rank() == 1 && x.dim(0) == 1) {
            return "torch.reshape(" + x + ", annotate(List[int], []))";
        }
        Site.require(x.rank() == 1, "with a scale of rank " + x.rank());
        long[] dims = new long[s.rank()];
        Arrays.fill(dims, 1);
        dims[s.axis(s.integer("axis", 1))] = x.dim(0);
        return "torch.reshape(" + x + ", " + Site.list(dims) + ")";
    }

    private static List<Local> dequantize(Site s) {
        s.computes();
        DType to = s.in(1).dtype();
        Local wide = s.to(DType.INT64, s.in(0));
        String steps = s.has(2) ? "torch.sub(" + wide + ", " + along(s, s.to(DType.INT64, s.in(2))) + ")" : wide.name();
        return s.give(to, s.shape(), "torch.mul(torch.to(" + steps + ", " + Script.code(to) + "), " + along(s, s.in(1))
            + ")");
    }

    /// The sum with the zero point is formed in double, where no quotient of the type's range is rounded again.
    private static List<Local> quantize(Site s) {
        s.computes();
        DType stated = DType.ofCode((int) s.integer("output_dtype", 0)).orElse(DType.UINT8);
        DType to = s.has(2) ? s.in(2).dtype() : stated;
        Site.require(List.of(DType.UINT8, DType.INT8, DType.INT16).contains(to), "to " + to);
        DType scale = s.in(1).dtype();
        Local x = s.to(scale, s.in(0));
        String steps = "torch.to(torch.round(torch.div(" + x + ", " + along(s, s.in(1)) + ")), "
            + Script.code(DType.DOUBLE) + ")";
        String moved = s.has(2) ? "torch.add(" + steps + ", " + along(s, s.in(2)) + ")" : steps;
        return s.give(to, s.shape(), "torch.to(torch.clamp(" + moved + ", " + to.minValue() + ", " + to.maxValue()
            + "), " + Script.code(to) + ")");
    }

    /// In double, which holds every sum of products of bytes.
    private static List<Local> convolution(Site s) {
        Shape w = s.in(1).shape();
        Site.require(s.rank() >= 3 && s.rank() <= 5 && w.rank() == s.rank(), "on rank " + s.rank());
        Window window = Window.of(s, Arrays.copyOfRange(w.dims(), 2, w.rank()), false);
        Local x = window.fitted(s, centered(s, 0, 2), "0");
        return s.give(DType.INT32, window.shape(s.shape().dim(0), w.dim(0)), "torch.to(torch.convolution(" + x + ", "
            + centered(s, 1, 3) + ", None, " + Site.list(window.stride()) + ", "
            + Site.list(new long[window.axes()]) + ", " + Site.list(window.dilation()) + ", False, "
            + Site.list(new long[window.axes()]) + ", " + s.integer("group", 1) + "), " + Script.code(DType.INT32)
            + ")");
    }

    private static Local centered(Site s, int i, int zeroPoint) {
        Local wide = s.to(DType.DOUBLE, s.in(i));
        if (!s.has(zeroPoint)) {
            return wide;
        }
        Local zero = s.in(zeroPoint);
        Site.require(zero.shape().size() == 1, "with a zero point per channel");
        return s.let(DType.DOUBLE, wide.shape(), "torch.sub(" + wide + ", torch.reshape(" + zero
            + ", annotate(List[int], [])))");
    }
}
