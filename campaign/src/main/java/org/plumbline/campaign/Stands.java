package org.plumbline.campaign;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plumbline.campaign.engine.Bench;
import org.plumbline.campaign.engine.BenchStand;
import org.plumbline.reports.Finding;
import org.plumbline.targets.registry.Targets;
import org.plumbline.targets.worker.Limits;

/// The stands on which findings are triaged, one for each target and release, opened when they are first needed.
final class Stands implements AutoCloseable {
    private static final int REPEATS = 3;

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

    @Override
    public void close() {
        opened.forEach(Opened::close);
    }
}
