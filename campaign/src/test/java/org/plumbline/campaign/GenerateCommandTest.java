package org.plumbline.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.generator.check.Confirmation;
import org.plumbline.generator.check.OnnxChecker;
import org.plumbline.generator.check.Specification;
import org.plumbline.graph.Node;
import org.plumbline.graph.TensorType;
import org.plumbline.graph.bound.Accuracy;
import org.plumbline.graph.onnx.BackendTestCase;
import org.plumbline.graph.onnx.CaseRead;
import org.plumbline.graph.operators.Evaluator;
import org.plumbline.graph.operators.Evaluator.Evaluated;

class GenerateCommandTest {
    private static final int MODELS = 200;

    @TempDir
    Path folder;

    @Test
    void modelsAreValidByTheSpecificationsOwnChecker() throws IOException {
        Cli cli = Cli.run("generate", "--count", MODELS, "--seed", 9, "--rules", "none", "--out", folder.resolve(
            "made"));
        assertThat(cli.code()).as(cli.err()).isZero();
        assertThat(cli.out()).isEqualTo(MODELS + " models in " + folder.resolve("made") + "\n");
        for (Path model : models()) {
            byte[] bytes = Files.readAllBytes(model.resolve("model.onnx"));
            assertThat(OnnxChecker.check(bytes)).as(model.toString()).isEmpty();
            BackendTestCase test = read(model);
            assertThat(test.dataSets()).hasSize(1);
            confirmed(bytes, test);
        }
    }

    @Test
    void noModelIsWrittenThatTheSpecificationContradicts() throws IOException {
        Cli cli = Cli.run("generate", "--count", MODELS, "--seed", 9, "--out", folder.resolve("made"));
        assertThat(cli.out()).startsWith(MODELS + " models in " + folder.resolve("made"));
        for (Path model : models()) {
            assertThat(OnnxChecker.check(Files.readAllBytes(model.resolve("model.onnx")))).as(model.toString())
                .isEmpty();
        }
    }

    /// What was written, the expected outputs included, is what the specification's inference says, read back.
    private static void confirmed(byte[] bytes, BackendTestCase test) {
        Evaluated values = Evaluator.evaluate(test.model(), test.dataSets().getFirst().inputs(), Accuracy.CPU);
        assertThat(Specification.confirm(test.model(), bytes, values.values()))
            .isInstanceOf(Confirmation.Confirmed.class);
        test.dataSets().getFirst().outputs().forEach((name, tensor) -> assertThat(tensor.type()).as(name)
            .isEqualTo(new TensorType(values.values().get(name).dtype(),
                values.values().get(name).knownShape().orElseThrow())));
    }

    @Test
    void theSameSeedGivesTheSameBytes() throws IOException {
        Cli.run("generate", "--count", 3, "--out", folder.resolve("made"));
        Cli.run("generate", "--count", 3, "--out", folder.resolve("again"));
        for (Path model : models()) {
            assertThat(folder.resolve("again").resolve(model.getFileName()).resolve("model.onnx"))
                .hasSameBinaryContentAs(model.resolve("model.onnx"));
        }
    }

    @Test
    void onlyTheOperatorsAskedForAreUsed() throws IOException {
        Cli.run("generate", "--count", 20, "--operators", "Relu,Add", "--out", folder.resolve("made"));
        for (Path model : models()) {
            assertThat(read(model).model().graph().nodes()).extracting(Node::operator)
                .isSubsetOf("Relu", "Add", "Constant");
        }
    }

    @Test
    void nothingIsWrittenOverWhatIsThere() {
        Cli.run("generate", "--count", 1, "--out", folder.resolve("made"));
        Cli cli = Cli.run("generate", "--count", 1, "--out", folder.resolve("made"));
        assertThat(cli.code()).isEqualTo(2);
        assertThat(cli.err()).contains("model_000000", "--out");
    }

    @Test
    void anUnwritableFolderIsToldInOneLine() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        Cli cli = Cli.run("generate", "--count", 1, "--out", file);
        assertThat(cli.code()).isEqualTo(2);
        assertThat(cli.err().lines()).hasSize(1).first().asString().contains("file");
    }

    @Test
    void aFullDiskLeavesNoModelHalfWritten() throws Exception {
        Object[] words = {"generate", "--count", 400, "--nodes", "8..10", "--seed", 4, "--rules", "none", "--out",
            folder
                .resolve("made")};
        Process generate = Cli.startOnAFullDisk(folder.resolve("log"), 6, words);
        assertThat(generate.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(generate.exitValue()).isEqualTo(2);
        assertThat(Files.readString(folder.resolve("log.err")).lines()).hasSize(1).first().asString()
            .startsWith("plumbline: ").contains("made/model_", "free space");
        assertThat(models()).isNotEmpty().allSatisfy(m -> assertThat(read(m).dataSets()).hasSize(1));
        assertThat(models().getLast()).as("the one that failed").hasFileName("model_%06d".formatted(
            models().size() - 1));
    }

    @Test
    void aLibraryThatCannotBeUnpackedIsSaidInOneLine() throws Exception {
        Object[] words = {"generate", "--count", 400, "--nodes", "8..10", "--seed", 6, "--out", folder.resolve("made")};
        Process generate = Cli.startOnAFullDisk(folder.resolve("log"), 6, words);
        assertThat(generate.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(Files.readString(folder.resolve("log.err")).lines()).hasSize(1).first().asString()
            .startsWith("plumbline: ").contains("free space");
        assertThat(generate.exitValue()).isEqualTo(2);
    }

    @Test
    void aCountThatIsNoneIsRefused() {
        assertThat(Cli.run("generate", "--count", 0, "--out", folder).err()).contains("--count 0");
        assertThat(Cli.run("generate", "--out", folder).err()).contains("--count");
    }

    private List<Path> models() throws IOException {
        try (Stream<Path> made = Files.list(folder.resolve("made"))) {
            return made.sorted().toList();
        }
    }

    private static BackendTestCase read(Path model) {
        return ((CaseRead.Ok) BackendTestCase.read(model)).testCase();
    }
}
