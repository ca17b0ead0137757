package org.plumbline.campaign.engine;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Set;
import java.util.function.LongPredicate;
import org.plumbline.corpus.Corpus;
import org.plumbline.generator.Generator;
import org.plumbline.graph.DType;
import org.plumbline.targets.worker.Executor;

/// One line of work: generate, run, judge, keep. Lane `k` of `n` takes the cases `k, k+n, k+2n, …`, or where `m` cases in a
/// row share their model, the k-th, (k+n)-th, … run of `m` cases, so that a model stays in one worker. What a case is
/// depends on the campaign's seed, the case's index and `m` alone.
final class Lane {
    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

    private final long seed;
    private final int stride;
    private final Generator generator;
    private final Assay assay;
    private final Set<DType> feeds;
    private final VariantPlan plan;
    private final int inputsPerModel;
    private final Corpus corpus;
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
        this.assay = new Assay(executor, store, seed);
        this.feeds = executor.feeds();
        this.plan = new VariantPlan(executor.variants());
        this.inputsPerModel = executor.inputsPerModel();
        this.corpus = corpus;
        this.done = new Done(first, Tally.ZERO);
    }

    Tally tally() {
        return assay.tally();
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
                done = new Done(next, assay.tally());
            }
        }
        done = new Done(next, assay.tally());
    }

    private long following(long index) {
        return (index + 1) % inputsPerModel == 0 ? index + 1 + (stride - 1L) * inputsPerModel : index + 1;
    }

    private void step(long index) throws IOException {
        long before = CPU.getCurrentThreadCpuTime();
        Drawn drawn = Drawn.of(seed, index, inputsPerModel, generator, plan, feeds);
        Bench.Tried tried = assay.run(drawn, index, CPU.getCurrentThreadCpuTime() - before);
        corpus.offer(drawn.subject().model(), drawn.reference(), drawn.recipe());
        assay.keep(drawn, tried, index);
    }
}
