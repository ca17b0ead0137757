package org.plumbline.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.campaign.guided.LibFuzzer;

/// What `plumbline coverage` says of campaigns.
class CoverageCommandTest {
    @TempDir
    Path folder;

    @Test
    void namesFunctionsRewritesAndHowTheyGrew() {
        assumeTrue(LibFuzzer.hindrance().isEmpty(), "not run: libFuzzer cannot run here");
        Path out = folder.resolve("out");
        Cli fuzz = Cli.run("fuzz", "--guided", "--target", "onnxruntime", "--operators", "Relu,Identity", "--nodes",
            "1..3",
            "--workers",
            1, "--cases", 20, "--out", out);
        assertThat(fuzz.code()).as(fuzz.out() + fuzz.err()).isLessThan(2);
        Cli coverage = Cli.run("coverage", "--blocks", out);
        assertThat(coverage.code()).as(coverage.err()).isZero();
        assertThat(coverage.out()).containsPattern("build-id \\w+\\): [1-9],\\d{3} of \\d{2},\\d{3} functions")
            .containsPattern("\\d+,\\d{3} of \\d+,\\d{3} basic blocks").containsPattern("rewrites [1-9]").contains(
                "seconds");
    }

    @Test
    void isRefusedWhereNothingWasCounted() {
        Path out = folder.resolve("unguided");
        Cli.run("fuzz", "--target", "planted:clean", "--cases", 2, "--workers", 1, "--out", out);
        assertThat(Cli.run("coverage", out)).satisfies(c -> {
            assertThat(c.code()).isEqualTo(2);
            assertThat(c.err()).contains("was not guided").hasLineCount(1);
        });
        assertThat(Cli.run("coverage", folder.resolve("gone")).err()).contains("state.json");
    }
}
