package org.plumbline.graph.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.plumbline.graph.operators.NodeUnderTest.counting;
import static org.plumbline.graph.operators.NodeUnderTest.floats;
import static org.plumbline.graph.operators.NodeUnderTest.longs;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.bound.Enclosure.Integers;
import org.plumbline.graph.bound.Enclosure.Reals;
import org.plumbline.graph.bound.Interval;

class IndexingTest {
    @Nested
    class Gathers {
        @Test
        void gatherTakesIndicesOfAnyRank() {
            NodeUnderTest.of("Gather", 13).in(counting(2, 3)).in(longs(Shape.of(1, 2), -1, 0)).set("axis", 1)
                .gives(Shape.of(2, 1, 2), 2, 0, 5, 3);
            NodeUnderTest.of("Gather", 13).in(counting(2, 3)).in(longs(Shape.SCALAR, 1)).gives(Shape.of(3), 3, 4, 5);
            NodeUnderTest.of("Gather", 13).in(counting(2, 3)).longs().gives(Shape.of(0, 3));
            NodeUnderTest.of("Gather", 13).in(counting(2)).longs(2).isBroken("index 2");
            NodeUnderTest.of("Gather", 13).in(counting()).longs(0).isBroken("axis");
        }

        @Test
        void anUnknownIndexGivesAnUnknownElement() {
            Integers some = new Integers(DType.INT64, Shape.of(2), new long[] {0, 1}, new boolean[] {true, false});
            Integers out = (Integers) NodeUnderTest.of("Gather", 13).in(counting(3)).in(some).outputs().get(0);
            assertThat(out.unknown()).containsExactly(true, false);
            assertThat(out.value()[1]).isEqualTo(1);
        }

        /// The specification's examples.
        @Test
        void gatherElementsFollowsItsOwnCoordinates() {
            NodeUnderTest.of("GatherElements", 13).in(longs(Shape.of(2, 2), 1, 2, 3, 4))
                .in(longs(Shape.of(2, 2), 0, 0, 1, 0)).set("axis", 1).gives(Shape.of(2, 2), 1, 1, 4, 3);
            NodeUnderTest.of("GatherElements", 13).in(longs(Shape.of(3, 3), 1, 2, 3, 4, 5, 6, 7, 8, 9))
                .in(longs(Shape.of(2, 3), 1, 2, 0, 2, 0, 0)).gives(Shape.of(2, 3), 4, 8, 3, 7, 2, 3);
            NodeUnderTest.of("GatherElements", 13).in(counting(2, 2)).in(longs(Shape.of(1, 3), 0, 0, 0)).isBroken(
                "outside");
            NodeUnderTest.of("GatherElements", 13).in(counting(2, 2)).longs(0).isBroken("rank");
        }

        /// The specification's examples, with and without batch dimensions.
        @Test
        void gatherNdTakesTuples() {
            Tensor data = counting(2, 2);
            NodeUnderTest.of("GatherND", 13).in(data).in(longs(Shape.of(2, 2), 0, 0, 1, 1)).gives(Shape.of(2), 0, 3);
            NodeUnderTest.of("GatherND", 13).in(data).in(longs(Shape.of(2, 1), 1, 0)).gives(Shape.of(2, 2), 2, 3, 0, 1);
            NodeUnderTest.of("GatherND", 13).in(counting(2, 2, 2)).in(longs(Shape.of(2, 1), 1, 0)).set("batch_dims", 1)
                .gives(Shape.of(2, 2), 2, 3, 4, 5);
            NodeUnderTest.of("GatherND", 13).in(data).in(longs(Shape.of(1, 3), 0, 0, 0)).isBroken("more axes");
            NodeUnderTest.of("GatherND", 13).in(data).longs(0).set("batch_dims", 1).isBroken("batch_dims");
        }
    }

    @Nested
    class Scatters {
        /// The specification's first example, in integers.
        @Test
        void scatterElementsWritesWhereTheIndicesSay() {
            NodeUnderTest.of("ScatterElements", 18).in(longs(Shape.of(3, 3), 0, 0, 0, 0, 0, 0, 0, 0, 0))
                .in(longs(Shape.of(2, 3), 1, 0, 2, 0, 2, 1)).in(longs(Shape.of(2, 3), 10, 11, 12, 20, 21, 22))
                .gives(Shape.of(3, 3), 20, 11, 0, 10, 0, 22, 0, 21, 12);
        }

