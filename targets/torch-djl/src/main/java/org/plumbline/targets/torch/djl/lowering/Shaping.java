package org.plumbline.targets.torch.djl.lowering;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.plumbline.graph.DType;
import org.plumbline.graph.Shape;

/// The same elements under another shape or in another order.
final class Shaping {
    private Shaping() {
    }

    static Map<String, Lowering> all() {
        return Map.ofEntries(
            Map.entry("Dropout", Shaping::dropout),
            Map.entry("Flatten", Shaping::flatten),
            Map.entry("Identity", s -> List.of(s.in(0))),
            Map.entry("Reshape", Shaping::reshape),
            Map.entry("Squeeze", Shaping::squeeze),
            Map.entry("Transpose", Shaping::transpose),
            Map.entry("Unsqueeze", Shaping::unsqueeze),
            Map.entry("DepthToSpace", Shaping::depthToSpace),
            Map.entry("SpaceToDepth", Shaping::spaceToDepth));
    }

    private static List<Local> to(Site s, Shape shape) {
        Site.require(shape.size() == s.shape().size(), "to " + shape);
        return s.give(s.dtype(), shape, "torch.reshape(" + s.in(0) + ", " + Site.list(shape) + ")");
    }

    private static List<Local> dropout(Site s) {
        boolean trains = s.has(2) && s.tensor(2).getLong(0) != 0;
        Site.require(!trains, "in training");
        return s.wants(1) ? List.of(s.in(0), s.let(DType.BOOL, s.shape(), "torch.ones_like("
            + s.in(0) + ", dtype=" + Script.code(DType.BOOL) + ")")) : List.of(s.in(0));
    }

    private static List<Local> flatten(Site s) {
        long written = s.integer("axis", 1);
        int axis = (int) (written < 0 ? written + s.rank() : written);
        return to(s, Shape.of(s.shape().size(0, axis), s.shape().size(axis, s.rank())));
    }

    private static List<Local> reshape(Site s) {
        long[] to = s.constant(1);
        boolean zeroIsZero = s.opset() >= 14 && s.flag("allowzero", false);
        int inferred = -1;
        long rest = 1;
        for (int i = 0; i < to.length; i++) {
            if (to[i] == 0 && !zeroIsZero) {
                to[i] = s.shape().dim(i);
            }
            if (to[i] == -1) {
                inferred = i;
            } else {
                rest *= to[i];
            }
        }
        if (inferred >= 0) {
            Site.require(rest > 0, "with -1 beside a dimension of 0");
            to[inferred] = s.shape().size() / rest;
        }
        return to(s, Shape.of(to));
    }

    private static List<Local> squeeze(Site s) {
        int[] axes = s.has(1) ? Arrays.stream(s.constant(1)).mapToInt(s::axis).sorted().toArray()
            : IntStream.range(0, s.rank()).filter(i -> s.shape().dim(i) == 1).toArray();
        Shape shape = Reductions.without(s.shape(), axes, false);
        return s.give(s.dtype(), shape, "torch.squeeze(" + s.in(0) + ", "
            + Site.list(Arrays.stream(axes).asLongStream().toArray()) + ")");
    }

    private static List<Local> unsqueeze(Site s) {
        long[] written = s.constant(1);
        int rank = s.rank() + written.length;
        int[] axes = Arrays.stream(written).mapToInt(a -> Site.axis(a, rank)).sorted().toArray();
        String x = s.in(0).name();
        for (int axis : axes) {
            x = "torch.unsqueeze(" + x + ", " + axis + ")";
        }
        long[] dims = new long[rank];
        for (int i = 0, next = 0; i < rank; i++) {
            int at = i;
            dims[i] = Arrays.stream(axes).anyMatch(a -> a == at) ? 1 : s.shape().dim(next++);
        }
        return s.give(s.dtype(), Shape.of(dims), axes.length == 0 ? "torch.reshape(" + x + ", " + Site.list(dims) + ")"
            : x);
    }

    private static List<Local> transpose(Site s) {
        long[] order = s.integers("perm")
            .orElseGet(() -> LongStream.range(0, s.rank()).map(i -> s.rank() - 1 - i).toArray());
        return s.give(s.dtype(), Shape.of(Arrays.stream(order).map(i -> s.shape().dim((int) i)).toArray()),
            "torch.permute(" + s.in(0) + ", " + Site.list(order) + ")");
    }

    private static List<Local> depthToSpace(Site s) {
        Site.require(s.rank() == 4, "on rank " + s.rank());
        long b = s.integer("blocksize", 1);
        long[] d = s.shape().dims();
        long c = d[1] / (b * b);
        Shape shape = Shape.of(d[0], c, d[2] * b, d[3] * b);
        if (s.text("mode", "DCR").equals("CRD") && shape.size() > 0) {
            return s.give(s.dtype(), shape, "torch.pixel_shuffle(" + s.in(0) + ", " + b + ")");
        }
        boolean crd = s.text("mode", "DCR").equals("CRD");
        String split = crd ? Site.list(d[0], c, b, b, d[2], d[3]) : Site.list(d[0], b, b, c, d[2], d[3]);
        return s.give(s.dtype(), shape, "torch.reshape(torch.permute(torch.reshape(" + s.in(0) + ", " + split + "), "
            + (crd ? "[0, 1, 4, 2, 5, 3]" : "[0, 3, 4, 1, 5, 2]") + "), " + Site.list(shape) + ")");
    }

    private static List<Local> spaceToDepth(Site s) {
        Site.require(s.rank() == 4, "on rank " + s.rank());
        long b = s.integer("blocksize", 1);
        long[] d = s.shape().dims();
        Shape shape = Shape.of(d[0], d[1] * b * b, d[2] / b, d[3] / b);
        return s.give(s.dtype(), shape, "torch.reshape(torch.permute(torch.reshape(" + s.in(0) + ", "
            + Site.list(d[0], d[1], d[2] / b, b, d[3] / b, b) + "), [0, 3, 5, 1, 2, 4]), " + Site.list(shape) + ")");
    }
}
