package org.plumbline.campaign.engine;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.plumbline.reports.Finding;
import org.plumbline.reports.FindingFolder;
import org.plumbline.reports.Subject;

/// The findings of a campaign on disk: one folder per signature with its first few examples, written as soon as they
/// are met, so that nothing is lost when the campaign dies. What is there is read from disk: a resumed campaign keeps
/// the same examples as an uninterrupted one. Thread-safe.
public final class FindingStore {
    private static final int EXAMPLES = 3;
    private static final int LONGEST = 60;
    private static final String CASE = "case-";
    private static final String LOCK = ".lock";

    private final Path folder;
    private final boolean shared;
    private Diagnoses diagnoses;

    /// `before` is what an earlier run has diagnosed.
    public FindingStore(Path folder, Diagnoses before) {
        this(folder, before, false);
    }

    private FindingStore(Path folder, Diagnoses before, boolean shared) {
        this.folder = folder;
        this.diagnoses = before;
        this.shared = shared;
    }

    /// The same where several processes keep findings in one folder.
    public static FindingStore shared(Path folder, Diagnoses before) {
        return new FindingStore(folder, before, true);
    }

    /// What was diagnosed up to now.
    public synchronized Diagnoses diagnoses() {
        return diagnoses;
    }

    /// Keeps the finding, met with that symptom if it has one, unless its signature has enough examples of lower
    /// indices (or this very case is there already, as after a resume); it takes the place of one with a higher index.
    /// Throws [IOException] when the disk refuses.
    public synchronized void keep(Finding finding, Optional<String> symptom, Subject reduced, Subject original,
        String recipe) throws IOException {
        if (shared) {
            Files.createDirectories(folder);
            try (FileChannel channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE); FileLock _ = channel.lock()) {
                write(finding, reduced, original, recipe);
            }
        } else {
            write(finding, reduced, original, recipe);
        }
        symptom.ifPresent(s -> diagnoses = diagnoses.with(s, finding.index(), finding.signature()));
    }

    private void write(Finding finding, Subject reduced, Subject original, String recipe) throws IOException {
        Path home = folder.resolve(slug(finding.signature()));
        NavigableMap<Long, Path> kept = examples(home);
        boolean full = kept.size() >= EXAMPLES;
        if (!kept.containsKey(finding.index()) && !(full && kept.lastKey() < finding.index())) {
            FindingFolder.write(home.resolve(CASE + finding.index()), finding, reduced, original, recipe);
            if (full) {
                delete(kept.lastEntry().getValue());
            }
        }
    }

    /// Whole examples by the index of their case; `finding.json` is written last.
    private static NavigableMap<Long, Path> examples(Path home) throws IOException {
        NavigableMap<Long, Path> examples = new TreeMap<>();
        if (Files.isDirectory(home)) {
            try (Stream<Path> files = Files.list(home)) {
                files.filter(f -> f.getFileName().toString().matches(CASE + "\\d{1,18}"))
                    .filter(f -> Files.exists(f.resolve("finding.json")))
                    .forEach(f -> examples.put(Long.parseLong(f.getFileName().toString().substring(CASE.length())), f));
            }
        }
        return examples;
    }

    /// First what makes it whole.
    private static void delete(Path example) throws IOException {
        Files.delete(example.resolve("finding.json"));
        List<Path> rest;
        try (Stream<Path> files = Files.walk(example)) {
            rest = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : rest) {
            Files.delete(file);
        }
    }

    /// A file name for a signature: readable, short, and distinct through a hash.
    public static String slug(String signature) {
        String words = signature.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        String name = words.substring(0, Math.min(LONGEST, words.length())).replaceAll("-$", "") + "-"
            + Integer.toHexString(signature.hashCode());
        return name.replaceFirst("^-+", "");
    }
}
