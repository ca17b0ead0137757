package org.plumbline.campaign.guided;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.plumbline.campaign.engine.Assay;
import org.plumbline.campaign.engine.Bench;
import org.plumbline.campaign.engine.Drawn;
import org.plumbline.campaign.engine.FindingStore;
import org.plumbline.campaign.engine.Guidance;
import org.plumbline.campaign.engine.Settings;
import org.plumbline.campaign.engine.VariantPlan;
import org.plumbline.corpus.Features;
import org.plumbline.generator.Options;
import org.plumbline.graph.Rng;
import org.plumbline.graph.edit.Case;
import org.plumbline.graph.edit.Realizer;
import org.plumbline.graph.edit.Recipe;
import org.plumbline.oracles.Evidence;
import org.plumbline.oracles.Kind;
import org.plumbline.oracles.Verdict;
import org.plumbline.targets.watch.Probe;
import org.plumbline.targets.worker.Executor;
import org.plumbline.targets.worker.WorkerFault;

/// One line of work of a guided campaign: libFuzzer says which recipe to change next; what comes of it is run and judged
/// like any case, and what it shows is told to libFuzzer. A case that disagrees is kept as a finding and steers nothing:
/// what is changed from it would mostly show the same again.
final class Explorer implements Callbacks.Fuzzed {
    static final int MOST_BYTES = 1 << 18;
    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();
    private static final long CHECKPOINT_NANOS = 1_000_000_000;

    private final Settings settings;
    private final Options options;
    private final Set<Feedback> feedback;
    private final ExplorerFolder folder;
    private final long cases;
    private final BooleanSupplier stop;
    private final Executor executor;
    private final VariantPlan plan;
    private final Rewriting rewriting;
    private final Counters counters;
    private final Sight sight;
    private final Proposals proposals;
    private final Assay assay;
    private final FindingStore store;
    private final Shown shown;
    private final LastInput lastInput;
    private final ExplorerState before;
    private final Set<Probe> masked = new HashSet<>();
    private final Arms arms = new Arms();
    private final Energy energy = new Energy();
    private Optional<byte[]> interrupted;
    private Guidance guidance = Guidance.NONE;
    private boolean exploring;
    private long next;
    private long nanos;
    private long checkpointed = System.nanoTime();
    private Optional<Throwable> failure = Optional.empty();

    /// What an explorer is started with. `cases` is the index at which to stop; `stop` is asked between cases.
    record Order(Settings settings, Options options, Set<Feedback> feedback, ExplorerFolder folder, long cases,
        BooleanSupplier stop) {
    }

    Explorer(Order order, Executor executor, Rewriting rewriting, Counters counters) throws IOException {
        this.settings = order.settings();
        this.options = order.options();
        this.feedback = order.feedback();
        this.folder = order.folder();
        this.cases = order.cases();
        this.stop = order.stop();
        this.executor = executor;
        this.plan = new VariantPlan(executor.variants());
        this.rewriting = rewriting;
        this.counters = counters;
        this.sight = new Sight(executor);
        this.proposals = new Proposals(options, energy, settings.seed());
        this.before = ExplorerState.read(folder.state(), folder.number());
        this.store = FindingStore.shared(folder.campaign().resolve("findings"), before.diagnoses());
        this.assay = new Assay(executor, store, settings.seed());
        this.shown = Shown.open(folder.shown());
        this.interrupted = LastInput.left(folder.lastInput()).map(LastInput.Left::input);
        this.lastInput = LastInput.open(folder.lastInput(), MOST_BYTES);
        this.next = before.next();
    }

    /// Keeps what an earlier run had met and not yet kept. Before that, a model is run so that what a target does once in
    /// its life is not taken for what a case reaches.
    void catchUp() throws IOException {
        draw(proposals.of(proposals.plain(next, MOST_BYTES))).ifPresent(assay::runAgain);
        shown.functions(sight.fresh());
        for (ExplorerFolder.Met met : folder.unkept()) {
            byte[] input = met.recipe().getBytes(StandardCharsets.UTF_8);
            Optional<Drawn> drawn = draw(proposals.of(input));
            if (drawn.isPresent()) {
                assay.keep(drawn.get(), assay.run(drawn.get()), met.index());
                checkpoint();
            }
            folder.kept(met.index());
        }
    }

    /// What made it end early, if something did.
    Optional<Throwable> failure() {
        return failure;
    }

    @Override
    public byte[] mutate(byte[] input, int most, int seed) {
        exploring = true;
        long start = CPU.getCurrentThreadCpuTime();
        byte[] made = made(input, most, Rng.of(settings.seed(), seed));
        nanos = CPU.getCurrentThreadCpuTime() - start;
        return made;
    }

