package org.plumbline.graph.operators;

import java.util.List;
import java.util.Optional;
import org.plumbline.graph.DType;
import org.plumbline.graph.Shape;
import org.plumbline.graph.bound.Arithmetic;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.bound.Enclosure.Integers;
import org.plumbline.graph.bound.Enclosure.Reals;
import org.plumbline.graph.bound.Interval;
import org.plumbline.graph.operator.Call;
import org.plumbline.graph.operator.Operator;

/// ONNX operator QLinearConv (10): y = saturate(round(Σ (x−x₀)(w−w₀) + B, times x_scale·w_scale / y_scale) + y₀),
/// rounding half to even as QuantizeLinear does. The real factor is rounded several times, in whatever order, so a
/// value that may fall on either side of a half is unknown.
final class QuantizedConvolution {
    private QuantizedConvolution() {
    }

    static List<Operator> all() {
        return List.of(Operator.of("QLinearConv", 10, QuantizedConvolution::qLinearConv, ConvolutionRules::qLinearConv)
            .silentOn("values next to a rounding boundary; sums past 32 bits"));
    }

    private static List<Enclosure> qLinearConv(Call call) {
        Integers x = call.integers(0);
        Integers w = call.integers(3);
        Kernel kernel = Kernel.forward(call, x.shape(), w.shape());
        int features = kernel.features();
        Window window = Window.of(call, x.shape(), kernel.size(), Window.Last.NEVER);
        IntegerConvolution sums = IntegerConvolution.of(x, Convolution.zeroPoint(call, 2, 1, "x_zero_point"), w,
            Convolution.zeroPoint(call, 5, features, "w_zero_point"), kernel, window);
        Reals xScale = scale(call, 1, 1);
        Reals wScale = scale(call, 4, features);
        Reals yScale = scale(call, 6, 1);
        Integers zero = call.integers(7);
        Call.require(zero.shape().size() == 1, "y_zero_point has shape " + zero.shape());
        Optional<Integers> bias = call.has(8) ? Optional.of(call.integers(8)) : Optional.empty();
        bias.ifPresent(b -> Call.require(b.shape().equals(Shape.of(features)), "bias has shape " + b.shape()));
        Arithmetic m = call.arithmetic(DType.FLOAT);
        int positions = Math.max(1, window.outputSize());
        return List.of(Integers.of(zero.dtype(), sums.shape(), i -> {
            int f = i / positions % features;
            Interval factor = factor(m, xScale.at(0), wScale.at(wScale.shape().size() == 1 ? 0 : f), yScale.at(0));
            Optional<Long> sum = sums.at(i).flatMap(s -> bias.isEmpty() ? Optional.of(s)
                : bias.get().at(f).map(b -> s + b)).filter(s -> s == s.intValue());
            return sum.flatMap(s -> quantized(m, s, factor, zero));
        }));
    }

    private static Reals scale(Call call, int input, int many) {
        Reals scale = call.reals(input);
        Call.require(scale.dtype() == DType.FLOAT, "scale is " + scale.dtype());
        Shape s = scale.shape();
        Call.require(s.size() == 1 && s.rank() <= 1 || s.rank() == 1 && s.dim(0) == many, "scale has shape " + s);
        return scale;
    }

    /// x·w/y with every association of the three.
    private static Interval factor(Arithmetic m, Interval x, Interval w, Interval y) {
        return m.div(m.mul(x, w), y).hull(m.mul(x, m.div(w, y))).hull(m.mul(w, m.div(x, y)));
    }

    private static Optional<Long> quantized(Arithmetic m, long sum, Interval factor, Integers zero) {
        if (zero.unknown()[0] || factor.nan() || factor.isEmpty()) {
            return Optional.empty();
        }
        Interval real = m.mul(m.round(Interval.of(sum)), factor);
        if (real.nan() || real.isEmpty()) {
            return Optional.empty();
        }
        double lo = Math.rint(real.lo());
        double hi = Math.rint(real.hi());
        double low = zero.dtype().minValue() - zero.value()[0];
        double high = zero.dtype().maxValue() - zero.value()[0];
        double a = Math.clamp(lo, low, high);
        double b = Math.clamp(hi, low, high);
        return a == b ? Optional.of((long) a + zero.value()[0]) : Optional.empty();
    }
}
