package org.plumbline.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.corpus.CorpusFolder;
import org.plumbline.graph.DType;
import org.plumbline.graph.Node;
import org.plumbline.graph.Shape;
import org.plumbline.graph.edit.Bounds;
import org.plumbline.graph.edit.CompilePlan;
import org.plumbline.graph.edit.Edit;
import org.plumbline.graph.edit.InputPlan;
import org.plumbline.graph.edit.Recipe;
import org.plumbline.graph.edit.RecipeJson;
import org.plumbline.graph.onnx.OnnxCodec;
import org.plumbline.graph.onnx.OnnxRead;

/// `plumbline corpus`.
class CorpusCommandTest {
    @TempDir
    Path folder;

    /// A chain of operators over an input of two floats.
    private static String chain(String... operators) {
        Stream.Builder<Edit> edits = Stream.builder();
        edits.add(new Edit.AddInput("v0", DType.FLOAT, Shape.of(2), Bounds.ANY));
        for (int i = 0; i < operators.length; i++) {
            edits.add(new Edit.InsertNode(Node.of(operators[i], List.of("v" + i), List.of("v" + (i + 1)), Map.of())));
        }
        return RecipeJson.write(new Recipe("test", 1, 18, edits.build().toList(), InputPlan.ordinary(1),
            CompilePlan.DEFAULT));
    }

    private Path corpus(String name, String... entries) throws IOException {
        CorpusFolder corpus = new CorpusFolder(folder.resolve(name));
        for (String e : entries) {
            corpus.add(e);
        }
        return corpus.campaign();
    }

    private static List<String> texts(Path campaign) throws IOException {
        return new CorpusFolder(campaign).contents().entries().stream().map(e -> e.text()).toList();
    }

    private static Cli corpus(Object... words) {
        Cli cli = Cli.run(Stream.concat(Stream.of("corpus"), Arrays.stream(words)).toArray());
        assertThat(cli.code()).as(cli.err()).isZero();
        return cli;
    }

    @ParameterizedTest
    @ValueSource(strings = {"stats", "merge", "minimize", "import", "export"})
    void everyCommandExplainsItself(String command) {
        assertThat(Cli.run("corpus", command, "--help").out()).startsWith("Usage: plumbline corpus " + command);
        assertThat(Cli.run("corpus").out()).contains(command);
    }

    @Nested
    class Stats {
        @Test
        void countsEntriesNodesOperatorsFeaturesAndDuplicates() throws IOException {
            Path a = corpus("a", chain("Relu", "Relu"), chain("Relu", "Relu", "Relu"), chain("Relu"), chain("Tanh"));
            assertThat(corpus("stats", a).out().lines()).containsExactly(
                "entries     4", "nodes       7, 1.8 per entry", "operators   2: Relu 6, Tanh 1",
                "features    3: edges 1, types 2, attributes 0",
                "duplicates  2 compute what another entry does, 1 of them look alike, too; 0 are not compared");
        }

        @Test
        void leavesDamagedEntriesWhereTheyAreAndNamesOne() throws IOException {
            Path a = corpus("a", chain("Relu"));
            Path bad = Files.writeString(a.resolve("corpus/bad"), "{");
            assertThat(corpus("stats", a).out()).contains("entries     1\n").contains("damaged     1, such as bad: ");
            assertThat(bad).exists();
        }

        @Test
        void readsTheFileOfAFormerVersion() throws IOException {
            Files.writeString(folder.resolve("corpus.jsonl"), chain("Relu") + "\n" + chain("Abs") + "\n");
            assertThat(corpus("stats", folder).out()).startsWith("entries     2\n");
        }

        @Test
        void bearsAnEmptyCorpus() throws IOException {
            Files.createDirectories(folder.resolve("corpus"));
            assertThat(corpus("stats", folder).out()).contains("entries     0", "features    0");
        }
    }

    @Nested
    class Merging {
        @Test
        void dropsEqualEntriesAndDuplicatesAndCountsThem() throws IOException {
            Path a = corpus("a", chain("Relu", "Relu"), chain("Tanh"));
            Path b = corpus("b", chain("Tanh"), chain("Relu", "Relu", "Relu"), chain("Abs"));
            Path out = folder.resolve("out");
            assertThat(corpus("merge", a, b, "--out", out).out()).isEqualTo("5 entries of 2 corpora: 3 are new in "
                + out
                + ", 1 equal and 1 duplicates dropped\n");
            assertThat(texts(out)).containsExactlyInAnyOrder(chain("Relu", "Relu"), chain("Tanh"), chain("Abs"));
        }

        @Test
        void addsToWhatIsThere() throws IOException {
            Path a = corpus("a", chain("Relu"));
            Path out = corpus("out", chain("Abs"));
            corpus("merge", a, "--out", out);
            assertThat(texts(out)).containsExactlyInAnyOrder(chain("Relu"), chain("Abs"));
        }

        @Test
        void leavesDamagedEntriesOutAndSaysSo() throws IOException {
            Path a = corpus("a", chain("Relu"));
            Files.writeString(a.resolve("corpus/bad"), "{");
            Path out = folder.resolve("out");
            assertThat(corpus("merge", a, "--out", out).out()).contains("1 damaged left out");
            assertThat(texts(out)).containsExactly(chain("Relu"));
        }
    }

