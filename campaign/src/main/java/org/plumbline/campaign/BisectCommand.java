package org.plumbline.campaign;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.plumbline.reports.Finding;
import org.plumbline.reports.FindingFolder;
import org.plumbline.reports.Subject;
import org.plumbline.reports.Triage.Release;
import org.plumbline.reports.bisect.History;
import org.plumbline.reports.known.KnownIssues;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `plumbline bisect`.
@Command(name = "bisect", mixinStandardHelpOptions = true, sortOptions = false,
    description = {"Finds out which releases of the target show a finding: asks the release it was found on, the ends,"
        + " then halves, then the neighbours of what came out, each in a process of its own.",
        "Releases are fetched as Maven fetches them, once; offline those that are here are asked and the others"
            + " are unavailable. What was learned of the target it was found on is written into the finding's"
            + " finding.json, and so are the known issues that match.",
        "A release 'shows' the finding where the symptom is the same: its kind, the output or about the words of the"
            + " refusal, at a variant that showed it and at none that did not. It is 'gone' where the case agrees or"
            + " shows another symptom, which is said. It is 'not applicable' to releases that do not know the opset,"
            + " the operator or a type; the model's IR version is lowered as far as its opset allows."},
    footer = {"", "Exit code: 0 done, whatever came out, 2 bad input (the rest of --all is done first), 3 an error of"
        + " Plumbline.", "", "Examples:", "  plumbline bisect plumbline-out/findings/*/case-17",
        "  plumbline bisect --releases 1.17..1.20 finding", "  plumbline bisect --all reports/found/onnxruntime"})
final class BisectCommand implements Callable<Integer> {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Parameters(paramLabel = "FINDING", description = "a finding's folder")
    private Path folder;

    @Option(names = "--target", paramLabel = "NAME", completionCandidates = TargetNames.class,
        description = "another target than the one it was found on, or one of several")
    private String target;

    @Option(names = "--releases", defaultValue = "1.8..latest", paramLabel = "A..B",
        description = "from A to B, A..latest, or a list separated by commas (default: ${DEFAULT-VALUE})")
    private String releases;

    @Option(names = "--all", description = "all findings below the folder")
    private boolean all;

    @Override
    public Integer call() {
        int code = Plumbline.NOTHING_FOUND;
        try (Bisecting bisecting = new Bisecting(releases, spec.commandLine().getErr())) {
            if (!all) {
                bisect(folder, bisecting);
                return code;
            }
            for (Path one : Findings.below(folder)) {
                try {
                    bisect(one, bisecting);
                } catch (BadInput e) {
                    spec.commandLine().getErr().println("plumbline: " + e.getMessage());
                    code = Plumbline.BAD_INPUT;
                }
            }
        }
        return code;
    }

    private void bisect(Path one, Bisecting bisecting) {
        switch (FindingFolder.read(one)) {
            case FindingFolder.Unreadable(String why) -> throw new BadInput(why);
            case FindingFolder.Found(Finding f, Subject subject) -> {
                Finding asked = Findings.on(f, target, one);
                History history = bisecting.history(asked, subject, one.getFileName().toString()).orElseThrow(
                    () -> new BadInput("target " + asked.target() + " has no releases to choose from; replay says"
                        + " whether it still shows a finding"));
                PrintWriter out = spec.commandLine().getOut();
                out.println(one + " (" + f.kind() + ", found on " + f.spec() + ")");
                history.tried().forEach(r -> out.println(line(r)));
                out.println("  " + history.oneLine());
                out.flush();
                if (asked.target().equals(f.target())) {
                    keep(one, f.with(f.triage().withReleases(history.after(new History(f.triage().releases())).tried())
                        .withKnown(KnownIssues.ours().matching(f, subject))));
                }
            }
        }
    }

    private static String line(Release r) {
        return String.format(Locale.ROOT, "  %-9s %-14s  %s", r.version(),
            switch (r.shown()) {
                case SHOWS -> "shows";
                case GONE -> "gone";
                case NOT_APPLICABLE -> "not applicable";
                case UNAVAILABLE -> "unavailable";
            }, r.said());
    }

    private static void keep(Path one, Finding learned) {
        try {
            FindingFolder.learn(one, learned);
        } catch (IOException e) {
            throw new BadInput(one.resolve("finding.json") + ": cannot be written (" + CampaignFolder.reason(e)
                + "); free space or copy the finding to a writable folder");
        }
    }
}
