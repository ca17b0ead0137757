package org.plumbline.graph.operators;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.plumbline.graph.DType;
import org.plumbline.graph.Shape;
import org.plumbline.graph.bound.Enclosure.Reals;
import org.plumbline.graph.bound.Interval;

class PReluBorderTest {
    /// Zero is not below zero: there the slope, NaN or not, is not read.
    @Test
    void anElementThatMayBeZeroMayStayZero() {
        Reals x = Reals.of(DType.FLOAT, Shape.of(1), _ -> Interval.of(-1, 0));

        var y = NodeUnderTest.of("PRelu", 16).in(x).in(Shape.of(1), Double.NaN).reals();

        assertThat(y.at(0)).isEqualTo(new Interval(0, 0, true));
    }
}
