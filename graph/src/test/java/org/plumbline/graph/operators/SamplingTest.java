package org.plumbline.graph.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.plumbline.graph.operators.WindowCalls.counting;
import static org.plumbline.graph.operators.WindowCalls.floats;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.operator.Evaluation;

/// Operators that read or write at positions that they are given: GridSample, RoiAlign, MaxUnpool.
class SamplingTest {
    private static void assertNear(Enclosure.Reals y, double... expected) {
        assertThat(y.lo()).hasSize(expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat(y.at(i).contains(expected[i])).as("element " + i + ": " + y.at(i)).isTrue();
            assertThat(y.hi()[i] - y.lo()[i]).as("width of element " + i).isLessThan(5e-3);
        }
    }

    @Nested
    class Grid {
        private static final WindowCalls GRID = WindowCalls.of("GridSample", 20);

        /// Reads the row 10, 20, 30, 40 at the given horizontal coordinates, the vertical one at its only element.
        private static Enclosure.Reals row(WindowCalls call, double... at) {
            return call.reals(floats(Shape.of(1, 1, 1, 4), 10, 20, 30, 40), grid(at));
        }

        private static Tensor grid(double... at) {
            return Tensor.of(DType.FLOAT, Shape.of(1, 1, at.length, 2),
                i -> i % 2 == 0 ? at[i / 2] : 0);
        }

        @Test
        void linearReadsBetweenThePixelsAndZerosOutside() {
            // −0.75 is the first pixel's centre, −1 its outer edge, 0 the middle of the second and the third.
            assertNear(row(GRID, -0.75, 0, 0.25, -1, -1.25, 1.5), 10, 25, 30, 5, 0, 0);
        }

        @Test
        void alignedCornersStandAtOneAndMinusOne() {
            assertNear(row(GRID.flag("align_corners", 1), -1, -1 / 3.0, 1, 0), 10, 20, 40, 25);
        }

        @Test
        void bordersRepeatTheEdge() {
            assertNear(row(GRID.text("padding_mode", "border"), -1, -3, 1.5, 0.25), 10, 10, 40, 30);
        }

        @Test
        void reflectionsTurnBackAtTheEdges() {
            // −1.25 lies as far outside the edge −1 as −0.75 inside; 2.75 comes back through the whole row.
            assertNear(row(GRID.text("padding_mode", "reflection"), -1.25, 1.75, 2.75), 10, 30, 10);
            WindowCalls aligned = GRID.text("padding_mode", "reflection").flag("align_corners", 1);
            assertThat(row(aligned, -5 / 3.0).at(0).nan()).as("an axis of one element has no period").isTrue();
            assertNear(aligned.reals(floats(Shape.of(1, 1, 2, 4), 10, 20, 30, 40, 10, 20, 30, 40),
                grid(-5 / 3.0, 3)), 20, 10);
        }

        @Test
        void nearestPicksAnElementExactlyAndLeavesTiesOpen() {
            Enclosure.Reals y = row(GRID.text("mode", "nearest"), -0.7, 0.2, -1.6, 0);
            assertThat(y.at(0).isPoint() && y.lo()[0] == 10).isTrue();
            assertThat(y.at(1).isPoint() && y.lo()[1] == 30).isTrue();
            assertThat(y.at(2).isPoint() && y.lo()[2] == 0).isTrue();
            assertThat(y.at(3).contains(20) && y.at(3).contains(30)).isTrue();
        }

        @Test
        void cubicFollowsKeysPolynomial() {
            // Halfway, a = −0.75 weighs −3/32, 19/32, 19/32, −3/32.
            assertNear(row(GRID.text("mode", "cubic"), 0), 25);
            assertNear(WindowCalls.of("GridSample", 16).text("mode", "bicubic").reals(
                floats(Shape.of(1, 1, 1, 4), 32, 0, 0, 0), grid(0)), -3);
        }

        @Test
        void theGridNamesTheInnermostAxisFirst() {
            Tensor x = counting(1, 1, 1, 2, 3);
            assertNear(GRID.flag("align_corners", 1).reals(x, floats(Shape.of(1, 1, 2, 2), 1, -1, -1, 1)), 3, 4);
            Tensor volume = counting(1, 1, 1, 2, 2, 2);
            assertNear(GRID.flag("align_corners", 1).reals(volume,
                floats(Shape.of(1, 1, 1, 2, 3), 1, -1, -1, -1, -1, 1)), 2, 5);
        }

