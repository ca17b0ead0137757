package org.plumbline.campaign.guided;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.plumbline.campaign.engine.Diagnoses;
import org.plumbline.campaign.engine.Guidance;
import org.plumbline.campaign.engine.Tally;
import org.plumbline.campaign.engine.WholeFile;

/// What an explorer has done: its next case, its counts and its diagnoses.
record ExplorerState(long next, Tally tally, Diagnoses diagnoses, Guidance guidance) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static ExplorerState fresh(int explorer) {
        return new ExplorerState(explorer, Tally.ZERO, Diagnoses.NONE, Guidance.NONE);
    }

    /// What the explorer of that number left in `file`, or a fresh start. Files are written whole: one that cannot be read
    /// was damaged by others, which is an [IOException].
    static ExplorerState read(Path file, int explorer) throws IOException {
        if (!Files.exists(file)) {
            return fresh(explorer);
        }
        try {
            return JSON.readValue(Files.readAllBytes(file), ExplorerState.class);
        } catch (JsonProcessingException e) {
            throw new IOException(file + " is damaged: " + e.getOriginalMessage(), e);
        }
    }

    void write(Path file) throws IOException {
        WholeFile.write(file, JSON.writeValueAsBytes(this));
    }

    /// The counts with findings by signature.
    Tally named() {
        return tally.withFindings(diagnoses.named(tally.findings()));
    }
}
