package org.plumbline.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Campaigns in processes of their own, stopped from outside. Nothing here is timed: a campaign is stopped once it has
/// found something, whenever that is, and it has far more cases to do than it can until then.
class ResumeTest {
    private static final String FAULTY = "planted:conv-bias-shifted";
    private static final long MORE_THAN_CAN_BE_DONE = 100_000_000;
    private static final long SECONDS = 120;

    @TempDir
    Path folder;

    private Process campaign(Path out, Object... more) throws IOException {
        List<Object> words = new ArrayList<>(List.of("fuzz", "--target", FAULTY, "--operators",
            "Conv,Relu",
            "--nodes", "1..3", "--workers", "1", "--out", out));
        words.addAll(List.of(more));
        return Cli.start(folder.resolve("log"), Map.of(), words.toArray());
    }

    /// Waits until the campaign has written a finding and, after that, its state.
    private static void awaitWork(Process campaign, Path out) throws Exception {
        Path state = out.resolve("state.json");
        while (campaign.isAlive() && !(Files.exists(state)
            && Cli.json(Files.readString(state)).at("/tally/findings").size() > 0)) {
            Thread.sleep(20);
        }
        assertThat(campaign.isAlive()).as("the campaign still runs").isTrue();
    }

    private JsonNode summary(Path out) throws IOException {
        return Cli.json(Files.readString(out.resolve("summary.json")));
    }

    @Test
    void aKilledCampaignGoesOnAsIfNothingHadHappened() throws Exception {
        Path out = folder.resolve("killed");
        Process first = campaign(out, "--cases", MORE_THAN_CAN_BE_DONE);
        awaitWork(first, out);
        first.destroyForcibly().waitFor(SECONDS, TimeUnit.SECONDS);
        long done = Cli.json(Files.readString(out.resolve("state.json"))).at("/tally/cases").asLong();
        long cases = done + 100;
        Cli second = Cli.run("fuzz", "--resume", out, "--cases", cases);
        assertThat(second.code()).as(second.err()).isEqualTo(1);

        Path whole = folder.resolve("whole");
        Cli.run("fuzz", "--target", FAULTY, "--operators", "Conv,Relu", "--nodes", "1..3", "--workers",
            "1", "--out",
            whole, "--cases", cases);
        for (String field : List.of("cases", "digest", "findingsBySignature", "operators")) {
            assertThat(summary(out).get(field)).as(field).isEqualTo(summary(whole).get(field));
        }
        assertThat(FuzzCommandTest.findings(out)).containsAll(FuzzCommandTest.findings(whole));
        assertThat(FuzzCommandTest.corpus(out)).containsAll(FuzzCommandTest.corpus(whole));
    }

    @Test
    void anInterruptedCampaignSaysWhatItFound() throws Exception {
        Path out = folder.resolve("interrupted");
        Process campaign = campaign(out, "--budget", "10m");
        awaitWork(campaign, out);
        new ProcessBuilder("kill", "-INT", Long.toString(campaign.pid())).start().waitFor();
        assertThat(campaign.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(campaign.exitValue()).isEqualTo(1);
        assertThat(Files.readString(folder.resolve("log.out"))).contains("distinct findings", "report: " + out);
        assertThat(summary(out).get("cases").asLong()).isPositive();
        assertThat(out.resolve("workers")).doesNotExist();
    }

    @Test
    void aRunningCampaignKeepsItsFolderToItself() throws Exception {
        Path out = folder.resolve("running");
        Process campaign = campaign(out, "--budget", "10m");
        try {
            awaitWork(campaign, out);
            Cli other = Cli.run("fuzz", "--resume", out);
            assertThat(other.code()).isEqualTo(2);
            assertThat(other.err()).contains("another campaign is running there");
        } finally {
            campaign.destroyForcibly().waitFor();
        }
    }

    @Test
    void aLogHasPlainLinesOnly() throws Exception {
        Path out = folder.resolve("logged");
        Process campaign = campaign(out, "--cases", 20);
        assertThat(campaign.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(folder.resolve("log.err"))).doesNotContainPattern("[\\p{Cntrl}&&[^\\n]]");
    }
}
