package org.plumbline.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.plumbline.corpus.Chains.chain;
import static org.plumbline.corpus.Chains.entry;
import static org.plumbline.corpus.Chains.node;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.plumbline.graph.DType;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.edit.Bounds;
import org.plumbline.graph.edit.Edit;
import org.plumbline.graph.edit.Recipe;

class FunctionalHashTest {
    private static final Shape SHAPE = Shape.of(2, 3);

    private static Edit input(String name, DType dtype) {
        return new Edit.AddInput(name, dtype, SHAPE, Bounds.ANY);
    }

    private static Optional<String> hash(Recipe recipe) {
        return FunctionalHash.of(recipe);
    }

    private static Recipe scaled(DType dtype, double factor) {
        return Chains.of(input("x", dtype), new Edit.AddInitializer("k", Tensor.scalar(dtype, factor)),
            node("Mul", "y", "x", "k"));
    }

    @Nested
    class IsEqual {
        @Test
        void forOtherNames() {
            Recipe named = Chains.of(input("a", DType.FLOAT), node("Neg", "b", "a"));
            assertThat(hash(named)).isPresent().isEqualTo(hash(chain(DType.FLOAT, SHAPE, "Neg")));
        }

        @Test
        void forOtherWaysToTheSameValues() {
            assertThat(hash(chain(DType.FLOAT, SHAPE, "Neg", "Neg", "Relu", "Relu")))
                .isPresent().isEqualTo(hash(chain(DType.FLOAT, SHAPE, "Relu")));
            Recipe apart = Chains.of(input("x", DType.FLOAT), input("y", DType.FLOAT), node("Add", "s", "x", "y"),
                node("Mul", "p", "s", "x"));
            Recipe distributed = Chains.of(input("x", DType.FLOAT), input("y", DType.FLOAT), node("Mul", "a", "x", "x"),
                node("Mul", "b", "y", "x"), node("Add", "p", "a", "b"));
            assertThat(hash(apart)).isPresent().isEqualTo(hash(distributed));
        }

        @Test
        void forInputsDrawnFromAnotherSeed() {
            Recipe recipe = chain(DType.FLOAT, SHAPE, "Tanh");
            assertThat(hash(recipe.withInputs(new org.plumbline.graph.edit.InputPlan(99, true, java.util.Map.of()))))
                .isPresent().isEqualTo(hash(recipe));
        }
    }

    @Nested
    class Differs {
        @Test
        void forOtherValuesShapesAndTypes() {
            List<Optional<String>> hashes = List.of(hash(chain(DType.FLOAT, SHAPE, "Relu")),
                hash(chain(DType.FLOAT, SHAPE, "Abs")), hash(chain(DType.FLOAT, Shape.of(6), "Abs")),
                hash(chain(DType.DOUBLE, SHAPE, "Abs")), hash(chain(DType.INT32, SHAPE, "Abs")),
                hash(scaled(DType.FLOAT, 1.01)), hash(scaled(DType.FLOAT, 1)));
            assertThat(hashes).doesNotHaveDuplicates().allMatch(Optional::isPresent);
        }

        @Test
        void forConstantModelsWithOtherInputs() {
            assertThat(hash(Chains.of(input("x", DType.FLOAT), node("Sub", "y", "x", "x"))))
                .isNotEqualTo(hash(Chains.of(input("x", DType.FLOAT), input("z", DType.FLOAT), node("Sub", "y", "x",
                    "x"),
                    node("Sub", "u", "z", "z"), node("Add", "v", "y", "u"))));
        }
    }

    @Test
    void thereIsNoneWhereTheReferenceDoesNotSay() {
        assertThat(hash(chain(DType.FLOAT, SHAPE, "NoSuchOperator"))).isEqualTo(hash(Chains.of()));
        Recipe declared = Chains.of(input("x", DType.FLOAT), new Edit.InsertNode(
            org.plumbline.graph.Node.of("NoSuchOperator", List.of("x"), List.of("y"), java.util.Map.of()),
            List.of(org.plumbline.graph.edit.Declared.of(new org.plumbline.graph.TensorType(DType.FLOAT, SHAPE)))));
        assertThat(hash(declared)).isEmpty();
    }

    @Test
    void halfPrecisionIsHashedToo() {
        assertThat(hash(chain(DType.FLOAT16, SHAPE, "Neg", "Neg"))).isPresent()
            .isEqualTo(hash(chain(DType.FLOAT16, SHAPE, "Identity")));
    }

    @Nested
    class Merging {
        @Test
        void dropsEqualTextsAndCountsThem() {
            Entry.Good e = entry(chain(DType.FLOAT, SHAPE, "Relu"));
            assertThat(Merge.of(List.of(e, e))).isEqualTo(new Merge.Merged(List.of(e), 1, 0));
        }

        @Test
        void dropsWhatComputesTheSameAndLooksTheSame() {
            Entry.Good e = entry(chain(DType.FLOAT, SHAPE, "Relu", "Relu"));
            Entry.Good longer = entry(chain(DType.FLOAT, SHAPE, "Relu", "Relu", "Relu"));
            assertThat(Merge.of(List.of(e, longer))).isEqualTo(new Merge.Merged(List.of(e), 0, 1));
        }

        @Test
        void keepsWhatComputesTheSameInAnotherWay() {
            Entry.Good e = entry(chain(DType.FLOAT, SHAPE, "Relu"));
            Entry.Good other = entry(chain(DType.FLOAT, SHAPE, "Relu", "Relu"));
            assertThat(Merge.of(List.of(e, other)).kept()).containsExactly(e, other);
        }

        @Test
        void keepsWhatComputesSomethingElse() {
            Entry.Good e = entry(scaled(DType.FLOAT, 2));
            Entry.Good other = entry(scaled(DType.FLOAT, 3));
            assertThat(Merge.of(List.of(e, other)).kept()).containsExactly(e, other);
        }
    }

    @Nested
    class Minimizing {
        @Test
        void keepsAllFeaturesWithFewEntries() {
            Entry.Good whole = entry(chain(DType.FLOAT, SHAPE, "Neg", "Abs", "Relu"));
            Entry.Good part = entry(chain(DType.FLOAT, SHAPE, "Neg", "Abs"));
            Entry.Good other = entry(chain(DType.FLOAT, Shape.of(1), "Relu"));
            assertThat(Merge.smallest(List.of(part, other, whole))).containsExactly(whole, other);
        }

        @Test
        void takesTheSmallerOfEquals() {
            Entry.Good two = entry(chain(DType.FLOAT, SHAPE, "Relu", "Relu"));
            Entry.Good three = entry(chain(DType.FLOAT, SHAPE, "Relu", "Relu", "Relu"));
            assertThat(Merge.smallest(List.of(three, two))).containsExactly(two);
        }

        @Test
        void ofNothingIsNothing() {
            assertThat(Merge.smallest(List.of())).isEmpty();
        }
    }
}
