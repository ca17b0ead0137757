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
import org.plumbline.graph.bound.Sum;
import org.plumbline.graph.operator.Call;
import org.plumbline.graph.operator.Operator;

/// ONNX operators Conv (11, 22) and ConvInteger (10): each output is a sum of products over a window and the input
/// channels of its group, plus a bias; padding is zero. Bounds hold for every direct summation; transform-domain
/// algorithms (Winograd, FFT) err more and are not covered.
final class Convolution {
    private Convolution() {
    }

    static List<Operator> all() {
        return List.of(
            Operator.of("Conv", 11, Convolution::conv, ConvolutionRules::conv).weighing(8)
                .silentOn("infinite or NaN weights that meet padding; a kernel larger than the padded input"),
            Operator.of("ConvInteger", 10, Convolution::convInteger, ConvolutionRules::convInteger)
                .silentOn("sums past 32 bits"));
    }

    private static List<Enclosure> conv(Call call) {
        Reals x = call.reals(0);
        Reals w = call.reals(1);
        Call.require(x.dtype() == w.dtype(), "weights are " + w.dtype() + ", input is " + x.dtype());
        Kernel kernel = Kernel.forward(call, x.shape(), w.shape());
        Window window = Window.of(call, x.shape(), kernel.size(), Window.Last.NEVER);
        return List.of(sums(call, kernel, window));
    }

    /// The sums of a call whose inputs are real: data, weights and perhaps a bias.
    static Enclosure sums(Call call, Kernel kernel, Geometry window) {
        Reals x = call.reals(0);
        Optional<Reals> bias = bias(call, kernel);
        Taps taps = new Taps(x, call.reals(1));
        int batch = (int) x.shape().dim(0);
        Shape shape = window.outputShape(batch, kernel.features());
        Canvas out = new Canvas(x.dtype(), shape);
        Arithmetic m = call.arithmetic(x.dtype());
        int size = window.inputSize();
        int positions = shape.size() == 0 ? 0 : window.outputSize();
        int[] source = new int[window.taps()];
        int[] tap = new int[source.length];
        for (int p = 0; p < positions; p++) {
            int count = window.inside(p, source, tap);
            // A transposed convolution may spread zeros between the inputs, and multiply them by every weight.
            boolean loose = count < tap.length && taps.weightsMayBeSpecial();
            for (int n = 0; n < batch; n++) {
                for (int f = 0; f < kernel.features(); f++) {
                    Sum sum = new Sum(m);
                    for (int c = 0; c < kernel.inChannels(); c++) {
                        int xBase = (n * kernel.channels() + kernel.channel(f, c)) * size;
                        taps.add(sum, source, xBase, tap, kernel.block(f, c) * tap.length, count);
                    }
                    out.set((n * kernel.features() + f) * positions + p, total(sum, bias, f, m, loose));
                }
            }
        }
        return out.done().accumulated(kernel.inChannels() * tap.length + 1);
    }

    /// `loose`: a weight that is infinite or NaN may or may not have met a padding zero.
    private static Interval total(Sum sum, Optional<Reals> bias, int feature, Arithmetic m, boolean loose) {
        if (bias.isPresent()) {
            sum.add(bias.get().at(feature));
        }
        Interval total = sum.fusable(m, 1);
        return loose ? total.orNan() : total;
    }

    private static Optional<Reals> bias(Call call, Kernel kernel) {
        if (!call.has(2)) {
            return Optional.empty();
        }
        Reals bias = call.reals(2);
        Call.require(bias.dtype() == call.dtype(0), "bias is " + bias.dtype());
        Call.require(bias.shape().equals(Shape.of(kernel.features())), "bias has shape " + bias.shape());
        return Optional.of(bias);
    }

    private static List<Enclosure> convInteger(Call call) {
        Integers x = call.integers(0);
        Integers w = call.integers(1);
        Kernel kernel = Kernel.forward(call, x.shape(), w.shape());
        Window window = Window.of(call, x.shape(), kernel.size(), Window.Last.NEVER);
        IntegerConvolution sums = IntegerConvolution.of(x, zeroPoint(call, 2, 1, "x_zero_point"), w,
            zeroPoint(call, 3, kernel.features(), "w_zero_point"), kernel, window);
        return List.of(Integers.of(DType.INT32, sums.shape(), i -> sums.at(i)));
    }

    /// A zero point of one or of `many` elements; 0 when it is left out.
    static Integers zeroPoint(Call call, int input, int many, String name) {
        if (!call.has(input)) {
            return Integers.of(DType.INT8, Shape.SCALAR, 0);
        }
        Integers zero = call.integers(input);
        Shape s = zero.shape();
        Call.require(s.rank() == 0 || s.rank() == 1 && (s.dim(0) == 1 || s.dim(0) == many),
            name + " has shape " + s);
        return zero;
    }
}
