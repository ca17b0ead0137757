package org.plumbline.targets.planted.kernels;

import java.util.Arrays;
import org.plumbline.graph.Shape;

/// Walks over index spaces.
final class Indexing {
    private Indexing() {
    }

    /// Elements of a shape that lie on the axes marked with `along`, as offsets from an element at 0 there; in
    /// row-major order.
    static int[] offsets(Shape shape, boolean[] along) {
        int[] strides = shape.strides();
        int count = 0;
        long[] dims = new long[strides.length];
        int[] steps = new int[strides.length];
        for (int i = 0; i < strides.length; i++) {
            if (along[i]) {
                dims[count] = shape.dim(i);
                steps[count++] = strides[i];
            }
        }
        return Shape.of(Arrays.copyOf(dims, count)).index(0, Arrays.copyOf(steps, count));
    }

    static boolean[] not(boolean[] marks) {
        boolean[] other = new boolean[marks.length];
        for (int i = 0; i < marks.length; i++) {
            other[i] = !marks[i];
        }
        return other;
    }

    static boolean[] only(int rank, int axis) {
        boolean[] marks = new boolean[rank];
        marks[axis] = true;
        return marks;
    }

    /// The elements of `x` at `base + offsets`.
    static double[] at(double[] x, int base, int[] offsets) {
        double[] lane = new double[offsets.length];
        for (int i = 0; i < lane.length; i++) {
            lane[i] = x[base + offsets[i]];
        }
        return lane;
    }

    /// The multi-index of element `i`.
    static int[] coordinates(Shape shape, int i) {
        int[] at = new int[shape.rank()];
        int rest = i;
        for (int d = at.length - 1; d >= 0; d--) {
            at[d] = (int) (rest % shape.dim(d));
            rest /= (int) shape.dim(d);
        }
        return at;
    }

    static int product(int[] sizes) {
        return Arrays.stream(sizes).reduce(1, (a, b) -> a * b);
    }
}
