package org.plumbline.campaign;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.plumbline.campaign.engine.Bench;
import org.plumbline.campaign.engine.BenchStand;
import org.plumbline.oracles.Verdict;
import org.plumbline.reports.Finding;
import org.plumbline.reports.Subject;
import org.plumbline.targets.Variant;
import org.plumbline.targets.registry.Targets;
import org.plumbline.targets.worker.Limits;

/// The stands on which findings are triaged, one for each target and release, opened when they are first needed.
final class Stands implements AutoCloseable {
    private static final int REPEATS = 3;
    private static final int ATTEMPTS = 3;

    private final Optional<String> target;
    private final Map<String, BenchStand> open = new HashMap<>();
    private final List<Opened> opened = new ArrayList<>();

    /// `target` replaces the one that findings were found on.
    Stands(Optional<String> target) {
        this.target = target;
    }

    /// Where to triage a finding. Throws [BadInput] where its target is not to be had.
    BenchStand of(Finding finding) {
        return open.computeIfAbsent(target.orElseGet(finding::spec), name -> {
            Opened executors = Opened.once(name, Limits.DEFAULT);
            opened.add(executors);
            return new BenchStand(new Bench(executors.first(), REPEATS), Targets.installed().dissection(name));
        });
    }

    /// Whether a subject shows the finding's kind of symptom in a process that has seen nothing else; in this process, where
    /// the target lives there.
    boolean showsAlone(Finding finding, Subject subject) {
        String name = target.orElseGet(finding::spec);
        try (Opened executors = Opened.once(name, Limits.DEFAULT)) {
            Bench bench = new Bench(executors.first(), REPEATS);
            List<Variant> all = executors.first().variants();
            List<Variant> asked = all.stream().filter(v -> v.equals(all.getFirst()) || finding.guilty().contains(v
                .name()))
                .toList();
            return IntStream.range(0, ATTEMPTS).anyMatch(_ -> bench.run(subject, asked)
                .verdict() instanceof Verdict.Disagrees);
        }
    }

    @Override
    public void close() {
        opened.forEach(Opened::close);
    }
}
