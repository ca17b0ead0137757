package org.plumbline.campaign.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.plumbline.oracles.Evidence;
import org.plumbline.oracles.Verdict;
import org.plumbline.reports.Subject;
import org.plumbline.reports.triage.Triager;
import org.plumbline.targets.registry.Dissection;
import org.plumbline.targets.worker.Executor;

/// One planted fault whose findings are triaged: whether they come down to one root cause, and to how few nodes.
/// Mutable; one thread's.
public final class TriageTrial {
    private static final int QUESTIONS = 3000;

    private final String name;
    private final Bench bench;
    private final Dissection dissection;
    private final int wanted;
    private final List<Triaged> findings = new ArrayList<>();

    /// Findings of the target are triaged until there are `wanted`.
    public TriageTrial(String name, Executor executor, Dissection dissection, int wanted) {
        this.dissection = dissection;
        this.name = name;
        this.bench = new Bench(executor, Lane.REPEATS);
        this.wanted = wanted;
    }

    /// What a finding came down to, in how many questions and seconds.
    public record Triaged(String rootCause, int nodes, int questions, double seconds, Subject reduced) {
    }

    public String name() {
        return name;
    }

    public List<Triaged> findings() {
        return List.copyOf(findings);
    }

    public boolean isDone() {
        return findings.size() >= wanted;
    }

    /// Runs a case, and triages what is found.
    public void run(Drawn drawn) {
        if (!isDone() && bench.run(drawn).verdict() instanceof Verdict.Disagrees(Evidence evidence)) {
            long start = System.nanoTime();
            var quick = new Diagnosis(bench).diagnose(drawn.subject(), evidence, drawn.variants());
            int[] left = {QUESTIONS};
            if (new Triager(new BenchStand(bench, dissection)).triage(quick.reduced(), quick.evidence(), Map.of(),
                () -> left[0]-- > 0) instanceof Triager.Triaged t) {
                findings.add(new Triaged(t.rootCause(), t.reduced().model().graph().nodes().size(),
                    t.questions(), (System.nanoTime() - start) / 1e9, t.reduced()));
            }
        }
    }
}