        /// The specification's first example.
        @Test
        void scatterNdWritesSlices() {
            NodeUnderTest.of("ScatterND", 13).in(longs(Shape.of(8), 1, 2, 3, 4, 5, 6, 7, 8))
                .in(longs(Shape.of(4, 1), 4, 3, 1, -1)).longs(9, 10, 11, 12)
                .gives(Shape.of(8), 1, 11, 3, 10, 9, 6, 7, 12);
            NodeUnderTest.of("ScatterND", 13).in(counting(2, 2)).in(longs(Shape.of(1, 1), 1)).in(longs(Shape.of(1, 2),
                8, 9))
                .gives(Shape.of(2, 2), 0, 1, 8, 9);
            NodeUnderTest.of("ScatterND", 13).in(counting(2, 2)).in(longs(Shape.of(1, 1), 1)).longs(8, 9).isBroken(
                "updates");
        }

        @Test
        void aTupleWithoutIndicesNamesTheWholeTensor() {
            NodeUnderTest.of("ScatterND", 13).in(counting(2)).in(longs(Shape.of(1, 0))).in(longs(Shape.of(1, 2), 8, 9))
                .gives(Shape.of(2), 8, 9);
        }

        private NodeUnderTest twice(int opset, String reduction) {
            return NodeUnderTest.of("ScatterElements", opset).in(longs(Shape.of(2), 5, 1)).longs(0, 0).longs(3, 7)
                .set("reduction", reduction);
        }

        @Test
        void reductionsTakeTheOldElementIn() {
            twice(16, "add").gives(Shape.of(2), 15, 1);
            twice(16, "mul").gives(Shape.of(2), 105, 1);
            twice(18, "max").gives(Shape.of(2), 7, 1);
            twice(18, "min").gives(Shape.of(2), 3, 1);
            twice(16, "max").isBroken("max");
            twice(18, "mean").isBroken("mean");
        }

        @Test
        void withoutReductionASecondUpdateLeavesTheElementOpen() {
            assertThat(((Integers) twice(18, "none").outputs().get(0)).unknown()).containsExactly(true, false);
            Reals out = (Reals) NodeUnderTest.of("ScatterElements", 18).in(floats(9, 9)).longs(1, -1).in(floats(2, 3))
                .outputs().get(0);
            assertThat(out.at(1)).isEqualTo(Interval.of(2, 3));
        }

        @Test
        void overflowIsOpen() {
            Tensor big = Tensor.ofLongs(DType.INT8, Shape.of(1), _ -> 100);
            Integers out = (Integers) NodeUnderTest.of("ScatterElements", 18).in(big).longs(0).in(big).set("reduction",
                "add")
                .outputs().get(0);
            assertThat(out.unknown()).containsExactly(true);
        }

        @Test
        void aNanInMaxMayWinOrLose() {
            Reals out = (Reals) NodeUnderTest.of("ScatterElements", 18).in(floats(1)).longs(0).in(floats(Double.NaN))
                .set("reduction", "max").outputs().get(0);
            assertThat(out.at(0)).isEqualTo(new Interval(1, 1, true));
        }

        @Test
        void anyOrderOfUpdatesLiesInside() {
            for (int seed = 0; seed < 300; seed++) {
                Rng rng = Rng.of(seed);
                double scale = rng.pick(1.0, 1e20, 1e-20, 1e-44);
                double[] terms = new double[rng.between(2, 6)];
                for (int i = 0; i < terms.length; i++) {
                    terms[i] = (float) (rng.uniform(-2, 2) * scale);
                }
                boolean adds = rng.chance(0.5);
                Interval bound = scattered(terms, adds ? "add" : "mul");
                int[] order = rng.permutation(terms.length);
                float x = (float) terms[order[0]];
                for (int i = 1; i < order.length; i++) {
                    x = adds ? x + (float) terms[order[i]] : x * (float) terms[order[i]];
                }
                assertThat(bound.contains(x)).as("seed %d: %s in %s", seed, x, bound).isTrue();
            }
        }

