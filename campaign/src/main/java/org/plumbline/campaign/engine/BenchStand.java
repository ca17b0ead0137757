package org.plumbline.campaign.engine;

import java.util.List;
import org.plumbline.oracles.Verdict;
import org.plumbline.reports.Subject;
import org.plumbline.reports.triage.Stand;
import org.plumbline.targets.Variant;
import org.plumbline.targets.registry.Dissection;

/// A bench as triage sees it.
public record BenchStand(Bench bench, Dissection dissection) implements Stand {
    @Override
    public List<Variant> variants() {
        return bench.executor().variants();
    }

    @Override
    public Verdict ask(Subject subject, List<Variant> variants) {
        return bench.run(subject, variants).verdict();
    }
}
