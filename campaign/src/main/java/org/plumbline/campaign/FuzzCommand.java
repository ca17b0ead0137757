package org.plumbline.campaign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.plumbline.campaign.engine.Bench;
import org.plumbline.campaign.engine.Budget;
import org.plumbline.campaign.engine.Campaign;
import org.plumbline.campaign.engine.CampaignState;
import org.plumbline.campaign.engine.Settings;
import org.plumbline.campaign.engine.Summary;
import org.plumbline.campaign.engine.SupportTable;
import org.plumbline.generator.Options;
import org.plumbline.targets.registry.Cache;
import org.plumbline.targets.worker.Limits;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `plumbline fuzz`.
@Command(name = "fuzz", mixinStandardHelpOptions = true, sortOptions = false,
    description = {"Generates valid models, runs each on the target in two ways, and holds the results against what"
        + " any correct implementation may return.",
        "Ends with exit code 1 when something was found. Ctrl-C stops it cleanly; --resume goes on."})
final class FuzzCommand implements Callable<Integer> {
    @Option(names = "--target", defaultValue = "onnxruntime", paramLabel = "NAME[@VERSION]",
        description = "what to test: onnxruntime, onnxruntime@1.17.3, planted:clean, … (default: ${DEFAULT-VALUE})")
    private String target;

    @Option(names = "--budget", paramLabel = "TIME", description = "how long, as 90s, 2m, 8h (default: 2m)")
    private String budget;

    @Option(names = "--cases", paramLabel = "N", description = "stop after N cases instead")
    private Long cases;

    @Option(names = "--seed", defaultValue = "1", paramLabel = "S",
        description = "same seed, same cases, same verdicts (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--nodes", defaultValue = "1..10", paramLabel = "MIN..MAX",
        description = "operators per model (default: ${DEFAULT-VALUE})")
    private String nodes;

    @Option(names = "--workers", paramLabel = "N", description = "worker processes (default: one per core)")
    private Integer workers;

    @Option(names = "--out", defaultValue = "plumbline-out", paramLabel = "DIR",
        description = "where findings, corpus, state and summary.json go (default: ${DEFAULT-VALUE})")
    private Path out;

    @Option(names = "--resume", paramLabel = "DIR",
        description = "go on with the campaign in DIR; its target, seed, nodes and workers hold")
    private Path resume;

    @Override
    public Integer call() throws IOException {
        Path folder = resume == null ? out : resume;
        CampaignState before = resume == null ? Campaign.fresh(settings()) : resumed();
        if (resume == null && Files.exists(out.resolve("state.json"))) {
            throw new BadInput(out + ": holds a campaign already; go on with --resume " + out
                + " or name another folder with --out");
        }
        Budget limit = budget();
        Settings s = before.settings();
        try (Opened opened = Opened.target(s.target(), s.workers(), Limits.DEFAULT, folder.resolve("workers"))) {
            Options options = Options.DEFAULT.withNodes(s.minNodes(), s.maxNodes())
                .supporting(SupportTable.of(new Bench(opened.first(), 1), Cache.folder().resolve("support")));
            Campaign campaign = new Campaign(before, options, opened.executors(), folder);
            Map<String, String> versions = new TreeMap<>(Map.of("plumbline", "0.1.0",
                opened.first().target(), opened.first().version(), "java", Runtime.version().toString()));
            return run(campaign, limit, before, folder, versions);
        } catch (IOException e) {
            throw new BadInput(folder + ": cannot be written (" + e.getMessage() + "); free space or name another"
                + " folder, then go on with --resume");
        }
    }

    private int run(Campaign campaign, Budget limit, CampaignState before, Path folder, Map<String, String> versions)
        throws IOException {
        CountDownLatch done = new CountDownLatch(1);
        AtomicInteger code = new AtomicInteger(Plumbline.OUR_ERROR);
        Thread hook = new Thread(() -> {
            campaign.stop();
            try {
                done.await();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
            Runtime.getRuntime().halt(code.get());
        });
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            CampaignState end;
            try (Progress progress = new Progress(limit)) {
                end = campaign.run(limit, progress::show);
            }
            Summary summary = Summary.of(end, versions);
            summary.write(folder);
            Account.print(summary, folder, System.out);
            code.set(summary.findingsBySignature().isEmpty() ? Plumbline.NOTHING_FOUND : Plumbline.FOUND);
            return code.get();
        } finally {
            done.countDown();
            dropHook(hook);
        }
    }

    private static void dropHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // the shutdown is under way: the hook ends the process with our exit code
        }
    }

    private Settings settings() {
        NodeRange range = NodeRange.parse(nodes);
        int lanes = workers == null ? Runtime.getRuntime().availableProcessors() : workers;
        if (lanes < 1 || lanes > 256) {
            throw new BadInput("--workers " + lanes + ": give a number from 1 to 256");
        }
        return new Settings(target, seed, range.min(), range.max(), lanes);
    }

    private CampaignState resumed() {
        return switch (CampaignState.read(resume)) {
            case CampaignState.Found(CampaignState state) -> state;
            case CampaignState.Unreadable(String why) -> throw new BadInput(why);
        };
    }

    private Budget budget() {
        if (cases != null && budget != null) {
            throw new BadInput("--budget and --cases: give one of them");
        }
        if (cases != null) {
            if (cases < 1) {
                throw new BadInput("--cases " + cases + ": give a positive number");
            }
            return new Budget.Cases(cases);
        }
        String text = budget == null ? "2m" : budget;
        Duration d = Budget.duration(text)
            .orElseThrow(() -> new BadInput("--budget " + text + ": give a time such as 90s, 2m, 8h or 1h30m"));
        return new Budget.Time(d);
    }
}
