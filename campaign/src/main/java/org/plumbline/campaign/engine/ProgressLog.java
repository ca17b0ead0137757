package org.plumbline.campaign.engine;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;

/// `progress.jsonl`: how a campaign went, a line of JSON per sample, appended at checkpoints. The longer it runs, the rarer
/// they get (each at least 1 % later than the one before), so that a campaign of a week stays readable.
public final class ProgressLog {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double LATER = 1.01;

    private final Path file;
    private double last = -1;

    /// A moment of a campaign. `at` is the time of day, `elapsedSeconds` and what follows count from its beginning,
    /// earlier runs included; `corpus` counts the recipes kept, `findings` everything met, known or not. `reached` is there
    /// in guided campaigns.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Sample(String at, double elapsedSeconds, double cpuSeconds, long cases, long corpus, long findings,
        Guided.Reached reached) {
        /// The moment of that state.
        public static Sample of(Instant at, CampaignState s, int corpus, Optional<Guided.Reached> reached) {
            return new Sample(at.toString(), s.wallSeconds(), s.cpuSeconds(), s.tally().cases(), corpus,
                s.tally().findings().values().stream().mapToLong(Long::longValue).sum(), reached.orElse(null));
        }
    }

    /// In the campaign's folder.
    public ProgressLog(Path folder) {
        this.file = folder.resolve("progress.jsonl");
    }

    /// Appends the sample unless it is too close to the one before. Throws [IOException] when the disk refuses.
    public void add(Sample sample) throws IOException {
        if (sample.elapsedSeconds() >= last * LATER) {
            append(sample);
        }
    }

    /// Appends the sample, however close; a line that an earlier run could not finish is ended first.
    public void append(Sample sample) throws IOException {
        String line = (isTorn() ? "\n" : "") + JSON.writeValueAsString(sample) + "\n";
        Files.writeString(file, line, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        last = sample.elapsedSeconds();
    }

    private boolean isTorn() throws IOException {
        if (last >= 0 || !Files.exists(file) || Files.size(file) == 0) {
            return false;
        }
        try (RandomAccessFile end = new RandomAccessFile(file.toFile(), "r")) {
            end.seek(end.length() - 1);
            return end.read() != '\n';
        }
    }
}
