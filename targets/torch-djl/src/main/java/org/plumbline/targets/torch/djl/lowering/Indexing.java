package org.plumbline.targets.torch.djl.lowering;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.plumbline.graph.DType;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;

/// Elements read and written by index.
final class Indexing {
    private Indexing() {
    }

    static Map<String, Lowering> all() {
        return Map.ofEntries(
            Map.entry("Gather", Indexing::gather),
            Map.entry("GatherElements", Indexing::gatherElements),
            Map.entry("GatherND", Indexing::gatherNd),
            Map.entry("NonZero", s -> {
                s.computes();
                return List.of(new Local(s.script().assign("torch.t(torch.nonzero(" + s.in(0) + "))"), DType.INT64,
                    Optional.empty(), Optional.empty()));
            }),
            Map.entry("OneHot", Indexing::oneHot),
            Map.entry("ScatterElements", Indexing::scatterElements),
            Map.entry("ScatterND", Indexing::scatterNd));
    }

    /// Indices of 64 bits that count from the front.
    private static Local fromFront(Site s, Local index, long dim) {
        Local wide = s.to(DType.INT64, index);
        return s.let(DType.INT64, index.shape(), "torch.where(torch.lt(" + wide + ", 0), torch.add(" + wide + ", " + dim
            + "), " + wide + ")");
    }

    private static List<Local> gather(Site s) {
        int axis = s.axis(s.integer("axis", 0));
        Shape index = s.in(1).shape();
        Shape shape = Shape.of(LongStream.concat(LongStream.concat(s.shape().stream().limit(axis), index.stream()),
            s.shape().stream().skip(axis + 1)).toArray());
        Local at = fromFront(s, s.in(1), s.shape().dim(axis));
        return s.give(s.dtype(), shape, "torch.reshape(torch.index_select(" + s.in(0) + ", " + axis
            + ", torch.reshape(" + at + ", [" + index.size() + "])), " + Site.list(shape) + ")");
    }

    private static List<Local> gatherElements(Site s) {
        int axis = s.axis(s.integer("axis", 0));
        Local at = fromFront(s, s.in(1), s.shape().dim(axis));
        return s.give(s.dtype(), at.shape(), "torch.gather(" + s.in(0) + ", " + axis + ", " + at + ")");
    }

    /// One index tensor per indexed axis, batch axes first.
    private static String columns(Site s, int batch) {
        Shape q = s.in(1).shape();
        int depth = (int) q.dim(-1);
        List<Local> columns = new ArrayList<>();
        for (int i = 0; i < batch; i++) {
            long[] dims = LongStream.generate(() -> 1).limit(q.rank() - 1L).toArray();
            dims[i] = q.dim(i);
            columns.add(s.script().constant(Tensor.ofLongs(DType.INT64, Shape.of(dims), k -> k)));
        }
        for (int i = 0; i < depth; i++) {
            Local column = s.let(s.in(1).dtype(), q.without(q.rank() - 1), "torch.select(" + s.in(1) + ", "
                + (q.rank() - 1) + ", " + i + ")");
            columns.add(fromFront(s, column, s.shape().dim(batch + i)));
        }
        return "annotate(List[Optional[Tensor]], " + Site.list(columns) + ")";
    }

    private static List<Local> gatherNd(Site s) {
        Shape q = s.in(1).shape();
        int batch = (int) s.integer("batch_dims", 0);
        int depth = (int) q.dim(-1);
        Site.require(depth >= 1 && batch >= 0 && batch < q.rank(), "with batch_dims " + batch);
        Shape shape = Shape.of(LongStream.concat(q.stream().limit(q.rank() - 1L),
            s.shape().stream().skip(batch + (long) depth)).toArray());
        return s.give(s.dtype(), shape, "torch.index(" + s.in(0) + ", " + columns(s, batch) + ")");
    }

