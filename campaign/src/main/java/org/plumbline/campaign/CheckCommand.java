package org.plumbline.campaign;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.plumbline.campaign.engine.Bench;
import org.plumbline.targets.worker.Limits;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `plumbline check`.
@Command(name = "check", mixinStandardHelpOptions = true, sortOptions = false,
    description = {"Judges your own models: runs each at several optimisation levels and holds the outputs against"
        + " what any correct implementation may return.",
        "Inputs are taken from folders test_data_set_N beside the model (the ONNX backend-test layout), else from"
            + " .pb or .npy files beside it, matched by name or by index; where there are none, they are drawn.",
        "Operators without a reference are judged by comparing the levels with each other."},
    footer = {"", "With --json, one line per model:",
        "  {\"model\":…,\"target\":…,\"verdict\":\"agrees|disagrees|undecided|invalid\",",
        "   \"kind\":\"wrong-result|refused|crash|hang|nondeterministic|inconsistent|…\",",
        "   \"evidence\":…,\"decidedShare\":…}", "",
        "Exit code: 0 all agree or are undecided, 1 something disagrees, 2 bad input, 3 an error of Plumbline; the"
            + " largest of all models.", "", "Examples:", "  plumbline check model.onnx",
        "  plumbline check --json --seed 7 --target onnxruntime@1.17.3 a.onnx b.onnx"})
final class CheckCommand implements Callable<Integer> {
    private static final int REPEATS = 2;

    /// Somebody else's models are larger than ours: a minute a level, 16 GiB of address space, 2 GiB of heap.
    private static final Limits LIMITS = new Limits(Duration.ofMinutes(1), 16L << 30, 20_000, 2048, 1L << 30);

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Parameters(paramLabel = "MODEL", arity = "1..*", description = ".onnx files, or folders that hold one")
    private List<Path> models;

    @Option(names = "--inputs", paramLabel = "DIR",
        description = "take the inputs from this folder: test_data_set_N, or .pb and .npy files")
    private Path inputs;

    @Option(names = "--seed", paramLabel = "S", description = "draw the inputs with this seed, whatever lies there")
    private Long seed;

    @Option(names = "--target", defaultValue = "onnxruntime", paramLabel = "NAME[@VERSION]",
        completionCandidates = TargetNames.class, description = "what to run them on (default: ${DEFAULT-VALUE})")
    private String target;

    @Option(names = "--json", description = "one line of JSON per model")
    private boolean json;

    @Override
    public Integer call() {
        if (inputs != null && seed != null) {
            throw new BadInput("--inputs and --seed: give one of them");
        }
        if (inputs != null && !Files.isDirectory(inputs)) {
            throw new BadInput("--inputs " + inputs + ": no such folder; name one that holds .pb or .npy files");
        }
        int code = Plumbline.NOTHING_FOUND;
        try (Opened opened = Opened.once(target, LIMITS)) {
            Checker checker = new Checker(new Bench(opened.first(), REPEATS), Optional.ofNullable(inputs),
                Optional.ofNullable(seed));
            for (Path model : models) {
                Report report = checker.check(model);
                spec.commandLine().getOut().println(json ? report.json() : report.text());
                code = Math.max(code, report.code());
            }
        }
        return code;
    }
}
