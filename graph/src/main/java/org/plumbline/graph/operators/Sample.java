package org.plumbline.graph.operators;

import org.plumbline.graph.bound.Interval;

/// One way to read an axis: the weighted sum of the elements at `index`. Weights are intervals, since coordinates are
/// computed in floating point.
record Sample(int[] index, Interval[] weight) {
    /// The element at `i` and nothing else.
    static Sample at(int i) {
        return new Sample(new int[] {i}, new Interval[] {Interval.ONE});
    }
}
