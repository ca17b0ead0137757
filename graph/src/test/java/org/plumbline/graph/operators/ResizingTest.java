package org.plumbline.graph.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.plumbline.graph.operators.WindowCalls.counting;
import static org.plumbline.graph.operators.WindowCalls.floats;

import org.junit.jupiter.api.Test;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.operator.Evaluation;

class ResizingTest {
    private static final WindowCalls RESIZE = WindowCalls.of("Resize", 19);

    private static Tensor scales(double... values) {
        return floats(Shape.of(values.length), values);
    }

    private static void assertClose(Enclosure.Reals y, double... expected) {
        for (int i = 0; i < expected.length; i++) {
            assertThat(y.lo()[i]).as("element " + i).isLessThanOrEqualTo(expected[i] + 1e-7)
                .isCloseTo(expected[i], within(5e-4));
            assertThat(y.hi()[i]).as("element " + i).isGreaterThanOrEqualTo(expected[i] - 1e-7)
                .isCloseTo(expected[i], within(5e-4));
        }
    }

    @Test
    void nearestRepeatsElementsExactly() {
        double[] y = RESIZE.exact(counting(1, 1, 1, 2, 2), null, scales(1, 1, 2, 3));
        assertThat(y).containsExactly(1, 1, 1, 2, 2, 2, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 3, 3, 3, 4, 4, 4);
    }

    @Test
    void theNearestModesRoundHalvesEachInTheirWay() {
        WindowCalls asymmetric = RESIZE.text("coordinate_transformation_mode", "asymmetric");
        Tensor x = counting(1, 3);
        Tensor twice = scales(2);
        assertThat(asymmetric.exact(x, null, twice)).containsExactly(1, 1, 2, 2, 3, 3);
        assertThat(asymmetric.text("nearest_mode", "round_prefer_ceil").exact(x, null, twice))
            .containsExactly(1, 2, 2, 3, 3, 3);
        assertThat(asymmetric.text("nearest_mode", "floor").exact(x, null, twice)).containsExactly(1, 1, 2, 2, 3, 3);
        assertThat(asymmetric.text("nearest_mode", "ceil").exact(x, null, twice)).containsExactly(1, 2, 2, 3, 3, 3);
    }

    @Test
    void linearInterpolatesBetweenPixelCentres() {
        Enclosure.Reals y = RESIZE.text("mode", "linear").reals(counting(1, 1, 1, 2, 2), null, scales(1, 1, 2, 2));
        assertClose(y, 1, 1.25, 1.75, 2, 1.5, 1.75, 2.25, 2.5, 2.5, 2.75, 3.25, 3.5, 3, 3.25, 3.75, 4);
    }

    @Test
    void alignedCornersStayWhereTheyAre() {
        Enclosure.Reals y = RESIZE.text("mode", "linear").text("coordinate_transformation_mode", "align_corners")
            .reals(counting(1, 2), null, null, Tensor.ofLongs(4));
        assertClose(y, 1, 4 / 3.0, 5 / 3.0, 2);
    }

    @Test
    void cubicFollowsKeysPolynomial() {
        Enclosure.Reals y = RESIZE.text("mode", "cubic").reals(counting(1, 4, 4), null, scales(2, 2));
        assertClose(y, 0.47265625, 0.76953125, 1.24609375, 1.875, 2.28125, 2.91015625, 3.38671875, 3.68359375);
    }

    /// With a = −0.6 the weight of a neighbour is 0 only but for rounding, also on an axis that keeps its size because
    /// it is not named.
    @Test
    void cubicWeightsThatRoundReachAcrossAnAxisThatIsNotNamed() {
        WindowCalls cubic = RESIZE.text("mode", "cubic").text("coordinate_transformation_mode", "asymmetric")
            .with("axes", 1);
        Tensor x = floats(Shape.of(2, 1), 0, 23.484375);
        Enclosure.Reals rounded = cubic.with("cubic_coeff_a", new Attribute.Real(-0.6f)).reals(x, null, null,
            Tensor.ofLongs(4));
        assertThat(rounded.lo()[0]).isLessThan(-1.4e-5);
        assertThat(rounded.lo()[0]).isGreaterThan(-1e-3);
        assertThat(cubic.reals(x, null, null, Tensor.ofLongs(4)).lo()[0]).isGreaterThan(-1e-6);
    }

    @Test
    void antialiasingStretchesTheTentAndRepeatsTheEdge() {
        WindowCalls smooth = RESIZE.text("mode", "linear").flag("antialias", 1);
        // Weights 1/4, 3/4, 3/4, 1/4 over their sum, 2.
        assertClose(smooth.reals(counting(1, 1, 4), null, scales(1, 0.5)), 1.625, 3.375);
        assertClose(smooth.flag("exclude_outside", 1).reals(counting(1, 1, 4), null, scales(1, 0.5)), 3 / 1.75,
            5 - 3 / 1.75);
        assertClose(smooth.reals(counting(1, 1, 2), null, scales(1, 2)), 1, 1.25, 1.75, 2);
    }

