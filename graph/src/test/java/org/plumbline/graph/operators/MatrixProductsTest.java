package org.plumbline.graph.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.plumbline.graph.operators.Tight.assertAround;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.plumbline.graph.DType;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.bound.Interval;
import org.plumbline.graph.operator.Evaluation;

class MatrixProductsTest {
    private static final double[] FOUR = {1, 2, 3, 4};
    private static final Shape SQUARE = Shape.of(2, 2);

    @Nested
    class MatMul {
        @Test
        void multipliesMatrices() {
            assertAround(matMul().in(SQUARE, FOUR).in(SQUARE, 5, 6, 7, 8).reals(), 19, 22, 43, 50);
        }

        @Test
        void takesVectorsAsRowsAndColumns() {
            var row = matMul().in(Shape.of(2), 1, 1).in(SQUARE, FOUR).reals();
            assertThat(row.shape()).isEqualTo(Shape.of(2));
            assertAround(row, 4, 6);
            assertAround(matMul().in(SQUARE, FOUR).in(Shape.of(2), 1, 1).reals(), 3, 7);
            assertThat(matMul().in(Shape.of(2), 1, 2).in(Shape.of(2), 3, 4).reals().shape()).isEqualTo(Shape.SCALAR);
        }

        @Test
        void broadcastsTheLeadingDimensions() {
            var y = matMul().in(Shape.of(2, 1, 1, 2), FOUR).in(Shape.of(3, 2, 1), 1, 0, 0, 1, 1, 1).reals();
            assertThat(y.shape()).isEqualTo(Shape.of(2, 3, 1, 1));
            assertAround(y, 1, 2, 3, 3, 4, 7);
        }

        @Test
        void ofNothingIsZero() {
            var y = matMul().in(Shape.of(2, 0)).in(Shape.of(0, 2)).reals();
            assertThat(y.at(3)).isEqualTo(Interval.ZERO);
        }

        @Test
        void leavesOverflowingIntegersOpen() {
            var big = Tensor.ofLongs(DType.INT64, Shape.of(1), _ -> Long.MAX_VALUE);
            assertThat(matMul().in(big).longs(2).integers().isExact()).isFalse();
            assertThat(matMul().in(big).longs(1).integers().value()).containsExactly(Long.MAX_VALUE);
        }

        @Test
        void refusesShapesThatDoNotFit() {
            assertThat(matMul().in(SQUARE, FOUR).in(Shape.of(1, 4), FOUR).evaluate())
                .isInstanceOf(Evaluation.Invalid.class);
            assertThat(matMul().in(Shape.SCALAR, 1).in(SQUARE, FOUR).evaluate())
                .isInstanceOf(Evaluation.Invalid.class);
        }

        private static NodeUnderTest matMul() {
            return NodeUnderTest.of("MatMul", 13);
        }
    }

    @Nested
    class Gemm {
        @Test
        void transposesScalesAndAdds() {
            var y = gemm().set("transA", 1).set("alpha", 2f).set("beta", 0.5f).in(SQUARE, FOUR).in(SQUARE, 1, 0, 0, 1)
                .in(Shape.of(2), 2, 4).reals();
            assertAround(y, 3, 8, 5, 10);
        }

        @Test
        void scalesTheAddendEvenOfAnEmptyProduct() {
            var y = gemm().set("beta", 0.5f).in(Shape.of(1, 0)).in(Shape.of(0, 2)).in(Shape.of(2), 2, 4).reals();
            assertAround(y, 1, 2);
        }

        @Test
        void leavesOpenWhetherAZeroFactorHidesANan() {
            var y = gemm().set("beta", 0f).in(Shape.of(1, 1), 3).in(Shape.of(1, 1), 2).in(Shape.of(1), Double.NaN)
                .reals().at(0);
            assertAround(y, 6);
            assertThat(y.nan()).isTrue();
        }

        @Test
        void mayOverflowBeforeAlphaScalesItDown() {
            var y = gemm().set("alpha", 0.1f).in(Shape.of(1, 1), 3e38).in(Shape.of(1, 1), 2).reals().at(0);
            assertThat(y.contains(6e37f)).isTrue();
            assertThat(y.contains(Double.POSITIVE_INFINITY)).isTrue();
        }

        @Test
        void computesIntegers() {
            var y = gemm().in(DType.INT32, SQUARE, FOUR).in(DType.INT32, SQUARE, 1, 0, 0, 1)
                .in(DType.INT32, Shape.of(2, 1), 10, 20).integers();
            assertThat(y.value()).containsExactly(11, 12, 23, 24);
        }

        private static NodeUnderTest gemm() {
            return NodeUnderTest.of("Gemm", 13);
        }
    }

    @Nested
    class Quantised {
        @Test
        void matMulIntegerSubtractsTheZeroPoints() {
            var y = NodeUnderTest.of("MatMulInteger", 10).in(DType.UINT8, SQUARE, FOUR)
                .in(DType.INT8, SQUARE, -1, 2, 3, -4).in(DType.UINT8, Shape.SCALAR, 1).in(DType.INT8, Shape.of(2), 1, 0)
                .integers();
            assertThat(y.dtype()).isEqualTo(DType.INT32);
            assertThat(y.value()).containsExactly(2, -4, 2, -8);
        }

