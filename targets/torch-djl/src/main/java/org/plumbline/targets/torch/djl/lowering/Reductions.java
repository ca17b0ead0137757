package org.plumbline.targets.torch.djl.lowering;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.plumbline.graph.DType;
import org.plumbline.graph.Shape;

/// Reductions along axes.
final class Reductions {
    private static final String AMAX = "torch.amax(<x>, <axes>, <keep>)";
    private static final String AMIN = "torch.amin(<x>, <axes>, <keep>)";

    private Reductions() {
    }

    static Map<String, Lowering> all() {
        return Map.ofEntries(
            byKind("ReduceL1", "torch.linalg_vector_norm(<x>, 1, <axes>, <keep>)",
                "torch.sum(torch.abs(<x>), <axes>, <keep>, dtype=<type>)"),
            byKind("ReduceL2", "torch.linalg_vector_norm(<x>, 2, <axes>, <keep>)",
                "torch.to(torch.sqrt(torch.to(torch.sum(torch.mul(<x>, <x>), <axes>, <keep>), 7)), <type>)"),
            reals("ReduceLogSum", 18, "torch.log(torch.sum(<x>, <axes>, <keep>))"),
            reals("ReduceLogSumExp", 18, "torch.logsumexp(<x>, <axes>, <keep>)"),
            Map.entry("ReduceMax", s -> reduce(s, 18, AMAX)),
            reals("ReduceMean", 18, "torch.mean(<x>, <axes>, <keep>)"),
            Map.entry("ReduceMin", s -> reduce(s, 18, AMIN)),
            Map.entry("ReduceProd", s -> reduce(s, 18, "")),
            entry("ReduceSum", 13, "torch.sum(<x>, <axes>, <keep>, dtype=<type>)"),
            entry("ReduceSumSquare", 18, "torch.sum(torch.mul(<x>, <x>), <axes>, <keep>, dtype=<type>)"),
            Map.entry("ArgMax", s -> extremum(s, "argmax")),
            Map.entry("ArgMin", s -> extremum(s, "argmin")),
            Map.entry("CumSum", Reductions::cumulative),
            Map.entry("GlobalAveragePool", s -> pooled(s, "torch.mean(<x>, <axes>, True)")),
            Map.entry("GlobalLpPool", s -> pooled(s, "torch.linalg_vector_norm(<x>, " + s.integer("p", 2)
                + ", <axes>, True)")),
            Map.entry("GlobalMaxPool", s -> s.shape().size() == 0
                ? nothing(s, without(s.shape(), IntStream.range(2, s.rank()).toArray(), true), true)
                : pooled(s, AMAX.replace("<keep>", "True"))),
            Map.entry("TopK", Reductions::largest));
    }

    private static Map.Entry<String, Lowering> entry(String operator, int axesInput, String pattern) {
        return Map.entry(operator, s -> reduce(s, axesInput, pattern));
    }

    private static Map.Entry<String, Lowering> byKind(String operator, String reals, String integers) {
        return Map.entry(operator, s -> reduce(s, 18, s.dtype().isReal() ? reals : integers));
    }

    private static Map.Entry<String, Lowering> reals(String operator, int axesInput, String pattern) {
        return Map.entry(operator, s -> {
            Site.require(s.dtype().isReal(), "on " + s.dtype());
            return reduce(s, axesInput, pattern);
        });
    }

    /// No pattern: the product, which PyTorch forms along one axis at a time.
    private static List<Local> reduce(Site s, int axesInput, String pattern) {
        s.computes();
        long[] given = s.opset() < axesInput ? s.integers("axes").orElse(new long[0])
            : s.has(1) ? s.constant(1) : new long[0];
        boolean keep = s.flag("keepdims", true);
        if (given.length == 0 && s.opset() >= axesInput && s.flag("noop_with_empty_axes", false)) {
            return List.of(s.in(0));
        }
        int[] axes = given.length == 0 ? IntStream.range(0, s.rank()).toArray()
            : Arrays.stream(given).mapToInt(s::axis).sorted().distinct().toArray();
        Shape shape = without(s.shape(), axes, keep);
        boolean extremum = pattern.equals(AMAX) || pattern.equals(AMIN);
        if (extremum && s.shape().size() == 0) {
            return nothing(s, shape, pattern.equals(AMAX));
        }
        return s.give(s.dtype(), shape, pattern.isEmpty() ? product(s, axes, keep) : fill(s, pattern, axes, keep));
    }

