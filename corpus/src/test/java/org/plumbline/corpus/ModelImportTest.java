package org.plumbline.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.plumbline.generator.Generator;
import org.plumbline.generator.Options;
import org.plumbline.graph.Bytes;
import org.plumbline.graph.DType;
import org.plumbline.graph.Graph;
import org.plumbline.graph.Model;
import org.plumbline.graph.Node;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.TensorType;
import org.plumbline.graph.ValueInfo;
import org.plumbline.graph.edit.Case;
import org.plumbline.graph.edit.Realizer;
import org.plumbline.graph.edit.Recipe;

class ModelImportTest {
    private static final ValueInfo X = ValueInfo.of("x", TensorType.of(DType.FLOAT, 2, 3));

    private static ValueInfo like(String name) {
        return new ValueInfo(name, X.type());
    }

    private static Node node(String operator, String output, String... inputs) {
        return Node.of(operator, List.of(inputs), List.of(output), Map.of());
    }

    private static Model model(List<ValueInfo> inputs, List<ValueInfo> outputs, Map<String, Tensor> initializers,
        Node... nodes) {
        return Model.of(18, Graph.of(inputs, outputs, initializers, List.of(nodes)));
    }

    private static Recipe imported(Model model) {
        return switch (new ModelImport(model, 1).recipe(Map.of())) {
            case ModelImport.Result.Imported(Recipe recipe) -> recipe;
            case ModelImport.Result.Unsupported(String reason) -> throw new AssertionError(reason);
        };
    }

    private static String refused(Model model) {
        return switch (new ModelImport(model, 1).recipe(Map.of())) {
            case ModelImport.Result.Imported _ -> throw new AssertionError("imported");
            case ModelImport.Result.Unsupported(String reason) -> reason;
        };
    }

    @Nested
    class ARecipe {
        @Test
        void hasTheModelsGraph() {
            Model m = model(List.of(X), List.of(like("y"), like("z")), Map.of("k", Tensor.scalar(DType.FLOAT, 2)),
                node("Mul", "y", "x", "k"), node("Neg", "z", "y"));
            assertThat(Realizer.realize(imported(m)).model()).isEqualTo(m);
        }

        @Test
        void ofAGeneratedModelHasItsNodes() {
            Generator generator = new Generator(Options.DEFAULT.withShares(0, 0.25, 0));
            long whole = LongStream.range(0, 40).filter(seed -> {
                Model m = generator.generate(seed).realized().model();
                return new ModelImport(m, seed).recipe(Map.of()) instanceof ModelImport.Result.Imported(Recipe r)
                    && Realizer.realize(r).model().graph().nodes().equals(m.graph().nodes());
            }).count();
            assertThat(whole).isGreaterThan(32);
        }

        @Test
        void givesEqualNamesOfDimensionsEqualSizesAndHidesThem() {
            ValueInfo.Type type = new ValueInfo.OfTensor(DType.FLOAT, Optional.of(List.of(new ValueInfo.Symbolic("n"),
                new ValueInfo.Known(3))));
            Model m = model(List.of(new ValueInfo("a", type), new ValueInfo("b", type)), List.of(new ValueInfo("y",
                type)),
                Map.of(), node("Add", "y", "a", "b"));
            Case c = Realizer.realize(imported(m));
            assertThat(c.inputs().get(0).shape()).isEqualTo(c.inputs().get(1).shape());
            assertThat(c.model().graph().inputs()).allMatch(i -> i.concrete().isEmpty());
        }

        @Test
        void isFedWithWhatIsKnownToBeValid() {
            Model m = model(List.of(X, ValueInfo.of("i", TensorType.of(DType.INT64, 1))), List.of(like("y")), Map.of(),
                node("Gather", "y", "x", "i"));
            Tensor index = Tensor.ofLongs(1);
            assertThat(new ModelImport(m, 1).recipe(Map.of("i", index))).isInstanceOfSatisfying(
                ModelImport.Result.Imported.class,
                r -> assertThat(Realizer.realize(r.recipe()).feeds()).containsEntry("i", index));
        }

        @Test
        void drawsIntegersThatAreValid() {
            Model m = model(List.of(X, ValueInfo.of("i", TensorType.of(DType.INT64, 9))), List.of(like("y")), Map.of(),
                node("Gather", "y", "x", "i"));
            assertThat(Realizer.realize(imported(m)).skipped()).isEmpty();
        }
    }

    @Nested
    class WithAReason {
        @Test
        void operatorsWithoutReferenceAreRefused() {
            assertThat(refused(model(List.of(X), List.of(like("y")), Map.of(), node("NoSuch", "y", "x"))))
                .contains("NoSuch has no reference at opset 18");
        }

        @Test
        void inputsThatCannotBeDrawnAreRefused() {
            assertThat(refused(model(List.of(new ValueInfo("x", new ValueInfo.Other(Bytes.of(new byte[0])))),
                List.of(like("y")), Map.of(), node("Neg", "y", "x")))).isEqualTo("input 'x' is no tensor");
            assertThat(refused(model(List.of(new ValueInfo("x", new ValueInfo.OfTensor(DType.FLOAT, Optional.empty()))),
                List.of(like("y")), Map.of(), node("Neg", "y", "x")))).isEqualTo("input 'x' states no shape");
            assertThat(refused(model(List.of(ValueInfo.of("x", TensorType.of(DType.STRING, 2))), List.of(like("y")), Map
                .of(), node("Identity", "y", "x")))).contains("string");
        }

        @Test
        void whatIsTooLargeIsRefused() {
            assertThat(refused(model(List.of(ValueInfo.of("x", TensorType.of(DType.FLOAT, 1L << 40))), List.of(like(
                "y")),
                Map.of(), node("Neg", "y", "x")))).contains("elements");
            assertThat(refused(model(List.of(X), List.of(like("y")), Map.of("k", Tensor.of(DType.FLOAT, Shape.of(1
                << 19),
                _ -> 0)), node("Neg", "y", "x")))).contains("initializers");
            assertThat(refused(model(List.of(X), List.of(like("y")), Map.of(), Collections.nCopies(401,
                node("Neg", "y", "x")).toArray(Node[]::new)))).isEqualTo("more than 400 nodes");
        }

        @Test
        void graphsThatHangTogetherOtherwiseAreRefused() {
            assertThat(refused(model(List.of(X), List.of(X), Map.of()))).isEqualTo("no nodes");
            assertThat(refused(model(List.of(X), List.of(X), Map.of(), node("Neg", "y", "x"))))
                .isEqualTo("output 'x' is no node's");
            assertThat(refused(model(List.of(X), List.of(like("y")), Map.of(), node("Neg", "y", "nothing"))))
                .isEqualTo("no value 'nothing'");
        }
    }
}
