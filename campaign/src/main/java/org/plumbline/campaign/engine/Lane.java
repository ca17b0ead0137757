package org.plumbline.campaign.engine;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import org.plumbline.corpus.Corpus;
import org.plumbline.generator.Generator;
import org.plumbline.oracles.Evidence;
import org.plumbline.oracles.Oracles;
import org.plumbline.oracles.Verdict;
import org.plumbline.reports.Finding;
import org.plumbline.reports.Subject;
import org.plumbline.targets.Variant;
import org.plumbline.targets.worker.Executor;

/// One line of work: generate, run, judge, keep. Lane `k` of `n` takes the cases `k, k+n, k+2n, …`, or where `m` cases in a
/// row share their model, the k-th, (k+n)-th, … run of `m` cases, so that a model stays in one worker. What a case is
/// depends on the campaign's seed, the case's index and `m` alone.
final class Lane {
    static final int REPEATS = 2;
    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

    private final long seed;
    private final int stride;
    private final Generator generator;
    private final Bench bench;
    private final VariantPlan plan;
    private final int inputsPerModel;
    private final FindingStore store;
    private final Corpus corpus;
    private final Counter counter = new Counter();
    private volatile boolean wanted;
    private volatile Done done;

    /// What a lane has finished: all its cases before `next`, which `tally` counts and nothing else.
    record Done(long next, Tally tally) {
    }

    Lane(long seed, long first, int stride, Generator generator, Executor executor, FindingStore store,
        Corpus corpus) {
        this.seed = seed;
        this.stride = stride;
        this.generator = generator;
        this.bench = new Bench(executor, REPEATS);
        this.plan = new VariantPlan(executor.variants());
        this.inputsPerModel = executor.inputsPerModel();
        this.store = store;
        this.corpus = corpus;
        this.done = new Done(first, Tally.ZERO);
    }

    Tally tally() {
        return counter.tally();
    }

    /// What was finished when the lane last looked, and a wish that it look again after the case in hand. Unlike
    /// [#tally()], it counts whole cases only.
    Done checkpoint() {
        wanted = true;
        return done;
    }

    /// Works until `more`, asked about the index of the next case, says no. Throws [IOException] when the disk refuses
    /// a finding or a corpus entry.
    void work(LongPredicate more) throws IOException {
        long next = done.next();
        while (more.test(next)) {
            step(next);
            next = following(next);
            if (wanted) {
                wanted = false;
                done = new Done(next, counter.tally());
            }
        }
        done = new Done(next, counter.tally());
    }

    private long following(long index) {
        return (index + 1) % inputsPerModel == 0 ? index + 1 + (stride - 1L) * inputsPerModel : index + 1;
    }

    private void step(long index) throws IOException {
        long before = CPU.getCurrentThreadCpuTime();
        Drawn drawn = Drawn.of(seed, index, inputsPerModel, generator, plan,
            bench.executor().feeds());
        counter.model(drawn.subject().model(), drawn.reference(), CPU.getCurrentThreadCpuTime() - before);
        counter.ways(drawn.ways());
        counter.gaps(drawn.gaps());
        Bench.Tried tried = bench.run(drawn);
        counter.verdict(tried.trial(), tried.verdict(), drawn.specials());
        counter.decisions(drawn.subject().model().graph(), Oracles.decisions(tried.trial()));
        counter.digest(Digest.of(index, drawn.recipe(), tried.verdict()));
        corpus.offer(drawn.subject().model(), drawn.reference(), drawn.recipe());
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
