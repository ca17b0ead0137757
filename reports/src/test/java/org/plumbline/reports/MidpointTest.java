package org.plumbline.reports;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.plumbline.graph.DType;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.bound.Interval;
import org.plumbline.oracles.Judge;

class MidpointTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private static Enclosure reals(Interval... elements) {
        return Enclosure.Reals.of(DType.FLOAT, Shape.of(elements.length), i -> elements[i]);
    }

    @Test
    void isTheMiddleOfEachInterval() {
        assertThat(Midpoint.of(reals(Interval.of(1, 3), Interval.of(-5)))).hasValueSatisfying(
            t -> assertThat(t.toDoubles()).containsExactly(2, -5));
    }

    @Test
    void isNanWhereNothingElseIsAdmissible() {
        assertThat(Midpoint.of(reals(Interval.NAN))).hasValueSatisfying(
            t -> assertThat(t.getDouble(0)).isNaN());
    }

    @Test
    void isInfiniteWhereNothingElseIsAdmissible() {
        assertThat(Midpoint.of(reals(Interval.of(-INFINITY)))).hasValueSatisfying(
            t -> assertThat(t.getDouble(0)).isEqualTo(-INFINITY));
    }

    @Test
    void doesNotOverflow() {
        assertThat(Midpoint.of(Enclosure.Reals.of(DType.DOUBLE, Shape.SCALAR,
            _ -> Interval.of(Double.MAX_VALUE / 2, Double.MAX_VALUE)))).hasValueSatisfying(
                t -> assertThat(t.getDouble(0)).isBetween(Double.MAX_VALUE / 2, Double.MAX_VALUE));
    }

    @Test
    void thereIsNoneWhereAnElementIsUnboundedOrUnknown() {
        assertThat(Midpoint.of(reals(Interval.of(1), Interval.of(0, INFINITY)))).isEmpty();
        assertThat(Midpoint.of(Enclosure.anything(DType.INT8, Shape.of(1)))).isEmpty();
        assertThat(Midpoint.of(new Enclosure.Unknown(DType.FLOAT))).isEmpty();
    }

    @Test
    void whatIsExactStaysAsItIs() {
        Tensor longs = Tensor.ofLongs(1, Long.MIN_VALUE);
        Tensor carried = Tensor.ofBytes(DType.FLOAT8E5M2, Shape.of(1), new byte[] {7});
        assertThat(Midpoint.of(Enclosure.of(longs))).contains(longs);
        assertThat(Midpoint.of(Enclosure.of(carried))).contains(carried);
    }

    @Property(tries = 300)
    void isAlwaysAdmitted(@ForAll long seed) {
        Rng rng = Rng.of(seed);
        DType dtype = rng.pick(DType.REALS);
        Enclosure e = Enclosure.Reals.of(dtype, Shape.of(4), _ -> {
            double at = rng.uniform(-1, 1) * Math.scalb(1.0, rng.between(-1070, 15));
            double wide = Math.abs(at) * rng.pick(0.0, 1e-12, 1e-4, 1.0);
            return new Interval(at - wide, at + wide, rng.chance(0.2));
        });
        assertThat(Midpoint.of(e)).hasValueSatisfying(t -> assertThat(Judge.judge(t, e).agrees()).isTrue());
    }
}
