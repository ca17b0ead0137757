package org.plumbline.graph.operators;

import org.plumbline.graph.DType;
import org.plumbline.graph.Shape;
import org.plumbline.graph.bound.Enclosure.Reals;
import org.plumbline.graph.bound.Interval;

/// A real enclosure under construction, for references that write its elements in an order of their own.
final class Canvas {
    private final DType dtype;
    private final Shape shape;
    private final double[] lo;
    private final double[] hi;
    private final boolean[] nan;

    Canvas(DType dtype, Shape shape) {
        this.dtype = dtype;
        this.shape = shape;
        int n = shape.size();
        lo = new double[n];
        hi = new double[n];
        nan = new boolean[n];
    }

    void set(int i, Interval x) {
        lo[i] = x.lo();
        hi[i] = x.hi();
        nan[i] = x.nan();
    }

    /// The finished enclosure; nothing may be set afterwards.
    Reals done() {
        return new Reals(dtype, shape, lo, hi, nan);
    }
}
