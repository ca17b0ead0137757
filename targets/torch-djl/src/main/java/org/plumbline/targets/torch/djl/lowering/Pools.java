package org.plumbline.targets.torch.djl.lowering;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.plumbline.graph.DType;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;

/// Pools with a window. PyTorch's own padding is used where it means the same; else the input is padded first.
final class Pools {
    private Pools() {
    }

    static Map<String, Lowering> all() {
        return Map.ofEntries(
            Map.entry("AveragePool", Pools::average),
            Map.entry("LpPool", Pools::norm),
            Map.entry("MaxPool", Pools::max));
    }

    private static Window window(Site s) {
        Site.require(s.rank() >= 3 && s.rank() <= 5, "on rank " + s.rank());
        Site.require(Arrays.stream(s.shape().dims()).allMatch(d -> d > 0), "on nothing");
        return Window.of(s, s.integers("kernel_shape").orElseThrow(() -> new Unlowered("without a kernel")), true);
    }

    private static List<Local> max(Site s) {
        s.computes();
        Window w = window(s);
        boolean plain = w.isPlain(k -> k / 2);
        DType t = s.dtype();
        Site.require(t.isReal() || t == DType.INT8 || t == DType.UINT8, "on " + t);
        Local x = plain ? s.in(0) : w.fitted(s, s.in(0), t.isReal() ? "-inf" : Long.toString(t.minValue()));
        Shape shape = w.shape(s.shape().dim(0), s.shape().dim(1));
        String arguments = "(" + x + ", " + Site.list(w.kernel()) + ", " + Site.list(w.stride()) + ", "
            + Site.list(plain ? w.begin() : new long[w.axes()]) + ", " + Site.list(w.dilation()) + ", False)";
        if (!s.wants(1)) {
            return s.give(t, shape, "torch.max_pool" + w.axes() + "d" + arguments);
        }
        Site.require(plain && !s.flag("storage_order", false), "with indices of padded or transposed windows");
        List<String> parts = s.script().unpack(2, "torch.max_pool" + w.axes() + "d_with_indices" + arguments);
        return List.of(Local.of(parts.getFirst(), t, shape), inTensor(s, parts.getLast(), shape));
    }

    /// PyTorch counts positions within a plane, ONNX within the tensor.
    private static Local inTensor(Site s, String index, Shape shape) {
        long[] planes = new long[shape.rank()];
        Arrays.fill(planes, 1);
        planes[0] = shape.dim(0);
        planes[1] = shape.dim(1);
        long size = s.shape().size(2, s.rank());
        Local first = s.script().constant(Tensor.ofLongs(DType.INT64, Shape.of(planes), i -> i * size));
        return s.let(DType.INT64, shape, "torch.add(" + index + ", " + first + ")");
    }

    private static List<Local> average(Site s) {
        Window w = window(s);
        boolean include = s.flag("count_include_pad", false);
        Shape shape = w.shape(s.shape().dim(0), s.shape().dim(1));
        Site.require(Arrays.stream(w.dilation()).allMatch(d -> d == 1), "with dilations");
        // In three dimensions PyTorch wants the kernel to fit into the input without its padding.
        boolean fits = w.axes() < 3 || IntStream.range(0, 3).allMatch(i -> w.kernel()[i] <= w.input()[i]);
        if (fits && w.isPlain(k -> k / 2)) {
            return s.give(s.dtype(), shape, "torch.avg_pool" + w.axes() + "d(" + s.in(0) + ", " + Site.list(w.kernel())
                + ", " + Site.list(w.stride()) + ", " + Site.list(w.begin()) + ", False, " + Site.flag(include) + ")");
        }
        Local counts = s.to(s.dtype(), s.script().constant(counts(w, include)));
        return s.give(s.dtype(), shape, "torch.div(" + sums(s, s.in(0), w) + ", " + counts + ")");
    }

    private static List<Local> norm(Site s) {
        Window w = window(s);
        Site.require(Arrays.stream(w.dilation()).allMatch(d -> d == 1), "with dilations");
        long p = s.integer("p", 2);
        Local powers = s.let(s.dtype(), s.shape(), "torch.pow(torch.abs(" + s.in(0) + "), " + p + ")");
        return s.give(s.dtype(), w.shape(s.shape().dim(0), s.shape().dim(1)), "torch.pow(" + sums(s, powers, w) + ", "
            + Site.number(1.0 / p) + ")");
    }

    /// The sum of each window over the padded input. Only pools of two and three dimensions know another divisor than
    /// the size of the window.
    private static String sums(Site s, Local unpadded, Window w) {
        Local x = w.fitted(s, unpadded, "0");
        boolean flat = w.axes() == 1;
        String one = flat ? "1, " : "";
        String zeros = Site.list(new long[Math.max(2, w.axes())]);
        String sums = "torch.avg_pool" + (flat ? 2 : w.axes()) + "d(" + (flat ? "torch.unsqueeze(" + x + ", 2)" : x)
            + ", " + Site.list(w.kernel()).replace("[", "[" + one) + ", "
            + Site.list(w.stride()).replace("[", "[" + one) + ", " + zeros + ", False, True, 1)";
        return flat ? "torch.squeeze(" + sums + ", 2)" : sums;
    }

    /// How many elements each window averages over, at every output position.
    private static Tensor counts(Window w, boolean include) {
        Shape shape = w.shape(1, 1);
        int[] strides = shape.strides();
        return Tensor.of(DType.FLOAT, shape, k -> {
            long count = 1;
            for (int i = 0; i < w.axes(); i++) {
                long start = k / strides[i + 2] % w.output()[i] * w.stride()[i] - w.begin()[i];
                long lowest = include ? -w.begin()[i] : 0;
                long highest = w.input()[i] + (include ? w.end()[i] : 0);
                count *= Math.max(0, Math.min(start + w.kernel()[i], highest) - Math.max(start, lowest));
            }
            return count;
        });
    }
}
