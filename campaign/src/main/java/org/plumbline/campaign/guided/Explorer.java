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
import org.plumbline.campaign.engine.Assay;
import org.plumbline.campaign.engine.Bench;
import org.plumbline.campaign.engine.Drawn;
import org.plumbline.campaign.engine.FindingStore;
import org.plumbline.campaign.engine.Guidance;
import org.plumbline.campaign.engine.Settings;
import org.plumbline.campaign.engine.VariantPlan;
import org.plumbline.corpus.Features;
import org.plumbline.generator.Generator;
import org.plumbline.generator.Options;
import org.plumbline.graph.Rng;
import org.plumbline.graph.edit.Case;
import org.plumbline.graph.edit.Realizer;
import org.plumbline.graph.edit.Recipe;
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
    private Optional<byte[]> interrupted;
    private Guidance guidance = Guidance.NONE;
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
        this.proposals = new Proposals(new Generator(options), settings.seed());
        this.before = ExplorerState.read(folder.state(), folder.number());
        this.store = FindingStore.shared(folder.campaign().resolve("findings"), before.diagnoses());
        this.assay = new Assay(executor, store, settings.seed());
        this.shown = Shown.open(folder.shown());
        this.interrupted = LastInput.left(folder.lastInput()).map(LastInput.Left::input);
        this.lastInput = LastInput.open(folder.lastInput(), MOST_BYTES);
        this.next = before.next();
    }

    /// Keeps what an earlier run had met and not yet kept.
    void catchUp() throws IOException {
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
        try {
            if (!feedback.isEmpty() && !rng.chance(arms.freshShare())) {
                Optional<byte[]> changed = proposals.changed(input, most, rng);
                if (changed.isPresent()) {
                    return changed.get();
                }
            }
            return proposals.fresh(next, most);
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
        byte[] made;
        try {
            made = feedback.isEmpty() || rng.chance(arms.freshShare()) ? proposals.fresh(next, most)
                : proposals.crossed(input, other, most, rng).orElseGet(() -> made(input, most, rng));
        } catch (RuntimeException | StackOverflowError e) {
            failed(new String(input, StandardCharsets.UTF_8), e);
            made = input;
        }
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
            guidance = guidance.plus(new Guidance(0, 0, 0, 1, 0, 0, 0, 0, 0));
            return;
        }
        int known = counters.known();
        Drawn watched = rewriting.watched(drawn.get());
        Bench.Tried tried = assay.run(watched);
        boolean disagrees = tried.verdict() instanceof Verdict.Disagrees;
        observe(watched, disagrees);
        boolean replayed = proposal.origin() instanceof Proposals.Replayed;
        boolean fresh = proposal.origin() instanceof Proposals.Fresh;
        guidance = guidance.plus(new Guidance(fresh ? 1 : 0, fresh || replayed ? 0 : 1, replayed ? 1 : 0, 0, 0, 0, 0,
            0, 0));
        if (!replayed || disagrees) {
            assay.count(watched, tried, next, nanos + CPU.getCurrentThreadCpuTime() - cpu);
            if (disagrees) {
                keep(watched, tried);
            }
            next += settings.workers();
        }
        if (!replayed) {
            arms.learn(fresh, counters.known() > known, (System.nanoTime() - start + nanos) / 1e9);
        }
    }

    private Optional<Drawn> draw(Proposals.Proposal proposal) {
        Rng rng = Rng.of(Arrays.hashCode(proposal.input()));
        return switch (proposal.origin()) {
            case Proposals.Fresh(var generated) -> Optional.of(Drawn.of(generated, rng, plan, executor.feeds()));
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
    private void observe(Drawn watched, boolean disagrees) throws IOException {
        Set<String> rewrites = rewriting.shown(watched);
        Set<String> structure = Features.of(watched.subject().model(), watched.reference());
        List<Probe> reached = sight.fresh();
        shown.rewrites(rewrites);
        shown.structure(structure);
        shown.functions(reached);
        if (disagrees) {
            sight.again(reached);
            return;
        }
        List<Probe> novel = reached.stream().filter(p -> !masked.contains(p)).toList();
        if (feedback.contains(Feedback.NATIVE) && !novel.isEmpty()) {
            sight.again(novel);
            assay.runAgain(watched);
            rewriting.shown(watched);
            List<Probe> again = sight.fresh();
            List<Probe> steady = again.stream().filter(novel::contains).toList();
            novel.stream().filter(p -> !again.contains(p)).forEach(masked::add);
            steady.forEach(counters::set);
            guidance = guidance.plus(new Guidance(0, 0, 0, 0, 0, 1, steady.isEmpty() ? 0 : 1, novel.size(), novel
                .size() - steady.size()));
        }
        if (feedback.contains(Feedback.REWRITES)) {
            rewrites.forEach(counters::set);
        }
        if (feedback.contains(Feedback.STRUCTURE)) {
            structure.forEach(counters::set);
        }
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
        guidance = guidance.plus(new Guidance(0, 0, 0, 0, 1, 0, 0, 0, 0));
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
