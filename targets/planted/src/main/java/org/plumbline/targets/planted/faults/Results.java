package org.plumbline.targets.planted.faults;

import java.util.List;
import java.util.Set;
import org.plumbline.graph.DType;
import org.plumbline.graph.Shape;
import org.plumbline.targets.planted.call.Kernel;
import org.plumbline.targets.planted.call.Op;
import org.plumbline.targets.planted.call.Value;
import org.plumbline.targets.planted.kernels.Flaws;
import org.plumbline.targets.planted.numeric.Rounding;
import org.plumbline.targets.planted.numeric.Whole;

/// Kernels that compute something else.
final class Results {
    private static final Set<String> NORMS = Set.of("InstanceNormalization", "GroupNormalization");

    private Results() {
    }

    static List<Fault> all() {
        return List.of(
            Fault.everywhere("softmax-naive", "Softmax does not take out the maximum and overflows",
                Set.of("Softmax"), Flaws::naiveSoftmax),
            Fault.everywhere("log-softmax-naive", "LogSoftmax is the logarithm of Softmax and underflows",
                Set.of("LogSoftmax"), Flaws::naiveLogSoftmax),
            Fault.everywhere("nan-lost-in-sum", "ReduceSum skips NaN", Set.of("ReduceSum"), (op, honest) -> honest
                .run(op.withInput(0, Flaws.mapped(op.in(0), v -> Double.isNaN(v) ? 0 : v)))),
            Fault.everywhere("nan-lost-in-leaky-relu", "LeakyRelu turns NaN into 0", Set.of("LeakyRelu"),
                (op, honest) -> List.of(Flaws.mapped(honest.run(op).getFirst(), v -> Double.isNaN(v) ? 0 : v))),
            Fault.everywhere("maxpool-zero-padding", "MaxPool pads with 0 instead of −∞", Set.of("MaxPool"),
                Flaws::zeroPaddedMax),
            Fault.everywhere("conv-group-channels", "grouped Conv writes its channels in the wrong order",
                Set.of("Conv"), Results::channelsShuffled),
            Fault.everywhere("cast-rounds", "Cast to an integer rounds to nearest", Set.of("Cast"), Results::rounds),
            Fault.everywhere("int-div-floor", "integer Div rounds towards −∞", Set.of("Div"),
                (op, honest) -> Flaws.floorDivision(op, honest, _ -> true)),
            Fault.optimised("int-div-shift", "optimised Div by a power of two is an arithmetic shift", Set.of("Div"),
                (op, honest) -> Flaws.floorDivision(op, honest, b -> b > 0 && Long.bitCount(b) == 1)),
            Fault.optimised("pow-two", "optimised Pow by 2 is x + x", Set.of("Pow"), Results::doubled),
            Fault.everywhere("reduce-mean-less-one", "ReduceMean divides by n − 1", Set.of("ReduceMean"),
                Results::lessOne),
            Fault.everywhere("variance-unbiased", "normalisations divide the squares by n − 1", NORMS,
                Results::unbiased),
            Fault.everywhere("topk-ties", "TopK prefers the later of equal elements", Set.of("TopK"),
                Results::lateTies),
            Fault.everywhere("topk-absolute", "TopK compares magnitudes", Set.of("TopK"), Results::magnitudes),
            Fault.everywhere("matmul-bfloat16", "float MatMul accumulates to a result in bfloat16",
                Set.of("MatMul"), Results::coarse),
            Fault.everywhere("leaky-relu-positive", "LeakyRelu scales the positive side", Set.of("LeakyRelu"),
                Results::leakyPositive),
            Fault.everywhere("quantize-half-away", "QuantizeLinear rounds halves away from zero",
                Set.of("QuantizeLinear"), (op, honest) -> Flaws.quantized(op, honest,
                    (t, q, z) -> Whole.saturate(t, Math.copySign(Math.floor(Math.abs(q) + 0.5), q) + z))),
            Fault.everywhere("quantize-wraps", "QuantizeLinear wraps instead of saturating",
                Set.of("QuantizeLinear"), (op, honest) -> Flaws.quantized(op, honest,
                    (t, q, z) -> Whole.wrap(t, (long) Math.rint(q) + z))),
            Fault.everywhere("zero-point-before-rounding", "QuantizeLinear adds the zero point before it rounds",
                Set.of("QuantizeLinear"), (op, honest) -> Flaws.quantized(op, honest,
                    (t, q, z) -> Whole.saturate(t, Math.rint(q + z)))),
            Fault.everywhere("argmin-int32", "ArgMin returns int32", Set.of("ArgMin"), (op, honest) -> {
                Value y = honest.run(op).getFirst();
                return List.of(Value.ofLongs(DType.INT32, y.shape(), i -> y.data().getLong(i)));
            }),
            Fault.everywhere("unsqueezed-result", "ReduceProd adds a dimension to its result", Set.of("ReduceProd"),
                (op, honest) -> {
                    Value y = honest.run(op).getFirst();
                    long[] dims = java.util.stream.LongStream.concat(java.util.stream.LongStream.of(1),
                        y.shape().stream()).toArray();
                    return List.of(new Value(y.dtype(), y.data().reshape(Shape.of(dims))));
                }));
    }

