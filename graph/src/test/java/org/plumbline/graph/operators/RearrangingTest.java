package org.plumbline.graph.operators;

import static org.plumbline.graph.operators.NodeUnderTest.counting;
import static org.plumbline.graph.operators.NodeUnderTest.longs;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;

class RearrangingTest {
    @Nested
    class Transposes {
        @Test
        void withoutPermTheAxesAreReversed() {
            NodeUnderTest.of("Transpose", 13).in(counting(2, 3)).gives(Shape.of(3, 2), 0, 3, 1, 4, 2, 5);
            NodeUnderTest.of("Transpose", 13).in(counting()).gives(Shape.SCALAR, 0);
        }

        @Test
        void permNamesTheSourceOfEachAxis() {
            NodeUnderTest.of("Transpose", 13).in(counting(2, 1, 3)).set("perm", Attribute.ints(1, 2, 0))
                .gives(Shape.of(1, 3, 2), 0, 3, 1, 4, 2, 5);
        }

        @Test
        void whatIsNoPermutationBreaksTheCall() {
            NodeUnderTest.of("Transpose", 13).in(counting(2, 3)).set("perm", Attribute.ints(0, 0)).isBroken("perm");
            NodeUnderTest.of("Transpose", 13).in(counting(2, 3)).set("perm", Attribute.ints(-1, 0)).isBroken("perm");
        }

        /// Both examples are those of the specification, cut to one column.
        @Test
        void depthToSpaceHasTwoOrders() {
            long[] x = {0, 9, 18, 27, 36, 45, 54, 63};
            NodeUnderTest.of("DepthToSpace", 13).in(longs(Shape.of(1, 8, 1, 1), x)).set("blocksize", 2)
                .gives(Shape.of(1, 2, 2, 2), 0, 18, 36, 54, 9, 27, 45, 63);
            NodeUnderTest.of("DepthToSpace", 13).in(longs(Shape.of(1, 8, 1, 1), x)).set("blocksize", 2).set("mode",
                "CRD")
                .gives(Shape.of(1, 2, 2, 2), 0, 9, 18, 27, 36, 45, 54, 63);
            NodeUnderTest.of("DepthToSpace", 13).in(counting(1, 3, 1, 1)).set("blocksize", 2).isBroken("multiple");
        }

        @Test
        void spaceToDepthIsItsInverse() {
            NodeUnderTest.of("SpaceToDepth", 13).in(longs(Shape.of(1, 2, 2, 2), 0, 18, 36, 54, 9, 27, 45, 63))
                .set("blocksize", 2).gives(Shape.of(1, 8, 1, 1), 0, 9, 18, 27, 36, 45, 54, 63);
            NodeUnderTest.of("SpaceToDepth", 13).in(counting(1, 1, 3, 2)).set("blocksize", 2).isBroken("multiples");
        }

        /// The specification's first example.
        @Test
        void sequencesAreReversedUpToTheirLength() {
            Tensor x = longs(Shape.of(4, 4), 0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15);
            NodeUnderTest.of("ReverseSequence", 13).in(x).longs(4, 3, 2, 1)
                .gives(Shape.of(4, 4), 3, 6, 9, 12, 2, 5, 8, 13, 1, 4, 10, 14, 0, 7, 11, 15);
            NodeUnderTest.of("ReverseSequence", 13).in(counting(2, 2)).longs(1, 2).set("time_axis", 1).set("batch_axis",
                0)
                .gives(Shape.of(2, 2), 0, 1, 3, 2);
            NodeUnderTest.of("ReverseSequence", 13).in(counting(2, 2)).longs(1, 3).isBroken("sequence length 3");
            NodeUnderTest.of("ReverseSequence", 13).in(counting(2, 2)).longs(1, 1).set("time_axis", 1).isBroken(
                "batch_axis");
        }
    }

    @Nested
    class Repeats {
        @Test
        void expandBroadcastsBothWays() {
            NodeUnderTest.of("Expand", 13).in(counting(3, 1)).longs(2, 1, 2)
                .gives(Shape.of(2, 3, 2), 0, 0, 1, 1, 2, 2, 0, 0, 1, 1, 2, 2);
            NodeUnderTest.of("Expand", 13).in(counting(3)).longs(1).gives(Shape.of(3), 0, 1, 2);
            NodeUnderTest.of("Expand", 13).in(counting(1)).longs(0).gives(Shape.of(0));
            NodeUnderTest.of("Expand", 13).in(counting(3)).longs(2).isBroken("does not expand");
        }

        @Test
        void tileRepeatsEachAxis() {
            NodeUnderTest.of("Tile", 13).in(counting(2, 2)).longs(1, 2).gives(Shape.of(2, 4), 0, 1, 0, 1, 2, 3, 2, 3);
            NodeUnderTest.of("Tile", 13).in(counting(2)).longs(0).gives(Shape.of(0));
            NodeUnderTest.of("Tile", 13).in(counting(2, 2)).longs(2).isBroken("repeats");
        }
    }

    @Nested
    class Joins {
        @Test
        void concatJoinsAlongAnyAxis() {
            NodeUnderTest.of("Concat", 13).in(counting(2, 1)).in(counting(2, 2)).set("axis", -1)
                .gives(Shape.of(2, 3), 0, 0, 1, 1, 2, 3);
            NodeUnderTest.of("Concat", 13).in(counting(1, 2)).in(counting(0, 2)).in(counting(1, 2)).set("axis", 0)
                .gives(Shape.of(2, 2), 0, 1, 0, 1);
        }

        @Test
        void concatRefusesWhatDoesNotFit() {
            NodeUnderTest.of("Concat", 13).in(counting(2, 1)).in(counting(3, 1)).set("axis", 1).isBroken("cannot join");
            NodeUnderTest.of("Concat", 13).in(counting(2)).in(counting(2)).isBroken("axis is missing");
            NodeUnderTest.of("Concat", 13).in(counting()).set("axis", 0).isBroken("scalars");
            NodeUnderTest.of("Concat", 13).in(counting(1)).in(Tensor.of(DType.FLOAT, Shape.of(1), _ -> 0)).set("axis",
                0)
                .isBroken("cannot join");
        }

        @Test
        void splitTakesSizesOrEqualParts() {
            NodeUnderTest sized = NodeUnderTest.of("Split", 13).in(counting(2, 3)).longs(1, 2).set("axis", 1).outputs(
                2);
            sized.gives(0, Shape.of(2, 1), 0, 3);
            sized.gives(1, Shape.of(2, 2), 1, 2, 4, 5);
            NodeUnderTest.of("Split", 13).in(counting(4)).outputs(2).gives(1, Shape.of(2), 2, 3);
            NodeUnderTest.of("Split", 13).in(counting(5)).outputs(2).isBroken("equal parts");
            NodeUnderTest.of("Split", 13).in(counting(5)).longs(2, 2).outputs(2).isBroken("does not add up");
        }

        @Test
        void theLastPartMayBeSmallerFromOpset18() {
            NodeUnderTest uneven = NodeUnderTest.of("Split", 18).in(counting(5)).set("num_outputs", 2).outputs(2);
            uneven.gives(0, Shape.of(3), 0, 1, 2);
            uneven.gives(1, Shape.of(2), 3, 4);
            NodeUnderTest.of("Split", 18).in(counting(4)).outputs(2).isBroken("neither");
            NodeUnderTest.of("Split", 18).in(counting(5)).set("num_outputs", 4).outputs(4).isUndetermined();
        }
    }
}
