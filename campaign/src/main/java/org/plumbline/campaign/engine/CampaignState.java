package org.plumbline.campaign.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/// Where a campaign stands, so that it can go on after any death: `next` is each lane's first unfinished case. Cases
/// between the last checkpoint and the death are done again; they depend on seed and index alone, so nothing is lost.
public record CampaignState(int schema, Settings settings, List<Long> next, Tally tally, Diagnoses diagnoses,
    double cpuSeconds, double wallSeconds) {
    public static final int SCHEMA = 1;
    private static final String FILE = "state.json";
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    public CampaignState {
        next = next == null ? List.of() : List.copyOf(next);
        diagnoses = diagnoses == null ? Diagnoses.NONE : diagnoses;
    }

    /// What reading gives.
    public sealed interface Read {
    }

    public record Found(CampaignState state) implements Read {
    }

    /// `why` is one line that names file and remedy.
    public record Unreadable(String why) implements Read {
    }

    /// Writes `state.json`, whole or not at all. Throws [IOException] when the disk refuses.
    public void write(Path folder) throws IOException {
        WholeFile.write(folder.resolve(FILE), JSON.writeValueAsBytes(this));
    }

    /// Whether a campaign has left its state in `folder`.
    public static boolean isIn(Path folder) {
        return Files.exists(folder.resolve(FILE));
    }

    /// Reads `state.json`.
    public static Read read(Path folder) {
        Path file = folder.resolve(FILE);
        try {
            JsonNode tree = JSON.readTree(Files.readString(file));
            if (tree == null || tree.path("schema").asInt() != SCHEMA) {
                return new Unreadable(file + ": field schema is "
                    + (tree == null ? "missing" : tree.path("schema").asText("no number")) + ", not " + SCHEMA
                    + "; resume it with the Plumbline that wrote it, or start anew with --out");
            }
            CampaignState state = JSON.treeToValue(tree, CampaignState.class);
            String wrong = state.wrong();
            return wrong.isEmpty() ? new Found(state)
                : new Unreadable(file + ": field " + wrong + " is damaged; start anew with --out");
        } catch (JsonProcessingException e) {
            return new Unreadable(file + ": not a campaign's state (" + firstLine(e) + "); start anew with --out");
        } catch (MalformedInputException _) {
            return new Unreadable(file + ": not a campaign's state (no text); start anew with --out");
        } catch (IOException _) {
            return new Unreadable(file + ": cannot be read; name the folder of a campaign, or start anew with --out");
        }
    }

    /// The first field that no campaign writes, or "".
    private String wrong() {
        if (settings == null || settings.target() == null || settings.workers() < 1 || settings.minNodes() < 1
            || settings.maxNodes() < settings.minNodes()) {
            return "settings";
        }
        boolean lanes = next.size() == settings.workers() && IntStream.range(0, next.size())
            .allMatch(i -> next.get(i) >= 0 && next.get(i) % next.size() == i);
        return !lanes ? "next" : tally == null ? "tally" : "";
    }

    private static String firstLine(Exception e) {
        return e.getMessage() == null ? "empty" : e.getMessage().lines().findFirst().orElse("empty");
    }
}
