package org.plumbline.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.campaign.engine.Bench;
import org.plumbline.campaign.engine.Budget;
import org.plumbline.campaign.engine.Campaign;
import org.plumbline.campaign.engine.Settings;
import org.plumbline.campaign.engine.Summary;
import org.plumbline.campaign.engine.SupportTable;
import org.plumbline.generator.Options;
import org.plumbline.targets.registry.Cache;
import org.plumbline.targets.worker.Limits;

/// Same seed, same cases, same verdicts: on real ONNX Runtime, through three doors.
class DeterminismTest {
    private static final int CASES = 400;
    private static final long SEED = 42;

    @TempDir
    Path folder;

    @Test
    void twoProcessesAndTheLibrarySayTheSame() throws Exception {
        String here = throughTheLibrary(folder.resolve("library"));
        Cli.run("fuzz", "--seed", SEED, "--cases", CASES, "--workers", 2, "--out", folder.resolve(
            "here"));
        Process other = Cli.start(folder.resolve("log"), Map.of(), "fuzz", "--seed", SEED, "--cases",
            CASES,
            "--workers",
            1, "--out", folder.resolve("there"));
        assertThat(other.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(digest(folder.resolve("here"))).isEqualTo(here);
        assertThat(digest(folder.resolve("there"))).isEqualTo(here);
        assertThat(FuzzCommandTest.findings(folder.resolve("there")))
            .isEqualTo(FuzzCommandTest.findings(folder.resolve("here")));
    }

    private static String digest(Path out) throws IOException {
        return Cli.json(Files.readString(out.resolve("summary.json"))).get("digest").asText();
    }

    private static String throughTheLibrary(Path out) throws IOException {
        RuleChoice rules = RuleChoice.of(null, null);
        Settings settings = new Settings("onnxruntime", SEED, 1, 10, 1, List.of(), rules.rules(), rules.mix());
        try (Opened opened = Opened.target(settings.target(), 1, Limits.DEFAULT, out.resolve("workers"))) {
            Options options = rules.with(Options.DEFAULT.withNodes(1, 10)
                .supporting(SupportTable.of(new Bench(opened.first(), 1), Cache.folder().resolve("support"))), opened
                    .first().members(), List.of());
            Campaign campaign = new Campaign(Campaign.fresh(settings), options, opened.executors(), out);
            return Summary.of(campaign.run(new Budget.Cases(CASES), _ -> {}), Map.of()).digest();
        }
    }
}
