package org.plumbline.campaign.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgressLogTest {
    @TempDir
    Path folder;

    private static ProgressLog.Sample at(double seconds) {
        return new ProgressLog.Sample(Instant.EPOCH.toString(), seconds, 2 * seconds, 3, 4, 5, null);
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(folder.resolve("progress.jsonl"));
    }

    @Test
    void samplesGetRarerAsTimeGoesBy() throws IOException {
        ProgressLog log = new ProgressLog(folder);
        for (int s = 0; s <= 100_000; s += 2) {
            log.add(at(s));
        }
        assertThat(lines()).hasSizeBetween(500, 1000);
    }

    @Test
    void aSampleHoldsAllThatCurvesNeed() throws IOException {
        new ProgressLog(folder).append(at(1));
        assertThat(lines()).containsExactly(
            "{\"at\":\"1970-01-01T00:00:00Z\",\"elapsedSeconds\":1.0,\"cpuSeconds\":2.0,"
                + "\"cases\":3,\"corpus\":4,\"findings\":5}");
    }

    @Test
    void aLineThatWasCutOffIsEndedFirst() throws IOException {
        Files.writeString(folder.resolve("progress.jsonl"), "{\"at\":");
        ProgressLog log = new ProgressLog(folder);
        log.add(at(1));
        log.add(at(2));
        assertThat(lines()).hasSize(3).first().isEqualTo("{\"at\":");
    }
}
