package org.plumbline.graph.operators;

import java.util.List;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.bound.Enclosure.Reals;
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
        return List.of(Convolution.sums(call, kernel, window));
    }
}
