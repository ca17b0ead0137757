package org.plumbline.seeds;

import static org.plumbline.seeds.Sketch.set;

import java.util.List;
import java.util.Map;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;
import org.plumbline.graph.operator.Types;

/// Normalisations and activations written out in primitives, as exporters do.
final class NormalizationPatterns {
    private NormalizationPatterns() {
    }

    static List<Pattern> all() {
        return List.of(
            new Pattern("layer-norm-primitives", s -> layerNorm(s, s.input(s.realNoBf16(), s.dims(2, 4)))),
            new Pattern("skip-layer-norm-primitives", NormalizationPatterns::skipLayerNorm),
            new Pattern("rms-norm-primitives", NormalizationPatterns::rmsNorm),
            new Pattern("add-layer-normalization", NormalizationPatterns::addLayerNormalization),
            new Pattern("gelu-primitives", NormalizationPatterns::gelu),
            new Pattern("bias-gelu", NormalizationPatterns::biasGelu),
            new Pattern("fast-gelu-primitives", NormalizationPatterns::fastGelu),
            new Pattern("quick-gelu-primitives", NormalizationPatterns::quickGelu),
            new Pattern("silu-primitives", NormalizationPatterns::silu),
            new Pattern("softmax-primitives", NormalizationPatterns::softmax),
            new Pattern("log-of-softmax", NormalizationPatterns::logSoftmax),
            new Pattern("instance-norm-primitives", NormalizationPatterns::instanceNorm),
            new Pattern("group-norm-by-reshape", NormalizationPatterns::groupNorm),
            new Pattern("l2-norm-primitives", NormalizationPatterns::l2Norm),
            new Pattern("hard-swish-primitives", NormalizationPatterns::hardSwish),
            new Pattern("softplus-mish", NormalizationPatterns::mish),
            new Pattern("reduce-keepdims-squeeze", NormalizationPatterns::reduceSqueeze));
    }

    /// A reduction with its axes where the opset wants them.
    static String reduce(Sketch s, String operator, String x, boolean keep, long... axes) {
        boolean input = s.opset() >= 18 || operator.equals("ReduceSum");
        Map<String, Attribute> attributes = keep && s.rng().chance(0.5) ? set() : set("keepdims", keep ? 1 : 0);
        if (!input) {
            attributes.putAll(set("axes", axes));
            return s.op(operator, attributes, x);
        }
        return s.op(operator, attributes, x, s.ints(axes));
    }

    private static long[] lastAxes(Sketch s, String x) {
        int rank = s.rank(x);
        return switch (s.rng().below(4)) {
            case 0 -> new long[] {rank - 1};
            case 1 -> rank > 2 ? new long[] {-2, -1} : new long[] {-1};
            case 2 -> new long[] {s.axis(x)};
            default -> new long[] {-1};
        };
    }

    private static String layerNorm(Sketch s, String x) {
        DType t = s.type(x).dtype();
        long[] axes = lastAxes(s, x);
        String mean = reduce(s, "ReduceMean", x, true, axes);
        String d = s.op("Sub", x, mean);
        String d2 = s.rng().chance(0.3) ? s.op("Sub", x, mean) : d;
        String square = s.rng().chance(0.7) ? s.op("Pow", d2, s.scalar(t, 2)) : s.op("Mul", d2, d);
        String variance = reduce(s, "ReduceMean", square, true, axes);
        String eps = s.fill(variance, s.rng().pick(1e-5, 1e-3, 0.0625));
        String root = s.op("Sqrt", s.op("Add", variance, eps));
        String y = s.op("Div", d, root);
        return affine(s, y);
    }

    private static String affine(Sketch s, String y) {
        DType t = s.type(y).dtype();
        long n = s.shape(y).dim(-1);
        String scaled = s.op("Mul", y, s.weights(t, n));
        return s.rng().chance(0.8) ? s.op("Add", scaled, s.weights(t, n)) : scaled;
    }

    private static void skipLayerNorm(Sketch s) {
        DType t = s.realNoBf16();
        long[] dims = s.dims(3);
        String sum = s.op("Add", s.input(t, dims), s.input(t, dims));
        layerNorm(s, s.rng().chance(0.5) ? sum : s.op("Add", sum, s.weights(t, dims[2])));
    }

