package org.plumbline.campaign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.plumbline.campaign.engine.CampaignState;
import org.plumbline.campaign.engine.Guided;
import org.plumbline.campaign.guided.CorpusReplay;
import org.plumbline.campaign.guided.Union;
import org.plumbline.targets.coverage.NativeCoverage;
import org.plumbline.targets.coverage.sites.Analyser;
import org.plumbline.targets.coverage.sites.Analysis;
import org.plumbline.targets.coverage.sites.Areas;
import org.plumbline.targets.coverage.sites.Level;
import org.plumbline.targets.coverage.sites.ProbeSites;
import org.plumbline.targets.registry.Targets;
import org.plumbline.targets.watch.Coverage;
import org.plumbline.targets.worker.Limits;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `plumbline coverage`.
@Command(name = "coverage", mixinStandardHelpOptions = true, sortOptions = false,
    description = {"Prints how much of its target's native library a guided campaign has reached: functions, by"
        + " namespace where the library has names, and how they grew over time."},
    footer = {"", "Exit code: 0, 2 bad input, 3 an error of Plumbline.", "", "Examples:",
        "  plumbline coverage nightly",
        "  plumbline coverage --blocks nightly"})
final class CoverageCommand implements Callable<Integer> {
    private static final int ROWS = 12;
    private static final int AREAS = 25;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Parameters(paramLabel = "CAMPAIGN", description = "the folder of a guided campaign")
    private Path campaign;

    @Option(names = "--blocks", description = "also run the corpus once more and count basic blocks")
    private boolean blocks;

    @Override
    public Integer call() {
        CampaignState state = switch (CampaignState.read(campaign)) {
            case CampaignState.Found(CampaignState s) -> s;
            case CampaignState.Unreadable(String why) -> throw new BadInput(why);
        };
        if (!state.settings().isGuided()) {
            throw new BadInput(campaign + ": was not guided, so nothing was counted; use fuzz --guided next time");
        }
        try {
            Union union = new Union();
            for (Path explorer : explorers()) {
                union.follow(explorer.resolve("shown.log"));
            }
            PrintWriter out = spec.commandLine().getOut();
            for (String target : state.settings().target().split(",")) {
                library(target, union.of("native"), out);
            }
            Guided.Reached reached = union.reached();
            out.printf("rewrites %,d · kernels %,d · structural features %,d%n", reached.rewrites(), reached.kernels(),
                reached.structure());
            growth(out);
            out.flush();
            return Plumbline.NOTHING_FOUND;
        } catch (IOException e) {
            throw new BadInput(campaign + ": cannot be read (" + CampaignFolder.reason(e) + "); name the folder of a"
                + " guided campaign");
        }
    }

    private List<Path> explorers() throws IOException {
        try (Stream<Path> folders = Files.list(campaign.resolve("explorers"))) {
            return folders.filter(Files::isDirectory).sorted().toList();
        }
    }

    private void library(String target, Set<String> reached, PrintWriter out) throws IOException {
        Optional<Path> library = Targets.installed().library(target);
        if (library.isEmpty() || !(Analyser.analyse(library.get(),
            Level.FUNCTIONS) instanceof Analysis.Analysed(ProbeSites sites, int _, int _))) {
            out.printf("%s: no native library that can be seen into%n", target);
            return;
        }
        Set<Long> addresses = reached.stream().map(line -> line.split(" ")).filter(words -> words[1].equals(sites
            .buildId())).map(words -> Long.parseLong(words[2], 16)).collect(Collectors.toSet());
        out.printf("%s (%s, build-id %s): %,d of %,d functions (%.1f %%)%n", target, library.get().getFileName(), sites
            .buildId(), addresses.size(), sites.addresses().length, 100.0 * addresses.size() / sites
                .addresses().length);
        if (addresses.isEmpty() && !reached.isEmpty()) {
            out.println("  another build of the library than the campaign ran");
        }
        areas(sites, addresses, out);
        if (blocks) {
            blocks(target, out);
        }
    }

    private static void areas(ProbeSites sites, Set<Long> reached, PrintWriter out) {
        Map<String, int[]> areas = new TreeMap<>();
        Areas names = Areas.of(sites.library());
        for (int address : sites.addresses()) {
            int[] counts = areas.computeIfAbsent(names.of(address), _ -> new int[2]);
            counts[0] += reached.contains((long) address) ? 1 : 0;
            counts[1]++;
        }
        areas.entrySet().stream().sorted((a, b) -> b.getValue()[1] - a.getValue()[1]).limit(AREAS).forEach(
            e -> out.printf("  %-40s %,7d of %,7d%n", e.getKey(), e.getValue()[0], e.getValue()[1]));
    }

    private void blocks(String target, PrintWriter out) throws IOException {
        try (Opened opened = Opened.target(target, 1, Limits.DEFAULT, Opened.journals(), NativeCoverage.at(
            Level.BLOCKS))) {
            int all = opened.first().coverage() instanceof Coverage.Seen seen ? seen.armed()
                .probes() : 0;
            out.printf("  %,d of %,d basic blocks are reached by the corpus%n", CorpusReplay.reached(campaign, opened
                .first()).size(), all);
        }
    }

    private void growth(PrintWriter out) throws IOException {
        List<JsonNode> samples = new ArrayList<>();
        for (String line : Files.readAllLines(campaign.resolve("progress.jsonl"))) {
            JsonNode sample = new ObjectMapper().readTree(line);
            if (sample != null && sample.hasNonNull("reached")) {
                samples.add(sample);
            }
        }
        out.printf("%10s %10s %10s %10s %10s%n", "seconds", "cases", "functions", "rewrites", "structure");
        int step = Math.max(1, (samples.size() + ROWS - 1) / ROWS);
        for (int i = samples.size() - 1 - (samples.size() - 1) / step * step; i < samples.size(); i += step) {
            JsonNode s = samples.get(i);
            out.printf("%10.0f %,10d %,10d %,10d %,10d%n", s.get("elapsedSeconds").asDouble(), s.get("cases").asLong(),
                s
                    .at("/reached/functions").asLong(), s.at("/reached/rewrites").asLong(), s.at("/reached/structure")
                        .asLong());
        }
    }
}
