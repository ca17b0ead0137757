package org.plumbline.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.graph.DType;
import org.plumbline.graph.Node;
import org.plumbline.graph.Shape;
import org.plumbline.graph.edit.Bounds;
import org.plumbline.graph.edit.Case;
import org.plumbline.graph.edit.CompilePlan;
import org.plumbline.graph.edit.Edit;
import org.plumbline.graph.edit.InputPlan;
import org.plumbline.graph.edit.Realizer;
import org.plumbline.graph.edit.Recipe;
import org.plumbline.graph.edit.RecipeJson;
import org.plumbline.graph.operators.Evaluator.Evaluated;

class CorpusTest {
    @TempDir
    Path folder;

    /// A chain of unary operators over an input of this type.
    private static Recipe chain(DType dtype, Shape shape, String... operators) {
        List<Edit> edits = new ArrayList<>(List.of(new Edit.AddInput("x", dtype, shape, Bounds.ANY)));
        String last = "x";
        for (int i = 0; i < operators.length; i++) {
            edits.add(new Edit.InsertNode(Node.of(operators[i], List.of(last), List.of("v" + i), Map.of())));
            last = "v" + i;
        }
        return new Recipe("test", 1, 18, edits, InputPlan.ordinary(1), CompilePlan.DEFAULT);
    }

    private static Evaluated reference(Case c) {
        return new Evaluated(c.values(), List.of(), Optional.empty());
    }

    private static void offer(Corpus corpus, Recipe recipe) throws IOException {
        Case c = Realizer.realize(recipe);
        corpus.offer(c.model(), reference(c), RecipeJson.write(recipe));
    }

    private Path file() {
        return folder.resolve("corpus.jsonl");
    }

    @Nested
    class Keeping {
        @Test
        void aRecipeWithANewFeatureIsKept() throws IOException {
            Corpus corpus = Corpus.open(folder);
            offer(corpus, chain(DType.FLOAT, Shape.of(2), "Neg"));
            assertThat(corpus.size()).isOne();
            assertThat(file()).hasContent(RecipeJson.write(chain(DType.FLOAT, Shape.of(2), "Neg")));
        }

        @Test
        void aRecipeWithoutOneIsNot() throws IOException {
            Corpus corpus = Corpus.open(folder);
            offer(corpus, chain(DType.FLOAT, Shape.of(2), "Neg", "Abs"));
            offer(corpus, chain(DType.FLOAT, Shape.of(3), "Neg"));
            offer(corpus, chain(DType.FLOAT, Shape.of(7), "Neg", "Abs"));
            assertThat(corpus.size()).isOne();
        }

        @Test
        void anotherDtypeRankOrNeighbourIsNew() throws IOException {
            Corpus corpus = Corpus.open(folder);
            offer(corpus, chain(DType.FLOAT, Shape.of(2), "Neg", "Abs"));
            offer(corpus, chain(DType.DOUBLE, Shape.of(2), "Neg", "Abs"));
            offer(corpus, chain(DType.FLOAT, Shape.of(2, 2), "Neg", "Abs"));
            offer(corpus, chain(DType.FLOAT, Shape.of(2), "Abs", "Neg"));
            assertThat(corpus.size()).isEqualTo(4);
        }
    }

    @Nested
    class Reopening {
        @Test
        void nothingThatWasSeenIsKeptAgain() throws IOException {
            offer(Corpus.open(folder), chain(DType.FLOAT, Shape.of(2), "Neg"));
            Corpus again = Corpus.open(folder);
            assertThat(again.size()).isOne();
            assertThat(again.damaged()).isZero();
            offer(again, chain(DType.FLOAT, Shape.of(2), "Neg"));
            offer(again, chain(DType.FLOAT, Shape.of(2), "Abs"));
            assertThat(again.size()).isEqualTo(2);
            assertThat(Files.readAllLines(file())).hasSize(2);
        }

        @Test
        void anEmptyFolderIsMade() throws IOException {
            assertThat(Corpus.open(folder.resolve("a/b")).size()).isZero();
            assertThat(folder.resolve("a/b")).isDirectory();
        }