    @Nested
    class Minimizing {
        @Test
        void keepsEveryFeatureWithFewEntries() throws IOException {
            Path a = corpus("a", chain("Relu"), chain("Relu", "Abs"), chain("Relu", "Abs", "Neg"));
            Path out = folder.resolve("out");
            assertThat(corpus("minimize", a, "--out", out).out()).isEqualTo("1 of 3 entries in " + out
                + " show all 5 features\n");
            assertThat(texts(out)).containsExactly(chain("Relu", "Abs", "Neg"));
            assertThat(texts(a)).hasSize(3);
        }
    }

    @Nested
    class Importing {
        private final Path models = Path.of("models", "deep");

        @Test
        void takesModelsAndLeavesOutWhatIsNoneWithItsReason() throws IOException {
            Path in = folder.resolve(models);
            Models.write(in.resolve("good.onnx"), Models.unary("Erf", DType.FLOAT));
            Models.write(in.resolve("sequence.onnx"), Models.sequenceLength());
            Files.write(in.resolve("noise.onnx"), new byte[] {1, 2, 3, (byte) 0xff});
            Files.writeString(in.resolve("readme.txt"), "no model");
            Files.createDirectories(in.resolve("folder.onnx"));
            byte[] whole = OnnxCodec.write(Models.unary("Erf", DType.FLOAT));
            Files.write(in.resolve("cut-off.onnx"), Arrays.copyOf(whole, whole.length / 2));
            Path out = folder.resolve("out");
            String told = corpus("import", folder.resolve("models"), "--out", out).out();
            assertThat(told).startsWith("1 of 4 models imported, 1 of them new in " + out.resolve("corpus") + "\n")
                .contains("1 left out: input 's' is no tensor", "all 3 that were left out: " + out.resolve(
                    "not-imported.txt"));
            assertThat(Files.readAllLines(out.resolve("not-imported.txt"))).hasSize(3)
                .anyMatch(l -> l.endsWith("sequence.onnx: input 's' is no tensor"));
            assertThat(texts(out)).hasSize(1);
        }

        @Test
        void doesNothingTwice() {
            Models.write(folder.resolve(models).resolve("good.onnx"), Models.unary("Erf", DType.FLOAT));
            corpus("import", folder.resolve("models"), "--out", folder.resolve("out"));
            assertThat(corpus("import", folder.resolve("models"), "--out", folder.resolve("out")).out())
                .startsWith("1 of 1 models imported, 0 of them new");
        }

        @Test
        void givesBackWhatWasExported() throws IOException {
            Path a = corpus("a", chain("Relu"), chain("Relu", "Abs"));
            Path exported = folder.resolve("exported");
            assertThat(corpus("export", a, "--out", exported).out()).isEqualTo("2 models in " + exported + "\n");
            try (Stream<Path> files = Files.list(exported)) {
                assertThat(files.map(OnnxCodec::read)).hasSize(2).allMatch(OnnxRead.Ok.class::isInstance);
            }
            assertThat(corpus("import", exported, "--out", folder.resolve("b")).out()).startsWith("2 of 2 models");
        }
    }

    @Nested
    class BadInput {
        @ParameterizedTest
        @CsvSource(delimiter = '|', value = {
            "stats nowhere | nowhere: holds no corpus; name the folder of a campaign",
            "merge nowhere --out out | nowhere: holds no corpus",
            "minimize nowhere --out out | nowhere: holds no corpus",
            "export nowhere --out out | nowhere: holds no corpus", "import nowhere --out out | nowhere: cannot be read",
            "import empty --out out | empty: holds no .onnx file", "minimize a --out a | holds a corpus already",
            "export a --out file | file: cannot be written", "merge a --out file | file: cannot be written",
            "merge a | Missing required option: '--out=DIR'", "stats | Missing required parameter: 'DIR'"})
        void isToldInOneLineAndLeavesNothing(String words, String told) throws IOException {
            corpus("a", chain("Relu"));
            Files.writeString(folder.resolve("file"), "");
            Files.createDirectories(folder.resolve("empty"));
            Cli cli = Cli.run(Stream.of(("corpus " + words).split(" ")).map(w -> List.of("nowhere", "out", "empty", "a",
                "file").contains(w) ? folder.resolve(w) : w).toArray());
            assertThat(cli.code()).isEqualTo(2);
            assertThat(cli.err().lines()).hasSize(1).first().asString().startsWith("plumbline: ").contains(told);
            assertThat(folder.resolve("out")).doesNotExist();
        }

        @Test
        void isACampaignThatRunsWhereACorpusIsToGo() throws IOException {
            Path a = corpus("a", chain("Relu"));
            try (CampaignFolder _ = CampaignFolder.open(folder.resolve("running"))) {
                Cli cli = Cli.run("corpus", "merge", a, "--out", folder.resolve("running"));
                assertThat(cli.code()).isEqualTo(2);
                assertThat(cli.err()).contains("another campaign is running there");
            }
        }

        @Test
        void isADiskThatIsFull() throws Exception {
            String[] operators = new String[40];
            Arrays.fill(operators, "Relu");
            Path a = corpus("a", chain(operators));
            Path out = folder.resolve("out");
            Process merge = Cli.startOnAFullDisk(folder.resolve("log"), 1, "corpus", "merge", a, "--out", out);
            assertThat(merge.waitFor(2, TimeUnit.MINUTES)).isTrue();
            assertThat(Files.readString(folder.resolve("log.err")).lines()).as("what is said").anySatisfy(
                l -> assertThat(l)
                    .startsWith("plumbline: " + out + ": cannot be written"));
            assertThat(merge.exitValue()).isEqualTo(2);
            assertThat(new CorpusFolder(out).files()).isEmpty();
        }
    }
}
