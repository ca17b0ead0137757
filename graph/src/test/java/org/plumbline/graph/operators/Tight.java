package org.plumbline.graph.operators;

import static org.assertj.core.api.Assertions.assertThat;

import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.bound.Interval;

/// Sums that a compiler may fuse with what follows are never exact but for zero: their enclosures hold the exact
/// result and little else.
final class Tight {
    /// A dozen roundings of binary32 to either side, of sums of one sign.
    private static final double RELATIVE = 12 * 2 * 0x1p-23;

    private Tight() {
    }

    /// Fails unless the elements are these numbers, each but for a few roundings, and zeros without any.
    static void assertAround(Enclosure.Reals y, double... expected) {
        assertThat(y.lo()).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertAround(y.at(i), expected[i]);
        }
    }

    /// The same for one element; whether it may be NaN is not asked.
    static void assertAround(Interval y, double expected) {
        assertThat(y.contains(expected)).as(y + " holds " + expected).isTrue();
        assertThat(y.hi() - y.lo()).as("width of " + y).isLessThanOrEqualTo(RELATIVE * Math.abs(expected));
    }
}