        @ParameterizedTest
        @ValueSource(strings = {"no json", "{}", "{\"version\":99}", "null", "[[[[", "\u0000\uffff",
            "{\"version\":1,\"origin\":\"x\",\"seed\":1,\"opset\":18,\"edits\":[{\"edit\":\"nonsense\"}],"
                + "\"inputs\":{\"seed\":1,\"specials\":false}}"})
        void damagedLinesAreSetAsideAndTheOthersStay(String damaged) throws IOException {
            offer(Corpus.open(folder), chain(DType.FLOAT, Shape.of(2), "Neg"));
            List<String> good = Files.readAllLines(file());
            Files.writeString(file(), damaged + "\n" + good.getFirst() + "\n");
            Corpus again = Corpus.open(folder);
            assertThat(again.damaged()).isOne();
            assertThat(again.size()).isOne();
            assertThat(Files.readAllLines(file())).isEqualTo(good);
            assertThat(Files.readString(folder.resolve("corpus.bad.jsonl"))).contains(damaged);
            assertThat(Corpus.open(folder).damaged()).isZero();
        }

        @Test
        void bytesThatAreNoTextAreSetAside() throws IOException {
            offer(Corpus.open(folder), chain(DType.FLOAT, Shape.of(2), "Neg"));
            Files.write(file(), new byte[] {'{', (byte) 0xff, '\n', 0, '\n'}, StandardOpenOption.APPEND);
            assertThat(Corpus.open(folder)).extracting(Corpus::size, Corpus::damaged).containsExactly(1, 2);
            assertThat(Files.readAllLines(folder.resolve("corpus.bad.jsonl"))).hasSize(2);
        }

        @Test
        void aDiskThatRefusesIsAnException() throws IOException {
            Path file = Files.writeString(folder.resolve("file"), "");
            assertThatThrownBy(() -> Corpus.open(file.resolve("below"))).isInstanceOf(IOException.class);
        }

        @Test
        void aRecipeThatAsksForTheImpossibleStopsNobody() throws IOException {
            Files.writeString(file(), RecipeJson.write(chain(DType.FLOAT, Shape.of(1L << 40), "Neg")) + "\n");
            Corpus corpus = Corpus.open(folder);
            assertThat(corpus.size() + corpus.damaged()).isOne();
        }

        @Test
        void aLineThatWasCutOffByDeathIsSetAsideAndTheNextOneIsWhole() throws IOException {
            offer(Corpus.open(folder), chain(DType.FLOAT, Shape.of(2), "Neg"));
            String line = RecipeJson.write(chain(DType.FLOAT, Shape.of(2), "Abs"));
            Files.writeString(file(), line.substring(0, line.length() / 2), StandardOpenOption.APPEND);
            Corpus again = Corpus.open(folder);
            assertThat(again.damaged()).isOne();
            offer(again, chain(DType.FLOAT, Shape.of(2), "Abs"));
            assertThat(Corpus.open(folder)).extracting(Corpus::size, Corpus::damaged).containsExactly(2, 0);
        }

        @Test
        void aWholeLineWithoutItsEndIsKept() throws IOException {
            Files.writeString(file(), RecipeJson.write(chain(DType.FLOAT, Shape.of(2), "Abs")));
            Corpus again = Corpus.open(folder);
            offer(again, chain(DType.FLOAT, Shape.of(2), "Neg"));
            assertThat(Corpus.open(folder)).extracting(Corpus::size, Corpus::damaged).containsExactly(2, 0);
        }
    }

    @Test
    void featuresAreNeighboursAndOperatorsWithDtypeAndRank() {
        Case c = Realizer.realize(chain(DType.FLOAT, Shape.of(2, 3), "Neg", "Abs"));
        assertThat(Features.of(c.model(), reference(c)))
            .containsExactlyInAnyOrder("Neg:float:2", "Abs:float:2", "Neg>Abs");
    }

    @Test
    void valuesThatNoReferenceReachesAddNeighboursOnly() {
        Case c = Realizer.realize(chain(DType.FLOAT, Shape.of(2), "Neg", "Abs"));
        assertThat(Features.of(c.model(), new Evaluated(Map.of(), List.of(), Optional.empty())))
            .containsExactly("Neg>Abs");
    }
}