    private byte[] made(byte[] input, int most, Rng rng) {
        Optional<byte[]> left = interrupted;
        interrupted = Optional.empty();
        if (left.isPresent() && !isDeadly(left.get())) {
            return proposals.again(left.get());
        }
        Arms.Arm arm = feedback.isEmpty() ? Arms.Arm.PLAIN : arms.choose(rng);
        return proposed(input, () -> switch (arm) {
            case PLAIN -> proposals.plain(next, most);
            case ENERGETIC -> proposals.energetic(next, most);
            case CHANGED -> proposals.changed(input, most, rng).orElseGet(() -> proposals.energetic(next, most));
        });
    }

    private byte[] proposed(byte[] input, Supplier<byte[]> proposal) {
        try {
            return proposal.get();
        } catch (RuntimeException | StackOverflowError e) {
            failed(new String(input, StandardCharsets.UTF_8), e);
            return input;
        }
    }

    private boolean isDeadly(byte[] input) {
        try {
            return Errors.isDeadly(folder.campaign(), input);
        } catch (IOException _) {
            return true;
        }
    }

    @Override
    public byte[] cross(byte[] input, byte[] other, int most, int seed) {
        long start = CPU.getCurrentThreadCpuTime();
        Rng rng = Rng.of(settings.seed(), seed);
        Arms.Arm arm = feedback.isEmpty() ? Arms.Arm.PLAIN : arms.choose(rng);
        byte[] made = proposed(input, () -> switch (arm) {
            case PLAIN -> proposals.plain(next, most);
            case ENERGETIC -> proposals.energetic(next, most);
            case CHANGED -> proposals.crossed(input, other, most, rng).orElseGet(() -> proposals.energetic(next, most));
        });
        nanos = CPU.getCurrentThreadCpuTime() - start;
        return made;
    }

    @Override
    public boolean run(byte[] input) {
        if (stop.getAsBoolean() || next >= cases || failure.isPresent()) {
            return false;
        }
        try {
            lastInput.begin(input);
            run(proposals.of(input));
            lastInput.end();
            if (System.nanoTime() - checkpointed > CHECKPOINT_NANOS) {
                checkpoint();
            }
        } catch (IOException | UncheckedIOException | WorkerFault | OutOfMemoryError e) {
            failure = Optional.of(e);
        }
        return failure.isEmpty();
    }

    /// Entries that were there at the start are judged: they may come from elsewhere. Those that other explorers add later
    /// were judged by them, and run for what they reach alone.
    private void run(Proposals.Proposal proposal) throws IOException {
        if (proposal.origin() instanceof Proposals.Replayed && Errors.isDeadly(folder.campaign(), proposal.input())) {
            return;
        }
        long start = System.nanoTime();
        long cpu = CPU.getCurrentThreadCpuTime();
        Optional<Drawn> drawn = Optional.empty();
        try {
            drawn = draw(proposal);
        } catch (RuntimeException | StackOverflowError e) {
            failed(new String(proposal.input(), StandardCharsets.UTF_8), e);
        }
        if (drawn.isEmpty()) {
            count(Guidance.Count.UNUSABLE, 1);
            return;
        }
        Drawn watched = rewriting.watched(drawn.get());
        boolean replayed = proposal.origin() instanceof Proposals.Replayed;
        if (replayed && exploring) {
            assay.runAgain(watched);
            observe(watched, false);
            count(Guidance.Count.REPLAYED, 1);
            return;
        }
        Bench.Tried tried = confirmed(drawn.get(), assay.run(watched));
        boolean disagrees = tried.verdict() instanceof Verdict.Disagrees;
        Brought brought = observe(watched, disagrees);
        if (replayed) {
            count(Guidance.Count.REPLAYED, 1);
        } else {
            learn(proposal.origin(), watched, brought, System.nanoTime() - start + nanos);
        }
        if (!replayed || disagrees) {
            assay.count(drawn.get(), tried, next, nanos + CPU.getCurrentThreadCpuTime() - cpu);
            if (disagrees) {
                keep(drawn.get(), tried);
            }
            next += settings.workers();
        }
    }

    /// A refusal may be about what the target was to leave behind: without that it counts.
    private Bench.Tried confirmed(Drawn drawn, Bench.Tried tried) {
        return tried.verdict() instanceof Verdict.Disagrees(Evidence e) && e.kind() == Kind.REFUSED ? assay.run(drawn)
            : tried;
    }