    private static void rmsNorm(Sketch s) {
        String x = s.input(s.realNoBf16(), s.dims(2, 4));
        DType t = s.type(x).dtype();
        String square = s.rng().chance(0.6) ? s.op("Pow", x, s.scalar(t, 2)) : s.op("Mul", x, x);
        String mean = s.op("Add", reduce(s, "ReduceMean", square, true, -1), s.scalar(t, 1e-3));
        String y = s.rng().chance(0.5) ? s.op("Div", x, s.op("Sqrt", mean))
            : s.op("Mul", x, s.op("Reciprocal", s.op("Sqrt", mean)));
        s.op("Mul", y, s.weights(t, s.shape(x).dim(-1)));
    }

    private static void addLayerNormalization(Sketch s) {
        s.need(s.opset() >= 17);
        DType t = s.realNoBf16();
        long[] dims = s.dims(3);
        String sum = s.op("Add", s.input(t, dims), s.input(t, s.rng().pick(dims, new long[] {dims[2]})));
        s.op("LayerNormalization", set("axis", s.rng().pick(-1, 2)), sum, s.weights(t, dims[2]),
            s.weights(t, dims[2]));
    }

    private static String erfGelu(Sketch s, String x) {
        DType t = s.type(x).dtype();
        String scaled = s.rng().chance(0.5) ? s.op("Div", x, s.scalar(t, Math.sqrt(2)))
            : s.op("Mul", x, s.scalar(t, Math.sqrt(0.5)));
        String e = s.op("Add", s.op("Erf", scaled), s.scalar(t, 1));
        return switch (s.rng().below(3)) {
            case 0 -> s.op("Mul", s.op("Mul", x, e), s.scalar(t, 0.5));
            case 1 -> s.op("Mul", x, s.op("Mul", e, s.scalar(t, 0.5)));
            default -> s.op("Mul", s.op("Mul", x, s.scalar(t, 0.5)), e);
        };
    }

    private static void gelu(Sketch s) {
        erfGelu(s, s.input(s.realNoBf16(), s.dims(1, 4)));
    }

    private static void biasGelu(Sketch s) {
        String x = s.input(s.realNoBf16(), s.dims(2, 4));
        erfGelu(s, s.op("Add", x, s.weights(s.type(x).dtype(), s.shape(x).dim(-1))));
    }

    private static void fastGelu(Sketch s) {
        String x = s.input(s.realNoBf16(), s.dims(2, 4));
        DType t = s.type(x).dtype();
        String cube = s.rng().chance(0.5) ? s.op("Pow", x, s.scalar(t, 3)) : s.op("Mul", x, s.op("Mul", x, x));
        String inner = s.op("Add", x, s.op("Mul", cube, s.scalar(t, 0.044715)));
        String e = s.op("Tanh", s.op("Mul", inner, s.scalar(t, Math.sqrt(2 / Math.PI))));
        s.op("Mul", s.op("Mul", x, s.scalar(t, 0.5)), s.op("Add", e, s.scalar(t, 1)));
    }

    private static void quickGelu(Sketch s) {
        String x = s.input(s.realNoBf16(), s.dims(1, 4));
        String e = s.op("Sigmoid", s.op("Mul", x, s.scalar(s.type(x).dtype(), s.rng().pick(1.702, 1.0, -1.5))));
        s.op("Mul", x, e);
    }

    private static void silu(Sketch s) {
        String x = s.input(s.realNoBf16(), s.dims(1, 4));
        String e = s.rng().chance(0.6) ? s.op("Sigmoid", x)
            : s.op("Reciprocal", s.op("Add", s.op("Exp", s.op("Neg", x)), s.scalar(s.type(x).dtype(), 1)));
        s.op("Mul", s.rng().chance(0.5) ? new String[] {x, e} : new String[] {e, x});
    }

    private static void softmax(Sketch s) {
        String x = s.input(s.realNoBf16(), s.dims(1, 4));
        long axis = s.axis(x);
        String shifted = s.rng().chance(0.8) ? s.op("Sub", x, reduce(s, "ReduceMax", x, true, axis)) : x;
        String e = s.op("Exp", shifted);
        s.op("Div", e, reduce(s, "ReduceSum", e, true, axis));
    }

