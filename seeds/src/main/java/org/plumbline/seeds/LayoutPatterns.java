package org.plumbline.seeds;

import static org.plumbline.seeds.Sketch.set;

import java.util.Arrays;
import java.util.List;
import org.plumbline.graph.DType;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;

/// Movement of data that cancels, composes or is pushed through other operators.
final class LayoutPatterns {
    private LayoutPatterns() {
    }

    static List<Pattern> all() {
        return List.of(
            new Pattern("double-transpose", s -> transpose(s, transpose(s, s.input(s.number(), s.dims(2, 5))))),
            new Pattern("transpose-inverse-around-op", LayoutPatterns::sandwich),
            new Pattern("transpose-around-conv", LayoutPatterns::nhwcConv),
            new Pattern("transpose-reduce", LayoutPatterns::transposeReduce),
            new Pattern("transpose-broadcast-add", LayoutPatterns::transposeBroadcast),
            new Pattern("transpose-concat-split", LayoutPatterns::transposeConcatSplit),
            new Pattern("transpose-softmax", LayoutPatterns::transposeSoftmax),
            new Pattern("transpose-pad-slice", LayoutPatterns::transposePadSlice),
            new Pattern("reshape-reshape", LayoutPatterns::reshapeReshape),
            new Pattern("reshape-by-shape", LayoutPatterns::reshapeByShape),
            new Pattern("flatten-by-shape", LayoutPatterns::flattenByShape),
            new Pattern("unsqueeze-squeeze", LayoutPatterns::unsqueezeSqueeze),
            new Pattern("expand-noop", LayoutPatterns::expandNoop),
            new Pattern("tile-noop", LayoutPatterns::tileNoop),
            new Pattern("slice-concat", LayoutPatterns::sliceConcat),
            new Pattern("slice-slice", s -> slice(s, slice(s, s.input(s.number(), s.dims(1, 4))))),
            new Pattern("split-concat", LayoutPatterns::splitConcat),
            new Pattern("gather-to-split", LayoutPatterns::gathers),
            new Pattern("gather-of-gather", LayoutPatterns::gatherGather),
            new Pattern("concat-of-concat", LayoutPatterns::concatConcat),
            new Pattern("shape-arithmetic", LayoutPatterns::shapeArithmetic),
            new Pattern("pad-negative-slice", LayoutPatterns::padSlice));
    }

    private static long[] permutation(Sketch s, int rank) {
        return Arrays.stream(s.rng().permutation(rank)).asLongStream().toArray();
    }

    private static String transpose(Sketch s, String x) {
        return s.rng().trueInOneOutOf(8) ? s.op("Transpose", x)
            : s.op("Transpose", set("perm", permutation(s, s.rank(x))), x);
    }

    private static long[] inverse(long[] perm) {
        long[] inverse = new long[perm.length];
        for (int i = 0; i < perm.length; i++) {
            inverse[(int) perm[i]] = i;
        }
        return inverse;
    }

    private static void sandwich(Sketch s) {
        String x = s.input(s.realNoBf16(), s.dims(2, 4));
        long[] perm = permutation(s, s.rank(x));
        String t = s.op("Transpose", set("perm", perm), x);
        String y = FusionPatterns.activation(s, t);
        s.op("Transpose", set("perm", s.rng().chance(0.8) ? inverse(perm) : perm), y);
    }

    private static void nhwcConv(Sketch s) {
        String x = s.input(DType.FLOAT, 1, s.rng().between(3, 6), s.rng().between(3, 6), s.rng().between(1, 4));
        String t = s.op("Transpose", set("perm", new long[] {0, 3, 1, 2}), x);
        String y = s.op("Conv", t, s.weights(DType.FLOAT, 3, s.shape(t).dim(1), 2, 3));
        s.op("Transpose", set("perm", new long[] {0, 2, 3, 1}), FusionPatterns.activation(s, y));
    }

    private static void transposeReduce(Sketch s) {
        String x = s.input(s.realNoBf16(), s.dims(2, 4));
        String t = transpose(s, x);
        boolean keep = s.rng().chance(0.5);
        String r = NormalizationPatterns.reduce(s, s.rng().pick("ReduceSum", "ReduceMean", "ReduceMax"), t, keep,
            s.axis(t));
        if (keep) {
            transpose(s, r);
        }
    }

    private static void transposeBroadcast(Sketch s) {
        DType type = s.number();
        String x = s.input(type, s.dims(2, 4));
        String t = transpose(s, x);
        String other = s.weights(type, s.shape(t).dim(-1));
        transpose(s, s.op(s.rng().pick("Add", "Mul", "Sub"), s.rng().chance(0.5) ? new String[] {t, other}
            : new String[] {other, t}));
    }