    private void learn(Proposals.Origin origin, Drawn drawn, Brought brought, long spent) {
        Arms.Arm arm = origin instanceof Proposals.Fresh(var _, Arms.Arm a) ? a : Arms.Arm.CHANGED;
        arms.learn(arm, brought.worth(), spent / 1e9);
        energy.learn(drawn.subject().model(), drawn.reference().values(), feedback.contains(Feedback.NATIVE) ? brought
            .functions() > 0
            : brought.worth() > 0);
        guidance = guidance.plus(arm.counts(brought.worth() > 0, spent / 1_000_000));
    }

    /// How many new things of each kind that steers a case brought.
    private record Brought(int functions, int rewrites, int structure) {
        static final Brought NOTHING = new Brought(0, 0, 0);

        /// Functions say most: new structure alone is easy to come by and seldom leads anywhere.
        double worth() {
            return Math.log1p(functions) + Math.log1p(rewrites) / 4 + Math.log1p(structure) / 64;
        }
    }

    private void count(Guidance.Count what, long n) {
        guidance = guidance.plus(what, n);
    }

    private Optional<Drawn> draw(Proposals.Proposal proposal) {
        Rng rng = Rng.of(Arrays.hashCode(proposal.input()));
        return switch (proposal.origin()) {
            case Proposals.Fresh(var generated, var _) -> Optional.of(Drawn.of(generated, rng, plan, executor.feeds()));
            case Proposals.Changed _,Proposals.Replayed _ -> proposal.recipe().flatMap(r -> changed(r, rng));
        };
    }

    private Optional<Drawn> changed(Recipe recipe, Rng rng) {
        Case realized = Realizer.realize(recipe);
        return realized.model().graph().nodes().isEmpty() || !isAffordable(realized) ? Optional.empty()
            : Optional.of(Drawn.changed(recipe, realized, rng, plan, executor.feeds()));
    }

    private boolean isAffordable(Case realized) {
        return realized.model().graph().nodes().size() <= 2 * options.maxNodes()
            && realized.values().values().stream().allMatch(
                e -> e.knownShape().filter(s -> s.size() > options.elementBudget()).isEmpty());
    }

    /// Tells libFuzzer what the case that has just run shows. Native functions count when they are reached again in a
    /// second run; in a case that disagrees they stay to be reached by others.
    private Brought observe(Drawn watched, boolean disagrees) throws IOException {
        Set<String> rewrites = rewriting.shown(watched);
        Set<String> structure = Features.of(watched.subject().model(), watched.reference());
        List<Probe> reached = sight.fresh();
        shown.rewrites(rewrites);
        shown.structure(structure);
        shown.functions(reached);
        if (disagrees) {
            sight.again(reached);
            return Brought.NOTHING;
        }
        return new Brought(feedback.contains(Feedback.NATIVE) ? steady(watched, reached) : 0,
            feedback.contains(Feedback.REWRITES) ? counters.set(rewrites) : 0,
            feedback.contains(Feedback.STRUCTURE) ? counters.set(structure) : 0);
    }

    /// Runs the case again where it reached something new, and counts what it reaches once more.
    private int steady(Drawn watched, List<Probe> reached) {
        Set<Probe> novel = new HashSet<>(reached);
        novel.removeAll(masked);
        if (novel.isEmpty()) {
            return 0;
        }
        sight.again(novel);
        assay.runAgain(watched);
        rewriting.shown(watched);
        Set<Probe> again = new HashSet<>(sight.fresh());
        again.retainAll(novel);
        novel.removeAll(again);
        masked.addAll(novel);
        count(Guidance.Count.NOVEL, 1);
        count(Guidance.Count.STEADY, again.isEmpty() ? 0 : 1);
        count(Guidance.Count.FUNCTIONS, again.size() + novel.size());
        count(Guidance.Count.UNSTEADY_FUNCTIONS, novel.size());
        return counters.set(again);
    }

    private void keep(Drawn drawn, Bench.Tried tried) throws IOException {
        folder.met(next, drawn.recipe());
        assay.keep(drawn, tried, next);
        List<Probe> onTheWay = sight.fresh();
        shown.functions(onTheWay);
        sight.again(onTheWay);
        long index = next;
        checkpoint();
        folder.kept(index);
    }

    /// Plumbline itself failed on this recipe: it is kept for whoever mends that.
    private void failed(String recipe, Throwable e) {
        count(Guidance.Count.FAILED, 1);
        try {
            Errors.keep(folder.campaign(), recipe, e.toString());
        } catch (IOException disk) {
            failure = Optional.of(disk);
        }
    }

    /// Writes what was done so far.
    void checkpoint() throws IOException {
        checkpointed = System.nanoTime();
        shown.flush();
        new ExplorerState(next, before.tally().plus(assay.tally()), store.diagnoses(), before.guidance().plus(guidance))
            .write(folder.state());
    }
}
