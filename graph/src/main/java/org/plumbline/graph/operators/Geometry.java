package org.plumbline.graph.operators;

import org.plumbline.graph.Shape;

/// Which input positions reach each output position of a convolution or a pool, and through which taps of the kernel.
/// One entry per spatial axis in every array.
sealed interface Geometry permits Window, TransposedWindow {
    int[] input();

    int[] kernel();

    int[] output();

    /// Writes, for the taps through which input reaches output position `position`, the input position into `source`
    /// and the kernel position into `tap`, both in row-major order; returns how many there are.
    int inside(int position, int[] source, int[] tap);

    /// Kernel positions.
    default int taps() {
        return count(kernel());
    }

    /// Input positions of one channel.
    default int inputSize() {
        return count(input());
    }

    /// Output positions of one channel.
    default int outputSize() {
        return count(output());
    }

    /// The output's shape for a batch and a number of channels.
    default Shape outputShape(long batch, long channels) {
        int[] output = output();
        long[] dims = new long[output.length + 2];
        dims[0] = batch;
        dims[1] = channels;
        for (int i = 0; i < output.length; i++) {
            dims[i + 2] = output[i];
        }
        return Shape.of(dims);
    }

    private static int count(int[] sizes) {
        int n = 1;
        for (int s : sizes) {
            n = Math.multiplyExact(n, s);
        }
        return n;
    }
}
