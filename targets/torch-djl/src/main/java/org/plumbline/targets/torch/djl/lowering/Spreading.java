package org.plumbline.targets.torch.djl.lowering;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.plumbline.graph.DType;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;

/// Elements chosen by a mask, turned round, centered, folded back into an image or spread over a grid.
final class Spreading {
    private Spreading() {
    }

    static Map<String, Lowering> all() {
        return Map.ofEntries(
            Map.entry("AffineGrid", Spreading::affineGrid),
            Map.entry("CenterCropPad", Spreading::center),
            Map.entry("Col2Im", Spreading::fold),
            Map.entry("Compress", Spreading::compress),
            Map.entry("ReverseSequence", Spreading::reverse));
    }

    private static List<Local> affineGrid(Site s) {
        long[] size = s.constant(1);
        Site.require(size.length == 4 || size.length == 5, "of " + size.length + " sizes");
        Site.require(Arrays.stream(size).allMatch(d -> d > 0), "of nothing");
        long[] dims = LongStream.concat(LongStream.concat(LongStream.of(size[0]), Arrays.stream(size).skip(2)),
            LongStream.of(size.length - 2)).toArray();
        return s.give(s.dtype(), Shape.of(dims), "torch.affine_grid_generator(" + s.in(0) + ", " + Site.list(size)
            + ", " + Site.flag(s.flag("align_corners", false)) + ")");
    }

    private static List<Local> center(Site s) {
        long[] wanted = s.constant(1);
        int[] axes = s.integers("axes").map(a -> Arrays.stream(a).mapToInt(s::axis).toArray())
            .orElseGet(() -> IntStream.range(0, s.rank()).toArray());
        long[] before = new long[s.rank()];
        long[] after = new long[s.rank()];
        for (int i = 0; i < axes.length; i++) {
            long more = wanted[i] - s.shape().dim(axes[i]);
            before[axes[i]] = more < 0 ? -(-more / 2) : more / 2;
            after[axes[i]] = more - before[axes[i]];
        }
        return List.of(Joining.padded(s, s.in(0), before, after, "0"));
    }

    /// PyTorch folds in two dimensions and pads alike on both sides.
    private static List<Local> fold(Site s) {
        s.computes();
        long[] image = s.constant(1);
        long[] block = s.constant(2);
        Site.require(image.length == 2 && block.length == 2, "in " + image.length + " dimensions");
        Site.require(s.shape().size() > 0, "of nothing");
        Site.require(s.dtype().isReal(), "on " + s.dtype());
        long[] pads = s.integers("pads").orElse(new long[4]);
        Site.require(pads[0] == pads[2] && pads[1] == pads[3], "with uneven pads");
        long[] ones = {1, 1};
        Shape shape = Shape.of(s.shape().dim(0), s.shape().dim(1) / (block[0] * block[1]), image[0], image[1]);
        return s.give(s.dtype(), shape, "torch.col2im(" + s.in(0) + ", " + Site.list(image) + ", " + Site.list(block)
            + ", " + Site.list(s.integers("dilations").orElse(ones)) + ", " + Site.list(pads[0], pads[1]) + ", "
            + Site.list(s.integers("strides").orElse(ones)) + ")");
    }

    /// Positions where the mask is set; only a mask that the model fixes gives a shape that is known.
    private static List<Local> compress(Site s) {
        boolean flat = !s.node().attributes().containsKey("axis");
        int axis = flat ? 0 : s.axis(s.integer("axis", 0));
        Local x = flat ? s.let(s.dtype(), Shape.of(s.shape().size()), "torch.reshape(" + s.in(0) + ", [-1])") : s.in(0);
        Optional<Shape> extent = s.in(1).constant().map(mask -> x.shape().with(axis,
            Arrays.stream(mask.toLongs()).filter(v -> v != 0).count()));
        return List.of(new Local(s.script().assign("torch.index_select(" + x + ", " + axis
            + ", torch.reshape(torch.nonzero(" + s.in(1) + "), [-1]))"), s.dtype(), extent, Optional.empty()));
    }

    /// The first `lengths` elements of each sequence in reverse order.
    private static List<Local> reverse(Site s) {
        int batch = s.axis(s.integer("batch_axis", 1));
        int time = s.axis(s.integer("time_axis", 0));
        long[] along = LongStream.generate(() -> 1).limit(s.rank()).toArray();
        along[time] = s.shape().dim(time);
        long[] across = LongStream.generate(() -> 1).limit(s.rank()).toArray();
        across[batch] = s.shape().dim(batch);
        Local place = s.script().constant(Tensor.ofLongs(DType.INT64, Shape.of(along), i -> i));
        Local length = s.let(DType.INT64, Shape.of(across), "torch.reshape(" + s.to(DType.INT64, s.in(1)) + ", "
            + Site.list(across) + ")");
        String from = "torch.where(torch.lt(" + place + ", " + length + "), torch.sub(torch.sub(" + length + ", 1), "
            + place + "), " + place + ")";
        return s.like("torch.gather(" + s.in(0) + ", " + time + ", torch.expand(" + from + ", " + Site.list(s.shape())
            + "))");
    }
}
