package org.plumbline.targets.torch.djl.lowering;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.plumbline.graph.DType;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;

/// Tensors put together, taken apart, repeated and padded.
final class Joining {
    private Joining() {
    }

    static Map<String, Lowering> all() {
        return Map.ofEntries(
            Map.entry("Concat", Joining::concat),
            Map.entry("Expand", Joining::expand),
            Map.entry("Pad", Joining::pad),
            Map.entry("Slice", Joining::slice),
            Map.entry("Split", Joining::split),
            Map.entry("Tile", Joining::tile));
    }

    private static List<Local> concat(Site s) {
        int axis = s.axis(s.integer("axis", 0));
        long along = s.all().stream().mapToLong(l -> l.dim(axis)).sum();
        return s.give(s.dtype(), s.shape().with(axis, along), "torch.cat(" + Site.list(s.all()) + ", " + axis + ")");
    }

    private static List<Local> expand(Site s) {
        Shape shape = Shape.broadcast(s.shape(), Shape.of(s.constant(1)));
        return s.give(s.dtype(), shape, "torch.expand(" + s.in(0) + ", " + Site.list(shape) + ")");
    }

    private static List<Local> tile(Site s) {
        long[] repeats = s.constant(1);
        Site.require(repeats.length == s.rank(), "with " + repeats.length + " repeats for rank " + s.rank());
        long[] dims = IntStream.range(0, repeats.length).mapToLong(i -> repeats[i] * s.shape().dim(i)).toArray();
        return s.give(s.dtype(), Shape.of(dims), "torch.repeat(" + s.in(0) + ", " + Site.list(repeats) + ")");
    }

