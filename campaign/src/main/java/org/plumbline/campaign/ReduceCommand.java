package org.plumbline.campaign;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.plumbline.campaign.engine.Triaging;
import org.plumbline.reports.FindingFolder;
import org.plumbline.reports.Triage;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `plumbline reduce`.
@Command(name = "reduce", mixinStandardHelpOptions = true, sortOptions = false,
    description = {"Makes findings as small as they can be while the same part of the target stays to blame, and says"
        + " which part that is.", "The folder then holds the smaller model; what it was before stays in original/."},
    footer = {"",
        "Exit code: 0, or 1 where a finding does not reproduce any more, 2 bad input, 3 an error of Plumbline.",
        "", "Example:", "  plumbline reduce plumbline-out/findings/*/case-17"})
final class ReduceCommand implements Callable<Integer> {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Parameters(paramLabel = "FINDING", arity = "1..*", description = "folders of findings")
    private List<Path> findings;

    @Option(names = "--target", paramLabel = "NAME[@VERSION]", completionCandidates = TargetNames.class,
        description = "another target or release than the one it was found on")
    private String target;

    @Option(names = "--out", paramLabel = "DIR", description = "write there, a folder for each finding, and leave the"
        + " finding as it is")
    private Path out;

    @Mixin
    private TriageBudget budget;

    @Override
    public Integer call() throws IOException {
        boolean gone = false;
        try (Stands stands = new Stands(Optional.ofNullable(target))) {
            for (Path folder : findings) {
                FindingFolder.Found found = switch (FindingFolder.read(folder)) {
                    case FindingFolder.Unreadable(String why) -> throw new BadInput(why);
                    case FindingFolder.Found f -> new FindingFolder.Found(Findings.alone(f.finding()), f.subject());
                };
                Path to = out == null ? folder : out.resolve(folder.toAbsolutePath().normalize().getFileName());
                Triaging.Done done = Triaging.triage(folder, found, stands.of(found.finding()), s -> stands.showsAlone(
                    found.finding(), s), to, budget.start());
                gone |= !done.finding().triage().gone().isEmpty();
                spec.commandLine().getOut().println(line(folder, found, done));
            }
        } catch (IOException e) {
            throw new BadInput("--out: cannot be written (" + CampaignFolder.reason(e) + "); name a writable folder");
        }
        return gone ? Plumbline.FOUND : Plumbline.NOTHING_FOUND;
    }

    private static String line(Path folder, FindingFolder.Found before, Triaging.Done done) {
        Triage t = done.finding().triage();
        int nodes = before.subject().model().graph().nodes().size();
        return folder + ": " + (t.gone().isEmpty() ? nodes + " to " + done.reduced().model().graph().nodes().size()
            + " nodes; culprit: " + t.culprit().oneLine() + "; root cause: " + t.rootCause()
            + (done.finished() ? "" : "; not finished, run it again to go on") : "gone on " + t.gone());
    }
}
