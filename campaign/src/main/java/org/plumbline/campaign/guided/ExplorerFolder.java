package org.plumbline.campaign.guided;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.plumbline.campaign.engine.WholeFile;

/// Where an explorer of a campaign keeps what outlives it: `explorers/<number>` in the campaign's folder.
record ExplorerFolder(Path campaign, int number) {
    private static final String PENDING = ".json";

    Path home() {
        return campaign.resolve("explorers").resolve(Integer.toString(number));
    }

    Path state() {
        return home().resolve("state.json");
    }

    Path lastInput() {
        return home().resolve("input");
    }

    Path shown() {
        return home().resolve("shown.log");
    }

    Path log() {
        return home().resolve("explorer.log");
    }

    /// A line for each time it died.
    Path deaths() {
        return home().resolve("deaths.log");
    }

    /// Where workers keep their journals, and targets leave what they make of models.
    Path workers() {
        return home().resolve("workers");
    }

    private Path pending() {
        return home().resolve("pending");
    }

    /// Creates what is missing.
    void create() throws IOException {
        Files.createDirectories(workers());
        Files.createDirectories(pending());
    }

    /// Waits until no other process works here, and keeps others out as long as this process lives.
    FileLock lock() throws IOException {
        return FileChannel.open(home().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE).lock();
    }

    /// Notes a disagreement before it is diagnosed, so that it is not lost with the explorer.
    void met(long index, String recipe) throws IOException {
        WholeFile.write(pending().resolve(index + PENDING), recipe.getBytes(StandardCharsets.UTF_8));
    }

    /// The disagreement is kept as a finding.
    void kept(long index) throws IOException {
        Files.deleteIfExists(pending().resolve(index + PENDING));
    }

    /// A disagreement that was met and not yet kept.
    record Met(long index, String recipe) {
    }

    /// What was met and not kept.
    List<Met> unkept() throws IOException {
        List<Met> unkept = new ArrayList<>();
        if (Files.isDirectory(pending())) {
            try (Stream<Path> files = Files.list(pending())) {
                for (Path file : files.filter(f -> f.getFileName().toString().matches("\\d{1,18}\\" + PENDING))
                    .toList()) {
                    String name = file.getFileName().toString();
                    unkept.add(new Met(Long.parseLong(name.substring(0, name.length() - PENDING.length())), Files
                        .readString(file)));
                }
            }
        }
        return unkept;
    }

    /// Removes what workers of a killed explorer left.
    void clearWorkers() throws IOException {
        if (Files.isDirectory(workers())) {
            try (Stream<Path> files = Files.list(workers())) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
