package org.plumbline.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plumbline.reports.FindingFolder;

class ReduceCommandTest {
    private static final String FAULTY = "planted:conv-bias-shifted";

    @TempDir
    Path folder;

    private Path finding;

    @BeforeEach
    void findSomething() throws IOException {
        Path out = folder.resolve("out");
        assertThat(Cli.run("fuzz", "--target", FAULTY, "--operators", "Conv,Relu", "--nodes", "1..4",
            "--cases", 60,
            "--out", out).code()).isEqualTo(1);
        List<String> examples = FuzzCommandTest.findings(out).stream().filter(f -> f.contains("/")).toList();
        finding = out.resolve("findings").resolve(examples.getFirst());
    }

    private static FindingFolder.Found read(Path folder) {
        return (FindingFolder.Found) FindingFolder.read(folder);
    }

    @Test
    void aFindingBecomesSmallerInItsOwnFolder() {
        long before = read(finding).subject().inputs().stream().mapToLong(t -> t.size()).sum();
        Cli cli = Cli.run("reduce", finding);
        assertThat(cli.code()).as(cli.err()).isZero();
        assertThat(cli.out()).contains("1 nodes; culprit: kernel Conv; root cause: wrong-result | Conv");
        FindingFolder.Found after = read(finding);
        assertThat(after.subject().inputs().stream().mapToLong(t -> t.size()).sum()).isLessThan(before);
        assertThat(after.finding().triage().rootCause()).startsWith("wrong-result | Conv");
        assertThat(Cli.run("replay", finding).code()).isEqualTo(1);
    }

    @Test
    void aFindingStaysAsItIsWhereAnotherFolderIsNamed() throws IOException {
        byte[] before = Files.readAllBytes(finding.resolve("model.onnx"));
        Path elsewhere = folder.resolve("elsewhere");
        assertThat(Cli.run("reduce", "--out", elsewhere, finding).code()).isZero();
        assertThat(Files.readAllBytes(finding.resolve("model.onnx"))).isEqualTo(before);
        assertThat(Cli.run("replay", elsewhere.resolve(finding.getFileName())).code()).isEqualTo(1);
    }

    @Test
    void aFindingThatIsGoneIsSaidToBe() {
        Cli cli = Cli.run("reduce", "--target", "planted:clean", finding);
        assertThat(cli.code()).isEqualTo(1);
        assertThat(cli.out()).contains("gone on planted:clean@1: Agrees");
    }

    @Test
    void whatIsNoFindingIsRefused() {
        Cli cli = Cli.run("reduce", folder);
        assertThat(cli.code()).isEqualTo(2);
        assertThat(cli.err()).contains("finding.json", "name a finding's folder").hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource({"gemm-transpose-shape, pass GemmTransposeFusion",
        "pow-int64-through-double, kernel CPUExecutionProvider/Pow",
        "div-min-by-minus-one-sigfpe, kernel Div"})
    void aFindingOfOnnxRuntimeIsBlamedOnThePartThatDidIt(String kept, String culprit) {
        Cli cli = Cli.run("reduce", "--out", folder, Path.of("..", "reports", "found", "onnxruntime", kept));
        assertThat(cli.code()).as(cli.err()).isZero();
        assertThat(cli.out()).contains("culprit: " + culprit + ";");
    }
}
