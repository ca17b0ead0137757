package org.plumbline.campaign.engine;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.plumbline.oracles.Evidence;
import org.plumbline.reports.Finding;
import org.plumbline.reports.FindingFolder;
import org.plumbline.reports.Subject;
import org.plumbline.reports.triage.Triager;

/// Triages findings on a stand and keeps the result as a finding's folder. One that was interrupted leaves its answers
/// there, and goes on from them the next time.
public final class Triaging {
    private static final String ANSWERS = "answers.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    private Triaging() {
    }

    /// A finding and what it is about now, and whether the triage came to its end.
    public record Done(Finding finding, Subject reduced, boolean finished) {
    }

    /// Triages a finding that was read from `from` and writes it to `to`, which may be the same folder. What the smaller
    /// form shows only in a process that has seen others before it (a kernel kept from another model, say) helps nobody: it
    /// has to show on `fresh` too, a stand in a process of its own, or the finding stays as large as it was. Throws
    /// [IOException] when the disk refuses.
    public static Done triage(Path from, FindingFolder.Found found, BenchStand stand, Predicate<Subject> fresh, Path to,
        BooleanSupplier more) throws IOException {
        Finding f = found.finding();
        Done done = switch (new Triager(stand).triage(found.subject(), f.evidence(), answers(to), more)) {
            case Triager.Gone(String said) -> new Done(f.with(f.triage().gone(stand.bench().executor().target() + "@"
                + stand.bench().executor().version() + ": " + said)), found.subject(), true);
            case Triager.Triaged t -> {
                keep(t, to);
                boolean alone = !t.finished() || fresh.test(t.reduced());
                yield alone ? new Done(learned(f, t), t.reduced(), t.finished()) : new Done(f.with(f.triage().with(
                    t.rootCause(), t.culprit())), found.subject(), true);
            }
        };
        Subject first = FindingFolder.original(from).orElse(found.subject());
        Path recipe = from.resolve("recipe.json");
        FindingFolder.write(to, done.finding(), done.reduced(), first, Files.exists(recipe) ? Files.readString(recipe)
            : "");
        return done;
    }

    private static Finding learned(Finding f, Triager.Triaged t) {
        Evidence e = t.evidence();
        return new Finding(Finding.SCHEMA, f.signature(), e.kind().label(), f.target(), f.version(), f.guilty(), f
            .innocent(),
            e.output(), e.seen(), e.admissible(), e.margin(), f.seed(), f.index(), f.triage().with(t.rootCause(),
                t.culprit()));
    }

    private static Map<String, Boolean> answers(Path folder) throws IOException {
        Path file = folder.resolve(ANSWERS);
        return Files.exists(file) ? JSON.readValue(Files.readAllBytes(file), new TypeReference<>() {
        }) : Map.of();
    }

    private static void keep(Triager.Triaged t, Path folder) throws IOException {
        Files.createDirectories(folder);
        if (t.finished()) {
            Files.deleteIfExists(folder.resolve(ANSWERS));
        } else {
            WholeFile.write(folder.resolve(ANSWERS), JSON.writeValueAsBytes(t.answers()));
        }
    }

    /// Whether nothing is left to do for a finding that was written to `folder`.
    public static boolean isDone(Path folder) {
        return !Files.exists(folder.resolve(ANSWERS)) && FindingFolder.read(folder) instanceof FindingFolder.Found f
            && (f.finding().triage().isDone() || !f.finding().triage().gone().isEmpty());
    }
}
