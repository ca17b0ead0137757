package org.plumbline.graph.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.plumbline.graph.operators.WindowCalls.floats;

import org.junit.jupiter.api.Test;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.operator.Evaluation;

class AffineGridsTest {
    private static final Tensor IDENTITY = floats(Shape.of(1, 2, 3), 1, 0, 0, 0, 1, 0);

    private static void assertGrid(Enclosure.Reals grid, double... expected) {
        for (int i = 0; i < expected.length; i++) {
            assertThat(grid.at(i).contains(expected[i])).as("element " + i).isTrue();
            assertThat(grid.hi()[i] - grid.lo()[i]).isLessThan(3e-5);
        }
    }

    @Test
    void theIdentityGivesPixelCentresWithTheInnermostAxisFirst() {
        Tensor size = Tensor.ofLongs(1, 1, 2, 2);
        assertGrid(WindowCalls.of("AffineGrid", 20).reals(IDENTITY, size), -0.5, -0.5, 0.5, -0.5, -0.5, 0.5, 0.5, 0.5);
        assertGrid(WindowCalls.of("AffineGrid", 20).flag("align_corners", 1).reals(IDENTITY, size), -1, -1, 1, -1, -1,
            1, 1, 1);
    }

    @Test
    void translationMovesTheGrid() {
        Tensor theta = floats(Shape.of(1, 2, 3), 1, 0, 10, 0, 1, 20);
        assertGrid(WindowCalls.of("AffineGrid", 20).reals(theta, Tensor.ofLongs(1, 1, 1, 2)), 9.5, 20, 10.5, 20);
    }

    @Test
    void aMatrixThatDoesNotFitIsInvalid() {
        assertThat(WindowCalls.of("AffineGrid", 20).evaluate(1, IDENTITY, Tensor.ofLongs(2, 1, 2, 2)))
            .isInstanceOf(Evaluation.Invalid.class);
        assertThat(WindowCalls.of("AffineGrid", 20).evaluate(1, IDENTITY, Tensor.ofLongs(1, 2)))
            .isInstanceOf(Evaluation.Invalid.class);
    }
}
