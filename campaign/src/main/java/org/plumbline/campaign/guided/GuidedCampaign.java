package org.plumbline.campaign.guided;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.plumbline.campaign.engine.Budget;
import org.plumbline.campaign.engine.CampaignState;
import org.plumbline.campaign.engine.Diagnoses;
import org.plumbline.campaign.engine.Guidance;
import org.plumbline.campaign.engine.Guided;
import org.plumbline.campaign.engine.ProgressLog;
import org.plumbline.campaign.engine.Running;
import org.plumbline.campaign.engine.Tally;
import org.plumbline.corpus.Corpus;
import org.plumbline.corpus.CorpusFolder;
import org.plumbline.targets.worker.CpuTime;

/// A campaign of explorers, each in a process of its own, on one corpus. This process starts them, starts them again when
/// they die, adds up what they did, and ends them. All that they find is on disk before anybody hears of it.
public final class GuidedCampaign implements Running {
    private static final long TICK_MILLIS = 250;
    private static final int TICKS_PER_LOOK = 4;
    private static final int TICKS_PER_CHECKPOINT = 8;
    private static final long GRACE_SECONDS = 10;

    private final CampaignState before;
    private final Path folder;
    private final ProgressLog progress;
    private final List<Keeper> explorers = new ArrayList<>();
    private final Union union = new Union();
    private final int damaged;
    private final double cpuAtStart = CpuTime.seconds();
    private final long startNanos = System.nanoTime();
    private volatile boolean stopped;

    /// The command lines of explorers.
    @FunctionalInterface
    public interface Start {
        /// How to start the explorer of that number, which stops at the case `cases`; `archive` is what [LibFuzzer#unpack]
        /// has written.
        List<String> command(int number, long cases, Path archive);
    }

    /// `before` is the state to go on from. Throws [IOException] when the disk refuses.
    public GuidedCampaign(CampaignState before, Budget budget, Path folder, Start start) throws IOException {
        this.before = before;
        this.folder = folder;
        this.progress = new ProgressLog(folder);
        Path archive = Files.createDirectories(folder.resolve("explorers")).resolve("jazzer_bootstrap.jar");
        LibFuzzer.unpack(archive);
        long cases = switch (budget) {
            case Budget.Time _ -> Long.MAX_VALUE;
            case Budget.Cases(long count) -> count;
        };
        for (int i = 0; i < before.settings().workers(); i++) {
            explorers.add(new Keeper(new ExplorerFolder(folder, i), start.command(i, cases, archive)));
        }
        for (Keeper explorer : explorers) {
            explorer.mend();
        }
        this.damaged = Corpus.open(folder).damaged();
    }

    @Override
    public int damaged() {
        return damaged;
    }

    @Override
    public void stop() {
        stopped = true;
    }

    /// Explorers that do not end are ended.
    @Override
    public boolean isAbandoned() {
        return false;
    }

    @Override
    public CampaignState run(Budget budget, Consumer<Status> watcher) throws IOException {
        checkpoint();
        try {
            for (Keeper explorer : explorers) {
                explorer.start();
            }
            for (int tick = 1; !isOver(budget); tick++) {
                Thread.sleep(TICK_MILLIS);
                if (tick % TICKS_PER_LOOK == 0) {
                    for (Keeper explorer : explorers) {
                        explorer.look();
                    }
                    follow();
                    watcher.accept(status());
                }
                if (tick % TICKS_PER_CHECKPOINT == 0) {
                    checkpoint();
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            explorers.forEach(Keeper::askToEnd);
            for (Keeper explorer : explorers) {
                explorer.end(GRACE_SECONDS);
            }
        }
        follow();
        watcher.accept(status());
        CampaignState end = state();
        end.write(folder);
        progress.append(ProgressLog.Sample.of(Instant.now(), end, size(), Optional.of(union.reached())));
        return end;
    }

    private boolean isOver(Budget budget) {
        return stopped || explorers.stream().allMatch(Keeper::isDone) || switch (budget) {
            case Budget.Time(var duration) -> System.nanoTime() - startNanos >= duration.toNanos();
            case Budget.Cases _ -> false;
        };
    }

    private void follow() throws IOException {
        for (int i = 0; i < explorers.size(); i++) {
            union.follow(new ExplorerFolder(folder, i).shown());
        }
    }

    private void checkpoint() throws IOException {
        CampaignState state = state();
        state.write(folder);
        progress.add(ProgressLog.Sample.of(Instant.now(), state, size(), Optional.of(union.reached())));
    }

    private int size() throws IOException {
        try (Stream<Path> files = Files.list(new CorpusFolder(folder).entries())) {
            return (int) files.count();
        }
    }

    private Status status() throws IOException {
        Guided.Reached reached = union.reached();
        Guidance counts = counts();
        List<String> words = new ArrayList<>();
        if (reached.functions() > 0) {
            words.add("native %,d".formatted(reached.functions()));
        }
        words.add("rewrites %,d".formatted(reached.rewrites()));
        if (counts.of(Guidance.Count.NOVEL) > 0) {
            words.add("steady %.0f %%".formatted(100 * counts.steadyShare()));
        }
        return new Status(elapsed(), tally(), size(), words);
    }

    private double elapsed() {
        return before.wallSeconds() + (System.nanoTime() - startNanos) / 1e9;
    }

    private Tally tally() {
        return explorers.stream().map(e -> e.state().named()).reduce(Tally.ZERO, Tally::plus);
    }

    private Guidance counts() {
        return explorers.stream().map(e -> e.state().guidance()).reduce(Guidance.NONE, Guidance::plus);
    }

    private CampaignState state() {
        return new CampaignState(CampaignState.SCHEMA, before.settings(), explorers.stream().map(e -> e.state().next())
            .toList(), tally(), Diagnoses.NONE, before.cpuSeconds() + CpuTime.seconds() - cpuAtStart, elapsed());
    }

    @Override
    public Optional<Guided> guided() {
        try {
            long deaths = 0;
            for (Keeper explorer : explorers) {
                deaths += explorer.deaths();
            }
            Guidance counts = counts();
            return Optional.of(new Guided(before.settings().feedback(), union.reached(), counts.steadyShare(), counts,
                deaths));
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}
