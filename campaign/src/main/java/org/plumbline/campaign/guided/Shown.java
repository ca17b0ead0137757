package org.plumbline.campaign.guided;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.plumbline.targets.watch.Probe;

/// What an explorer's cases have shown, whether it steers or not: `shown.log` has a line for each thing, when it was shown
/// first. A line that a killed explorer could not finish is never read; the thing is written again when it is shown
/// again.
final class Shown {
    private final Path file;
    private final Set<String> known = new HashSet<>();
    private final StringBuilder unwritten = new StringBuilder();

    private Shown(Path file) {
        this.file = file;
    }

    /// Goes on with `file`.
    static Shown open(Path file) throws IOException {
        Shown shown = new Shown(file);
        if (Files.exists(file)) {
            String text = Files.readString(file);
            text.substring(0, text.lastIndexOf('\n') + 1).lines().forEach(shown.known::add);
            if (!text.isEmpty() && !text.endsWith("\n")) {
                shown.unwritten.append('\n');
            }
        }
        return shown;
    }

    void functions(List<Probe> probes) {
        probes.forEach(p -> add("native " + p.library() + " " + Long.toHexString(p.address())));
    }

    void rewrites(Set<String> patterns) {
        patterns.forEach(p -> add((p.startsWith("kernel ") ? "" : "rewrite ") + p));
    }

    void structure(Set<String> features) {
        features.forEach(f -> add("structure " + f));
    }

    private void add(String line) {
        if (known.add(line)) {
            unwritten.append(line.replace('\n', ' ')).append('\n');
        }
    }

    /// Writes what is new.
    void flush() throws IOException {
        if (!unwritten.isEmpty()) {
            Files.writeString(file, unwritten, StandardCharsets.UTF_8, StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
            unwritten.setLength(0);
        }
    }
}
