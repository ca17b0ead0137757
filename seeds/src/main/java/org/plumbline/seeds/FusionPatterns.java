package org.plumbline.seeds;

import static org.plumbline.seeds.Sketch.set;

import java.util.List;
import org.plumbline.graph.DType;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.edit.Bounds;

/// A linear operator with what optimisers fold into it.
final class FusionPatterns {
    private FusionPatterns() {
    }

    static List<Pattern> all() {
        return List.of(
            new Pattern("conv-activation", s -> activation(s, conv(s, s.realNoBf16()))),
            new Pattern("conv-add", s -> perChannel(s, "Add", conv(s, s.realNoBf16()))),
            new Pattern("conv-mul", s -> perChannel(s, "Mul", conv(s, s.realNoBf16()))),
            new Pattern("conv-batch-normalization", s -> batchNormalization(s, conv(s, s.realNoBf16()))),
            new Pattern("conv-batch-normalization-activation",
                s -> activation(s, batchNormalization(s, conv(s, s.realNoBf16())))),
            new Pattern("conv-add-activation", FusionPatterns::residual),
            new Pattern("pad-conv", s -> conv(s, s.realNoBf16(), true)),
            new Pattern("pad-pool", FusionPatterns::padPool),
            new Pattern("matmul-add", FusionPatterns::matMulAdd),
            new Pattern("matmul-add-activation", s -> activation(s, matMulAdd(s))),
            new Pattern("matmul-scale", FusionPatterns::matMulScale),
            new Pattern("matmul-batch-normalization", s -> batchNormalization(s, matMul(s, 2, 2))),
            new Pattern("transpose-matmul", FusionPatterns::transposeMatMul),
            new Pattern("gemm-activation", s -> activation(s, gemm(s))),
            new Pattern("gemm-sum", s -> s.op("Sum", gemm(s), s.weights(DType.FLOAT, 1))),
            new Pattern("gemm-transpose", s -> s.op("Transpose", set("perm", new long[] {1, 0}), gemm(s))),
            new Pattern("matmul-reshape-chain", FusionPatterns::headSplit),
            new Pattern("attention-core", FusionPatterns::attention),
            new Pattern("bias-softmax", FusionPatterns::biasSoftmax),
            new Pattern("relu-clip", FusionPatterns::reluClip),
            new Pattern("pool-activation", s -> activation(s, pool(s, image(s, s.realNoBf16())))));
    }

    static String image(Sketch s, DType t) {
        int spatial = s.rng().pick(2, 2, 1, 3);
        long[] dims = new long[spatial + 2];
        dims[0] = s.rng().between(1, 2);
        dims[1] = s.rng().between(1, 4);
        for (int i = 0; i < spatial; i++) {
            dims[i + 2] = s.rng().between(spatial == 3 ? 3 : 4, spatial == 3 ? 4 : 8);
        }
        return s.input(t, dims);
    }

    static String conv(Sketch s, DType t) {
        return conv(s, t, s.rng().trueInOneOutOf(6));
    }

    private static String conv(Sketch s, DType t, boolean padded) {
        String x = image(s, t);
        if (padded) {
            x = pad(s, x, 0);
        }
        int spatial = s.rank(x) - 2;
        long in = s.shape(x).dim(1);
        long group = s.rng().trueInOneOutOf(4) ? in : 1;
        long[] kernel = new long[spatial + 2];
        kernel[0] = group * s.rng().between(1, 3);
        kernel[1] = in / group;
        for (int i = 0; i < spatial; i++) {
            kernel[i + 2] = s.rng().between(1, 3);
        }
        var attributes = set("group", group);
        if (s.rng().chance(0.5)) {
            attributes.putAll(set("pads", symmetric(s.rng(), spatial)));
        }
        if (s.rng().chance(0.3)) {
            attributes.putAll(set("strides", repeated(spatial, 2)));
        }
        String w = s.weights(t, kernel);
        return s.rng().chance(0.5) ? s.op("Conv", attributes, x, w)
            : s.op("Conv", attributes, x, w, s.weights(t, kernel[0]));
    }

    private static long[] symmetric(Rng rng, int spatial) {
        long[] pads = new long[2 * spatial];
        for (int i = 0; i < pads.length; i++) {
            pads[i] = rng.between(0, 1);
        }
        return pads;
    }

    private static long[] repeated(int n, long value) {
        long[] all = new long[n];
        java.util.Arrays.fill(all, value);
        return all;
    }

