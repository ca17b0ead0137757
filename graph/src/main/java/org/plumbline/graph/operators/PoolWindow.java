package org.plumbline.graph.operators;

import org.plumbline.graph.Shape;
import org.plumbline.graph.operator.Call;

/// The windows of a pool, which are the same in every plane (one channel of one batch entry), and the output's shape.
record PoolWindow(Window window, Shape shape) {
    /// For a call whose first input has shape `x`; `kernel_shape` is an attribute. `ignoring` says whether the text leaves
    /// out a last window that would start behind the input.
    static PoolWindow of(Call call, Shape x, boolean ignoring) {
        long[] given = call.integers("kernel_shape").orElseThrow(() -> Call.broken("kernel_shape is missing"));
        int[] kernel = new int[given.length];
        for (int i = 0; i < kernel.length; i++) {
            kernel[i] = Window.narrow(given[i], "kernel_shape");
        }
        Window window = Window.of(call, x, kernel, ignoring ? Window.Last.IGNORED : Window.Last.OPEN);
        return new PoolWindow(window, window.outputShape(x.dim(0), x.dim(1)));
    }

    /// What is done with output element `at`, whose window has the input elements `base + source[0 … count−1]`; `base`
    /// is where the plane begins.
    @FunctionalInterface
    interface Visit {
        void window(int at, int base, int[] source, int count);
    }

    /// Visits every output element; a position's window is worked out once for all planes.
    void walk(Visit visit) {
        int planes = (int) (shape.dim(0) * shape.dim(1));
        int positions = shape.size() == 0 ? 0 : window.outputSize();
        int[] source = new int[window.taps()];
        int[] tap = new int[source.length];
        for (int p = 0; p < positions; p++) {
            int count = window.inside(p, source, tap);
            for (int plane = 0; plane < planes; plane++) {
                visit.window(plane * positions + p, plane * window.inputSize(), source, count);
            }
        }
    }
}