        @Test
        void termsThatCancelNearTheLargestNumberLeaveTheSmallOnesIn() {
            Interval sum = scattered(new double[] {0.75, 3e38, -3e38}, "add");
            assertThat(sum.contains(0.75)).isTrue();
            assertThat(sum.contains(Double.POSITIVE_INFINITY)).isFalse();
        }

        private Interval scattered(double[] terms, String reduction) {
            double[] updates = java.util.Arrays.copyOfRange(terms, 1, terms.length);
            return ((Reals) NodeUnderTest.of("ScatterElements", 18).in(floats(terms[0])).longs(new long[updates.length])
                .in(floats(updates)).set("reduction", reduction).outputs().get(0)).at(0);
        }
    }

    @Nested
    class Selections {
        private Tensor bools(long... v) {
            return Tensor.ofLongs(DType.BOOL, Shape.of(v.length), i -> v[i]);
        }

        @Test
        void compressKeepsWhereTheConditionIsTrue() {
            Tensor x = longs(Shape.of(3, 2), 1, 2, 3, 4, 5, 6);
            NodeUnderTest.of("Compress", 11).in(x).in(bools(0, 1, 1)).set("axis", 0).gives(Shape.of(2, 2), 3, 4, 5, 6);
            NodeUnderTest.of("Compress", 11).in(x).in(bools(0, 1)).set("axis", -1).gives(Shape.of(3, 1), 2, 4, 6);
            NodeUnderTest.of("Compress", 11).in(x).in(bools(0, 1, 0, 0, 1)).gives(Shape.of(2), 2, 5);
            NodeUnderTest.of("Compress", 11).in(x).in(bools(1, 1, 1)).set("axis", 1).isBroken("longer");
        }

        @Test
        void nonZeroListsCoordinatesAxisByAxis() {
            NodeUnderTest.of("NonZero", 13).in(longs(Shape.of(2, 2), 1, 0, 1, 1)).gives(Shape.of(2, 3), 0, 1, 1, 0, 0,
                1);
            NodeUnderTest.of("NonZero", 13).in(floats(Double.NaN, -0.0, Double.POSITIVE_INFINITY)).gives(Shape.of(1, 2),
                0,
                2);
            NodeUnderTest.of("NonZero", 13).in(longs(Shape.SCALAR, 5)).gives(Shape.of(0, 1));
            NodeUnderTest.of("NonZero", 13).in(Enclosure.anything(DType.FLOAT, Shape.of(1))).isUndetermined();
        }

        /// The specification's examples 1 to 3.
        @Test
        void uniqueNamesFirstOccurrences() {
            NodeUnderTest first = NodeUnderTest.of("Unique", 11).in(longs(Shape.of(6), 2, 1, 1, 3, 4, 3)).set("sorted",
                0);
            first.gives(0, Shape.of(4), 2, 1, 3, 4);
            first.gives(1, Shape.of(4), 0, 1, 3, 4);
            first.gives(2, Shape.of(6), 0, 1, 1, 2, 3, 2);
            first.gives(3, Shape.of(4), 1, 2, 2, 1);
            NodeUnderTest second = NodeUnderTest.of("Unique", 11).in(longs(Shape.of(2, 2), 1, 3, 2, 3));
            second.gives(0, Shape.of(3), 1, 2, 3);
            second.gives(1, Shape.of(3), 0, 2, 1);
            NodeUnderTest third = NodeUnderTest.of("Unique", 11).in(longs(Shape.of(3, 3), 1, 0, 0, 1, 0, 0, 2, 3, 4))
                .set("axis", 0);
            third.gives(0, Shape.of(2, 3), 1, 0, 0, 2, 3, 4);
            third.gives(2, Shape.of(3), 0, 0, 1);
            NodeUnderTest.of("Unique", 11).in(floats(1, Double.NaN)).isUndetermined();
        }
    }

