package org.plumbline.campaign.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import org.plumbline.corpus.Corpus;
import org.plumbline.generator.Generator;
import org.plumbline.generator.Options;
import org.plumbline.targets.worker.CpuTime;
import org.plumbline.targets.worker.Executor;

/// A fuzz campaign: lanes that work side by side until the budget is spent or somebody says stop, a checkpoint every
/// few seconds, and the account at the end.
public final class Campaign implements Running {
    private static final long TICK_MILLIS = 250;
    private static final int TICKS_PER_CHECKPOINT = 8;
    private static final int TICKS_OF_GRACE = 40;

    private final Settings settings;
    private final Path folder;
    private final CampaignState before;
    private final List<Lane> lanes = new ArrayList<>();
    private final Corpus corpus;
    private final FindingStore store;
    private final ProgressLog progress;
    private final AtomicBoolean stop = new AtomicBoolean();
    private volatile boolean asked;
    private volatile boolean abandoned;
    private final double cpuAtStart = CpuTime.seconds();
    private final long startNanos = System.nanoTime();

    /// `executors` holds one per worker; the caller closes them. `before` is the state to go on from.
    public Campaign(CampaignState before, Options options, List<Executor> executors, Path folder)
        throws IOException {
        this.settings = before.settings();
        this.folder = folder;
        this.before = before;
        this.corpus = Corpus.open(folder);
        this.store = new FindingStore(folder.resolve("findings"), before.diagnoses());
        this.progress = new ProgressLog(folder);
        for (int i = 0; i < executors.size(); i++) {
            lanes.add(new Lane(settings.seed(), first(i, executors.get(i)), executors.size(), new Generator(options),
                executors.get(i), store, corpus));
        }
    }

    /// Where a lane begins; that of a fresh state says no more than its number.
    private long first(int lane, Executor executor) {
        long next = before.next().get(lane);
        return before.tally().cases() == 0 && next == lane ? (long) lane * executor.inputsPerModel() : next;
    }

    /// A state with nothing done yet.
    public static CampaignState fresh(Settings settings) {
        List<Long> next = java.util.stream.LongStream.range(0, settings.workers()).boxed().toList();
        return new CampaignState(CampaignState.SCHEMA, settings, next, Tally.ZERO, Diagnoses.NONE, 0, 0);
    }

    @Override
    public int damaged() {
        return corpus.damaged();
    }

    /// Asks the lanes to stop after the case in hand. A case that takes longer than a few seconds is given up: a resumed
    /// campaign does it again; see [#isAbandoned].
    @Override
    public void stop() {
        asked = true;
        stop.set(true);
    }

    @Override
    public boolean isAbandoned() {
        return abandoned;
    }

    @Override
    public CampaignState run(Budget budget, Consumer<Status> watcher) throws IOException {
        LongPredicate more = more(budget);
        checkpoint();
        ExecutorService threads = Executors.newFixedThreadPool(lanes.size(),
            r -> Thread.ofPlatform().daemon().name("lane").unstarted(r));
        List<Future<?>> work = new ArrayList<>();
        int waited = 0;
        try {
            for (Lane lane : lanes) {
                work.add(threads.submit(() -> {
                    lane.work(more);
                    return null;
                }));
            }
            for (int tick = 1; waited < TICKS_OF_GRACE && !finished(work); tick++) {
                waited += asked ? 1 : 0;
                watcher.accept(status());
                if (tick % TICKS_PER_CHECKPOINT == 0) {
                    checkpoint();
                }
            }
        } finally {
            stop.set(true);
            abandoned = waited == TICKS_OF_GRACE;
            threads.shutdown();
            if (!abandoned) {
                threads.close();
            }
        }
        watcher.accept(status());
        CampaignState end = state();
        end.write(folder);
        progress.append(ProgressLog.Sample.of(Instant.now(), end, corpus.size(), Optional.empty()));
        return end;
    }

    @Override
    public Optional<Guided> guided() {
        return Optional.empty();
    }

    private void checkpoint() throws IOException {
        CampaignState state = state();
        state.write(folder);
        progress.add(ProgressLog.Sample.of(Instant.now(), state, corpus.size(), Optional.empty()));
    }

    private LongPredicate more(Budget budget) {
        return switch (budget) {
            case Budget.Time(var duration) -> _ -> !stop.get() && System.nanoTime() - startNanos < duration.toNanos();
            case Budget.Cases(long count) -> index -> !stop.get() && index < count;
        };
    }

    /// Waits a tick for the first unfinished lane; a lane's failure comes out here.
    private boolean finished(List<Future<?>> work) throws IOException {
        for (Future<?> f : work) {
            try {
                f.get(TICK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException _) {
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                stop.set(true);
            } catch (ExecutionException e) {
                stop.set(true);
                switch (e.getCause()) {
                    case IOException io -> throw io;
                    case UncheckedIOException io -> throw io.getCause();
                    case RuntimeException r -> throw r;
                    case Error error -> throw error;
                    case null, default -> throw new IllegalStateException(e.getCause());
                }
            }
        }
        return true;
    }

    private Status status() {
        return new Status(before.wallSeconds() + (System.nanoTime() - startNanos) / 1e9, tally(), corpus.size());
    }

    private Tally tally() {
        return lanes.stream().map(Lane::tally).reduce(before.tally(), Tally::plus);
    }

    private CampaignState state() {
        List<Lane.Done> done = lanes.stream().map(Lane::checkpoint).toList();
        return new CampaignState(CampaignState.SCHEMA, settings, done.stream().map(Lane.Done::next).toList(),
            done.stream().map(Lane.Done::tally).reduce(before.tally(), Tally::plus), store.diagnoses(),
            before.cpuSeconds() + CpuTime.seconds() - cpuAtStart,
            before.wallSeconds() + (System.nanoTime() - startNanos) / 1e9);
    }
}
