package org.plumbline.campaign;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.plumbline.campaign.engine.Budget;
import org.plumbline.campaign.engine.Campaign;
import org.plumbline.campaign.engine.CampaignState;
import org.plumbline.campaign.engine.Running;
import org.plumbline.campaign.engine.Settings;
import org.plumbline.campaign.engine.Summary;
import org.plumbline.campaign.guided.Feedback;
import org.plumbline.campaign.guided.GuidedCampaign;
import org.plumbline.campaign.guided.LibFuzzer;
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
        List.of("--target", "--seed", "--nodes", "--operators", "--rules", "--mix", "--workers", "--out",
            "--guided", "--feedback");

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

    @Option(names = "--guided", description = "change kept cases further, guided by what cases reach in the target: no"
        + " two campaigns are the same then. Else every case is generated afresh: same seed, same cases")
    private boolean guided;

    @Option(names = "--feedback", paramLabel = "A,B|none",
        description = "what guides, with --guided: native (functions of the target's"
            + " library), rewrites (what its optimisers did), structure (of models); none: generate afresh, in explorers all"
            + " the same (default: all)")
    private String feedback;

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
            CampaignFolder folder = CampaignFolder.open(path)) {
            return s.isGuided() ? guided(before, limit, folder, interruption)
                : unguided(before, limit, folder, interruption);
        } catch (IOException e) {
            throw new BadInput(path + ": cannot be written (" + CampaignFolder.reason(e) + "); free space or name"
                + " another folder with --out, then go on with --resume " + path);
        }
    }

    private int unguided(CampaignState before, Budget limit, CampaignFolder folder, Interruption interruption)
        throws IOException {
        Settings s = before.settings();
        try (Opened opened = Opened.target(s.target(), s.workers(), Limits.DEFAULT, folder.journals())) {
            Options options = OperatorChoice.options(s, opened.first().members());
            OperatorChoice.requireSomething(options, s);
            Campaign campaign = new Campaign(before, options, opened.executors(), folder.path());
            return run(campaign, limit, folder, versions(opened), interruption);
        }
    }

    /// Opens the target once to see that it is there, and what it supports; then explorers open it.
    private int guided(CampaignState before, Budget limit, CampaignFolder folder, Interruption interruption)
        throws IOException {
        Settings s = before.settings();
        LibFuzzer.hindrance().ifPresent(why -> {
            throw new BadInput(folder.path() + ": a guided campaign cannot go on here: " + why);
        });
        Map<String, String> versions;
        try (Opened opened = Opened.target(s.target(), 1, Limits.DEFAULT, folder.journals())) {
            OperatorChoice.requireSomething(OperatorChoice.options(s, opened.first().members()), s);
            versions = versions(opened);
        }
        return run(new GuidedCampaign(before, limit, folder.path(), (number, cases, archive) -> ExploreCommand.command(
            folder.path(), number, cases, archive)), limit, folder, versions, interruption);
    }

    private static Map<String, String> versions(Opened opened) {
        Map<String, String> versions = new TreeMap<>(Map.of("plumbline", Plumbline.VERSION, "java",
            Runtime.version().toString()));
        opened.first().members().forEach(e -> versions.merge(e.target(), e.version(), (a, b) -> a + "," + b));
        return versions;
    }

    private int run(Running campaign, Budget limit, CampaignFolder folder, Map<String, String> versions,
        Interruption interruption) throws IOException {
        if (campaign.damaged() > 0) {
            spec.commandLine().getErr().printf("%d damaged corpus entries set aside in %s%n", campaign.damaged(),
                new CorpusFolder(folder.path()).bad());
        }
        interruption.stops(campaign);
        return interruption.endsWith(run(campaign, limit, folder.path(), versions));
    }

    private int run(Running campaign, Budget limit, Path folder, Map<String, String> versions)
        throws IOException {
        CampaignState end;
        try (Progress progress = Progress.of(limit)) {
            end = campaign.run(limit, progress::show);
        }
        Summary summary = campaign.guided().map(Summary.of(end, versions)::with).orElseGet(() -> Summary.of(end,
            versions));
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
            .book()), choice.rules(), choice.mix()).guidedBy(guiding());
    }

    /// What guides the campaign, "" where nothing can.
    private String guiding() {
        if (!guided && feedback != null) {
            throw new BadInput("--feedback " + feedback + ": says what guides a campaign; add --guided");
        }
        String text = feedback == null ? Feedback.text(Feedback.all()) : feedback;
        Set<Feedback> chosen = Feedback.parse(text).orElseThrow(() -> new BadInput("--feedback " + text
            + ": give some of " + Feedback.text(Feedback.all()) + ", separated by commas, or none"));
        if (!guided) {
            return "";
        }
        Optional<String> hindrance = LibFuzzer.hindrance();
        if (hindrance.isPresent()) {
            spec.commandLine().getErr().println("unguided, since libFuzzer cannot run here: " + hindrance.get());
            return "";
        }
        return Feedback.text(chosen);
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
