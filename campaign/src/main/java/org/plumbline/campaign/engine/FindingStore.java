package org.plumbline.campaign.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.plumbline.reports.Finding;
import org.plumbline.reports.FindingFolder;
import org.plumbline.reports.Subject;

/// The findings of a campaign on disk: one folder per signature with its first few examples, written as soon as they
/// are met, so that nothing is lost when the campaign dies. What is there is counted on disk: a resumed campaign keeps
/// as many examples as an uninterrupted one. Thread-safe.
public final class FindingStore {
    private static final int EXAMPLES = 3;
    private static final int LONGEST = 60;

    private final Path folder;

    public FindingStore(Path folder) {
        this.folder = folder;
    }

    /// Keeps the finding unless its signature has enough examples (or this very case is there already, as after a
    /// resume). Throws [IOException] when the disk refuses.
    public synchronized void keep(Finding finding, Subject reduced, Subject original, String recipe)
        throws IOException {
        Path home = folder.resolve(slug(finding.signature()));
        Path example = home.resolve("case-" + finding.index());
        if (!isWhole(example) && examples(home) < EXAMPLES) {
            FindingFolder.write(example, finding, reduced, original, recipe);
        }
    }

    private static long examples(Path home) throws IOException {
        if (!Files.isDirectory(home)) {
            return 0;
        }
        try (Stream<Path> examples = Files.list(home)) {
            return examples.filter(FindingStore::isWhole).count();
        }
    }

    /// `finding.json` is written last.
    private static boolean isWhole(Path example) {
        return Files.exists(example.resolve("finding.json"));
    }

    /// A file name for a signature: readable, short, and distinct through a hash.
    static String slug(String signature) {
        String words = signature.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        return words.substring(0, Math.min(LONGEST, words.length())).replaceAll("-$", "") + "-"
            + Integer.toHexString(signature.hashCode());
    }
}
