package org.plumbline.graph.operators;

import static org.plumbline.graph.operators.NodeUnderTest.counting;
import static org.plumbline.graph.operators.NodeUnderTest.longs;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;

class SlicingTest {
    @Nested
    class Slices {
        private NodeUnderTest slice(long start, long end, long step) {
            return NodeUnderTest.of("Slice", 13).in(counting(5)).longs(start).longs(end).longs(0).longs(step);
        }

        /// The specification's two examples.
        @Test
        void theExamplesOfTheSpecificationHold() {
            Tensor data = longs(Shape.of(2, 4), 1, 2, 3, 4, 5, 6, 7, 8);
            NodeUnderTest.of("Slice", 13).in(data).longs(1, 0).longs(2, 3).longs(0, 1).longs(1, 2).gives(Shape.of(1, 2),
                5, 7);
            NodeUnderTest.of("Slice", 13).in(data).longs(0, 1).longs(-1, 1000).gives(Shape.of(1, 3), 2, 3, 4);
        }

        @Test
        void boundsAreClamped() {
            slice(1, Long.MAX_VALUE, 1).gives(Shape.of(4), 1, 2, 3, 4);
            slice(Long.MIN_VALUE, 2, 1).gives(Shape.of(2), 0, 1);
            slice(7, 9, 1).gives(Shape.of(0));
            slice(3, 1, 1).gives(Shape.of(0));
        }

        @Test
        void negativeStepsWalkToTheFront() {
            slice(-1, Long.MIN_VALUE, -1).gives(Shape.of(5), 4, 3, 2, 1, 0);
            slice(Long.MAX_VALUE, 0, -2).gives(Shape.of(2), 4, 2);
            slice(3, -1, -1).gives(Shape.of(0));
            slice(-9, Long.MIN_VALUE, -1).gives(Shape.of(1), 0);
            slice(4, Long.MIN_VALUE, Long.MIN_VALUE).gives(Shape.of(1), 4);
            slice(0, 5, Long.MAX_VALUE).gives(Shape.of(1), 0);
        }

        @Test
        void anEmptyAxisStaysEmpty() {
            NodeUnderTest.of("Slice", 13).in(counting(0, 2)).longs(-1).longs(Long.MIN_VALUE).longs(0).longs(-1)
                .gives(Shape.of(0, 2));
        }

        @Test
        void whatTheTextForbidsOrLeavesOpen() {
            slice(0, 2, 0).isBroken("steps");
            NodeUnderTest.of("Slice", 13).in(counting(5)).longs(0).longs(1).longs(1).isBroken("axis 1");
            NodeUnderTest.of("Slice", 13).in(counting(5)).longs(0, 0).longs(1).isBroken("length");
            NodeUnderTest.of("Slice", 13).in(counting(5)).longs(0, 0).longs(1, 1).longs(0, -1).isUndetermined();
        }
    }

    @Nested
    class Pads {
        private NodeUnderTest pad(int opset, String mode, long... pads) {
            return NodeUnderTest.of("Pad", opset).in(longs(Shape.of(4), 1, 2, 3, 4)).longs(pads).set("mode", mode);
        }

        @Test
        void eachModeHasItsElements() {
            pad(13, "constant", 1, 2).gives(Shape.of(7), 0, 1, 2, 3, 4, 0, 0);
            pad(13, "reflect", 2, 3).gives(Shape.of(9), 3, 2, 1, 2, 3, 4, 3, 2, 1);
            pad(13, "edge", 2, 1).gives(Shape.of(7), 1, 1, 1, 2, 3, 4, 4);
            pad(19, "wrap", 5, 1).gives(Shape.of(10), 4, 1, 2, 3, 4, 1, 2, 3, 4, 1);
        }

        @Test
        void wrapCameWithOpset19() {
            pad(18, "wrap", 1, 1).isBroken("wrap");
            pad(19, "mirror", 1, 1).isBroken("mirror");
        }

        @Test
        void negativePadsRemove() {
            pad(13, "constant", -1, -2).gives(Shape.of(1), 2);
            pad(13, "constant", -1, 1).gives(Shape.of(4), 2, 3, 4, 0);
            pad(13, "constant", -3, -2).isBroken("remove more");
        }

        @Test
        void whatOtherModesCopyAfterARemovalIsOpenWhereItMatters() {
            pad(13, "edge", 1, -1).gives(Shape.of(4), 1, 1, 2, 3);
            pad(13, "reflect", 1, -1).gives(Shape.of(4), 2, 1, 2, 3);
            pad(13, "reflect", 3, -1).isUndetermined();
            pad(19, "wrap", 1, -1).isUndetermined();
            pad(13, "reflect", 4, 0).isUndetermined();
        }

        @Test
        void theConstantMayBeGiven() {
            NodeUnderTest.of("Pad", 13).in(counting(1)).longs(1, 0).in(longs(Shape.SCALAR, 7)).gives(Shape.of(2), 7, 0);
            NodeUnderTest.of("Pad", 13).in(counting(1)).longs(1, 0).in(Tensor.scalar(DType.FLOAT, 7)).isBroken(
                "constant");
        }

        @Test
        void axesCameWithOpset18() {
            NodeUnderTest.of("Pad", 18).in(counting(2, 2)).longs(0, 1).absent().longs(-1)
                .gives(Shape.of(2, 3), 0, 1, 0, 2, 3, 0);
            NodeUnderTest.of("Pad", 13).in(counting(2, 2)).longs(0, 1).absent().longs(-1).isBroken("pads for 2 axes");
        }

        @Test
        void anEmptyAxisCanOnlyTakeConstants() {
            NodeUnderTest.of("Pad", 13).in(counting(0)).longs(1, 1).gives(Shape.of(2), 0, 0);
            NodeUnderTest.of("Pad", 13).in(counting(0)).longs(1, 1).set("mode", "edge").isBroken("nothing to copy");
            NodeUnderTest.of("Pad", 13).in(counting(0)).longs(0, 0).set("mode", "edge").gives(Shape.of(0));
        }
    }

    @Nested
    class Windows {
        @Test
        void anOddElementGoesToTheEnd() {
            NodeUnderTest.of("CenterCropPad", 18).in(counting(4)).longs(1).gives(Shape.of(1), 1);
            NodeUnderTest.of("CenterCropPad", 18).in(counting(2)).longs(5).gives(Shape.of(5), 0, 0, 1, 0, 0);
            NodeUnderTest.of("CenterCropPad", 18).in(counting(1, 2)).longs(1).set("axes", Attribute.ints(-1))
                .gives(Shape.of(1, 1), 0);
        }

        /// Blocks of 2 at 0, 1, 2 of an image of 4: inner elements are covered twice.
        @Test
        void columnsAreAddedWhereBlocksOverlap() {
            NodeUnderTest.of("Col2Im", 18).in(longs(Shape.of(1, 2, 3), 1, 2, 3, 10, 20, 30)).longs(4).longs(2)
                .gives(Shape.of(1, 1, 4), 1, 12, 23, 30);
            NodeUnderTest.of("Col2Im", 18).in(counting(1, 2, 2)).longs(4).longs(2).isBroken("does not fit");
        }

        /// Each channel reads its own rows, dilated or not.
        @Test
        void dilatedBlocksLeaveGaps() {
            NodeUnderTest.of("Col2Im", 18).in(longs(Shape.of(1, 4, 1), 1, 2, 3, 4)).longs(3).longs(2)
                .set("dilations", Attribute.ints(2)).gives(Shape.of(1, 2, 3), 1, 0, 2, 3, 0, 4);
        }
    }
}
