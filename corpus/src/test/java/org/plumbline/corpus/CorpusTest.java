package org.plumbline.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.plumbline.corpus.Chains.chain;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.graph.DType;
import org.plumbline.graph.Shape;
import org.plumbline.graph.edit.Case;
import org.plumbline.graph.edit.Realizer;
import org.plumbline.graph.edit.Recipe;
import org.plumbline.graph.edit.RecipeJson;

class CorpusTest {
    @TempDir
    Path folder;

    private static void offer(Corpus corpus, Recipe recipe) throws IOException {
        Case c = Realizer.realize(recipe);
        corpus.offer(c.model(), Chains.reference(c), RecipeJson.write(recipe));
    }

    private Path lines() {
        return folder.resolve("corpus.jsonl");
    }

    private List<String> names(String below) throws IOException {
        return CorpusFolder.in(folder.resolve(below)).stream().map(f -> f.getFileName().toString()).toList();
    }

    private Path put(String name, byte[] content) throws IOException {
        return Files.write(Files.createDirectories(folder.resolve("corpus")).resolve(name), content);
    }

    @Nested
    class Keeping {
        @Test
        void aRecipeWithANewFeatureIsKept() throws IOException {
            Corpus corpus = Corpus.open(folder);
            offer(corpus, chain(DType.FLOAT, Shape.of(2), "Neg"));
            assertThat(corpus.size()).isOne();
            String text = RecipeJson.write(chain(DType.FLOAT, Shape.of(2), "Neg"));
            assertThat(names("corpus")).containsExactly(CorpusFolder.name(text.getBytes(StandardCharsets.UTF_8)));
            assertThat(folder.resolve("corpus").resolve(names("corpus").getFirst())).hasContent(text);
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
    class AName {
        @Test
        void isTheHashThatLibFuzzerUses() {
            assertThat(CorpusFolder.name("abc".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("a9993e364706816aba3e25717850c26c9cd0d89d");
        }

        @Test
        void thatSomebodyElseGaveIsMended() throws IOException {
            byte[] text = RecipeJson.write(chain(DType.FLOAT, Shape.of(2), "Neg")).getBytes(StandardCharsets.UTF_8);
            put("mine", text);
            assertThat(Corpus.open(folder)).extracting(Corpus::size, Corpus::damaged).containsExactly(1, 0);
            assertThat(names("corpus")).containsExactly(CorpusFolder.name(text));
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
            assertThat(names("corpus")).hasSize(2);
        }

        @Test
        void anEmptyFolderIsMade() throws IOException {
            assertThat(Corpus.open(folder.resolve("a/b")).size()).isZero();
            assertThat(folder.resolve("a/b/corpus")).isEmptyDirectory();
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "no json", "{}", "{\"version\":99}", "null", "[[[[", "\u0000\uffff",
            "{\"version\":1,\"origin\":\"x\",\"seed\":1,\"opset\":18,\"edits\":[{\"edit\":\"nonsense\"}],"
                + "\"inputs\":{\"seed\":1,\"specials\":false}}"})
        void damagedEntriesAreSetAsideWithTheirReasonAndTheOthersStay(String damaged) throws IOException {
            offer(Corpus.open(folder), chain(DType.FLOAT, Shape.of(2), "Neg"));
            List<String> good = names("corpus");
            put("foreign", damaged.getBytes(StandardCharsets.UTF_8));
            Corpus again = Corpus.open(folder);
            assertThat(again.damaged()).isOne();
            assertThat(again.size()).isOne();
            assertThat(names("corpus")).isEqualTo(good);
            assertThat(names("corpus.bad")).containsExactly("foreign", "foreign.reason.txt");
            assertThat(folder.resolve("corpus.bad/foreign")).hasContent(damaged);
            assertThat(Files.readAllLines(folder.resolve("corpus.bad/foreign.reason.txt"))).hasSize(1);
            assertThat(Corpus.open(folder).damaged()).isZero();
        }

        @Test
        void equalNamesAmongWhatIsSetAsideDoNotOverwriteEachOther() throws IOException {
            put("foreign", new byte[] {1});
            Corpus.open(folder);
            put("foreign", new byte[] {2});
            Corpus.open(folder);
            assertThat(names("corpus.bad")).containsExactly("foreign", "foreign-1", "foreign-1.reason.txt",
                "foreign.reason.txt");
        }

        @Test
        void bytesThatAreNoTextAndFoldersAreSetAside() throws IOException {
            put("bytes", new byte[] {'{', (byte) 0xff, '\n'});
            Files.createDirectories(folder.resolve("corpus/folder/deep"));
            assertThat(Corpus.open(folder)).extracting(Corpus::size, Corpus::damaged).containsExactly(0, 2);
            assertThat(folder.resolve("corpus.bad/bytes.reason.txt")).hasContent("not UTF-8 text");
            assertThat(folder.resolve("corpus.bad/folder/deep")).isDirectory();
        }

        @Test
        void aDiskThatRefusesIsAnException() throws IOException {
            Path file = Files.writeString(folder.resolve("file"), "");
            assertThatThrownBy(() -> Corpus.open(file.resolve("below"))).isInstanceOf(IOException.class);
        }

        @Test
        void aRecipeThatAsksForTheImpossibleStopsNobody() throws IOException {
            put("large", RecipeJson.write(chain(DType.FLOAT, Shape.of(1L << 40), "Neg"))
                .getBytes(StandardCharsets.UTF_8));
            Corpus corpus = Corpus.open(folder);
            assertThat(corpus.size() + corpus.damaged()).isOne();
        }
    }

    @Nested
    class AFileOfAFormerVersion {
        @Test
        void isTakenOver() throws IOException {
            Files.writeString(lines(), RecipeJson.write(chain(DType.FLOAT, Shape.of(2), "Neg")) + "\n\n"
                + RecipeJson.write(chain(DType.FLOAT, Shape.of(2), "Abs")));
            Corpus corpus = Corpus.open(folder);
            assertThat(names("corpus")).hasSize(2);
            assertThat(corpus.size()).isEqualTo(2);
            assertThat(lines()).doesNotExist();
            offer(corpus, chain(DType.FLOAT, Shape.of(2), "Neg"));
            assertThat(Corpus.open(folder)).extracting(Corpus::size, Corpus::damaged).containsExactly(2, 0);
        }

        @Test
        void isTakenOverOnceMoreWhereThatWasCutOff() throws IOException {
            offer(Corpus.open(folder), chain(DType.FLOAT, Shape.of(2), "Neg"));
            Files.writeString(lines(), RecipeJson.write(chain(DType.FLOAT, Shape.of(2), "Neg")) + "\n");
            assertThat(Corpus.open(folder)).extracting(Corpus::size, Corpus::damaged).containsExactly(1, 0);
        }

        @Test
        void hasItsDamagedLinesSetAside() throws IOException {
            String line = RecipeJson.write(chain(DType.FLOAT, Shape.of(2), "Abs"));
            Files.writeString(lines(), line + "\nno json\n\0\uffff\n" + line.substring(0, line.length() / 2));
            assertThat(Corpus.open(folder)).extracting(Corpus::size, Corpus::damaged).containsExactly(1, 3);
            assertThat(names("corpus.bad")).hasSize(6);
        }
    }
}