    private static void transposeConcatSplit(Sketch s) {
        DType type = s.number();
        long[] dims = s.dims(2, 4);
        long[] perm = permutation(s, dims.length);
        String a = s.op("Transpose", set("perm", perm), s.input(type, dims));
        String b = s.op("Transpose", set("perm", perm), s.input(type, dims));
        long axis = s.axis(a);
        String c = s.op("Concat", set("axis", axis), a, b);
        s.op("Transpose", set("perm", inverse(perm)), c);
    }

    private static void transposeSoftmax(Sketch s) {
        String t = transpose(s, s.input(s.realNoBf16(), s.dims(2, 4)));
        transpose(s, s.op(s.rng().pick("Softmax", "LogSoftmax", "Hardmax"), set("axis", s.axis(t)), t));
    }

    private static void transposePadSlice(Sketch s) {
        String t = transpose(s, s.input(DType.FLOAT, s.dims(2, 4)));
        long[] pads = new long[2 * s.rank(t)];
        for (int i = 0; i < pads.length; i++) {
            pads[i] = s.rng().between(0, 2);
        }
        String p = s.op("Pad", t, s.ints(pads), s.scalar(DType.FLOAT, s.rng().pick(0.0, -1.5)));
        transpose(s, slice(s, p));
    }

    private static long[] factors(Sketch s, long size) {
        long first = 1;
        for (long f = 2; f <= 8; f++) {
            first = size % f == 0 && s.rng().chance(0.4) ? f : first;
        }
        return s.rng().chance(0.5) ? new long[] {first, size / first} : new long[] {size / first, 1, first};
    }

    private static void reshapeReshape(Sketch s) {
        String x = s.input(s.number(), s.dims(1, 4));
        long[] first = factors(s, s.shape(x).size());
        String y = s.op("Reshape", x, s.ints(first));
        long[] second = factors(s, s.shape(x).size());
        if (s.rng().chance(0.5)) {
            second[s.rng().below(second.length)] = -1;
        }
        s.op("Reshape", y, s.ints(second));
    }

    /// Shape → Gather → Unsqueeze → Concat → Reshape, as PyTorch exports `view`.
    private static void reshapeByShape(Sketch s) {
        String x = s.input(s.number(), s.dims(3, 4));
        String first = dimension(s, x, 0);
        String second = s.rng().chance(0.5) ? dimension(s, x, 1) : s.ints(-1);
        String third = s.ints(second.startsWith("k") ? s.shape(x).dim(1) : -1);
        s.op("Reshape", x, s.op("Concat", set("axis", 0), first, second, third));
    }

    private static String dimension(Sketch s, String x, long axis) {
        String shape = s.op("Shape", x);
        return s.rng().chance(0.5) ? s.op("Gather", shape, s.ints(axis))
            : s.op("Unsqueeze", s.op("Gather", shape, s.constant(Tensor.scalar(DType.INT64, axis))), s.ints(0));
    }

    private static void flattenByShape(Sketch s) {
        String x = s.input(s.number(), s.dims(2, 4));
        String head = s.op("Slice", s.op("Shape", x), s.ints(0), s.ints(1));
        s.op("Reshape", x, s.op("Concat", set("axis", 0), head, s.ints(-1)));
    }

    private static void unsqueezeSqueeze(Sketch s) {
        String x = s.input(s.number(), s.dims(0, 3));
        long axis = s.rng().between(-s.rank(x) - 1, s.rank(x));
        String u = s.op("Unsqueeze", x, s.ints(axis));
        String m = s.rng().chance(0.4) ? s.op("Identity", u) : u;
        s.op("Squeeze", m, s.ints(s.rng().chance(0.7) ? axis : axis < 0 ? axis + s.rank(u) : axis - s.rank(u)));
    }

    private static void expandNoop(Sketch s) {
        String x = s.input(s.number(), s.dims(1, 4));
        long[] to = s.shape(x).dims();
        for (int i = 0; i < to.length; i++) {
            to[i] = s.rng().trueInOneOutOf(3) ? 1 : to[i];
        }
        String shape = s.rng().chance(0.4) ? s.op("Shape", x) : s.ints(to);
        s.op("Neg", s.op("Expand", x, shape));
    }

    private static void tileNoop(Sketch s) {
        String x = s.input(s.number(), s.dims(1, 4));
        long[] repeats = new long[s.rank(x)];
        Arrays.fill(repeats, 1);
        if (s.rng().trueInOneOutOf(3)) {
            repeats[s.rng().below(repeats.length)] = 2;
        }
        s.op("Abs", s.op("Tile", x, s.ints(repeats)));
    }

