package org.plumbline.graph.operators;

import static org.plumbline.graph.operators.NodeUnderTest.counting;
import static org.plumbline.graph.operators.NodeUnderTest.upTo;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.plumbline.graph.DType;
import org.plumbline.graph.Shape;
import org.plumbline.graph.bound.Enclosure;

class ReshapingTest {
    @Nested
    class Reshapes {
        private NodeUnderTest reshape(int opset, long[] to, long... from) {
            return NodeUnderTest.of("Reshape", opset).in(counting(from)).longs(to);
        }

        @Test
        void zeroCopiesAndMinusOneInfers() {
            reshape(13, new long[] {0, -1, 2}, 3, 8).gives(Shape.of(3, 4, 2), upTo(24));
        }

        @Test
        void anEmptyShapeGivesAScalar() {
            reshape(13, new long[0], 1, 1).gives(Shape.SCALAR, 0);
        }

        @Test
        void allowzeroMakesZeroMeanZero() {
            reshape(14, new long[] {0, 3}, 0, 7).set("allowzero", 1).givesShape(0, 3);
            reshape(14, new long[] {0, 3}, 2, 0).isBroken("cannot view");
        }

        @Test
        void allowzeroIsUnknownBeforeOpset14() {
            reshape(13, new long[] {0, 2}, 3, 2).set("allowzero", 1).givesShape(3, 2);
        }

        @Test
        void allowzeroForbidsZeroBesideMinusOne() {
            reshape(14, new long[] {0, -1}, 0, 7).set("allowzero", 1).isBroken("both 0 and -1");
        }

        @Test
        void sizesThatDifferBreakTheCall() {
            reshape(13, new long[] {4}, 3).isBroken("cannot view");
            reshape(13, new long[] {2, -1}, 3).isBroken("cannot view");
            reshape(13, new long[] {-1, -1}, 3).isBroken("more than one -1");
            reshape(13, new long[] {-2}, 2).isBroken("-2");
            reshape(13, new long[] {2, 0}, 2).isBroken("copies dimension 1");
        }

        @Test
        void minusOneBesideAZeroIsLeftOpen() {
            reshape(13, new long[] {0, -1}, 0, 3).isUndetermined();
        }

        @Test
        void aShapeThatIsNotKnownLeavesTheResultOpen() {
            NodeUnderTest.of("Reshape", 13).in(counting(4)).in(Enclosure.anything(DType.INT64, Shape.of(2)))
                .isUndetermined();
        }
    }

    @Nested
    class FlattenSqueezeUnsqueeze {
        @Test
        void flattenSplitsTheAxesInTwo() {
            NodeUnderTest.of("Flatten", 13).in(counting(2, 3, 4)).givesShape(2, 12);
            NodeUnderTest.of("Flatten", 13).in(counting(2, 3, 4)).set("axis", 0).givesShape(1, 24);
            NodeUnderTest.of("Flatten", 13).in(counting(2, 3, 4)).set("axis", 3).givesShape(24, 1);
            NodeUnderTest.of("Flatten", 13).in(counting(2, 3, 4)).set("axis", -1).givesShape(6, 4);
            NodeUnderTest.of("Flatten", 13).in(counting()).isBroken("axis 1");
        }

        @Test
        void squeezeWithoutAxesDropsEveryOne() {
            NodeUnderTest.of("Squeeze", 13).in(counting(1, 3, 1)).givesShape(3);
        }

        @Test
        void squeezeWithAnEmptyListDropsNothing() {
            NodeUnderTest.of("Squeeze", 13).in(counting(1, 3, 1)).longs().givesShape(1, 3, 1);
        }

        @Test
        void squeezeRefusesToDropOtherSizes() {
            NodeUnderTest.of("Squeeze", 13).in(counting(1, 3, 1)).longs(-1).givesShape(1, 3);
            NodeUnderTest.of("Squeeze", 13).in(counting(1, 3, 1)).longs(1).isBroken("is not 1");
        }

        @Test
        void unsqueezeCountsAxesInTheOutput() {
            NodeUnderTest.of("Unsqueeze", 13).in(counting(2, 3)).longs(-1, 0).givesShape(1, 2, 3, 1);
            NodeUnderTest.of("Unsqueeze", 13).in(counting()).longs(0).givesShape(1);
            NodeUnderTest.of("Unsqueeze", 13).in(counting(2)).longs(0, -3).isBroken("twice");
            NodeUnderTest.of("Unsqueeze", 13).in(counting(2)).longs(2).isBroken("axis 2");
        }
    }

    @Nested
    class ShapeAndSize {
        @Test
        void startAndEndAreClamped() {
            NodeUnderTest.of("Shape", 15).in(counting(2, 3, 4)).set("start", -1).gives(Shape.of(1), 4);
            NodeUnderTest.of("Shape", 15).in(counting(2, 3, 4)).set("end", -1).gives(Shape.of(2), 2, 3);
            NodeUnderTest.of("Shape", 15).in(counting(2, 3, 4)).set("start", -9).set("end", 9).gives(Shape.of(3), 2, 3,
                4);
            NodeUnderTest.of("Shape", 15).in(counting(2, 3, 4)).set("start", 2).set("end", 1).gives(Shape.of(0));
        }

        @Test
        void startCameWithOpset15() {
            NodeUnderTest.of("Shape", 13).in(counting(2, 3)).set("start", 1).gives(Shape.of(2), 2, 3);
        }

        @Test
        void sizeCountsElements() {
            NodeUnderTest.of("Size", 13).in(counting(2, 3)).gives(Shape.SCALAR, 6);
            NodeUnderTest.of("Size", 13).in(counting(2, 0)).gives(Shape.SCALAR, 0);
            NodeUnderTest.of("Size", 13).in(counting()).gives(Shape.SCALAR, 1);
        }
    }
}