    private static List<Value> channelsShuffled(Op op, Kernel honest) {
        Value y = honest.run(op).getFirst();
        int group = (int) op.integer("group", 1);
        int features = (int) y.shape().dim(1);
        int per = features / Math.max(1, group);
        int inner = y.shape().size(2, y.shape().rank());
        return List.of(Flaws.picked(y, y.shape(), i -> {
            int f = i / inner % features;
            int from = f % group * per + f / group;
            return i + (from - f) * inner;
        }));
    }

    private static List<Value> rounds(Op op, Kernel honest) {
        boolean whole = DType.ofCode((int) op.integer("to", 0)).filter(DType::isInteger).isPresent();
        return honest.run(whole && op.dtype(0).isReal() ? op.withInput(0, Flaws.mapped(op.in(0), Math::rint)) : op);
    }

    private static List<Value> doubled(Op op, Kernel honest) {
        Value y = honest.run(op).getFirst();
        if (!y.dtype().isReal()) {
            return List.of(y);
        }
        int[] ix = op.shape(0).broadcastIndex(y.shape());
        int[] in = op.shape(1).broadcastIndex(y.shape());
        double[] x = op.doubles(0);
        double[] n = op.doubles(1);
        return List.of(Value.of(y.dtype(), y.shape(),
            i -> n[in[i]] == 2 ? x[ix[i]] + x[ix[i]] : y.data().getDouble(i)));
    }

    private static List<Value> lessOne(Op op, Kernel honest) {
        Value y = honest.run(op).getFirst();
        double n = y.shape().size() == 0 ? 0 : (double) op.shape(0).size() / y.shape().size();
        return List.of(n < 2 ? y : Flaws.mapped(y, v -> v * n / (n - 1)));
    }

    /// Scaling the input by √(n/(n−1)) makes the variance the unbiased one; the scale takes that out of the result.
    private static List<Value> unbiased(Op op, Kernel honest) {
        double groups = op.name().equals("GroupNormalization") ? op.integer("num_groups", 1) : op.shape(0).dim(1);
        double n = op.shape(0).size() / (op.shape(0).dim(0) * groups);
        double by = Math.sqrt(n / (n - 1));
        return !(n > 1) ? honest.run(op) : honest.run(op.withInput(0, Flaws.mapped(op.in(0), v -> v * by))
            .withInput(1, Flaws.mapped(op.in(1), v -> v / by)));
    }

    private static List<Value> lateTies(Op op, Kernel honest) {
        int axis = Op.axis(op.integer("axis", -1), op.shape(0).rank());
        long last = op.shape(0).dim(axis) - 1;
        List<Value> y = honest.run(op.withInput(0, Flaws.flipped(op.in(0), axis)));
        Value index = y.get(1);
        return List.of(y.get(0), Value.ofLongs(DType.INT64, index.shape(), i -> last - index.data().getLong(i)));
    }

    private static List<Value> magnitudes(Op op, Kernel honest) {
        return honest.run(op.withInput(0, Flaws.mapped(op.in(0), Math::abs)));
    }

    private static List<Value> coarse(Op op, Kernel honest) {
        Value y = honest.run(op).getFirst();
        return List.of(y.dtype() == DType.FLOAT ? Flaws.mapped(y, v -> Rounding.to(DType.BFLOAT16, v)) : y);
    }

    private static List<Value> leakyPositive(Op op, Kernel honest) {
        double alpha = op.real("alpha", 0.01f);
        return List.of(Flaws.mapped(op.in(0), v -> v > 0 ? alpha * v : v));
    }
}