        @Test
        void nanCoordinatesAndNeighboursDecideNothing() {
            assertThat(row(GRID, Double.NaN).at(0).nan()).isTrue();
            assertThat(GRID.reals(floats(Shape.of(1, 1, 1, 2), 1, Double.NaN), grid(0)).at(0).nan()).isTrue();
        }

        @Test
        void aGridThatDoesNotFitBreaksTheCall() {
            assertThat(GRID.evaluate(1, counting(1, 1, 1, 2, 2), counting(0, 2, 1, 1, 2)))
                .isInstanceOf(Evaluation.Invalid.class);
            assertThat(WindowCalls.of("GridSample", 16).evaluate(1, counting(1, 1, 1, 2, 2, 2),
                counting(0, 1, 1, 1, 1, 3))).as("volumes came with opset 20").isInstanceOf(Evaluation.Invalid.class);
        }
    }

    @Nested
    class Regions {
        private static Enclosure.Reals whole(WindowCalls call) {
            return call.with("sampling_ratio", new Attribute.Int(2)).reals(counting(0, 1, 1, 4, 4),
                floats(Shape.of(1, 4), 0.5, 0.5, 2.5, 2.5), Tensor.ofLongs(0));
        }

        @Test
        void aBinIsTheMeanOfItsSamples() {
            // From 0 to 2 in both directions: samples at 0.5 and 1.5, and x + 4·y is linear.
            assertNear(whole(WindowCalls.of("RoiAlign", 16)), 5);
            assertNear(whole(WindowCalls.of("RoiAlign", 16).text("coordinate_transformation_mode",
                "output_half_pixel")), 7.5);
            assertNear(whole(WindowCalls.of("RoiAlign", 13)), 7.5);
        }

        @Test
        void samplesFarOutsideAreZero() {
            assertNear(WindowCalls.of("RoiAlign", 16).flag("sampling_ratio", 1).reals(counting(1, 1, 1, 2, 2),
                floats(Shape.of(2, 4), -9, -9, -7, -7, 0, 0, 1, 1), Tensor.ofLongs(0, 0)), 0, 1);
        }

        @Test
        void anImageThatIsNotThereBreaksTheCallAndMaxIsOpen() {
            Tensor x = counting(1, 1, 1, 2, 2);
            Tensor roi = floats(Shape.of(1, 4), 0, 0, 1, 1);
            WindowCalls call = WindowCalls.of("RoiAlign", 16);
            assertThat(call.evaluate(1, x, roi, Tensor.ofLongs(1))).isInstanceOf(Evaluation.Invalid.class);
            assertThat(call.text("mode", "max").evaluate(1, x, roi, Tensor.ofLongs(0)))
                .isInstanceOf(Evaluation.Undetermined.class);
        }
    }

    @Nested
    class Unpool {
        private static final WindowCalls UNPOOL =
            WindowCalls.of("MaxUnpool", 11).with("kernel_shape", 2, 2).with("strides", 2, 2);

        private static Tensor at(long... indices) {
            return Tensor.ofLongs(indices).reshape(Shape.of(1, 1, 2, 2));
        }

        /// The example of the ONNX specification.
        @Test
        void elementsGoWhereTheirIndicesSay() {
            assertThat(UNPOOL.exact(counting(1, 1, 1, 2, 2), at(5, 7, 13, 15)))
                .containsExactly(0, 0, 0, 0, 0, 1, 0, 2, 0, 0, 0, 0, 0, 3, 0, 4);
        }

        @Test
        void ofTwoElementsWithOneIndexEitherMayStay() {
            Enclosure.Reals y = UNPOOL.reals(counting(1, 1, 1, 2, 2), at(5, 5, 13, 15));
            assertThat(List.of(y.lo()[5], y.hi()[5])).containsExactly(1.0, 2.0);
        }

        @Test
        void anIndexOutsideBreaksTheCallAndAnotherOutputShapeIsOpen() {
            Tensor x = counting(1, 1, 1, 2, 2);
            assertThat(UNPOOL.evaluate(1, x, at(5, 7, 13, 16))).isInstanceOf(Evaluation.Invalid.class);
            assertThat(UNPOOL.evaluate(1, x, at(5, 7, 13, -1))).isInstanceOf(Evaluation.Invalid.class);
            assertThat(UNPOOL.evaluate(1, x, at(5, 7, 13, 15), Tensor.ofLongs(1, 1, 5, 5)))
                .isInstanceOf(Evaluation.Undetermined.class);
            assertThat(UNPOOL.evaluate(1, x, at(5, 7, 13, 15), Tensor.ofLongs(1, 1, 4, 4)))
                .isInstanceOf(Evaluation.Enclosed.class);
        }
    }
}