    private static String pad(Sketch s, String x, double value) {
        int rank = s.rank(x);
        long[] pads = new long[2 * rank];
        for (int i = s.rng().trueInOneOutOf(6) ? 1 : 2; i < rank; i++) {
            pads[i] = s.rng().between(0, 2);
            pads[i + rank] = s.rng().between(0, 2);
        }
        String mode = s.rng().pick("constant", "constant", "constant", "reflect", "edge");
        String amounts = s.ints(pads);
        return mode.equals("constant") && s.rng().chance(0.5)
            ? s.op("Pad", set("mode", mode), x, amounts, s.scalar(s.type(x).dtype(), s.rng().pick(value, 1.5)))
            : s.op("Pad", set("mode", mode), x, amounts);
    }

    private static void padPool(Sketch s) {
        String x = image(s, s.realNoBf16());
        pool(s, pad(s, x, 0));
    }

    static String pool(Sketch s, String x) {
        int spatial = s.rank(x) - 2;
        String operator = s.rng().pick("MaxPool", "AveragePool");
        var attributes = set("kernel_shape", repeated(spatial, s.rng().between(1, 3)));
        if (s.rng().chance(0.5)) {
            attributes.putAll(set("strides", repeated(spatial, s.rng().between(1, 2))));
        }
        if (operator.equals("AveragePool") && s.rng().chance(0.4)) {
            attributes.putAll(set("count_include_pad", 1));
        }
        return s.op(operator, attributes, x);
    }

    /// One of the activations that libraries fuse.
    static String activation(Sketch s, String x) {
        return switch (s.rng().below(9)) {
            case 0, 1 -> s.op("Relu", x);
            case 2 -> s.op("Sigmoid", x);
            case 3 -> s.op("Tanh", x);
            case 4 -> s.op("LeakyRelu", set("alpha", s.rng().pick(0.01, 0.2, -0.5, 2.0)), x);
            case 5 -> s.op("Clip", x, s.scalar(s.type(x).dtype(), s.rng().pick(0.0, -1.0)),
                s.scalar(s.type(x).dtype(), s.rng().pick(6.0, 1.0)));
            case 6 -> s.op("HardSigmoid", set("alpha", 0.25, "beta", 0.4), x);
            case 7 -> s.op("Mul", x, s.op("Sigmoid", x));
            default -> s.op("Elu", x);
        };
    }

    private static String perChannel(Sketch s, String operator, String x) {
        long[] dims = repeated(s.rank(x), 1);
        dims[1] = s.shape(x).dim(1);
        long[] trailing = java.util.Arrays.copyOfRange(dims, 1, dims.length);
        String w = s.weights(s.type(x).dtype(), s.rng().pick(dims, dims, trailing, new long[0], repeated(1, 1)));
        return s.rng().chance(0.5) ? s.op(operator, x, w) : s.op(operator, w, x);
    }

    private static void residual(Sketch s) {
        String x = conv(s, DType.FLOAT);
        String other = s.input(DType.FLOAT, s.shape(x).dims());
        activation(s, s.rng().chance(0.5) ? s.op("Add", x, other) : s.op("Add", other, x));
    }

    static String batchNormalization(Sketch s, String x) {
        DType t = s.type(x).dtype();
        long c = s.shape(x).dim(1);
        Bounds positive = Bounds.range(0.25, 4);
        var attributes = s.rng().chance(0.5) ? set("epsilon", s.rng().pick(1e-5, 1e-3, 0.1)) : set();
        return s.op("BatchNormalization", attributes, x, s.weights(t, c), s.weights(t, c), s.weights(t, c),
            s.weights(t, positive, c));
    }

    static String matMul(Sketch s, int fromRank, int toRank) {
        DType t = s.real();
        long[] left = s.dims(fromRank, toRank);
        long[] right = {left[left.length - 1], s.dim()};
        String a = s.input(t, left);
        return s.op("MatMul", a, s.rng().chance(0.8) ? s.weights(t, right) : s.input(t, right));
    }

    private static String matMulAdd(Sketch s) {
        String y = matMul(s, 2, 4);
        DType t = s.type(y).dtype();
        long n = s.shape(y).dim(-1);
        long[] bias = s.rng().pick(new long[] {n}, new long[] {n}, new long[] {1, n}, new long[] {1}, new long[0],
            s.shape(y).dims());
        String b = s.weights(t, bias);
        return s.rng().chance(0.6) ? s.op("Add", y, b) : s.op("Add", b, y);
    }

    private static void matMulScale(Sketch s) {
        DType t = s.real();
        long[] left = s.dims(2, 4);
        String a = scaled(s, s.input(t, left));
        String b = scaled(s, s.input(t, left[left.length - 1], s.dim()));
        scaled(s, s.op("MatMul", a, b));
    }

    private static String scaled(Sketch s, String x) {
        return switch (s.rng().below(4)) {
            case 0 -> x;
            case 1 -> s.op("Div", x, s.fill(x, s.rng().pick(8.0, 0.5, 3.0)));
            default -> s.op("Mul", x, s.fill(x, s.rng().pick(0.125, 2.0, -1.0, 0.3)));
        };
    }

