package org.plumbline.campaign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.plumbline.campaign.engine.ReportFolder;
import org.plumbline.campaign.engine.Triaging;
import org.plumbline.reports.Finding;
import org.plumbline.reports.FindingFolder;
import org.plumbline.reports.Subject;
import org.plumbline.reports.known.KnownIssues;
import org.plumbline.reports.triage.Clusters;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `plumbline report`.
@Command(name = "report", mixinStandardHelpOptions = true, sortOptions = false,
    description = {"Turns what campaigns found into bug reports: every finding is reduced, blamed on a part of the"
        + " target and put together with those of the same root cause; every cause gets a folder that can be mailed.",
        "Run it again to go on where it was interrupted: what is done is not done anew.",
        "To put causes together or findings apart by hand, write clusters.json into the folder: {\"merged\":"
            + " {\"<root cause>\": \"<the one it belongs to>\"}, \"split\": {\"<folder in triaged/>\": \"<a name>\"}}."},
    footer = {"", "In the folder: index.html for people, causes/ with a folder for each root cause, report.sarif,"
        + " report.junit.xml and summary.md for machines, triaged/ with every finding.", "",
        "Exit code: 0, 2 bad input, 3 an error of Plumbline.", "", "Example:", "  plumbline report plumbline-out"})
final class ReportCommand implements Callable<Integer> {
    private static final String NONE = "none";
    private static final String ANY = "1.8..latest";

    private static final int FEW_NODES = 3;

    private final List<Double> seconds = new ArrayList<>();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Parameters(paramLabel = "CAMPAIGN", arity = "1..*", description = "folders of campaigns, or of findings")
    private List<Path> campaigns;

    @Option(names = "--out", defaultValue = "reports", paramLabel = "DIR",
        description = "where to write (default: ${DEFAULT-VALUE})")
    private Path out;

    @Option(names = "--target", paramLabel = "NAME[@VERSION]", completionCandidates = TargetNames.class,
        description = "another target or release than the one they were found on")
    private String target;

    @Option(names = "--releases", defaultValue = ANY, paramLabel = "A..B",
        description = "which releases to search for each cause: from A to B, A..latest, a list separated by commas, or"
            + " none (default: ${DEFAULT-VALUE}); they are fetched from Maven Central")
    private String releases;

    @Mixin
    private TriageBudget budget;

    @Override
    public Integer call() {
        budget.start(); // refuses what is no time before anything is done
        Clusters byHand = switch (Clusters.read(out)) {
            case Clusters.Unreadable(String why) -> throw new BadInput(why);
            case Clusters.Said(Clusters clusters) -> clusters;
        };
        try (Bisecting bisecting = new Bisecting(releases.equals(NONE) ? ANY : releases, spec.commandLine().getErr())) {
            List<Clusters.Member> members = new ArrayList<>();
            try (Stands stands = new Stands(Optional.ofNullable(target))) {
                for (Path campaign : campaigns) {
                    members.addAll(triaged(campaign, stands));
                }
            }
            ReportFolder.Written written = new ReportFolder(out, Plumbline.VERSION).write(campaigns, members, byHand,
                (finding, subject) -> learned(finding, subject, bisecting));
            spec.commandLine().getOut().println(members.size() + " findings of " + written.causes()
                + " root causes" + (written.gone() == 0 ? "" : ", " + written.gone() + " of them gone") + effort(
                    members)
                + ": " + out.resolve("index.html"));
            return Plumbline.NOTHING_FOUND;
        } catch (IOException e) {
            throw new BadInput(out + ": cannot be written (" + CampaignFolder.reason(e)
                + "); free space, or name another folder with --out");
        }
    }

    /// How small they became, and how long those took that were not done before.
    private String effort(List<Clusters.Member> members) {
        List<Integer> nodes = members.stream().filter(m -> m.finding().triage().gone().isEmpty()).map(m -> m.reduced()
            .model().graph().nodes().size()).toList();
        double[] took = seconds.stream().mapToDouble(s -> s).sorted().toArray();
        return (nodes.isEmpty() ? "" : "; " + nodes.stream().filter(n -> n <= FEW_NODES).count() + " of " + nodes.size()
            + " reduced to at most " + FEW_NODES + " nodes") + (took.length == 0 ? "" : String.format(Locale.ROOT,
                ", median %.1f s each", took[took.length / 2]));
    }

    /// The finding with the issues that it matches and, unless an earlier report tried them, the releases.
    private Finding learned(Finding f, Subject subject, Bisecting bisecting) {
        Finding known = f.with(f.triage().withKnown(KnownIssues.ours().matching(f, subject)));
        boolean tried = releases.equals(NONE) || !f.triage().releases().isEmpty() || f.target().contains(",");
        return tried ? known : bisecting.history(known, subject, f.triage().rootCause())
            .map(h -> known.with(known.triage().withReleases(h.tried()))).orElse(known);
    }

    private List<Clusters.Member> triaged(Path campaign, Stands stands) throws IOException {
        List<Path> folders = findings(campaign);
        List<Clusters.Member> members = new ArrayList<>();
        for (int i = 0; i < folders.size(); i++) {
            Path folder = folders.get(i);
            String name = name(campaign, folder);
            Path to = out.resolve("triaged").resolve(name);
            String said;
            if (Triaging.isDone(to) && FindingFolder.read(to) instanceof FindingFolder.Found f) {
                members.add(new Clusters.Member(name, f.finding(), f.subject()));
                said = "done before";
            } else {
                said = switch (FindingFolder.read(folder)) {
                    case FindingFolder.Unreadable(String why) -> "left out: " + why;
                    case FindingFolder.Found(var finding, var subject) -> {
                        var one = new FindingFolder.Found(Findings.alone(finding), subject);
                        long start = System.nanoTime();
                        Triaging.Done done = Triaging.triage(folder, one, stands.of(one.finding()), s -> stands
                            .showsAlone(one.finding(), s), to, budget.start());
                        seconds.add((System.nanoTime() - start) / 1e9);
                        members.add(new Clusters.Member(name, done.finding(), done.reduced()));
                        String gone = done.finding().triage().gone();
                        yield gone.isEmpty() ? done.finding().triage().rootCause() : "gone on " + gone;
                    }
                };
            }
            spec.commandLine().getErr().println((i + 1) + "/" + folders.size() + " " + name + ": "
                + said.replaceAll("\\p{Cntrl}+", " "));
        }
        return members;
    }

    /// The folders of findings below `campaign`, whole or half-written, in the order of their names.
    private static List<Path> findings(Path campaign) {
        try {
            List<Path> found = FindingFolder.below(campaign);
            if (!found.isEmpty() || Files.exists(campaign.resolve("summary.json"))) {
                return found;
            }
        } catch (IOException _) {
            // said below
        }
        throw new BadInput(campaign + ": no campaign and no findings; name the folder of a campaign, or of findings");
    }

    /// One name for a folder's path below the campaign, safe as a file's name.
    private static String name(Path campaign, Path folder) {
        Path home = campaign.toAbsolutePath().normalize();
        String path = home.getFileName() + "/" + home.relativize(folder.toAbsolutePath().normalize());
        return path.replace("/findings/", "/").replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^[.-]+|[.-]+$", "");
    }
}
