package org.plumbline.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.generator.Generator;
import org.plumbline.generator.Options;
import org.plumbline.graph.DType;
import org.plumbline.graph.edit.RecipeJson;

/// What all commands share.
class PlumblineTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"fuzz", "check", "replay", "reduce", "report", "generate", "corpus", "targets", "doctor"})
    void everyCommandExplainsItself(String command) {
        Cli cli = Cli.run(command, "--help");
        assertThat(cli.code()).isZero();
        assertThat(cli.out()).startsWith("Usage: plumbline " + command).contains("Exit code");
        assertThat(cli.out().lines()).allSatisfy(l -> assertThat(l).hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void withoutACommandTheCommandsAreListed() {
        assertThat(Cli.run().out()).contains("fuzz", "check", "replay", "reduce", "report", "generate", "targets",
            "doctor",
            "generate-completion");
    }

    @Test
    void findingsOfAPlantedFaultComeDownToOneRootCause() {
        assertThat(Cli.run("planted", "--triage", 3, "--only", "slice-steps,where-swapped", "--cases", 3000).code())
            .isZero();
    }

    @Test
    void anUnknownCommandIsRefusedInOneLine() {
        Cli cli = Cli.run("fuz");
        assertThat(cli.code()).isEqualTo(2);
        assertThat(cli.err().lines()).hasSize(1).first().asString().contains("fuz", "--help");
    }

    @Test
    void shellsCompleteCommandsOptionsAndTargets() throws Exception {
        Cli cli = Cli.run("generate-completion");
        assertThat(cli.out()).contains("--budget", "planted:clean");
        Path script = Files.writeString(folder.resolve("completion"), cli.out());
        Process bash = new ProcessBuilder("bash", "-c", "source " + script
            + "; COMP_WORDS=(plumbline fuzz --bud); COMP_CWORD=2; _complete_plumbline; echo \"${COMPREPLY[@]}\"")
            .start();
        assertThat(new String(bash.getInputStream().readAllBytes())).contains("--budget");
    }

    @Test
    void theDoctorFindsTheTargetsHere() {
        Cli cli = Cli.run("doctor");
        assertThat(cli.out()).contains("JDK", "target onnxruntime", "1.29.0", "target planted");
        assertThat(cli.code()).as(cli.out()).isEqualTo(cli.out().contains("MISS") ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource({"check,tensorflaw,onnxruntime", "check,planted:nope,planted:clean", "check,onnxruntime@,NAME@VERSION",
        "replay,tensorflaw,onnxruntime", "replay,planted:clean@7,planted:clean"})
    void anUnknownTargetIsRefusedInOneLine(String command, String target, String word) throws Exception {
        Path given = command.equals("check")
            ? Models.write(folder.resolve("model.onnx"), Models.unary("Relu", DType.FLOAT))
            : Files.writeString(folder.resolve("recipe.json"), RecipeJson.write(
                new Generator(Options.DEFAULT).generate(1).recipe()));
        Cli cli = Cli.run(command, "--target", target, given);
        assertThat(cli.code()).as(cli.out() + cli.err()).isEqualTo(2);
        assertThat(cli.err().lines()).hasSize(1).first().asString().startsWith("plumbline: ").contains(target, word);
        assertThat(cli.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"check --depth m.onnx", "replay --fast f", "generate --much --count 1 --out /nowhere",
        "doctor --heal", "planted --weeds"})
    void anUnknownOptionIsRefusedInOneLine(String words) {
        String[] word = words.split(" ");
        Cli cli = Cli.run((Object[]) word);
        assertThat(cli.code()).isEqualTo(2);
        assertThat(cli.err().lines()).hasSize(1).first().asString().contains(word[1], word[0] + " --help");
    }

    @Test
    void aReleaseThatIsNotThereIsToldOffline() throws Exception {
        Path home = Files.createDirectories(folder.resolve("home/.m2"));
        Files.writeString(home.resolve("settings.xml"), "<settings><localRepository>" + folder.resolve("empty")
            + "</localRepository><mirrors><mirror><id>none</id><mirrorOf>*</mirrorOf><url>http://127.0.0.1:9/</url>"
            + "</mirror></mirrors></settings>");
        Process fuzz = Cli.start(folder.resolve("log"), Map.of("user.home", folder.resolve("home").toString()), "fuzz",
            "--target", "onnxruntime@1.17.3", "--cases", 1, "--out", folder.resolve("out"));
        assertThat(fuzz.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(fuzz.exitValue()).isEqualTo(2);
        assertThat(Files.readString(folder.resolve("log.err")).lines()).hasSize(1).first().asString()
            .startsWith("plumbline: target onnxruntime@1.17.3 is not available").contains("settings.xml");
        assertThat(folder.resolve("out")).doesNotExist();
    }
}
