package org.plumbline.campaign.guided;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.plumbline.campaign.engine.Guided;

/// What the explorers of a campaign have shown together; follows their `shown.log`.
public final class Union {
    private final Map<Path, Long> read = new HashMap<>();
    private final Map<String, Set<String>> shown = new HashMap<>();

    /// Reads what is new in the log; what is being written waits for the next time.
    public void follow(Path log) throws IOException {
        if (!Files.exists(log)) {
            return;
        }
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long from = read.getOrDefault(log, 0L);
            byte[] bytes = new byte[(int) (file.length() - from)];
            file.seek(from);
            file.readFully(bytes);
            int end = bytes.length;
            while (end > 0 && bytes[end - 1] != '\n') {
                end--;
            }
            new String(bytes, 0, end, StandardCharsets.UTF_8).lines().forEach(line -> shown.computeIfAbsent(line
                .split(" ", 2)[0], _ -> new HashSet<>()).add(line));
            read.put(log, from + end);
        }
    }

    /// How much it is.
    public Guided.Reached reached() {
        return new Guided.Reached(size("native"), size("rewrite"), size("kernel"), size("structure"));
    }

    private long size(String kind) {
        return shown.getOrDefault(kind, Set.of()).size();
    }

    /// The lines of one kind: `native`, `rewrite`, `kernel` or `structure`.
    public Set<String> of(String kind) {
        return Set.copyOf(shown.getOrDefault(kind, Set.of()));
    }
}
