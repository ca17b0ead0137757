package org.plumbline.graph.operators;

import java.util.Optional;
import org.plumbline.graph.Shape;
import org.plumbline.graph.bound.Enclosure.Integers;

/// The exact integer sums Σ (x − x₀)·(w − w₀) of a convolution over 8-bit operands; padding counts as x₀, that is as
/// nothing. They are far from the limits of `long`.
final class IntegerConvolution {
    private final Shape shape;
    private final long[] sum;
    private final boolean[] unknown;

    private IntegerConvolution(Shape shape) {
        this.shape = shape;
        this.sum = new long[shape.size()];
        this.unknown = new boolean[shape.size()];
    }

    /// Zero points are one value, or for the weights one per output channel.
    static IntegerConvolution of(Integers x, Integers xZero, Integers w, Integers wZero, Kernel kernel,
        Window window) {
        int batch = (int) x.shape().dim(0);
        IntegerConvolution result = new IntegerConvolution(window.outputShape(batch, kernel.features()));
        int positions = result.sum.length == 0 ? 0 : window.outputSize();
        int[] source = new int[window.taps()];
        int[] tap = new int[window.taps()];
        for (int p = 0; p < positions; p++) {
            int count = window.inside(p, source, tap);
            for (int n = 0; n < batch; n++) {
                for (int f = 0; f < kernel.features(); f++) {
                    int at = (n * kernel.features() + f) * positions + p;
                    int zero = wZero.value().length == 1 ? 0 : f;
                    for (int c = 0; c < kernel.inChannels(); c++) {
                        int xBase = (n * kernel.channels() + kernel.channel(f, c)) * window.inputSize();
                        int wBase = kernel.block(f, c) * tap.length;
                        for (int j = 0; j < count; j++) {
                            result.add(at, x, xBase + source[j], xZero, 0, w, wBase + tap[j], wZero, zero);
                        }
                    }
                }
            }
        }
        return result;
    }

    private void add(int at, Integers x, int i, Integers xZero, int iz, Integers w, int j, Integers wZero, int jz) {
        unknown[at] |= x.unknown()[i] || w.unknown()[j] || xZero.unknown()[iz] || wZero.unknown()[jz];
        long a = x.value()[i] - xZero.value()[iz];
        long b = w.value()[j] - wZero.value()[jz];
        sum[at] += a * b;
    }

    Shape shape() {
        return shape;
    }

    /// The exact sum, unless an operand is not known.
    Optional<Long> at(int i) {
        return unknown[i] ? Optional.empty() : Optional.of(sum[i]);
    }
}