    /// The extremum of nothing: the type's least value or, for the minimum, its largest. PyTorch has none.
    private static List<Local> nothing(Site s, Shape shape, boolean largest) {
        DType t = s.dtype();
        String value = t.isReal() ? largest ? "-inf" : "inf" : Long.toString(largest ? t.minValue() : t.maxValue());
        return s.give(t, shape, "torch.full(" + Site.list(shape) + ", " + value + ", dtype=" + Script.code(t) + ")");
    }

    private static String fill(Site s, String pattern, int[] axes, boolean keep) {
        return pattern.replace("<x>", s.in(0).name()).replace("<keep>", Site.flag(keep))
            .replace("<axes>", Site.list(Arrays.stream(axes).asLongStream().toArray()))
            .replace("<type>", Integer.toString(Script.code(s.dtype())));
    }

    private static String product(Site s, int[] axes, boolean keep) {
        String x = s.in(0).name();
        for (int i = axes.length - 1; i >= 0; i--) {
            x = "torch.prod(" + x + ", " + axes[i] + ", " + Site.flag(keep) + ", dtype=" + Script.code(s.dtype())
                + ")";
        }
        return x;
    }

    /// `shape` with the axes reduced.
    static Shape without(Shape shape, int[] axes, boolean keep) {
        return Shape.of(IntStream.range(0, shape.rank())
            .filter(i -> keep || Arrays.stream(axes).noneMatch(a -> a == i))
            .mapToLong(i -> Arrays.stream(axes).anyMatch(a -> a == i) ? 1 : shape.dim(i)).toArray());
    }

    private static List<Local> pooled(Site s, String pattern) {
        Site.require(s.rank() >= 3, "on rank " + s.rank());
        int[] axes = IntStream.range(2, s.rank()).toArray();
        return s.give(s.dtype(), without(s.shape(), axes, true), fill(s, pattern, axes, true));
    }

    /// Of equal elements PyTorch takes the first; for the last one the axis is turned round.
    private static List<Local> extremum(Site s, String function) {
        s.computes();
        int axis = s.axis(s.integer("axis", 0));
        boolean keep = s.flag("keepdims", true);
        Shape shape = without(s.shape(), new int[] {axis}, keep);
        String call = "torch." + function + "(<x>, " + axis + ", " + Site.flag(keep) + ")";
        return s.give(DType.INT64, shape, s.flag("select_last_index", false)
            ? "torch.rsub(" + call.replace("<x>", "torch.flip(" + s.in(0) + ", [" + axis + "])") + ", "
                + (s.shape().dim(axis) - 1) + ")"
            : call.replace("<x>", s.in(0).name()));
    }

    private static List<Local> cumulative(Site s) {
        s.computes();
        long[] given = s.constant(1);
        Site.require(given.length == 1, "on " + given.length + " axes");
        int axis = s.axis(given[0]);
        boolean reverse = s.flag("reverse", false);
        String x = reverse ? "torch.flip(" + s.in(0) + ", [" + axis + "])" : s.in(0).name();
        long n = s.shape().dim(axis);
        if (s.flag("exclusive", false) && n > 0) {
            // one zero in front, the last element dropped
            x = "torch.narrow(torch.cat([torch.zeros_like(torch.narrow(" + x + ", " + axis + ", 0, 1)), " + x + "], "
                + axis + "), " + axis + ", 0, " + n + ")";
        }
        String sum = "torch.cumsum(" + x + ", " + axis + ", dtype=" + Script.code(s.dtype()) + ")";
        return s.like(reverse ? "torch.flip(" + sum + ", [" + axis + "])" : sum);
    }

    /// A stable sort keeps the lower index of equal elements first, as ONNX asks for; PyTorch's `topk` does not.
    private static List<Local> largest(Site s) {
        s.computes();
        int axis = s.axis(s.integer("axis", -1));
        long k = s.constant(1)[0];
        Site.require(k >= 0 && k <= s.shape().dim(axis), "with k " + k);
        Shape shape = s.shape().with(axis, k);
        List<String> sorted = s.script().unpack(2, "torch.sort(" + s.in(0) + ", stable=True, dim=" + axis
            + ", descending=" + Site.flag(s.flag("largest", true)) + ")");
        return List.of(s.let(s.dtype(), shape, "torch.narrow(" + sorted.get(0) + ", " + axis + ", 0, " + k + ")"),
            s.let(DType.INT64, shape, "torch.narrow(" + sorted.get(1) + ", " + axis + ", 0, " + k + ")"));
    }
}
