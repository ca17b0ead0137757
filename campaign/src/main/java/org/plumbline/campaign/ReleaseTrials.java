package org.plumbline.campaign;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.plumbline.campaign.engine.Bench;
import org.plumbline.oracles.Kind;
import org.plumbline.reports.Finding;
import org.plumbline.reports.Subject;
import org.plumbline.reports.Triage.Release;
import org.plumbline.reports.Triage.Shown;
import org.plumbline.reports.bisect.Asked;
import org.plumbline.reports.bisect.Symptom;
import org.plumbline.targets.Variant;
import org.plumbline.targets.registry.Targets;
import org.plumbline.targets.worker.Executor;
import org.plumbline.targets.worker.Limits;
import org.plumbline.targets.worker.WorkerFault;

/// Runs findings on releases of their targets, each release in workers of its own, the last few of which stay open.
///
/// Memory that nobody wrote may happen to hold the right bits: a wrong result counts as gone only after a second try in
/// a new process, an unsteady one, and one whose values are others on the release where it was found, after several.
final class ReleaseTrials implements AutoCloseable {
    private static final int OPEN = 8;
    private static final int REPEATS = 4;
    private static final int ATTEMPTS = 2;
    private static final int MANY = 5;

    private final Targets targets;
    private final Path journals;
    private final Map<String, Executor> open = new LinkedHashMap<>(OPEN, 1, true);

    ReleaseTrials(Targets targets) {
        this.targets = targets;
        this.journals = Opened.journals();
    }

    /// What releases of the finding's target make of it. The model is given the oldest IR version that carries its opset,
    /// so that as many as possible can read it. Asks the release on which it was found at once.
    Asked of(Finding finding, Subject subject) {
        Subject readable = new Subject(subject.model().withOldestIr(), subject.inputs());
        int from = subject.model().irVersion();
        int to = readable.model().irVersion();
        String note = from == to ? "" : "(model's IR version lowered from " + from + " to " + to + ") ";
        Optional<Release> first = finding.version().isEmpty() ? Optional.empty()
            : Optional.of(ask(finding.version(), new Symptom(finding), readable, MANY));
        int processes = processes(finding, first);
        return version -> {
            Release told = first.filter(r -> r.version().equals(version))
                .orElseGet(() -> ask(version, new Symptom(finding), readable, processes));
            return Symptom.release(version, told.shown(), note + told.said());
        };
    }

    private static int processes(Finding finding, Optional<Release> first) {
        return switch (Kind.labelled(finding.kind()).orElseThrow()) {
            case NONDETERMINISTIC -> MANY;
            case WRONG_RESULT -> first.filter(r -> r.shown() == Shown.SHOWS && r.said().contains(finding.seen()))
                .isPresent() ? 2 : MANY;
            case REFUSED, CRASH, HANG, INCONSISTENT -> 1;
        };
    }

    private Release ask(String version, Symptom symptom, Subject subject, int processes) {
        Release told = once(version, symptom, subject);
        for (int i = 1; i < processes && told.shown() == Shown.GONE; i++) {
            forget(name(symptom, version));
            Release again = once(version, symptom, subject);
            told = again.shown() == Shown.SHOWS ? again : told;
        }
        return told;
    }

    private static String name(Symptom symptom, String version) {
        return symptom.finding().target() + "@" + version;
    }

    private Release once(String version, Symptom symptom, Subject subject) {
        try {
            String name = name(symptom, version);
            Executor executor = open.get(name);
            if (executor == null) {
                switch (targets.open(name, Limits.DEFAULT, journals)) {
                    case Targets.Unavailable(String message) -> {
                        return Symptom.release(version, Shown.UNAVAILABLE, message);
                    }
                    case Targets.Opened(Executor opened) -> executor = opened;
                }
                keep(name, executor);
            }
            Bench bench = new Bench(executor, REPEATS);
            List<Variant> variants = variants(executor, symptom.finding());
            Release told = Symptom.release(version, Shown.UNAVAILABLE, "not tried");
            for (int i = 0; i < ATTEMPTS && told.shown() != Shown.SHOWS; i++) {
                Bench.Tried tried = bench.run(subject, variants);
                told = symptom.told(version, tried.trial(), tried.verdict());
            }
            return told;
        } catch (WorkerFault e) {
            forget(name(symptom, version));
            return Symptom.release(version, Shown.UNAVAILABLE, "its worker fails: " + e.getMessage());
        }
    }

    /// The plain variant and all that the finding names.
    static List<Variant> variants(Executor executor, Finding finding) {
        List<Variant> all = executor.variants();
        List<String> wanted = Stream.concat(finding.guilty().stream(), finding.innocent().stream()).toList();
        return all.stream().filter(v -> v.equals(all.getFirst()) || wanted.contains(v.name())).toList();
    }

    private void forget(String name) {
        Executor used = open.remove(name);
        if (used != null) {
            used.close();
        }
    }

    private void keep(String name, Executor executor) {
        if (open.size() >= OPEN) {
            forget(open.keySet().iterator().next());
        }
        open.put(name, executor);
    }

    @Override
    public void close() {
        open.values().forEach(Executor::close);
    }
}