        @Test
        void qLinearMatMulRoundsHalfToEvenAndSaturates() {
            assertThat(qLinear(4, 5, 0.5, 0.5).integers().isExact()).as("5 or 5.0001 / 2 is on the edge").isTrue();
            assertThat(qLinear(100, 100, 1, 1).integers().value()).containsExactly(255);
            assertThat(qLinear(3, 1, 0.5, 1).integers().unknown()).containsExactly(true);
        }

        private static NodeUnderTest qLinear(int a, int b, double sa, double sb) {
            return NodeUnderTest.of("QLinearMatMul", 10).in(DType.UINT8, Shape.of(1, 1), a).in(Shape.SCALAR, sa)
                .in(DType.UINT8, Shape.SCALAR, 0).in(DType.UINT8, Shape.of(1, 1), b).in(Shape.SCALAR, sb)
                .in(DType.UINT8, Shape.SCALAR, 0).in(Shape.SCALAR, 1).in(DType.UINT8, Shape.SCALAR, 0);
        }
    }

    @Nested
    class Einsum {
        @Test
        void multipliesTransposesTracesAndSums() {
            assertAround(einsum("ij,jk->ik").in(SQUARE, FOUR).in(SQUARE, FOUR).reals(), 7, 10, 15, 22);
            assertAround(einsum("ij->ji").in(SQUARE, FOUR).reals(), 1, 3, 2, 4);
            assertAround(einsum("ii").in(SQUARE, FOUR).reals(), 5);
            assertAround(einsum("i i -> i").in(SQUARE, FOUR).reals(), 1, 4);
            assertThat(einsum("i,i,i->").in(DType.INT32, Shape.of(2), 1, 2).in(DType.INT32, Shape.of(2), 3, 4)
                .in(DType.INT32, Shape.of(2), 5, 6).integers().value()).containsExactly(63);
        }

        @Test
        void ordersImplicitOutputsAlphabeticallyBehindTheEllipsis() {
            assertThat(einsum("ba").in(Shape.of(1, 2), 1, 2).reals().shape()).isEqualTo(Shape.of(2, 1));
            var y = einsum("...ij,...jk").in(Shape.of(3, 1, 1, 2), 1, 2, 3, 4, 5, 6).in(Shape.of(1, 2, 2, 1), FOUR);
            assertThat(y.reals().shape()).isEqualTo(Shape.of(3, 2, 1, 1));
            assertAround(y.reals(), 5, 11, 11, 25, 17, 39);
        }

        /// "every occurrence of ellipsis in the equation must represent the same number of dimensions"; ONNX's own shape
        /// inference dies where a scalar's represents none.
        @Test
        void refusesEllipsesOfDifferentLengths() {
            assertThat(einsum("...,...->...").in(Shape.SCALAR, 1).in(Shape.of(2), 1, 2).evaluate())
                .isInstanceOf(Evaluation.Invalid.class);
            assertThat(einsum("...i,i").in(Shape.of(1, 2), 1, 2).in(Shape.of(2), 1, 2).evaluate())
                .isInstanceOf(Evaluation.Enclosed.class);
        }

        @Test
        void refusesEquationsThatDoNotFit() {
            assertThat(einsum("ijk->i").in(SQUARE, FOUR).evaluate()).isInstanceOf(Evaluation.Invalid.class);
            assertThat(einsum("ij->ix").in(SQUARE, FOUR).evaluate()).isInstanceOf(Evaluation.Invalid.class);
            assertThat(einsum("i,i->i").in(Shape.of(2), 1, 2).in(Shape.of(3), 1, 2, 3).evaluate())
                .isInstanceOf(Evaluation.Invalid.class);
        }

        @Test
        void leavesOpenWhatTheOrderOfContractionDecides() {
            var y = einsum("i,i,j->").in(Shape.of(2), 1, -1).in(Shape.of(2), 1, 1)
                .in(Shape.of(1), Double.POSITIVE_INFINITY).reals();
            assertThat(y.at(0)).isEqualTo(Interval.ANY);
        }

        private static NodeUnderTest einsum(String equation) {
            return NodeUnderTest.of("Einsum", 12).set("equation", equation);
        }
    }

    @Nested
    class Det {
        @Test
        void boundsTheDeterminant() {
            var d = (Enclosure.Reals) NodeUnderTest.of("Det", 11).in(Shape.of(1, 2, 2), FOUR).output();
            assertThat(d.shape()).isEqualTo(Shape.of(1));
            assertThat(d.at(0).contains(-2)).isTrue();
            assertThat(d.hi()[0] - d.lo()[0]).isLessThan(1e-4);
            assertThat(NodeUnderTest.of("Det", 11).in(Shape.of(1, 1), 3).reals().at(0)).isEqualTo(Interval.of(3));
        }

        @Test
        void wantsSquareMatrices() {
            assertThat(NodeUnderTest.of("Det", 11).in(Shape.of(1, 4), FOUR).evaluate())
                .isInstanceOf(Evaluation.Invalid.class);
        }
    }
}
