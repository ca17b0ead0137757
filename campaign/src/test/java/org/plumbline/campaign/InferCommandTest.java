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
import org.plumbline.generator.rules.RulebookFolder;

/// `plumbline infer`, on real ONNX Runtime.
class InferCommandTest {
    @TempDir
    Path folder;

    @Test
    void learnsRulesThatExplainAndGenerateUseAndThatCompareEqual() throws IOException {
        Path rules = folder.resolve("rules");
        Cli cli = Cli.run("infer", "--operators", "MatMul,Concat,Relu", "--partial", "2", "--out", rules);
        assertThat(cli.code()).as(cli.err()).isZero();
        assertThat(cli.out()).contains("3 of 3 operators usable", "(100.0 %)", "precision 100.00 %",
            " s of CPU time, workers included");
        assertThat(Files.readString(rules.resolve("MatMul.json"))).contains("x0_1 = x1_0");
        assertThat(Cli.run("explain", "Concat", "--rules", rules).out()).contains("x0_");

        Path models = folder.resolve("models");
        Cli generated = Cli.run("generate", "--count", "3", "--out", models, "--rules", rules, "--mix",
            "inferred=0.9,recorded=0.1");
        assertThat(generated.code()).as(generated.err()).isZero();
        assertThat(models).isDirectoryContaining(p -> p.endsWith("model_000002"));

        Path audit = folder.resolve("audit");
        Cli audited = Cli.run("infer", "--audit", rules, "--operators", "MatMul,Relu", "--models", "5", "--out", audit);
        assertThat(audited.code()).as(audited.err()).isZero();
        assertThat(audited.out()).contains("runtime accepts what the specification refuses: 0 calls",
            "both accept, but shapes differ: 0 calls", "models from these rules alone: 100.00 % of 5 accepted");
        assertThat(Files.readString(audit.resolve("audit.json"))).contains("\"groups\" : [ ]");

        Cli diff = Cli.run("infer", "--diff", rules, rules);
        assertThat(diff.code()).as(diff.err()).isZero();
    }

    @Test
    void operatorsMayBeNamedWithTheirDomain() {
        Cli cli = Cli.run("infer", "--domain", "com.microsoft,ai.onnx", "--operators", "com.microsoft::QuickGelu,Relu",
            "--partial", "1");
        assertThat(cli.out()).as(cli.err()).contains("com.microsoft::QuickGelu", "\nRelu ",
            "2 of 2 operators usable");
    }

    @Nested
    class ASecondRun {
        private Cli run(Object... more) {
            List<Object> all = new ArrayList<>(List.of("infer", "--partial", "1", "--out", folder.resolve("rules")));
            all.addAll(List.of(more));
            Cli cli = Cli.run(all.toArray());
            assertThat(cli.code()).as(cli.err()).isZero();
            return cli;
        }

        @Test
        void goesOnWithTheOperatorsThatWereLearned() throws IOException {
            run("--operators", "Relu");
            String relu = Files.readString(folder.resolve("rules").resolve("Relu.json"));
            assertThat(run("--operators", "Relu").out()).contains("1 of 1 operators usable", " 0 calls asked");
            assertThat(run("--operators", "Relu,Sigmoid").out()).contains("2 of 2 operators usable");
            assertThat(folder.resolve("rules").resolve("Relu.json")).hasContent(relu);
            assertThat(RulebookFolder.read(folder.resolve("rules"))).isInstanceOfSatisfying(
                RulebookFolder.Read.Ok.class,
                ok -> assertThat(ok.book().operators()).containsOnlyKeys("Relu", "Sigmoid"));
        }

        @Test
        void beginsAnewWithOtherSettings() {
            run("--operators", "Relu");
            assertThat(run("--operators", "Sigmoid", "--seed", "2").out()).contains("1 of 1 operators usable");
            assertThat(folder.resolve("rules").resolve("Relu.json")).doesNotExist();
        }

        @Test
        void learnsAnewWhatWasCutOff() throws IOException {
            run("--operators", "Relu");
            Path notes = folder.resolve("rules").resolve("learned.jsonl");
            String text = Files.readString(notes);
            Files.writeString(notes, text.substring(0, text.length() - 9));
            assertThat(run("--operators", "Relu").out()).contains("1 of 1 operators usable").doesNotContain(
                " 0 calls asked");
        }
    }

    @Nested
    class BadInput {
        @ParameterizedTest
        @CsvSource({"--operators Cnov, near are", "--budget soon, --budget soon: not a time",
            "--partial 0, --partial 0", "--calls -1, --calls -1",
            "--audit nowhere, there is no rulebook.json", "--audit nowhere --models -1, --models -1",
            "--domain com.nobody, com.nobody", "--diff nowhere nowhere, --diff",
            "--target torch-djl --domain com.microsoft, "
                + "no native library"})
        void isToldInOneLine(String arguments, String told) {
            Cli cli = Cli.run((Object[]) ("infer " + arguments).split(" "));
            assertThat(cli.code()).isEqualTo(2);
            assertThat(cli.err().lines()).hasSize(1).first().asString().contains(told);
        }

        @Test
        void aMixNeedsARulebook() {
            Cli cli = Cli.run("generate", "--count", "1", "--out", folder.resolve("m"), "--rules", "none",
                "--mix", "inferred=1");
            assertThat(cli.code()).isEqualTo(2);
            assertThat(cli.err()).contains("name its folder with --rules");
        }
    }
}
