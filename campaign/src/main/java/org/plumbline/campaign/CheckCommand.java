package org.plumbline.campaign;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.plumbline.campaign.engine.Bench;
import org.plumbline.generator.check.OnnxChecker;
import org.plumbline.graph.Model;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.onnx.BackendTestCase;
import org.plumbline.graph.onnx.CaseRead;
import org.plumbline.graph.onnx.OnnxCodec;
import org.plumbline.oracles.Evidence;
import org.plumbline.oracles.Oracles;
import org.plumbline.oracles.Verdict;
import org.plumbline.reports.Subject;
import org.plumbline.targets.Variant;
import org.plumbline.targets.worker.Limits;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `plumbline check`.
@Command(name = "check", mixinStandardHelpOptions = true, sortOptions = false,
    description = {"Judges your own models: runs each at several optimisation levels and holds the outputs against"
        + " what any correct implementation may return.",
        "Inputs: folders test_data_set_N beside the model (ONNX backend-test layout) or .pb/.npy files in --inputs,"
            + " matched by name or by index; drawn at random where there are none.",
        "Exit code 0: agrees or undecided, 1: disagrees, 2: bad input, 3: an error of Plumbline."})
final class CheckCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int REPEATS = 2;
    private static final List<String> LEVELS = List.of("plain", "basic", "extended", "all");

    @Parameters(paramLabel = "MODEL", arity = "1..*", description = ".onnx files, or folders that hold one")
    private List<Path> models;

    @Option(names = "--inputs", paramLabel = "DIR", description = "folder with the inputs, .pb or .npy")
    private Path inputs;

    @Option(names = "--seed", paramLabel = "S", description = "draw the inputs with this seed, whatever lies there")
    private Long seed;

    @Option(names = "--target", defaultValue = "onnxruntime", paramLabel = "NAME[@VERSION]",
        description = "what to run them on (default: ${DEFAULT-VALUE})")
    private String target;

    @Option(names = "--json", description = "one line of JSON per model")
    private boolean json;

    /// One line of output.
    private record Report(Path model, String verdict, String kind, Object evidence, double decidedShare, int code) {
    }

    @Override
    public Integer call() {
        if (inputs != null && seed != null) {
            throw new BadInput("--inputs and --seed: give one of them");
        }
        int code = Plumbline.NOTHING_FOUND;
        try (Opened opened = Opened.once(target, Limits.DEFAULT)) {
            Bench bench = new Bench(opened.first(), REPEATS);
            for (Path model : models) {
                Report report = judged(bench, model);
                print(report);
                code = Math.max(code, report.code());
            }
        }
        return code;
    }

    private Report judged(Bench bench, Path path) {
        try {
            return judge(bench, path);
        } catch (BadInput e) {
            return new Report(path, "invalid", "bad-input", e.getMessage(), 0, Plumbline.BAD_INPUT);
        }
    }

    private Report judge(Bench bench, Path path) {
        BackendTestCase test = read(path);
        OnnxChecker.check(OnnxCodec.write(test.model())).ifPresent(problem -> {
            throw new BadInput(path + ": not a valid ONNX model: " + problem);
        });
        Report worst = null;
        for (Subject subject : subjects(path, test)) {
            Report r = report(path, bench.run(subject, levels(bench)));
            worst = worst == null || r.code() > worst.code() ? r : worst;
        }
        return worst;
    }

    private BackendTestCase read(Path path) {
        if (inputs != null && !Files.isDirectory(inputs)) {
            throw new BadInput(inputs + ": no such folder; name one that holds .pb or .npy files");
        }
        CaseRead read = inputs == null ? BackendTestCase.read(path) : BackendTestCase.read(path, inputs);
        return switch (read) {
            case CaseRead.Malformed(String why) -> throw new BadInput(why);
            case CaseRead.Ok(BackendTestCase test) when inputs != null && test.dataSets().isEmpty()
                && !test.model().graph().fed().isEmpty() -> throw new BadInput(inputs
                    + ": holds no inputs; name a folder with .pb or .npy files, or leave --inputs out");
            case CaseRead.Ok(BackendTestCase test) -> test;
        };
    }

    private List<Subject> subjects(Path path, BackendTestCase test) {
        if (seed == null && !test.dataSets().isEmpty()) {
            return test.dataSets().stream().map(d -> Subject.of(test.model(), d.inputs())).toList();
        }
        return List.of(drawn(path, test.model(), seed == null ? 1 : seed));
    }

    private static Subject drawn(Path path, Model model, long seed) {
        return switch (RandomInputs.draw(model, seed)) {
            case RandomInputs.Drawn(List<Tensor> tensors) -> new Subject(model, tensors);
            case RandomInputs.Impossible(String why) -> throw new BadInput(path + ": " + why
                + "; give the inputs with --inputs");
        };
    }

    private static List<Variant> levels(Bench bench) {
        List<Variant> all = bench.executor().variants();
        List<Variant> named = all.stream().filter(v -> LEVELS.contains(v.name())).toList();
        return named.isEmpty() ? all : named;
    }

    private static Report report(Path path, Bench.Tried tried) {
        double share = Oracles.decidedShare(tried.trial());
        return switch (tried.verdict()) {
            case Verdict.Agrees _ -> new Report(path, "agrees", "", "", share, Plumbline.NOTHING_FOUND);
            case Verdict.Undecided(String why) -> new Report(path, "undecided", "", why, share,
                Plumbline.NOTHING_FOUND);
            case Verdict.Invalid(String why) -> new Report(path, "invalid", "", why, share, Plumbline.BAD_INPUT);
            case Verdict.Disagrees(Evidence e) -> new Report(path, "disagrees", e.kind().label(), e, share,
                Plumbline.FOUND);
        };
    }

    private void print(Report r) {
        if (!json) {
            String what = r.evidence() instanceof Evidence e ? e.oneLine() : r.evidence().toString();
            System.out.printf("%s: %s%s (%.1f %% decided)%n", r.model(), r.verdict(), what.isEmpty() ? "" : ": " + what,
                100 * r.decidedShare());
            return;
        }
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("model", r.model().toString());
        line.put("verdict", r.verdict());
        line.put("kind", r.kind());
        line.put("evidence", r.evidence());
        line.put("decidedShare", r.decidedShare());
        try {
            System.out.println(JSON.writeValueAsString(line));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
