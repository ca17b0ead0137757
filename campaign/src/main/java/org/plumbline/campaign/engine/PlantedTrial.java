package org.plumbline.campaign.engine;

import java.util.List;
import java.util.Optional;
import org.plumbline.oracles.Evidence;
import org.plumbline.oracles.Verdict;
import org.plumbline.reports.Subject;
import org.plumbline.targets.Variant;
import org.plumbline.targets.worker.Executor;

/// One target that is tried until its first finding: how many cases it has seen, how many of them it does not
/// implement, and what was found. Mutable; one thread's.
public final class PlantedTrial {
    private final String name;
    private final Bench bench;
    private long cases;
    private long unsupported;
    private Optional<Found> found = Optional.empty();

    /// `name` is what the table shows.
    public PlantedTrial(String name, Executor executor) {
        this.name = name;
        this.bench = new Bench(executor, Assay.REPEATS);
    }

    /// The finding of a target, after how many cases it came, and the smallest subject that shows it.
    public record Found(long cases, String signature, Evidence evidence, Subject reduced) {
    }

    public String name() {
        return name;
    }

    public long cases() {
        return cases;
    }

    public long unsupported() {
        return unsupported;
    }

    public Optional<Found> found() {
        return found;
    }

    /// The variants that the target offers.
    public List<Variant> variants() {
        return bench.executor().variants();
    }

    /// Runs a case, unless something was found before.
    public void run(Drawn drawn) {
        if (found.isPresent()) {
            return;
        }
        cases++;
        switch (bench.run(drawn).verdict()) {
            case Verdict.Disagrees(Evidence evidence) -> {
                var d = new Diagnosis(bench).diagnose(drawn.subject(), evidence, drawn.variants());
                found = Optional.of(new Found(cases, d.signature(), d.evidence(), d.reduced()));
            }
            case Verdict.Undecided(String why) -> unsupported += why.startsWith("not supported") ? 1 : 0;
            case Verdict.Agrees _,Verdict.Invalid _ -> {
            }
        }
    }
}