    /// The examples of the ONNX specification, whose scale of 0.6 leaves 2.4 pixels of four.
    @Test
    void antialiasingMayReadNanWithNoWeightBesideItsFilter() {
        for (int at : new int[] {4, 5}) {
            Tensor x = Tensor.of(DType.FLOAT, Shape.of(1, 10), i -> i == at ? Double.NaN : i);
            Enclosure.Reals y = RESIZE.text("mode", "linear").text("coordinate_transformation_mode", "asymmetric")
                .flag("antialias", 1).reals(x, null, null, Tensor.ofLongs(1, 4));
            assertThat(y.at(0).contains(Double.NaN)).as("NaN at %d", at).isEqualTo(at == 4);
        }
    }

    @Test
    void antialiasedDownscalingFollowsTheSpecificationsExamples() {
        assertHolds(RESIZE.text("mode", "linear").flag("antialias", 1).reals(counting(1, 1, 1, 4, 4), null,
            scales(1, 1, 0.6, 0.6)), 2.875, 4.5, 9.375, 11);
        assertHolds(RESIZE.text("mode", "cubic").flag("antialias", 1).reals(counting(1, 1, 1, 4, 4), null,
            scales(1, 1, 0.6, 0.6)), 2.5180721, 4.2858863, 9.589329, 11.357142);
    }

    private static void assertHolds(Enclosure.Reals y, double... expected) {
        assertThat(y.lo()).hasSize(expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat(y.lo()[i]).as("element " + i).isLessThanOrEqualTo(expected[i] + 1e-6);
            assertThat(y.hi()[i]).as("element " + i).isGreaterThanOrEqualTo(expected[i] - 1e-6);
        }
    }

    @Test
    void whatLiesOutsideACropIsExtrapolated() {
        double[] y = RESIZE.text("coordinate_transformation_mode", "tf_crop_and_resize")
            .with("extrapolation_value", new Attribute.Real(10)).exact(counting(1, 4), scales(0, 2), null,
                Tensor.ofLongs(3));
        assertThat(y).containsExactly(1, 4, 10);
    }

    @Test
    void aspectRatioIsKeptOverTheGivenAxes() {
        WindowCalls kept = RESIZE.with("axes", -1, 0);
        Tensor sizes = Tensor.ofLongs(6, 8);
        Tensor x = counting(1, 2, 4);
        assertThat(kept.text("keep_aspect_ratio_policy", "not_larger").reals(x, null, null, sizes).shape())
            .isEqualTo(Shape.of(3, 6));
        assertThat(kept.text("keep_aspect_ratio_policy", "not_smaller").reals(x, null, null, sizes).shape())
            .isEqualTo(Shape.of(8, 16));
    }

    @Test
    void anElementOnARoundingBoundaryIsTheHullOfBoth() {
        Enclosure.Reals y = RESIZE.text("coordinate_transformation_mode", "asymmetric").text("nearest_mode", "floor")
            .reals(counting(1, 7), null, null, Tensor.ofLongs(49));
        assertThat(y.at(1).isPoint()).isTrue();
        boolean open = false;
        for (int i = 0; i < 49; i++) {
            assertThat(y.at(i).contains(1 + i / 7)).isTrue();
            open |= !y.at(i).isPoint();
        }
        assertThat(open).isTrue();
    }

    @Test
    void integersAreKnownWhereOneElementIsRead() {
        Tensor x = Tensor.ofLongs(DType.INT32, Shape.of(2), i -> 3 * i);
        assertThat(RESIZE.integers(x, null, scales(2)).value()).containsExactly(0, 0, 3, 3);
        assertThat(RESIZE.text("mode", "linear").text("coordinate_transformation_mode", "asymmetric")
            .integers(x, null, scales(2)).unknown()[1]).isTrue();
    }

    @Test
    void interpolationNextToInfinityIsOpen() {
        Enclosure.Reals y = RESIZE.text("mode", "linear").reals(
            floats(Shape.of(4), 1, 2, 3, Double.POSITIVE_INFINITY), null, scales(2));
        assertThat(y.at(0).nan()).isFalse();
        assertThat(y.at(7).nan()).isTrue();
    }

    @Test
    void scalesAndSizesExcludeEachOther() {
        Tensor x = counting(1, 2);
        assertThat(RESIZE.evaluate(1, x)).isInstanceOf(Evaluation.Invalid.class);
        assertThat(RESIZE.evaluate(1, x, null, scales(2), Tensor.ofLongs(4))).isInstanceOf(Evaluation.Invalid.class);
        assertThat(RESIZE.evaluate(1, x, null, scales(2, 2))).isInstanceOf(Evaluation.Invalid.class);
        assertThat(RESIZE.evaluate(1, x, null, scales(-1))).isInstanceOf(Evaluation.Invalid.class);
    }

    @Test
    void theSymmetricModeCameWithOpset19() {
        WindowCalls old = WindowCalls.of("Resize", 18).text("coordinate_transformation_mode", "half_pixel_symmetric");
        assertThat(old.evaluate(1, counting(1, 2), null, scales(2))).isInstanceOf(Evaluation.Invalid.class);
    }
}
