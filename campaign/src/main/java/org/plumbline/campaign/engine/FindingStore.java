package org.plumbline.campaign.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.plumbline.oracles.Evidence;
import org.plumbline.reports.Finding;
import org.plumbline.reports.FindingFolder;
import org.plumbline.reports.Signature;
import org.plumbline.reports.Subject;

/// The findings of a campaign on disk: one folder per signature with its first few examples, written as soon as they
/// are met, so that nothing is lost when the campaign dies. What is there is counted on disk: a resumed campaign keeps
/// as many examples as an uninterrupted one. Thread-safe.
public final class FindingStore {
    private static final int EXAMPLES = 3;
    private static final int LONGEST = 60;

    private final Path folder;
    private final Map<String, String> signatures = new HashMap<>();

    public FindingStore(Path folder) {
        this.folder = folder;
    }

    /// Keeps the finding, first `met` as that evidence, unless its signature has enough examples (or this very case is
    /// there already, as after a resume). Throws [IOException] when the disk refuses.
    public synchronized void keep(Finding finding, Evidence met, Subject reduced, Subject original, String recipe)
        throws IOException {
        symptom(met).ifPresent(s -> signatures.putIfAbsent(s, finding.signature()));
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

    /// The signature of a disagreement whose symptom says it all and has enough examples, so that it need not be
    /// reduced again: crashes by native frame, refusals by message.
    public synchronized Optional<String> familiar(Evidence met) throws IOException {
        Optional<String> signature = symptom(met).map(signatures::get);
        return signature.isPresent() && examples(folder.resolve(slug(signature.get()))) >= EXAMPLES ? signature
            : Optional.empty();
    }

    private static Optional<String> symptom(Evidence e) {
        String side = e.kind().label() + e.guilty().size() + e.innocent().size();
        return switch (e.kind()) {
            case CRASH -> Optional.of(side + e.seen());
            case REFUSED -> Optional.of(side + e.seen().replaceFirst(".*(?:running|Op \\() ?(\\w+).*", "$1 ")
                + Signature.skeleton(e.seen()));
            case WRONG_RESULT, HANG, NONDETERMINISTIC, INCONSISTENT -> Optional.empty();
        };
    }

    /// A file name for a signature: readable, short, and distinct through a hash.
    static String slug(String signature) {
        String words = signature.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        String name = words.substring(0, Math.min(LONGEST, words.length())).replaceAll("-$", "") + "-"
            + Integer.toHexString(signature.hashCode());
        return name.replaceFirst("^-+", "");
    }
}
