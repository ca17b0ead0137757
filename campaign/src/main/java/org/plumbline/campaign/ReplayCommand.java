package org.plumbline.campaign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.plumbline.campaign.engine.Bench;
import org.plumbline.graph.edit.Case;
import org.plumbline.graph.edit.Realizer;
import org.plumbline.graph.edit.Recipe;
import org.plumbline.graph.edit.RecipeJson;
import org.plumbline.oracles.Evidence;
import org.plumbline.oracles.Verdict;
import org.plumbline.reports.Finding;
import org.plumbline.reports.FindingFolder;
import org.plumbline.reports.Subject;
import org.plumbline.targets.Variant;
import org.plumbline.targets.registry.Targets;
import org.plumbline.targets.worker.Limits;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `plumbline replay`.
@Command(name = "replay", mixinStandardHelpOptions = true, sortOptions = false,
    description = {"Runs a finding again, on the target and release where it was found or on another one.",
        "With --all it runs all findings below a folder, several times in new processes where they do not show at once,"
            + " and says in a line each whether they reproduce, are gone, or cannot be tried."},
    footer = {"", "Exit code: 1 while it reproduces, 0 once it does not, 2 bad input, 3 an error of Plumbline.",
        "With --all: 0 where all stand as recorded (they reproduce, or plumbline bisect has found the release gone of"
            + " them), 1 where one does not, 2 where one cannot be tried.", "",
        "Examples:", "  plumbline replay plumbline-out/findings/*/case-17",
        "  plumbline replay --target onnxruntime@1.17.3 recipe.json", "  plumbline replay --all reports/found"})
final class ReplayCommand implements Callable<Integer> {
    private static final int REPEATS = 3;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Parameters(paramLabel = "FINDING", description = "a finding's folder, or a recipe.json; with --all a folder with"
        + " findings in it or below")
    private Path finding;

    @Option(names = "--target", paramLabel = "NAME[@VERSION]", completionCandidates = TargetNames.class,
        description = "another target or release than the one it was found on; with --all only findings of this target"
            + " are tried")
    private String target;

    @Option(names = "--all", description = "all findings below the folder")
    private boolean all;

    @Override
    public Integer call() {
        if (all) {
            return new Reruns(finding, spec.commandLine().getOut(), Targets.installed(), Opened.journals())
                .run(Findings.below(finding), target);
        }
        return Files.isDirectory(finding) ? replayFolder() : replayRecipe();
    }

    private int replayFolder() {
        return switch (FindingFolder.read(finding)) {
            case FindingFolder.Unreadable(String why) -> throw new BadInput(why);
            case FindingFolder.Found(Finding f, Subject subject) -> {
                String name = target != null ? target : f.spec();
                try (Opened opened = Opened.once(name, Limits.DEFAULT)) {
                    List<Variant> all = opened.first().variants();
                    List<String> wanted = Stream.concat(f.guilty().stream(), f.innocent().stream()).toList();
                    List<Variant> variants = all.stream().filter(v -> v.equals(all.getFirst())
                        || wanted.contains(v.name())).toList();
                    yield told(new Bench(opened.first(), REPEATS).run(subject, variants));
                }
            }
        };
    }

    private int replayRecipe() {
        try {
            return switch (RecipeJson.read(Files.readString(finding))) {
                case RecipeJson.Parsed.Malformed(String why) -> throw new BadInput(finding + ": no recipe (" + why
                    + ")");
                case RecipeJson.Parsed.Read(Recipe recipe) -> {
                    Case c = Realizer.realize(recipe);
                    try (Opened opened = Opened.once(target == null ? "onnxruntime" : target, Limits.DEFAULT)) {
                        yield told(new Bench(opened.first(), REPEATS).run(new Subject(c.model(), c.inputs()),
                            opened.first().variants()));
                    }
                }
            };
        } catch (IOException _) {
            throw new BadInput(finding + ": cannot be read; name a finding's folder or a recipe.json");
        }
    }

    private int told(Bench.Tried tried) {
        return switch (tried.verdict()) {
            case Verdict.Disagrees(Evidence e) -> {
                spec.commandLine().getOut().println("reproduces: " + e.oneLine());
                yield Plumbline.FOUND;
            }
            case Verdict.Agrees _,Verdict.Undecided _,Verdict.Invalid _ -> {
                spec.commandLine().getOut().println("does not reproduce: " + tried.verdict());
                yield Plumbline.NOTHING_FOUND;
            }
        };
    }
}
