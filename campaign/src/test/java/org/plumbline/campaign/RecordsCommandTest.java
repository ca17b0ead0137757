package org.plumbline.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plumbline.graph.DType;
import org.plumbline.graph.onnx.OnnxCodec;

/// `plumbline records`, on real ONNX Runtime.
class RecordsCommandTest {
    private static final String DEAD = "{\"operator\":\"Cast\",\"opset\":22,\"inputs\":[[\"double\",2,3]],"
        + "\"attributes\":{\"to\":{\"int\":9}},\"outputs\":[\"bool\"],\"shapes\":[[2,3]]}\n";

    @TempDir
    Path folder;

    private Path records(String name, Object... more) {
        Path file = folder.resolve(name);
        List<Object> all = new ArrayList<>(List.of("records", "--out", file));
        all.addAll(List.of(more));
        Cli cli = Cli.run(all.toArray());
        assertThat(cli.code()).as(cli.err()).isZero();
        return file;
    }

    @Test
    void theSameSeedGivesTheSameFile() {
        assertThat(records("a.jsonl", "--patterns", "1", "--count", "5", "--seed", "7")).hasSameTextualContentAs(
            records("b.jsonl", "--patterns", "1", "--count", "5", "--seed", "7"));
    }

    @Test
    void modelsInFoldersAreTakenAndWhatIsNoModelIsNot() throws IOException {
        Path models = Files.createDirectories(folder.resolve("models").resolve("deep"));
        Files.write(models.resolve("m.onnx"), OnnxCodec.write(Models.unary("Erf", DType.FLOAT)));
        Files.writeString(models.resolve("bad.onnx"), "no model");
        assertThat(Files.readString(records("c.jsonl", "--patterns", "0", "--count", "0", "--from", folder.resolve(
            "models")))).isEqualTo("{\"operator\":\"Erf\",\"opset\":22,\"inputs\":[[\"float\",2,3]],\"outputs\":"
                + "[\"float\"],\"shapes\":[[2,3]]}\n");
    }

    @Test
    void inferLearnsFromThem() throws IOException {
        Path file = Files.writeString(folder.resolve("d.jsonl"), DEAD);
        Cli cli = Cli.run("infer", "--operators", "Cast", "--partial", "1", "--records", file, "--out", folder.resolve(
            "rules"));
        assertThat(cli.code()).as(cli.err()).isZero();
        assertThat(Files.readString(folder.resolve("rules").resolve("Cast.json"))).contains("\"double\"", "\"bool\"");
    }

    @Nested
    class BadInput {
        @ParameterizedTest
        @CsvSource({"--each 0, --each 0", "--count -1, --count -1", "--from nowhere, --from nowhere: cannot be read"})
        void isToldInOneLine(String arguments, String told) {
            Cli cli = Cli.run((Object[]) ("records --out " + folder.resolve("x") + " " + arguments).split(" "));
            assertThat(cli.code()).isEqualTo(2);
            assertThat(cli.err().lines()).hasSize(1).first().asString().contains(told);
        }

        @Test
        void inARecordNamesItsLine() throws IOException {
            Path file = Files.writeString(folder.resolve("e.jsonl"), DEAD + DEAD.replace("double", "duoble"));
            Cli cli = Cli.run("infer", "--operators", "Cast", "--records", file);
            assertThat(cli.code()).isEqualTo(2);
            assertThat(cli.err()).contains("e.jsonl line 2: ", "no dtype 'duoble'");
        }
    }
}
