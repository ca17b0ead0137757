package org.plumbline.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayCommandTest {
    private static final String FAULTY = "planted:conv-bias-shifted";

    @TempDir
    Path folder;

    private Path finding;

    @BeforeEach
    void findSomething() throws IOException {
        Path out = folder.resolve("out");
        assertThat(Cli.run("fuzz", "--target", FAULTY, "--operators", "Conv", "--nodes", 1, "--cases", 40, "--out", out)
            .code()).isEqualTo(1);
        List<String> examples = FuzzCommandTest.findings(out).stream().filter(f -> f.contains("/")).toList();
        finding = out.resolve("findings").resolve(examples.getFirst());
    }

    @Test
    void aFindingReproducesWhereItWasFound() {
        Cli cli = Cli.run("replay", finding);
        assertThat(cli.code()).isEqualTo(1);
        assertThat(cli.out()).startsWith("reproduces: wrong-result");
    }

    @Test
    void aFindingDoesNotReproduceOnACleanTarget() {
        Cli cli = Cli.run("replay", "--target", "planted:clean", finding);
        assertThat(cli.code()).isZero();
        assertThat(cli.out()).startsWith("does not reproduce");
    }

    @Test
    void aRecipeIsEnough() throws IOException {
        Path recipe = Files.copy(finding.resolve("recipe.json"), folder.resolve("recipe.json"));
        assertThat(Cli.run("replay", "--target", FAULTY, recipe).code()).isEqualTo(1);
        assertThat(Cli.run("replay", "--target", "planted:clean", recipe).code()).isZero();
    }

    @Test
    void whatIsNoFindingIsRefused() throws IOException {
        refused(Cli.run("replay", folder), "finding.json", "name a finding's folder");
        refused(Cli.run("replay", folder.resolve("gone")), "gone", "name a finding's folder");
        Path noise = Files.write(folder.resolve("noise.json"), new byte[] {(byte) 0xff, 0, 1});
        refused(Cli.run("replay", noise), "noise.json");
        Path damaged = Files.writeString(folder.resolve("damaged.json"), "{\"version\":1}");
        refused(Cli.run("replay", damaged), "damaged.json", "no recipe");
    }

    @Test
    void aDamagedFindingIsRefused() throws IOException {
        Files.writeString(finding.resolve("finding.json"), "{");
        refused(Cli.run("replay", finding), "finding.json");
    }

    private static void refused(Cli cli, String... words) {
        assertThat(cli.code()).as(cli.out() + cli.err()).isEqualTo(2);
        assertThat(cli.err().lines()).as(cli.err()).hasSize(1);
        assertThat(cli.err()).contains(words);
    }
}
