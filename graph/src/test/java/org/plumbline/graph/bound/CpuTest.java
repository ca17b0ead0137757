package org.plumbline.graph.bound;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.plumbline.graph.DType;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.bound.Accuracy.Function;

/// What is asked of CPUs' elementary functions.
class CpuTest {
    private static final Arithmetic CPU = Arithmetic.of(DType.FLOAT, Accuracy.CPU);

    @Test
    void rootsAreEitherNeighbourAndExactWhereTheyAreNumbers() {
        for (float x : new float[] {1.1f, 2.3f, 4.1f, 17.5f}) {
            double root = Math.sqrt(x);
            float nearest = (float) root;
            float other = nearest < root ? Math.nextUp(nearest) : Math.nextDown(nearest);
            Interval y = CPU.sqrt(Interval.of(x));
            assertThat(y.contains(nearest) && y.contains(other)).as("%s holds both neighbours of %s", y, root).isTrue();
            assertThat(y.contains(Math.nextDown(Math.min(nearest, other)))).as("%s below", y).isFalse();
        }
        assertThat(CPU.sqrt(Interval.of(2.25))).isEqualTo(Interval.of(1.5));
    }

    @ParameterizedTest
    @EnumSource(value = Function.class, names = {"SIN", "COS", "POW", "DIVIDE"}, mode = Mode.EXCLUDE)
    void noBoundHasAnEndThatIsNan(Function function) {
        for (double end : new double[] {Double.NEGATIVE_INFINITY, -1, 0, 1, Double.POSITIVE_INFINITY}) {
            // Any bounded function will do: it is the error that may go wrong.
            Interval y = CPU.increasing(function, Interval.of(end), Math::atan);
            assertThat(Double.isNaN(y.lo()) || Double.isNaN(y.hi())).as("%s at %s: %s", function, end, y).isFalse();
        }
    }

    @Test
    void subnormalsOfBfloat16MayBeFlushedAsInstructionsForItDoAndNoOthers() {
        for (DType t : List.of(DType.BFLOAT16, DType.FLOAT, DType.DOUBLE)) {
            double small = Arithmetic.of(t, Accuracy.CPU).minNormal() / 4;
            Enclosure.Reals held = (Enclosure.Reals) Accuracy.CPU.held(Enclosure.of(Tensor.of(t, Shape.of(1),
                _ -> small)));
            assertThat(held.at(0).contains(0)).as("%s of %s", small, t).isEqualTo(t == DType.BFLOAT16);
            assertThat(held.at(0).contains(small)).isTrue();
        }
    }
}