    @Nested
    class Counts {
        @Test
        void rangeStopsBeforeTheLimit() {
            NodeUnderTest.of("Range", 11).in(longs(Shape.SCALAR, 10)).in(longs(Shape.SCALAR, 4)).in(longs(Shape.SCALAR,
                -2))
                .gives(Shape.of(3), 10, 8, 6);
            NodeUnderTest.of("Range", 11).in(longs(Shape.SCALAR, 1)).in(longs(Shape.SCALAR, 1)).in(longs(Shape.SCALAR,
                1))
                .gives(Shape.of(0));
            NodeUnderTest.of("Range", 11).in(longs(Shape.SCALAR, 1)).in(longs(Shape.SCALAR, 9)).in(longs(Shape.SCALAR,
                0))
                .isBroken("delta");
        }

        @Test
        void bothWaysOfCountingLieInsideARealRange() {
            Reals out = (Reals) NodeUnderTest.of("Range", 11).in(Tensor.scalar(DType.FLOAT, 0.1f))
                .in(Tensor.scalar(DType.FLOAT, 9)).in(Tensor.scalar(DType.FLOAT, 0.3f)).outputs().get(0);
            assertThat(out.shape()).isEqualTo(Shape.of(30));
            float added = 0.1f;
            for (int i = 0; i < 30; i++) {
                assertThat(out.at(i).contains(added)).isTrue();
                assertThat(out.at(i).contains(0.1f + i * 0.3f)).isTrue();
                assertThat(out.hi()[i] - out.lo()[i]).isLessThan(1e-4);
                added += 0.3f;
            }
        }

        @Test
        void anIndexOutsideTheDepthIsAllOff() {
            NodeUnderTest.of("OneHot", 11).in(Tensor.ofLongs(1, -1, 3, -4)).in(longs(Shape.SCALAR, 3)).longs(5, 9)
                .gives(Shape.of(4, 3), 5, 9, 5, 5, 5, 9, 5, 5, 5, 5, 5, 5);
            NodeUnderTest.of("OneHot", 11).in(Tensor.ofLongs(1, 0)).in(longs(Shape.SCALAR, 2)).longs(0, 1).set("axis",
                0)
                .gives(Shape.of(2, 2), 0, 1, 1, 0);
        }

        @Test
        void eyeLikeShiftsItsDiagonal() {
            NodeUnderTest.of("EyeLike", 9).in(counting(2, 3)).set("k", 1).gives(Shape.of(2, 3), 0, 1, 0, 0, 0, 1);
            NodeUnderTest.of("EyeLike", 9).in(counting(2)).isBroken("rank 1");
        }

        @Test
        void constantsComeFromAttributes() {
            NodeUnderTest.of("Constant", 13).set("value_ints", Attribute.ints(4, 5)).gives(Shape.of(2), 4, 5);
            NodeUnderTest.of("Constant", 13).isBroken("exactly one");
            NodeUnderTest.of("ConstantOfShape", 9).longs(2).set("value", new Attribute.Value(Tensor.ofLongs(7)))
                .gives(Shape.of(2), 7, 7);
            assertThat(((Reals) NodeUnderTest.of("ConstantOfShape", 9).longs().outputs().get(0)).at(0))
                .isEqualTo(Interval.ZERO);
        }

        @Test
        void dropoutOutsideTrainingIsACopy() {
            NodeUnderTest copy = NodeUnderTest.of("Dropout", 13).in(floats(1, 2)).outputs(2);
            assertThat(((Reals) copy.outputs().get(0)).lo()).containsExactly(1, 2);
            copy.gives(1, Shape.of(2), 1, 1);
            Tensor yes = Tensor.scalar(DType.BOOL, 1);
            NodeUnderTest.of("Dropout", 13).in(floats(1)).absent().in(yes).isUndetermined();
            NodeUnderTest.of("Dropout", 13).in(floats(1)).in(Tensor.scalar(DType.FLOAT, 0)).in(yes).outputs();
            NodeUnderTest.of("Dropout", 13).in(floats(1)).in(Tensor.scalar(DType.FLOAT, 1)).isBroken("ratio");
            NodeUnderTest.of("Dropout", 13).in(floats(1)).in(floats(0.5)).isBroken("ratio is no scalar");
            NodeUnderTest.of("Dropout", 13).in(floats(1)).absent().in(Calls.whole(DType.BOOL, 0)).isBroken("no scalar");
        }
    }
}