    private static List<Local> split(Site s) {
        int axis = s.axis(s.integer("axis", 0));
        long dim = s.shape().dim(axis);
        int parts = s.node().outputs().size();
        long[] sizes;
        if (s.has(1)) {
            sizes = s.constant(1);
        } else {
            long each = Math.ceilDiv(dim, parts);
            sizes = LongStream.range(0, parts).map(i -> i < parts - 1 ? each : dim - each * (parts - 1)).toArray();
        }
        Site.require(sizes.length == parts && Arrays.stream(sizes).allMatch(n -> n >= 0), "into "
            + Arrays.toString(sizes));
        String list = s.script().assign("torch.split_with_sizes(" + s.in(0) + ", " + Site.list(sizes) + ", " + axis
            + ")");
        List<Local> out = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            out.add(s.let(s.dtype(), s.shape().with(axis, sizes[i]), list + "[" + i + "]"));
        }
        return out;
    }

    private static List<Local> slice(Site s) {
        long[] starts = s.constant(1);
        long[] ends = s.constant(2);
        long[] axes = s.has(3) ? s.constant(3) : LongStream.range(0, starts.length).toArray();
        long[] steps = s.has(4) ? s.constant(4) : LongStream.generate(() -> 1).limit(starts.length).toArray();
        Local x = s.in(0);
        for (int i = 0; i < axes.length; i++) {
            x = sliced(s, x, s.axis(axes[i]), starts[i], ends[i], steps[i]);
        }
        return List.of(x);
    }

    /// One axis. PyTorch has no negative steps: the same elements are taken upwards and turned round.
    private static Local sliced(Site s, Local x, int axis, long start, long end, long step) {
        long dim = x.dim(axis);
        Site.require(step != 0, "with step 0");
        long from = start < 0 ? start + dim : start;
        long to = end < 0 ? end + dim : end;
        if (step > 0) {
            from = Math.clamp(from, 0, dim);
            to = Math.clamp(to, 0, dim);
            long count = to > from ? 1 + (to - from - 1) / step : 0;
            return s.let(s.dtype(), x.shape().with(axis, count), "torch.slice(" + x + ", " + axis + ", " + from + ", "
                + Math.max(from, to) + ", " + Math.min(step, Math.max(1, dim)) + ")");
        }
        from = dim == 0 ? -1 : Math.clamp(from, 0, dim - 1);
        to = Math.clamp(to, -1, Math.max(-1, dim - 1));
        long count = from > to ? 1 - (from - to - 1) / step : 0;
        // Where only one element is taken the step does not matter, and may be too large to turn round.
        long up = count > 1 ? -step : 1;
        long lowest = count > 0 ? from - (count - 1) * up : 0;
        return s.let(s.dtype(), x.shape().with(axis, count), "torch.flip(torch.slice(" + x + ", " + axis + ", " + lowest
            + ", " + (count > 0 ? from + 1 : 0) + ", " + up + "), [" + axis + "])");
    }

    private static List<Local> pad(Site s) {
        long[] pads = s.constant(1);
        int[] axes = s.opset() >= 18 && s.has(3) ? Arrays.stream(s.constant(3)).mapToInt(s::axis).toArray()
            : IntStream.range(0, s.rank()).toArray();
        Site.require(pads.length == 2 * axes.length && Arrays.stream(axes).distinct().count() == axes.length,
            "with pads that do not fit the axes");
        long[] before = new long[s.rank()];
        long[] after = new long[s.rank()];
        for (int i = 0; i < axes.length; i++) {
            before[axes[i]] = pads[i];
            after[axes[i]] = pads[i + axes.length];
        }
        String mode = s.text("mode", "constant");
        if (mode.equals("constant")) {
            Tensor none = Tensor.ofLongs(DType.INT64, Shape.SCALAR, _ -> 0);
            String value = !s.has(2) ? Filling.literal(none, 0) : s.in(2).constant().map(t -> Filling.literal(t, 0))
                .orElseGet(() -> "torch.item(" + s.in(2) + ")");
            return List.of(padded(s, s.in(0), before, after, value));
        }
        Local x = s.in(0);
        for (int i = 0; i < s.rank(); i++) {
            if (before[i] != 0 || after[i] != 0) {
                x = copied(s, x, i, mode, (int) before[i], (int) after[i]);
            }
        }
        return List.of(x);
    }

    /// `x` with constants added, or elements removed, before and after each of its axes.
    static Local padded(Site s, Local x, long[] before, long[] after, String value) {
        long[] dims = IntStream.range(0, x.rank()).mapToLong(i -> x.dim(i) + before[i] + after[i]).toArray();
        IntStream.range(0, x.rank()).forEach(i -> Site.require(
            x.dim(i) + Math.min(0, before[i]) + Math.min(0, after[i]) >= 0,
            "with pads that remove more than there is"));
        Shape shape = Shape.of(dims);
        if (shape.size() == 0) {
            // PyTorch refuses to pad towards nothing, and even to leave an empty axis as it is.
            return s.let(x.dtype(), shape, "torch.zeros(" + Site.list(shape) + ", dtype=" + Script.code(x.dtype())
                + ")");
        }
        long[] pads = IntStream.range(0, x.rank()).map(i -> x.rank() - 1 - i).boxed()
            .flatMapToLong(i -> LongStream.of(before[i], after[i])).toArray();
        return s.let(x.dtype(), shape, "torch.constant_pad_nd(" + x + ", " + Site.list(pads) + ", " + value + ")");
    }

    /// One axis, padded with elements of its own: by index, since PyTorch's own padding knows few ranks.
    private static Local copied(Site s, Local x, int axis, String mode, int before, int after) {
        int dim = (int) x.dim(axis);
        int size = dim + before + after;
        Site.require(dim > 0 && size >= 0, "on an axis of " + dim + " elements");
        long[] from = new long[size];
        for (int i = 0; i < size; i++) {
            int at = i - before;
            from[i] = at >= 0 && at < dim ? at : switch (mode) {
                case "edge" -> Math.clamp(at, 0, dim - 1);
                case "reflect" -> at < 0 ? -at : 2 * (dim - 1) - at;
                case "wrap" -> Math.floorMod(at, dim);
                default -> throw new Unlowered("with mode " + mode);
            };
            Site.require(from[i] >= 0 && from[i] < dim, "with pads longer than the axis");
        }
        Local index = s.script().constant(Tensor.ofLongs(from));
        return s.let(x.dtype(), x.shape().with(axis, size), "torch.index_select(" + x + ", " + axis + ", " + index
            + ")");
    }
}
