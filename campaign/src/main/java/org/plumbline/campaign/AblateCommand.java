package org.plumbline.campaign;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.plumbline.campaign.engine.Budget;
import org.plumbline.campaign.engine.Campaign;
import org.plumbline.campaign.engine.CampaignState;
import org.plumbline.campaign.engine.Guided;
import org.plumbline.campaign.engine.Settings;
import org.plumbline.campaign.engine.Summary;
import org.plumbline.campaign.guided.Feedback;
import org.plumbline.campaign.guided.GuidedCampaign;
import org.plumbline.campaign.guided.LibFuzzer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `plumbline ablate`.
@Command(name = "ablate", mixinStandardHelpOptions = true, sortOptions = false,
    description = {"Compares what guides a campaign: the same campaigns, one after the other, guided by nothing, by"
        + " rewrites and structure, by native code, and by all of them.",
        "All run in the same watched workers and are counted the same way; guided by nothing means that every case is"
            + " generated afresh and nothing steers."},
    footer = {"", "Exit code: 0, 2 bad input, 3 an error of Plumbline.", "", "Example:",
        "  plumbline ablate --seeds 3 --budget 10m --workers 1 --out ablation"})
final class AblateCommand implements Callable<Integer> {
    private static final List<String> MODES = List.of(Feedback.NONE, "rewrites,structure", "native",
        Feedback.text(Feedback.all()));

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Option(names = "--target", defaultValue = "onnxruntime", paramLabel = "NAME[@VERSION]",
        description = "what to test (default: ${DEFAULT-VALUE})")
    private String target;

    @Option(names = "--seeds", defaultValue = "3", paramLabel = "N",
        description = "campaigns of each kind, with the seeds 1 to N (default: ${DEFAULT-VALUE})")
    private int seeds;

    @Option(names = "--budget", defaultValue = "10m", paramLabel = "TIME",
        description = "how long each campaign is (default: ${DEFAULT-VALUE})")
    private String budget;

    @Option(names = "--workers", defaultValue = "1", paramLabel = "N",
        description = "explorers of each campaign (default: ${DEFAULT-VALUE})")
    private int workers;

    @Option(names = "--out", defaultValue = "ablation", paramLabel = "DIR",
        description = "where the campaigns go (default: ${DEFAULT-VALUE})")
    private Path out;

    /// A campaign that is over.
    private record Row(String mode, long seed, Summary summary) {
        String line() {
            Guided guided = summary.guided();
            Guided.Reached r = guided.reached();
            return "| %s | %d | %,d | %.0f | %,d | %,d | %,d | %,d | %d | %d |".formatted(mode, seed, summary.cases(),
                summary
                    .casesPerCpuSecond(), r.functions(), r.rewrites(), r.kernels(), r.structure(), summary
                        .findingsBySignature().size(), summary.findingsByKind().values().stream().mapToLong(
                            Long::longValue)
                            .sum());
        }
    }

    @Override
    public Integer call() {
        Duration time = Budget.duration(budget).orElseThrow(() -> new BadInput("--budget " + budget
            + ": give a time such as 90s, 2m, 8h or 1h30m"));
        if (seeds < 1 || workers < 1) {
            throw new BadInput("--seeds " + seeds + " --workers " + workers + ": give positive numbers");
        }
        LibFuzzer.hindrance().ifPresent(why -> {
            throw new BadInput("ablate: libFuzzer cannot run here: " + why);
        });
        PrintWriter print = spec.commandLine().getOut();
        print.println("| feedback | seed | cases | per CPU second | functions | rewrites | kernels | structure"
            + " | signatures | findings |");
        print.println("|---|---|---|---|---|---|---|---|---|---|");
        List<Row> rows = new ArrayList<>();
        for (long seed = 1; seed <= seeds; seed++) {
            for (String mode : MODES) {
                Row row = new Row(mode, seed, campaign(mode, seed, new Budget.Time(time)));
                print.println(row.line());
                print.flush();
                rows.add(row);
            }
        }
        MODES.stream().skip(1).forEach(mode -> print.println(gain(rows, mode)));
        print.flush();
        return Plumbline.NOTHING_FOUND;
    }

    private Summary campaign(String mode, long seed, Budget limit) {
        Settings settings = new Settings(target, seed, 1, 10, workers, List.of()).guidedBy(mode);
        Path path = out.resolve(mode.replace(',', '-') + "-" + seed);
        if (CampaignState.isIn(path)) {
            throw new BadInput(path + ": holds a campaign already; name another folder with --out");
        }
        try (CampaignFolder folder = CampaignFolder.open(path)) {
            GuidedCampaign campaign = new GuidedCampaign(Campaign.fresh(settings), limit, path, (number, cases,
                archive) -> ExploreCommand.command(path, number, cases, archive));
            Summary summary = Summary.of(campaign.run(limit, _ -> {}), Map.of("plumbline", Plumbline.VERSION)).with(
                campaign
                    .guided().orElseThrow(() -> new BadInput(folder.path() + ": cannot be read")));
            summary.write(path);
            return summary;
        } catch (IOException e) {
            throw new BadInput(path + ": cannot be written (" + CampaignFolder.reason(e) + "); name another folder with"
                + " --out");
        }
    }

    /// The median over the seeds of what a mode reaches beyond nothing.
    private static String gain(List<Row> rows, String mode) {
        double[] gains = rows.stream().filter(r -> r.mode().equals(mode)).mapToDouble(r -> {
            Row none = rows.stream().filter(n -> n.mode().equals(Feedback.NONE) && n.seed() == r.seed()).findFirst()
                .orElseThrow();
            return 100.0 * r.summary().guided().reached().functions() / none.summary().guided().reached().functions()
                - 100;
        }).sorted().toArray();
        return "%s: %+.1f %% functions in the median, %+.1f %% at least".formatted(mode, gains[gains.length / 2],
            gains[0]);
    }
}