    private static void transposeMatMul(Sketch s) {
        DType t = s.real();
        int batch = s.rng().between(0, 2);
        long[] dims = s.dims(batch + 2);
        String a = s.input(t, dims);
        long[] perm = new long[dims.length];
        for (int i = 0; i < perm.length; i++) {
            perm[i] = i;
        }
        perm[perm.length - 1] = perm.length - 2;
        perm[perm.length - 2] = perm.length - 1;
        if (batch > 0 && s.rng().trueInOneOutOf(3)) {
            long first = perm[0];
            perm[0] = perm[batch];
            perm[batch] = first;
        }
        String at = s.op("Transpose", set("perm", perm), a);
        long[] other = s.shape(at).dims();
        other[other.length - 2] = s.shape(at).dim(-1);
        other[other.length - 1] = s.dim();
        String b = s.input(t, other);
        String y = s.op("MatMul", at, b);
        if (s.rng().chance(0.3)) {
            s.op("Mul", y, s.fill(y, 0.25));
        }
    }

    private static String gemm(Sketch s) {
        DType t = DType.FLOAT;
        long m = s.dim();
        long k = s.dim();
        long n = s.dim();
        boolean ta = s.rng().trueInOneOutOf(3);
        boolean tb = s.rng().trueInOneOutOf(2);
        String a = s.input(t, ta ? k : m, ta ? m : k);
        String b = s.weights(t, tb ? n : k, tb ? k : n);
        var attributes = set("transA", ta ? 1 : 0, "transB", tb ? 1 : 0);
        if (s.rng().chance(0.4)) {
            attributes.putAll(set("alpha", s.rng().pick(0.5, 2.0, -1.0), "beta", s.rng().pick(1.0, 0.0, 0.5)));
        }
        return s.rng().chance(0.3) ? s.op("Gemm", attributes, a, b)
            : s.op("Gemm", attributes, a, b, s.weights(t, s.rng().pick(new long[] {n}, new long[] {m, 1},
                new long[] {1, n}, new long[0])));
    }

    private static void headSplit(Sketch s) {
        long heads = s.rng().between(1, 3);
        long size = s.rng().between(2, 4);
        String x = s.input(DType.FLOAT, 2, 3, 5);
        String y = s.op("MatMul", x, s.weights(DType.FLOAT, 5, heads * size));
        String r = s.op("Reshape", y, s.ints(s.rng().pick(2, 0, -1), 3, heads, size));
        s.op("Transpose", set("perm", new long[] {0, 2, 1, 3}), r);
    }

    private static void attention(Sketch s) {
        DType t = s.realNoBf16();
        long heads = s.rng().between(1, 3);
        String q = s.input(t, 1, heads, 3, 4);
        String k = s.input(t, 1, heads, 5, 4);
        String v = s.input(t, 1, heads, 5, 4);
        String kt = s.op("Transpose", set("perm", new long[] {0, 1, 3, 2}), k);
        String scores = scaled(s, s.op("MatMul", q, kt));
        if (s.rng().chance(0.5)) {
            scores = s.op("Add", scores, s.input(t, s.rng().pick(new long[] {1, 1, 3, 5}, new long[] {5})));
        }
        String p = s.op("Softmax", set("axis", s.rng().pick(-1, 3)), scores);
        String y = s.op("Transpose", set("perm", new long[] {0, 2, 1, 3}), s.op("MatMul", p, v));
        s.op("Reshape", y, s.ints(0, 0, -1));
    }

    private static void biasSoftmax(Sketch s) {
        DType t = s.realNoBf16();
        String x = s.input(t, s.dims(2, 4));
        int rank = s.rank(x);
        long[] bias = s.shape(x).dims();
        for (int i = 0; i < rank; i++) {
            bias[i] = s.rng().trueInOneOutOf(3) ? 1 : bias[i];
        }
        String y = s.op("Add", x, s.input(t, bias));
        s.op("Softmax", set("axis", s.axis(y)), y);
    }

    private static void reluClip(Sketch s) {
        DType t = s.realNoBf16();
        String x = s.input(t, s.dims(1, 3));
        String y = s.rng().chance(0.5) ? s.op("Relu", x) : s.op("Clip", x, s.scalar(t, -2));
        Tensor lo = Tensor.of(t, Shape.SCALAR, _ -> s.rng().pick(-1.0, 0.0, 0.5));
        Tensor hi = Tensor.of(t, Shape.SCALAR, _ -> s.rng().pick(6.0, 1.0, 0.25));
        String z = switch (s.rng().below(4)) {
            case 0 -> s.op("Clip", y, "", s.constant(hi));
            case 1 -> s.op("Clip", y, s.constant(lo));
            default -> s.op("Clip", y, s.constant(lo), s.constant(hi));
        };
        if (s.rng().chance(0.4)) {
            s.op("Relu", z);
        }
    }
}
