package org.plumbline.graph.operators;

import java.util.List;
import java.util.Optional;
import org.plumbline.graph.Shape;
import org.plumbline.graph.bound.Arithmetic;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.bound.Enclosure.Reals;
import org.plumbline.graph.bound.Sum;
import org.plumbline.graph.operator.Call;
import org.plumbline.graph.operator.Operator;

/// ONNX operator ConvTranspose (11, 22): the transpose of Conv's linear map, plus a bias.
final class TransposedConvolution {
    private TransposedConvolution() {
    }

    static List<Operator> all() {
        return List.of(Operator.of("ConvTranspose", 11, TransposedConvolution::convTranspose,
            TransposedConvolutionRules::convTranspose).weighing(3)
            .silentOn("an output larger than the kernel reaches; infinite or NaN weights at the border"));
    }

    private static List<Enclosure> convTranspose(Call call) {
        Reals x = call.reals(0);
        Reals w = call.reals(1);
        Call.require(x.dtype() == w.dtype(), "weights are " + w.dtype() + ", input is " + x.dtype());
        Kernel kernel = Kernel.transposed(call, x.shape(), w.shape());
        TransposedWindow window = TransposedWindow.of(call, x.shape(), kernel.size());
        Optional<Reals> bias = Convolution.bias(call, kernel);
        Taps taps = new Taps(x, w);
        int batch = (int) x.shape().dim(0);
        Shape shape = window.outputShape(batch, kernel.features());
        Canvas out = new Canvas(x.dtype(), shape);
        Arithmetic m = call.arithmetic(x.dtype());
        int positions = shape.size() == 0 ? 0 : window.outputSize();
        int size = window.inputSize();
        int[] source = new int[window.taps()];
        int[] tap = new int[window.taps()];
        for (int p = 0; p < positions; p++) {
            int count = window.inside(p, source, tap);
            for (int n = 0; n < batch; n++) {
                for (int f = 0; f < kernel.features(); f++) {
                    Sum sum = new Sum(m);
                    int first = f / kernel.outChannels() * kernel.inChannels();
                    for (int c = first; c < first + kernel.inChannels(); c++) {
                        int wBase = (c * kernel.outChannels() + f % kernel.outChannels()) * tap.length;
                        taps.add(sum, source, (n * kernel.channels() + c) * size, tap, wBase, count);
                    }
                    // Implementations that spread zeros between the inputs multiply them by every weight.
                    boolean loose = count < tap.length && taps.weightsMayBeSpecial();
                    out.set((n * kernel.features() + f) * positions + p,
                        Convolution.total(sum, bias, f, m, loose));
                }
            }
        }
        return List.of(out.done());
    }
}
