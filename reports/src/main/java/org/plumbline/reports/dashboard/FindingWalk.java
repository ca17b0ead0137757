package org.plumbline.reports.dashboard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.plumbline.reports.Finding;
import org.plumbline.reports.FindingFolder;

/// The findings below a campaign's folder, in the order of their paths; links lead to them from `out`. What cannot be read
/// is noted in `notShown`.
record FindingWalk(Path campaign, Path out, List<String> notShown) {
    private static final int DEEPEST = 4;

    /// A finding and its line.
    record Found(Finding finding, Entry entry) {
    }

    List<Found> found() {
        Path home = campaign.resolve("findings");
        List<Found> found = new ArrayList<>();
        for (Path folder : folders(Files.isDirectory(home) ? home : campaign)) {
            if (!Files.exists(folder.resolve("finding.json"))) {
                notShown.add(folder + ": no finding.json, so it is half-written");
                continue;
            }
            switch (FindingFolder.read(folder)) {
                case FindingFolder.Unreadable(String why) -> notShown.add(why);
                case FindingFolder.Found(Finding f, var subject) -> found.add(new Found(f, Entry.of(f, subject,
                    link(folder))));
            }
        }
        return found;
    }

    /// Every folder that holds a finding or a part of one. The originals inside are theirs.
    private List<Path> folders(Path home) {
        if (!Files.isDirectory(home)) {
            return List.of();
        }
        try (Stream<Path> files = Files.find(home, DEEPEST, (p, _) -> isPart(p))) {
            return files.map(Path::getParent).filter(p -> !p.endsWith("original")).distinct().sorted().toList();
        } catch (IOException | UncheckedIOException _) {
            notShown.add(home + ": cannot be read");
            return List.of();
        }
    }

    private static boolean isPart(Path file) {
        return file.endsWith("finding.json") || file.endsWith("model.onnx");
    }

    private String link(Path folder) {
        Path from = out.toAbsolutePath().normalize();
        Path to = folder.toAbsolutePath().normalize();
        Path relative = from.getRoot().equals(to.getRoot()) ? from.relativize(to) : to;
        return String.join("/", Stream.iterate(0, i -> i < relative.getNameCount(), i -> i + 1)
            .map(i -> relative.getName(i).toString()).toList());
    }
}
