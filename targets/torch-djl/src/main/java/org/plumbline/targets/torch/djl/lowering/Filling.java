package org.plumbline.targets.torch.djl.lowering;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;

/// Tensors out of nothing but shapes and attributes, and changes of type.
final class Filling {
    private Filling() {
    }

    static Map<String, Lowering> all() {
        return Map.ofEntries(
            Map.entry("Cast", s -> cast(s, DType.ofCode((int) s.integer("to", -1)).orElseThrow(
                () -> new Unlowered("to an unknown type")))),
            Map.entry("CastLike", s -> cast(s, s.in(1).dtype())),
            Map.entry("Constant", Filling::constant),
            Map.entry("ConstantOfShape", Filling::constantOfShape),
            Map.entry("EyeLike", Filling::eye),
            Map.entry("Range", Filling::range),
            Map.entry("Shape", Filling::shape),
            Map.entry("Size", s -> List.of(s.script().constant(Tensor.ofLongs(DType.INT64, Shape.SCALAR,
                i -> s.shape().size())))),
            Map.entry("Trilu", Filling::triangle));
    }

    private static List<Local> cast(Site s, DType to) {
        s.computes();
        Site.require(to.kind() != DType.Kind.OPAQUE && !List.of(DType.UINT16, DType.UINT32, DType.UINT64).contains(to),
            "to " + to);
        return to == s.dtype() ? List.of(s.in(0)) : s.give(to, s.shape(), "torch.to(" + s.in(0) + ", "
            + Script.code(to) + ")");
    }

    private static List<Local> constant(Site s) {
        for (Map.Entry<String, Attribute> e : s.node().attributes().entrySet()) {
            Optional<Tensor> value = switch (e.getValue()) {
                case Attribute.Value(Tensor t) -> Optional.of(t);
                case Attribute.Int(long v) -> Optional.of(Tensor.ofLongs(DType.INT64, Shape.SCALAR, _ -> v));
                case Attribute.Real(float v) -> Optional.of(Tensor.scalar(DType.FLOAT, v));
                case Attribute.Ints n -> Optional.of(Tensor.ofLongs(n.toArray()));
                case Attribute.Reals r -> Optional.of(Tensor.of(DType.FLOAT, Shape.of(r.values().size()),
                    i -> r.values().get(i)));
                case Attribute.Text _,Attribute.Texts _,Attribute.Subgraph _,Attribute.Opaque _ -> Optional.empty();
            };
            if (value.isPresent() && value.get().dtype().kind() != DType.Kind.OPAQUE) {
                return List.of(s.script().constant(value.get()));
            }
        }
        throw new Unlowered("without a value of numbers");
    }

    /// A number of a tensor's type as scripts write it, the unsigned types as the signed ones that carry them.
    static String literal(Tensor t, int i) {
        return switch (t.dtype()) {
            case FLOAT, DOUBLE, FLOAT16, BFLOAT16 -> Site.number(t.getDouble(i));
            case UINT16 -> Short.toString((short) t.getLong(i));
            case UINT32 -> Integer.toString((int) t.getLong(i));
            case UINT8, INT8, INT16, INT32, INT64, BOOL, UINT64 -> Long.toString(t.getLong(i));
            case STRING, COMPLEX64, COMPLEX128, FLOAT8E4M3FN, FLOAT8E4M3FNUZ, FLOAT8E5M2, FLOAT8E5M2FNUZ, UINT4, INT4 ->
                throw new Unlowered("of " + t.dtype());
        };
    }

    private static List<Local> constantOfShape(Site s) {
        Shape shape = Shape.of(s.constant(0));
        Tensor value = s.node().attributes().get("value") instanceof Attribute.Value(Tensor t) ? t
            : Tensor.scalar(DType.FLOAT, 0);
        return s.give(value.dtype(), shape, "torch.full(" + Site.list(shape) + ", " + literal(value, 0) + ", dtype="
            + Script.code(value.dtype()) + ")");
    }

    private static List<Local> eye(Site s) {
        DType to = s.node().attributes().containsKey("dtype")
            ? DType.ofCode((int) s.integer("dtype", 1)).orElseThrow(() -> new Unlowered("of an unknown type"))
            : s.dtype();
        long k = s.integer("k", 0);
        // a triangle of ones less the triangle below it
        String ones = "torch.ones(" + Site.list(s.shape()) + ", dtype=" + Script.code(DType.INT32) + ")";
        return s.give(to, s.shape(), "torch.to(torch.tril(torch.triu(" + ones + ", " + k + "), " + k + "), "
            + Script.code(to) + ")");
    }

    /// `start`, `start + delta`, … before `limit`; the number of elements has to be fixed by the model.
    private static List<Local> range(Site s) {
        s.computes();
        Tensor start = s.tensor(0);
        Tensor limit = s.tensor(1);
        Tensor delta = s.tensor(2);
        Site.require(delta.getDouble(0) != 0, "with delta 0");
        double count = s.dtype().isReal()
            ? Math.max(0, Math.ceil((limit.getDouble(0) - start.getDouble(0)) / delta.getDouble(0)))
            : count(start.getLong(0), limit.getLong(0), delta.getLong(0));
        Site.require(count < 1 << 24, "of " + count + " elements");
        String steps = "torch.arange(" + (long) count + ", dtype=" + Script.code(s.dtype()) + ")";
        return s.give(s.dtype(), Shape.of((long) count), "torch.add(torch.mul(" + steps + ", " + s.in(2) + "), "
            + s.in(0) + ")");
    }

    private static long count(long start, long limit, long delta) {
        long span = Math.subtractExact(limit, start);
        return Math.max(0, Math.ceilDiv(span, delta));
    }

    private static List<Local> shape(Site s) {
        int rank = s.rank();
        long start = s.integer("start", 0);
        long end = s.integer("end", rank);
        int from = Math.clamp(start < 0 ? start + rank : start, 0, rank);
        int to = Math.clamp(end < 0 ? end + rank : end, 0, rank);
        long[] dims = from < to ? Arrays.copyOfRange(s.shape().dims(), from, to) : new long[0];
        return List.of(s.script().constant(Tensor.ofLongs(dims)));
    }

    private static List<Local> triangle(Site s) {
        long k = s.has(1) ? s.tensor(1).getLong(0) : 0;
        return s.like("torch." + (s.flag("upper", true) ? "triu" : "tril") + "(" + s.in(0) + ", " + k + ")");
    }
}
