package org.plumbline.campaign.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/// Where a campaign stands, so that it can go on after any death: `next` is each lane's first unfinished case. Cases
/// between the last checkpoint and the death are done again; they depend on seed and index alone, so nothing is lost.
public record CampaignState(int schema, Settings settings, List<Long> next, Tally tally, double cpuSeconds,
    double wallSeconds) {
    public static final int SCHEMA = 1;
    private static final String FILE = "state.json";
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    public CampaignState {
        next = List.copyOf(next);
    }

    /// What reading gives.
    public sealed interface Read {
    }

    public record Found(CampaignState state) implements Read {
    }

    /// `why` is one line that names file and remedy.
    public record Unreadable(String why) implements Read {
    }

    /// Writes atomically: a reader sees the old state or the new one. Throws [IOException] when the disk refuses.
    public void write(Path folder) throws IOException {
        Path draft = folder.resolve(FILE + ".new");
        Files.write(draft, JSON.writeValueAsBytes(this));
        Files.move(draft, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    public static Read read(Path folder) {
        Path file = folder.resolve(FILE);
        try {
            CampaignState state = JSON.readValue(Files.readString(file), CampaignState.class);
            if (state.schema != SCHEMA || state.settings == null || state.next.size() != state.settings.workers()) {
                return new Unreadable(file + ": schema " + state.schema + " or its fields do not fit; resume it with"
                    + " the Plumbline that wrote it, or start anew with --out");
            }
            return new Found(state);
        } catch (JsonProcessingException | NullPointerException e) {
            return new Unreadable(file + ": not a campaign's state (" + firstLine(e) + "); start anew with --out");
        } catch (IOException e) {
            return new Unreadable(file + ": cannot be read; name the folder of a campaign, or start anew with --out");
        }
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
