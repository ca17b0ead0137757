package org.plumbline.campaign;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.plumbline.campaign.engine.Budget;
import org.plumbline.campaign.engine.Campaign;
import org.plumbline.campaign.engine.CampaignState;
import org.plumbline.campaign.engine.Settings;
import org.plumbline.campaign.engine.Summary;
import org.plumbline.corpus.CorpusFolder;
import org.plumbline.generator.Options;
import org.plumbline.targets.worker.Limits;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `plumbline fuzz`.
@Command(name = "fuzz", mixinStandardHelpOptions = true, sortOptions = false,
    description = {"Generates valid models, runs each on the target in two ways, and holds the results against what"
        + " any correct implementation may return.",
        "Ctrl-C stops it cleanly, --resume goes on, even after a kill -9."},
    footer = {"",
        "The folder holds findings/ (one folder per finding, each stands alone), summary.json, progress.jsonl (how it"
            + " went), corpus/ (one recipe per file, see plumbline corpus) and the state to resume from.", "",
        "Exit code: 0 nothing found, 1 something found, 2 bad input, 3 an error of Plumbline.", "", "Examples:",
        "  plumbline fuzz", "  plumbline fuzz --target onnxruntime@1.17.3 --budget 8h --out night",
        "  plumbline fuzz --operators Conv,Relu,Add --nodes 2..4 --cases 1000", "  plumbline fuzz --resume night"})
final class FuzzCommand implements Callable<Integer> {
    private static final int MOST_WORKERS = 256;
    private static final List<String> FIXED =
        List.of("--target", "--seed", "--nodes", "--operators", "--rules", "--mix", "--workers", "--out");

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Option(names = "--target", defaultValue = "onnxruntime", paramLabel = "NAME[@VERSION]…",
        completionCandidates = TargetNames.class,
        description = "what to test: onnxruntime, onnxruntime@1.17.3, torch-djl, …; several, separated by commas, are"
            + " held against each other, too (default: ${DEFAULT-VALUE})")
    private String target;

    @Option(names = "--budget", paramLabel = "TIME", description = "how long, as 90s, 2m, 8h or 1h30m (default: 2m)")
    private String budget;

    @Option(names = "--cases", paramLabel = "N",
        description = "stop after N cases instead, those before a --resume included")
    private Long cases;

    @Option(names = "--seed", defaultValue = "1", paramLabel = "S",
        description = "same seed, same cases, same verdicts (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--nodes", defaultValue = "1..10", paramLabel = "MIN..MAX",
        description = "operators per model (default: ${DEFAULT-VALUE})")
    private String nodes;

    @Option(names = "--operators", split = ",", hideParamSyntax = true, paramLabel = "A,B",
        description = "use these ONNX operators only (default: all)")
    private List<String> operators;

    @Option(names = "--workers", paramLabel = "N", description = "worker processes (default: one per core)")
    private Integer workers;

    @Option(names = "--out", paramLabel = "DIR",
        description = "where findings, corpus, state and summary.json go (default: plumbline-out, or plumbline-out-2, "
            + "… if that holds a campaign)")
    private Path out;

    @Option(names = "--resume", paramLabel = "DIR",
        description = "go on with the campaign in DIR; its target, seed, nodes, operators and workers hold")
    private Path resume;

    @Option(names = "--rules", paramLabel = "DIR|none", description = RuleChoice.RULES_OPTION)
    private String rules;

    @Option(names = "--mix", paramLabel = "SHARES", description = RuleChoice.MIX_OPTION)
    private String mix;

    @Override
    public Integer call() {
        Budget limit = budget();
        CampaignState before = resume == null ? Campaign.fresh(settings()) : resumed();
        Path path = resume != null ? resume : out != null ? out : CampaignFolder.unused();
        if (resume == null && CampaignState.isIn(path)) {
            throw new BadInput(path + ": holds a campaign already; go on with --resume " + path
                + " or name another folder with --out");
        }
        Settings s = before.settings();
        try (Interruption interruption = Interruption.watched();
            CampaignFolder folder = CampaignFolder.open(path);
            Opened opened = Opened.target(s.target(), s.workers(), Limits.DEFAULT, folder.journals())) {
            Options base = Options.DEFAULT.withNodes(s.minNodes(), s.maxNodes()).supporting(Opened.support(opened
                .first()
                .members()));
            Options options = OperatorChoice.restricted(RuleChoice.of(s).with(base, opened.first().members(), s
                .operators()), s.operators());
            OperatorChoice.requireSomething(options, s);
            Campaign campaign = new Campaign(before, options, opened.executors(), path);
            if (campaign.damaged() > 0) {
                spec.commandLine().getErr().printf("%d damaged corpus entries set aside in %s%n", campaign.damaged(),
                    new CorpusFolder(path).bad());
            }
            Map<String, String> versions = new TreeMap<>(Map.of("plumbline", Plumbline.VERSION, "java",
                Runtime.version().toString()));
            opened.first().members().forEach(e -> versions.merge(e.target(), e.version(), (a, b) -> a + "," + b));
            interruption.stops(campaign);
            return interruption.endsWith(run(campaign, limit, path, versions));
        } catch (IOException e) {
            throw new BadInput(path + ": cannot be written (" + CampaignFolder.reason(e) + "); free space or name"
                + " another folder with --out, then go on with --resume " + path);
        }
    }

    private int run(Campaign campaign, Budget limit, Path folder, Map<String, String> versions)
        throws IOException {
        CampaignState end;
        try (Progress progress = Progress.of(limit)) {
            end = campaign.run(limit, progress::show);
        }
        Summary summary = Summary.of(end, versions);
        summary.write(folder);
        Account.print(summary, folder, spec.commandLine().getOut());
        spec.commandLine().getOut().flush();
        return summary.findingsBySignature().isEmpty() ? Plumbline.NOTHING_FOUND : Plumbline.FOUND;
    }

    private Settings settings() {
        NodeRange range = NodeRange.parse(nodes);
        int lanes = workers == null ? Math.min(MOST_WORKERS, Runtime.getRuntime().availableProcessors()) : workers;
        if (lanes < 1 || lanes > MOST_WORKERS) {
            throw new BadInput("--workers " + lanes + ": give a number from 1 to " + MOST_WORKERS);
        }
        RuleChoice choice = RuleChoice.of(rules, mix);
        return new Settings(target, seed, range.min(), range.max(), lanes, OperatorChoice.parse(operators, choice
            .book()), choice.rules(), choice.mix());
    }

    private CampaignState resumed() {
        for (String option : FIXED) {
            if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
                throw new BadInput("--resume and " + option + ": a resumed campaign keeps what it was begun with;"
                    + " leave " + option + " out");
            }
        }
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