    private static String slice(Sketch s, String x) {
        long axis = s.axis(x);
        long size = s.shape(x).dim((int) axis);
        long step = s.rng().pick(1, 1, 1, 2, -1, -2);
        long start = step > 0 ? s.rng().between(0, size / 2) : -1;
        long end = step > 0 ? s.rng().pick(size, Long.MAX_VALUE, -1L) : Long.MIN_VALUE + 1;
        return s.op("Slice", x, s.ints(start), s.ints(end), s.ints(axis), s.ints(step));
    }

    private static void sliceConcat(Sketch s) {
        String x = s.input(s.number(), s.dims(1, 4));
        long axis = s.axis(x);
        long size = s.shape(x).dim((int) axis);
        long cut = s.rng().between(0, size);
        String a = s.op("Slice", x, s.ints(0), s.ints(cut), s.ints(axis));
        String b = s.op("Slice", x, s.ints(cut), s.ints(size), s.ints(axis));
        s.op("Concat", set("axis", axis), s.rng().chance(0.5) ? new String[] {a, b} : new String[] {b, a});
    }

    private static void splitConcat(Sketch s) {
        long half = s.rng().between(1, 3);
        String x = s.input(s.number(), 3, 2 * half, 4);
        var attributes = set("axis", s.rng().pick(1, -2));
        List<String> parts = s.opset() >= 18 && s.rng().chance(0.5)
            ? s.ops("Split", 2, with(attributes, "num_outputs", 2), x)
            : s.ops("Split", 2, attributes, x, s.ints(half, half));
        String a = s.rng().chance(0.5) ? s.op("Neg", parts.get(0)) : parts.get(0);
        s.op("Concat", set("axis", 1), a, parts.get(s.rng().below(2)));
    }

    private static java.util.Map<String, org.plumbline.graph.Attribute> with(
        java.util.Map<String, org.plumbline.graph.Attribute> attributes, String key, long value) {
        attributes.putAll(set(key, value));
        return attributes;
    }

    private static void gathers(Sketch s) {
        String x = s.input(s.number(), s.dims(2, 4));
        int axis = s.rng().below(s.rank(x));
        long size = s.shape(x).dim(axis);
        s.need(size >= 2);
        String a = s.op("Gather", set("axis", axis), x, s.constant(Tensor.scalar(DType.INT64, 0)));
        String b = s.op("Gather", set("axis", axis), x, s.constant(Tensor.scalar(DType.INT64, size - 1)));
        String c = s.op("Gather", set("axis", axis - s.rank(x)), x, s.constant(Tensor.scalar(DType.INT64, -1)));
        s.op("Add", s.op("Mul", a, b), c);
    }

    private static void gatherGather(Sketch s) {
        String x = s.input(s.number(), s.dims(2, 3));
        long axis = s.axis(x);
        long size = s.shape(x).dim((int) axis);
        DType index = s.rng().pick(DType.INT64, DType.INT32);
        Tensor first = Tensor.ofLongs(index, Shape.of(4), _ -> s.rng().between(-size, size - 1));
        Tensor second = Tensor.ofLongs(index, s.rng().pick(Shape.of(2), Shape.SCALAR), _ -> s.rng().between(-4, 3));
        s.op("Gather", set("axis", axis), s.op("Gather", set("axis", axis), x, s.constant(first)), s.constant(second));
    }

    private static void concatConcat(Sketch s) {
        DType t = s.number();
        long[] dims = s.dims(1, 3);
        String a = s.input(t, dims);
        String b = s.input(t, dims);
        long axis = s.axis(a);
        String c = s.op("Concat", set("axis", axis), a, b);
        s.op("Concat", set("axis", s.rng().chance(0.8) ? axis : s.axis(c)), c, s.rng().chance(0.5) ? c : c, c);
    }

    private static void shapeArithmetic(Sketch s) {
        String x = s.input(s.number(), s.dims(2, 4));
        String shape = s.op("Shape", s.rng().chance(0.3) ? s.op("Cast", set("to", DType.DOUBLE.code()), x) : x);
        String all = s.op("ReduceProd", set("keepdims", 1), shape);
        String flat = s.op("Reshape", x, all);
        String n = s.op("Size", flat);
        s.op("Sub", s.op("Mul", n, s.constant(Tensor.scalar(DType.INT64, 2))), all);
    }

    private static void padSlice(Sketch s) {
        String x = s.input(DType.FLOAT, s.dims(1, 3));
        long[] pads = new long[2 * s.rank(x)];
        pads[0] = s.rng().between(0, 3);
        pads[s.rank(x)] = -s.rng().between(0, 1);
        slice(s, s.op("Pad", x, s.ints(pads)));
    }
}