    private static List<Local> scatterElements(Site s) {
        int axis = s.axis(s.integer("axis", 0));
        Local at = fromFront(s, s.in(1), s.shape().dim(axis));
        String head = s.in(0) + ", " + axis + ", " + at + ", " + s.in(2);
        String reduction = s.text("reduction", "none");
        if (reduction.equals("none")) {
            return s.like("torch.scatter(" + head + ")");
        }
        s.computes();
        return s.like("torch.scatter_reduce(" + head + ", reduce=\"" + reduction(reduction) + "\", include_self=True)");
    }

    private static List<Local> scatterNd(Site s) {
        String reduction = s.text("reduction", "none");
        Site.require(s.in(1).dim(-1) >= 1, "with tuples of no index");
        if (!reduction.equals("none")) {
            s.computes();
        }
        return reduction.equals("none") || reduction.equals("add")
            ? s.like("torch.index_put(" + s.in(0) + ", " + columns(s, 0) + ", " + s.in(2) + ", "
                + Site.flag(reduction.equals("add")) + ")")
            : scatterFlat(s, reduction(reduction));
    }

    /// By position in the flattened tensor, since PyTorch has no other reductions by tuples.
    private static List<Local> scatterFlat(Site s, String reduce) {
        Shape q = s.in(1).shape();
        int depth = (int) q.dim(-1);
        int inner = s.shape().size(depth, s.rank());
        int tuples = q.size(0, q.rank() - 1);
        int[] strides = s.shape().strides();
        String at = "torch.zeros([" + tuples + ", 1], dtype=" + Script.code(DType.INT64) + ")";
        for (int i = 0; i < depth; i++) {
            Local column = s.let(s.in(1).dtype(), Shape.of(tuples, 1), "torch.reshape(torch.select(" + s.in(1) + ", "
                + (q.rank() - 1) + ", " + i + "), [" + tuples + ", 1])");
            at = "torch.add(" + at + ", " + fromFront(s, column, s.shape().dim(i)) + ", alpha=" + strides[i] + ")";
        }
        Local places = s.script().constant(Tensor.ofLongs(DType.INT64, Shape.of(1, inner), i -> i));
        return s.like("torch.reshape(torch.scatter_reduce(torch.reshape(" + s.in(0) + ", [" + s.shape().size()
            + "]), 0, torch.reshape(torch.add(" + at + ", " + places + "), [" + (long) tuples * inner
            + "]), torch.reshape(" + s.in(2) + ", [" + (long) tuples * inner + "]), reduce=\"" + reduce
            + "\", include_self=True), " + Site.list(s.shape()) + ")");
    }

    private static String reduction(String name) {
        return switch (name) {
            case "add" -> "sum";
            case "mul" -> "prod";
            case "max" -> "amax";
            case "min" -> "amin";
            default -> throw new Unlowered("with reduction " + name);
        };
    }

    /// Where an index names the position, the second of `values`, else the first; indices out of range name none.
    private static List<Local> oneHot(Site s) {
        s.computes();
        Tensor given = s.tensor(1);
        long depth = given.dtype().isReal() ? (long) given.getDouble(0) : given.getLong(0);
        Shape shape = s.shape();
        int axis = Site.axis(s.integer("axis", -1), shape.rank() + 1);
        Local index = shapeOf(s, fromFront(s, s.in(0), depth), axis);
        long[] dims = LongStream.generate(() -> 1).limit(shape.rank() + 1L).toArray();
        dims[axis] = depth;
        Local positions = s.script().constant(Tensor.ofLongs(DType.INT64, Shape.of(dims), i -> i));
        List<String> values = IntStream.range(0, 2).mapToObj(i -> "torch.select(" + s.in(2) + ", 0, " + i + ")")
            .toList();
        return s.give(s.in(2).dtype(), Shape.broadcast(index.shape(), positions.shape()), "torch.where(torch.eq("
            + index + ", " + positions + "), " + values.get(1) + ", " + values.get(0) + ")");
    }

    private static Local shapeOf(Site s, Local index, int axis) {
        long[] dims = LongStream.concat(LongStream.concat(index.shape().stream().limit(axis), LongStream.of(1)),
            index.shape().stream().skip(axis)).toArray();
        return s.let(index.dtype(), Shape.of(dims), "torch.unsqueeze(" + index + ", " + axis + ")");
    }
}
