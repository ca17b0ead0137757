package org.plumbline.campaign.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.plumbline.reports.Finding;
import org.plumbline.reports.FindingFolder;
import org.plumbline.reports.Subject;

/// The findings of a campaign on disk: one folder per signature with its first few examples, written as soon as they
/// are met, so that nothing is lost when the campaign dies. Thread-safe.
public final class FindingStore {
    private static final int EXAMPLES = 3;

    private final Path folder;
    private final Map<String, Integer> kept = new HashMap<>();

    public FindingStore(Path folder) {
        this.folder = folder;
    }

    /// Keeps the finding unless its signature has enough examples (or this very case is there already, as after a
    /// resume). Throws [IOException] when the disk refuses.
    public synchronized void keep(Finding finding, Subject reduced, Subject original, String recipe)
        throws IOException {
        Path home = folder.resolve(slug(finding.signature()));
        Path example = home.resolve("case-" + finding.index());
        int count = kept.merge(finding.signature(), 1, Integer::sum);
        if (count <= EXAMPLES && !Files.exists(example.resolve("finding.json"))) {
            FindingFolder.write(example, finding, reduced, original, recipe);
        }
    }

    /// A file name for a signature: readable, short, and distinct through a hash.
    static String slug(String signature) {
        String words = signature.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        return words.substring(0, Math.min(60, words.length())).replaceAll("-$", "") + "-"
            + Integer.toHexString(signature.hashCode());
    }
}
