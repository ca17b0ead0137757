package org.plumbline.campaign.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.plumbline.oracles.Evidence;
import org.plumbline.oracles.Oracles;
import org.plumbline.oracles.Verdict;
import org.plumbline.reports.Finding;
import org.plumbline.reports.Subject;
import org.plumbline.targets.Source;
import org.plumbline.targets.Variant;
import org.plumbline.targets.worker.Execution;
import org.plumbline.targets.worker.Executor;

/// What becomes of a case once it is drawn: it is run, judged and counted, and what disagrees is diagnosed and kept.
public final class Assay {
    static final int REPEATS = 2;

    private final Bench bench;
    private final FindingStore store;
    private final long seed;
    private final Counter counter = new Counter();

    /// Findings name `seed` as their campaign's.
    public Assay(Executor executor, FindingStore store, long seed) {
        this.bench = new Bench(executor, REPEATS);
        this.store = store;
        this.seed = seed;
    }

    /// What was counted so far.
    public Tally tally() {
        return counter.tally();
    }

    /// Runs the case, has it judged and counts it as the campaign's `index`-th; `nanos` is the CPU time that drawing it
    /// took.
    public Bench.Tried run(Drawn drawn, long index, long nanos) {
        begin(drawn, nanos);
        Bench.Tried tried = bench.run(drawn);
        judged(drawn, tried, index);
        return tried;
    }

    /// Runs the case and has it judged, uncounted.
    public Bench.Tried run(Drawn drawn) {
        return bench.run(drawn);
    }

    /// Runs the case once more for what it reaches; what comes out is of no interest.
    public void runAgain(Drawn drawn) {
        bench.executor().execute(new Execution(Source.of(drawn.subject().model(), drawn.onnx()), drawn.subject()
            .inputs(), drawn.variants(), 1, drawn.recipe().getBytes(StandardCharsets.UTF_8)));
    }

    /// Counts a case that was run.
    public void count(Drawn drawn, Bench.Tried tried, long index, long nanos) {
        begin(drawn, nanos);
        judged(drawn, tried, index);
    }

    private void begin(Drawn drawn, long nanos) {
        counter.model(drawn.subject().model(), drawn.reference(), nanos);
        counter.ways(drawn.ways());
        counter.gaps(drawn.gaps());
    }

    private void judged(Drawn drawn, Bench.Tried tried, long index) {
        counter.verdict(tried.trial(), tried.verdict(), drawn.specials());
        counter.decisions(drawn.subject().model().graph(), Oracles.decisions(tried.trial()));
        counter.digest(Digest.of(index, drawn.recipe(), tried.verdict()));
    }

    /// Diagnoses and keeps the case if it disagrees. Throws [IOException] when the disk refuses.
    public void keep(Drawn drawn, Bench.Tried tried, long index) throws IOException {
        if (tried.verdict() instanceof Verdict.Disagrees(Evidence evidence)) {
            found(drawn.subject(), evidence, drawn.variants(), index, drawn.recipe());
        }
    }

    private void found(Subject subject, Evidence evidence, List<Variant> variants, long index, String recipe)
        throws IOException {
        Optional<String> symptom = Diagnoses.symptom(evidence);
        if (symptom.isPresent() && store.diagnoses().isSettled(symptom.get(), index)) {
            counter.finding(symptom.get());
            return;
        }
        var d = new Diagnosis(bench).diagnose(subject, evidence, variants);
        counter.finding(symptom.orElse(d.signature()));
        store.keep(Finding.of(d.signature(), d.evidence(), bench.executor().target(), bench.executor().version(),
            seed, index), symptom, d.reduced(), subject, recipe);
    }
}