    private static void logSoftmax(Sketch s) {
        String x = s.input(s.realNoBf16(), s.dims(1, 4));
        s.op("Log", s.op("Softmax", set("axis", s.axis(x)), x));
    }

    private static void instanceNorm(Sketch s) {
        String x = s.input(s.realNoBf16(), 2, 3, s.rng().between(2, 5), s.rng().between(2, 5));
        DType t = s.type(x).dtype();
        String mean = reduce(s, "ReduceMean", x, true, 2, 3);
        String d = s.op("Sub", x, mean);
        String variance = reduce(s, "ReduceMean", s.op("Mul", d, d), true, 2, 3);
        String y = s.op("Div", d, s.op("Sqrt", s.op("Add", variance, s.scalar(t, 1e-3))));
        s.op("Add", s.op("Mul", y, s.weights(t, 3, 1, 1)), s.weights(t, 3, 1, 1));
    }

    private static void groupNorm(Sketch s) {
        long groups = s.rng().between(1, 3);
        long per = s.rng().between(1, 2);
        DType t = s.realNoBf16();
        String x = s.input(t, 2, groups * per, 3, 4);
        String r = s.op("Reshape", x, s.ints(0, groups, -1));
        String n = s.op("InstanceNormalization", r, s.constant(ones(t, groups)), s.constant(zeros(t, groups)));
        String back = s.op("Reshape", n, s.rng().chance(0.5) ? s.op("Shape", x) : s.ints(2, groups * per, 3, 4));
        s.op("Add", s.op("Mul", back, s.weights(t, groups * per, 1, 1)), s.weights(t, groups * per, 1, 1));
    }

    private static org.plumbline.graph.Tensor ones(DType t, long n) {
        return org.plumbline.graph.Tensor.of(t, org.plumbline.graph.Shape.of(n), _ -> 1);
    }

    private static org.plumbline.graph.Tensor zeros(DType t, long n) {
        return org.plumbline.graph.Tensor.of(t, org.plumbline.graph.Shape.of(n), _ -> 0);
    }

    private static void l2Norm(Sketch s) {
        String x = s.input(s.realNoBf16(), s.dims(1, 4));
        long axis = s.axis(x);
        String norm = s.rng().chance(0.5) ? reduce(s, "ReduceL2", x, true, axis)
            : s.op("Sqrt", reduce(s, "ReduceSumSquare", x, true, axis));
        s.op("Div", x, s.op("Clip", norm, s.scalar(s.type(x).dtype(), 1e-3)));
    }

    private static void hardSwish(Sketch s) {
        String x = s.input(s.realNoBf16(), s.dims(1, 4));
        DType t = s.type(x).dtype();
        String y = s.op("Clip", s.op("Add", x, s.scalar(t, 3)), s.scalar(t, 0), s.scalar(t, 6));
        s.op("Div", s.op("Mul", x, y), s.fill(x, 6));
    }

    private static void mish(Sketch s) {
        String x = s.input(s.realNoBf16(), s.dims(1, 4));
        String soft = s.rng().chance(0.5) ? s.op("Softplus", x)
            : s.op("Log", s.op("Add", s.op("Exp", x), s.scalar(s.type(x).dtype(), 1)));
        s.op("Mul", x, s.op("Tanh", soft));
    }

    private static void reduceSqueeze(Sketch s) {
        boolean extremum = s.rng().chance(0.5);
        DType t = extremum || s.rng().chance(0.6) ? s.number() : s.rng().pick(Types.WIDE);
        String x = s.input(t, s.dims(2, 4));
        long axis = s.axis(x);
        String r = reduce(s, extremum ? s.rng().pick("ReduceMax", "ReduceMin") : s.rng().pick("ReduceSum",
            "ReduceMean"), x, true, axis);
        String q = s.op("Squeeze", r, s.ints(axis));
        if (s.rng().chance(0.5)) {
            s.op("Unsqueeze", q, s.ints(axis));
        }
    }
}
