package org.plumbline.seeds;

import static org.plumbline.seeds.Sketch.set;

import java.util.List;
import org.plumbline.graph.DType;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.edit.Bounds;

/// Quantise and dequantise pairs around operators, as quantisation tools write them.
final class QuantizationPatterns {
    private QuantizationPatterns() {
    }

    static List<Pattern> all() {
        return List.of(
            new Pattern("qdq-pair", s -> qdq(s, s.input(DType.FLOAT, s.dims(1, 4)))),
            new Pattern("qdq-qdq", s -> qdq(s, qdq(s, s.input(DType.FLOAT, s.dims(1, 4))))),
            new Pattern("qdq-movement", QuantizationPatterns::movement),
            new Pattern("qdq-elementwise", QuantizationPatterns::elementwise),
            new Pattern("qdq-matmul", QuantizationPatterns::matMul),
            new Pattern("qdq-conv", QuantizationPatterns::conv),
            new Pattern("qdq-pool", s -> qdq(s, FusionPatterns.pool(s, qdq(s, FusionPatterns.image(s, DType.FLOAT))))),
            new Pattern("qdq-softmax", QuantizationPatterns::softmax),
            new Pattern("qdq-per-axis", QuantizationPatterns::perAxis),
            new Pattern("qdq-clip-relu", QuantizationPatterns::clipRelu),
            new Pattern("dynamic-quantize-matmul", QuantizationPatterns::dynamicMatMul));
    }

    private static DType quantized(Sketch s) {
        return s.rng().pick(DType.UINT8, DType.INT8);
    }

    private static double scale(Sketch s) {
        return s.rng().pick(0.0625, 0.03125, 0.1, 0.05);
    }

    private static Tensor zero(Sketch s, DType q) {
        int zero = q == DType.UINT8 ? s.rng().pick(128, 0, 100) : s.rng().pick(0, 0, 3);
        return Tensor.scalar(q, zero);
    }

    private static String qdq(Sketch s, String x) {
        return qdq(s, x, quantized(s));
    }

    private static String qdq(Sketch s, String x, DType q) {
        double scale = scale(s);
        Tensor zero = zero(s, q);
        String quantized = s.op("QuantizeLinear", x, s.scalar(DType.FLOAT, scale), s.constant(zero));
        double back = s.rng().trueInOneOutOf(6) ? scale(s) : scale;
        return s.op("DequantizeLinear", quantized, s.scalar(DType.FLOAT, back), s.constant(zero));
    }

    private static void movement(Sketch s) {
        String x = qdq(s, s.input(DType.FLOAT, s.dims(2, 4)));
        String y = switch (s.rng().below(5)) {
            case 0 -> s.op("Transpose", x);
            case 1 -> s.op("Reshape", x, s.ints(-1));
            case 2 -> s.op("Unsqueeze", x, s.ints(0));
            case 3 -> s.op("Slice", x, s.ints(0), s.ints(1), s.ints(s.axis(x)));
            default -> s.op("Concat", set("axis", s.axis(x)), x, x);
        };
        qdq(s, y);
    }

    private static void elementwise(Sketch s) {
        long[] dims = s.dims(1, 4);
        String a = qdq(s, s.input(DType.FLOAT, dims));
        String b = qdq(s, s.rng().chance(0.5) ? s.input(DType.FLOAT, dims) : s.weights(DType.FLOAT, dims));
        qdq(s, s.op(s.rng().pick("Add", "Mul"), a, b));
    }

    private static String weights(Sketch s, long... dims) {
        DType q = s.rng().pick(DType.INT8, DType.INT8, DType.UINT8);
        Tensor w = Tensor.ofLongs(q, Shape.of(dims), _ -> s.rng().between(q.minValue(), q.maxValue()));
        return s.op("DequantizeLinear", s.constant(w), s.scalar(DType.FLOAT, scale(s)), s.constant(zero(s, q)));
    }

    private static void matMul(Sketch s) {
        long[] dims = s.dims(2, 3);
        String x = qdq(s, s.input(DType.FLOAT, dims));
        String y = s.op("MatMul", x, weights(s, dims[dims.length - 1], s.dim()));
        String z = s.rng().chance(0.4) ? s.op("Add", y, s.weights(DType.FLOAT, s.shape(y).dim(-1))) : y;
        qdq(s, z);
    }

    private static void conv(Sketch s) {
        String x = qdq(s, s.input(DType.FLOAT, 1, 3, s.rng().between(3, 6), s.rng().between(3, 6)));
        String w = weights(s, 2, 3, s.rng().between(1, 3), s.rng().between(1, 3));
        String y = s.op("Conv", x, w);
        qdq(s, s.rng().chance(0.5) ? s.op("Relu", y) : y);
    }

    private static void softmax(Sketch s) {
        String x = qdq(s, s.input(DType.FLOAT, s.dims(2, 3)));
        qdq(s, s.op("Softmax", set("axis", s.axis(x)), x));
    }

    private static void perAxis(Sketch s) {
        String x = s.input(DType.FLOAT, s.dims(2, 4));
        long axis = s.axis(x);
        long n = s.shape(x).dim((int) axis);
        DType q = quantized(s);
        String scales = s.weights(DType.FLOAT, Bounds.range(0.02, 0.2), n);
        String zeros = s.weights(q, Bounds.whole(0, 20), n);
        String y = s.op("QuantizeLinear", set("axis", axis), x, scales, zeros);
        s.op("DequantizeLinear", set("axis", axis), y, scales, zeros);
    }

    private static void clipRelu(Sketch s) {
        String x = s.input(DType.FLOAT, s.dims(1, 4));
        String y = s.rng().chance(0.5) ? s.op("Relu", x)
            : s.op("Clip", x, s.scalar(DType.FLOAT, s.rng().pick(0.0, -2.0)),
                s.scalar(DType.FLOAT, s.rng().pick(6.0, 3.0)));
        qdq(s, y);
    }

    private static void dynamicMatMul(Sketch s) {
        long[] dims = s.dims(2, 3);
        String x = s.input(DType.FLOAT, dims);
        List<String> q = s.ops("DynamicQuantizeLinear", 3, set(), x);
        DType wt = quantized(s);
        String w = s.weights(wt, Bounds.whole(wt.minValue(), wt.maxValue()), dims[dims.length - 1], s.dim());
        String y = s.op("MatMulInteger", q.get(0), w, q.get(2), s.constant(zero(s, wt)));
        String scale = s.op("Mul", q.get(1), s.scalar(DType.FLOAT, scale(s)));
        s.op("Mul", s.op("Cast", set("to", DType.FLOAT.code()), y), scale);
    }
}
