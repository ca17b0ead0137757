package org.plumbline.campaign.guided;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandle;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.plumbline.campaign.engine.CampaignState;
import org.plumbline.campaign.engine.Settings;
import org.plumbline.corpus.CorpusFolder;
import org.plumbline.generator.Options;
import org.plumbline.targets.worker.Executor;

/// What an explorer's process does.
public final class Exploring {
    /// The exit code of an explorer to which the disk said no.
    public static final int DISK = 74;

    private static final int FAILED = 3;
    private static final int SEEDS = 31;

    private Exploring() {
    }

    /// Opens what explorers work on.
    public interface Workshop {
        /// An executor of the campaign's target, watched, with its workers' files in `workers`.
        Executor executor(Settings settings, Path workers);

        /// What to generate for it.
        Options options(Settings settings, Executor executor);

        /// What its stacks leave of the models that they rewrite, in `workers`.
        Rewriting rewriting(Settings settings, Path workers);
    }

    /// Explores for the campaign in `campaign` as its explorer `number`, up to the case `cases`, until standard input
    /// ends. Returns the process's exit code.
    public static int run(Path campaign, int number, long cases, Workshop workshop) throws IOException {
        AtomicBoolean stop = new AtomicBoolean();
        Thread.ofPlatform().daemon().name("supervisor-watch").start(() -> awaitEnd(System.in, stop));
        ExplorerFolder folder = new ExplorerFolder(campaign, number);
        folder.create();
        try (FileLock _ = folder.lock()) {
            folder.clearWorkers();
            return switch (CampaignState.read(campaign)) {
                case CampaignState.Unreadable(String why) -> throw new IOException(why);
                case CampaignState.Found(CampaignState state) -> {
                    MethodHandle natives = LibFuzzer.load();
                    try (Executor executor = workshop.executor(state.settings(), folder.workers())) {
                        Explorer explorer = new Explorer(new Explorer.Order(state.settings(), workshop.options(state
                            .settings(), executor), Feedback.of(state.settings()), folder, cases, stop::get), executor,
                            workshop.rewriting(state.settings(), folder.workers()), Counters.registered());
                        new Sight(executor).blindness().forEach(System.err::println);
                        yield work(explorer, natives, folder, state.settings());
                    }
                }
            };
        }
    }

    private static void awaitEnd(InputStream in, AtomicBoolean stop) {
        try {
            while (in.read() >= 0) {
                // nothing is said, only the end counts
            }
        } catch (IOException _) {
            // an end like any other
        }
        stop.set(true);
    }

    private static int work(Explorer explorer, MethodHandle natives, ExplorerFolder folder, Settings settings)
        throws IOException {
        explorer.catchUp();
        int code = ScopedValue.where(Callbacks.ANSWERING, explorer).call(
            () -> LibFuzzer.start(natives, arguments(folder, settings), Callbacks.class));
        explorer.checkpoint();
        Optional<Throwable> failure = explorer.failure();
        failure.ifPresent(Throwable::printStackTrace);
        return failure.isEmpty() ? code : failure.get() instanceof IOException ? DISK : FAILED;
    }

    /// Signals are the virtual machine's, time is limited by workers and supervisor, and energy is scaled by the time that
    /// an entry takes: slow models are changed less.
    private static List<String> arguments(ExplorerFolder folder, Settings settings) throws IOException {
        Path corpus = new CorpusFolder(folder.campaign()).entries();
        Files.createDirectories(corpus);
        int seed = (int) (settings.seed() * SEEDS + folder.number()) & Integer.MAX_VALUE;
        return List.of("plumbline", "-seed=" + Math.max(1, seed), "-max_len=" + Explorer.MOST_BYTES, "-len_control=0",
            "-timeout=0", "-rss_limit_mb=0", "-malloc_limit_mb=0", "-detect_leaks=0", "-handle_segv=0",
            "-handle_bus=0", "-handle_abrt=0", "-handle_ill=0", "-handle_fpe=0", "-handle_int=0", "-handle_term=0",
            "-handle_xfsz=0", "-handle_usr1=0", "-handle_usr2=0", "-entropic_scale_per_exec_time=1", "-reload=1",
            "-reduce_inputs=0", "-use_value_profile=0", "-verbosity=0", "-artifact_prefix=" + folder.home() + "/",
            corpus.toString());
    }
}
