package org.plumbline.targets.torch.djl.lowering;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.plumbline.graph.DType;
import org.plumbline.graph.Shape;

/// Softmax and its kin, and normalizations.
final class Normalizations {
    private Normalizations() {
    }

    static Map<String, Lowering> all() {
        return Map.ofEntries(
            Map.entry("BatchNormalization", Normalizations::batch),
            Map.entry("GroupNormalization", Normalizations::group),
            Map.entry("Hardmax", Normalizations::hardmax),
            Map.entry("InstanceNormalization", s -> s.like("torch.instance_norm(" + s.in(0) + ", " + s.in(1) + ", "
                + s.in(2) + ", None, None, True, 0.0, " + epsilon(s) + ", False)")),
            Map.entry("LayerNormalization", Normalizations::layer),
            Map.entry("LRN", Normalizations::localResponse),
            Map.entry("LogSoftmax", s -> softmax(s, "log_softmax")),
            Map.entry("LpNormalization", Normalizations::unitNorm),
            Map.entry("MeanVarianceNormalization", Normalizations::standard),
            Map.entry("Softmax", s -> softmax(s, "softmax")));
    }

    private static String epsilon(Site s) {
        return Site.number(s.real("epsilon", 1e-5f));
    }

    private static List<Local> softmax(Site s, String function) {
        return s.like("torch." + function + "(" + s.in(0) + ", " + s.axis(s.integer("axis", -1)) + ")");
    }

    /// One at the first of the largest elements, zero elsewhere.
    private static List<Local> hardmax(Site s) {
        int axis = s.axis(s.integer("axis", -1));
        Site.require(s.shape().dim(axis) > 0, "of nothing");
        return s.like("torch.scatter(torch.zeros_like(" + s.in(0) + "), " + axis + ", torch.argmax(" + s.in(0) + ", "
            + axis + ", True), 1)");
    }

    private static List<Local> batch(Site s) {
        Site.require(!s.flag("training_mode", false), "in training");
        Site.require(s.rank() >= 2, "on rank " + s.rank());
        Site.require(s.all().stream().allMatch(l -> l.dtype() == s.dtype()), "on mixed types");
        return s.like("torch.batch_norm(" + s.in(0) + ", " + s.in(1) + ", " + s.in(2) + ", " + s.in(3) + ", " + s.in(4)
            + ", False, 0.0, " + epsilon(s) + ", False)");
    }

    private static List<Local> group(Site s) {
        Site.require(s.opset() >= 21, "before opset 21");
        Site.require(s.shape().size() > 0, "of nothing");
        return s.like("torch.group_norm(" + s.in(0) + ", " + s.integer("num_groups", 1) + ", " + s.in(1) + ", "
            + s.in(2) + ", " + epsilon(s) + ", False)");
    }

    /// Scale and bias may have any shape that broadcasts; PyTorch's own want that of the normalized axes.
    private static List<Local> layer(Site s) {
        int axis = s.axis(s.integer("axis", -1));
        Shape inner = Shape.of(Arrays.copyOfRange(s.shape().dims(), axis, s.rank()));
        Site.require(s.integer("stash_type", 1) == 1, "with stash_type " + s.integer("stash_type", 1));
        boolean fits = s.in(1).shape().equals(inner) && (!s.has(2) || s.in(2).shape().equals(inner));
        String scale = fits ? s.in(1).name() : "None";
        String bias = fits && s.has(2) ? s.in(2).name() : "None";
        Site.require(inner.size() > 0, "of nothing");
        Local y = s.let(s.dtype(), s.shape(), "torch.layer_norm(" + s.in(0) + ", " + Site.list(inner) + ", " + scale
            + ", " + bias + ", " + epsilon(s) + ", False)");
        if (!fits) {
            y = s.let(s.dtype(), s.shape(), "torch.mul(" + y + ", " + s.in(1) + ")");
            y = s.has(2) ? s.let(s.dtype(), s.shape(), "torch.add(" + y + ", " + s.in(2) + ")") : y;
        }
        return s.wants(1) || s.wants(2) ? statistics(s, y, inner, axis) : List.of(y);
    }

    /// The statistics are stashed in float, whatever the input is.
    private static List<Local> statistics(Site s, Local y, Shape inner, int axis) {
        Local x = s.dtype() == DType.DOUBLE ? s.in(0) : s.to(DType.FLOAT, s.in(0));
        List<String> parts = s.script().unpack(3, "torch.native_layer_norm(" + x + ", " + Site.list(inner)
            + ", None, None, " + epsilon(s) + ")");
        Shape lanes = Reductions.without(s.shape(), IntStream.range(axis, s.rank()).toArray(), true);
        return List.of(y, s.to(DType.FLOAT, Local.of(parts.get(1), x.dtype(), lanes)),
            s.to(DType.FLOAT, Local.of(parts.get(2), x.dtype(), lanes)));
    }

    /// x / (bias + alpha/size · Σ x²)^beta, the sum over `size` channels around x's own.
    private static List<Local> localResponse(Site s) {
        long size = s.integer("size", 1);
        Site.require(s.rank() >= 2, "on rank " + s.rank());
        if (s.shape().size() == 0) {
            return List.of(s.in(0));
        }
        long[] before = new long[s.rank()];
        long[] after = new long[s.rank()];
        before[1] = (size - 1) / 2;
        after[1] = size / 2;
        Local squares = Joining.padded(s, s.let(s.dtype(), s.shape(), "torch.mul(" + s.in(0) + ", " + s.in(0) + ")"),
            before, after, "0");
        String sums = "torch.sum(torch.unfold(" + squares + ", 1, " + size + ", 1), [-1])";
        return s.like("torch.div(" + s.in(0) + ", torch.pow(torch.add(torch.mul(" + sums + ", "
            + Site.number(s.real("alpha", 1e-4f) / (double) size) + "), " + Site.number(s.real("bias", 1)) + "), "
            + Site.number(s.real("beta", 0.75f)) + "))");
    }

    private static List<Local> unitNorm(Site s) {
        int axis = s.axis(s.integer("axis", -1));
        return s.like("torch.div(" + s.in(0) + ", torch.linalg_vector_norm(" + s.in(0) + ", " + s.integer("p", 2)
            + ", [" + axis + "], True))");
    }

    /// (x − mean) / (standard deviation + 1e-9), as the operator's function body has it.
    private static List<Local> standard(Site s) {
        long[] given = s.integers("axes").orElse(new long[] {0, 2, 3});
        String axes = Site.list(Arrays.stream(given).mapToInt(s::axis).asLongStream().toArray());
        return s.like("torch.div(torch.sub(" + s.in(0) + ", torch.mean(" + s.in(0) + ", " + axes
            + ", True)), torch.add(torch.std(" + s.in(0) + ", " + axes + ", correction=0, keepdim=True), 1.0e-9))");
    }
}
