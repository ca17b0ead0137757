package org.plumbline.graph.operators;

import java.util.Arrays;
import org.plumbline.graph.Shape;
import org.plumbline.graph.operator.Call;

/// A shape cut into lanes along some axes: lane `l` holds the elements `base[l] + inner[r]` of the row-major whole.
/// `shape` is what is left when each lane becomes one element, with or without the reduced axes as dimensions of 1.
record Lanes(Shape shape, int[] base, int[] inner) {

    /// Lanes along the axes marked in `reduced`.
    static Lanes of(Shape whole, boolean[] reduced, boolean keepDims) {
        int rank = whole.rank();
        int[] strides = whole.strides();
        long[] kept = new long[rank];
        long[] ones = new long[rank];
        long[] lane = new long[rank];
        int[] keptStrides = new int[rank];
        int[] laneStrides = new int[rank];
        int k = 0;
        int r = 0;
        for (int i = 0; i < rank; i++) {
            ones[i] = reduced[i] ? 1 : whole.dim(i);
            if (reduced[i]) {
                lane[r] = whole.dim(i);
                laneStrides[r++] = strides[i];
            } else {
                kept[k] = whole.dim(i);
                keptStrides[k++] = strides[i];
            }
        }
        Shape outer = Shape.of(Arrays.copyOf(kept, k));
        Shape along = Shape.of(Arrays.copyOf(lane, r));
        return new Lanes(keepDims ? Shape.of(ones) : outer, outer.index(0, Arrays.copyOf(keptStrides, k)),
            along.index(0, Arrays.copyOf(laneStrides, r)));
    }

    /// Lanes along one axis, which may be negative; breaks the call when it is out of range.
    static Lanes along(Shape whole, long axis, boolean keepDims) {
        boolean[] reduced = new boolean[whole.rank()];
        reduced[Call.axis(axis, whole.rank())] = true;
        return of(whole, reduced, keepDims);
    }

    /// Lanes along several axes, each named once; breaks the call otherwise.
    static Lanes along(Shape whole, long[] axes, boolean keepDims) {
        return of(whole, marked(whole.rank(), axes), keepDims);
    }

    /// `axes` as marks on `rank` dimensions; breaks the call when one is out of range or named twice.
    static boolean[] marked(int rank, long[] axes) {
        boolean[] marks = new boolean[rank];
        for (long a : axes) {
            int i = Call.axis(a, rank);
            Call.require(!marks[i], "axis " + a + " is named twice");
            marks[i] = true;
        }
        return marks;
    }

    /// Number of lanes.
    int count() {
        return base.length;
    }

    /// Elements per lane.
    int length() {
        return inner.length;
    }
}
