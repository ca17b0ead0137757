package org.plumbline.campaign;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.plumbline.campaign.engine.Bench;
import org.plumbline.generator.check.OnnxChecker;
import org.plumbline.graph.Model;
import org.plumbline.graph.Node;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.bound.Accuracy;
import org.plumbline.graph.ValueInfo;
import org.plumbline.graph.onnx.BackendTestCase;
import org.plumbline.graph.onnx.CaseRead;
import org.plumbline.graph.onnx.OnnxCodec;
import org.plumbline.graph.onnx.OnnxRead;
import org.plumbline.oracles.Evidence;
import org.plumbline.oracles.Kind;
import org.plumbline.oracles.Oracles;
import org.plumbline.oracles.Trial;
import org.plumbline.oracles.Verdict;
import org.plumbline.reports.Subject;
import org.plumbline.targets.Outcome;
import org.plumbline.targets.Variant;

/// Judges somebody else's models on one target.
///
/// @param inputs the folder with the inputs; beside the model where it is empty
/// @param seed draws the inputs, whatever lies beside the model
record Checker(Bench bench, Optional<Path> inputs, Optional<Long> seed) {
    private static final List<String> LEVELS = List.of("plain", "basic", "extended", "all");
    private static final int NEWEST_IR = 10;
    private static final byte[] NO_RECIPE = new byte[0];

    /// Never throws: what goes wrong is part of the report. The trace of a failure of ours goes to standard error.
    Report check(Path path) {
        try {
            return judge(path);
        } catch (BadInput e) {
            return Report.of(path, target(), new Report.Unusable(e.getMessage()));
        } catch (OutOfMemoryError _) {
            return Report.of(path, target(), new Report.Judged(new Verdict.Undecided(path + ": too large for "
                + (Runtime.getRuntime().maxMemory() >> 20) + " MiB of heap; set PLUMBLINE_JAVA_OPTS=-Xmx8g")));
        } catch (RuntimeException | StackOverflowError e) {
            e.printStackTrace();
            return Report.of(path, target(), new Report.Failed(path + ": " + e));
        }
    }

    private String target() {
        return bench.executor().members().stream().map(e -> e.target() + "@" + e.version())
            .collect(Collectors.joining(","));
    }

    private Report judge(Path path) {
        Path file = modelFile(path);
        BackendTestCase test = seed.isPresent() ? new BackendTestCase(model(file), List.of()) : read(file);
        Model model = test.model();
        if (model.irVersion() <= NEWEST_IR && model.opset() <= BoundedReference.NEWEST_OPSET) {
            OnnxChecker.check(OnnxCodec.write(model)).ifPresent(problem -> {
                throw new BadInput(path + ": not a valid ONNX model: " + problem);
            });
        }
        for (ValueInfo fed : model.graph().fed()) {
            if (fed.type() instanceof ValueInfo.Other) {
                return Report.of(path, target(), new Report.Judged(new Verdict.Undecided("input '" + fed.name()
                    + "' is no tensor, and nothing else can be fed")));
            }
        }
        if (inputs.isPresent() && test.dataSets().isEmpty() && !model.graph().fed().isEmpty()) {
            throw new BadInput(inputs.get()
                + ": holds no inputs; name a folder with .pb or .npy files, or leave --inputs out");
        }
        Report worst = null;
        double share = 0;
        List<Subject> subjects = subjects(path, test);
        for (Subject subject : subjects) {
            Report r = report(path, subject);
            share += r.decidedShare() / subjects.size();
            worst = worst == null || r.code() > worst.code() ? r : worst;
        }
        return new Report(path, target(), worst.answer(), share);
    }

    private static Path modelFile(Path path) {
        if (!Files.isDirectory(path) || Files.isRegularFile(path.resolve("model.onnx"))) {
            return Files.isDirectory(path) ? path.resolve("model.onnx") : path;
        }
        try (Stream<Path> files = Files.list(path)) {
            List<Path> models = files.filter(f -> f.toString().endsWith(".onnx")).sorted().toList();
            if (models.size() == 1) {
                return models.getFirst();
            }
            throw new BadInput(path + ": holds " + models.size() + " .onnx files; name the one that is meant");
        } catch (IOException | UncheckedIOException e) {
            throw new BadInput(path + ": cannot be read (" + e.getMessage() + "); name an .onnx file");
        }
    }

    private static Model model(Path file) {
        return switch (OnnxCodec.read(file)) {
            case OnnxRead.Malformed(String why) -> throw new BadInput(why);
            case OnnxRead.Ok(Model model) -> model;
        };
    }

    private BackendTestCase read(Path file) {
        CaseRead read = inputs.isEmpty() ? BackendTestCase.read(file) : BackendTestCase.read(file, inputs.get());
        return switch (read) {
            case CaseRead.Malformed(String why) -> throw new BadInput(why);
            case CaseRead.Ok(BackendTestCase test) -> test;
        };
    }

    private List<Subject> subjects(Path path, BackendTestCase test) {
        if (!test.dataSets().isEmpty()) {
            return test.dataSets().stream().map(d -> Subject.of(test.model(), d.inputs())).toList();
        }
        return switch (RandomInputs.draw(test.model(), seed.orElse(1L))) {
            case RandomInputs.Drawn(List<Tensor> tensors) -> List.of(new Subject(test.model(), tensors));
            case RandomInputs.Impossible(String why) -> throw new BadInput(path + ": " + why
                + "; give the inputs with --inputs");
        };
    }

    private Report report(Path path, Subject given) {
        Subject subject = given.feedable(bench.executor().feeds());
        List<Variant> levels = levels();
        Map<Accuracy, BoundedReference> references = levels.stream().map(v -> bench.executor().device(v).accuracy())
            .distinct()
            .collect(Collectors.toMap(a -> a, a -> BoundedReference.of(subject.model(), subject.feeds(), a)));
        BoundedReference reference = references.get(bench.executor().device(levels.getFirst()).accuracy());
        Bench.Tried tried = bench.run(subject, OnnxCodec.write(subject.model()),
            accuracy -> references.get(accuracy).evaluated(), levels, NO_RECIPE);
        Verdict verdict = switch (tried.verdict()) {
            case Verdict.Undecided _ when foreign(tried).isPresent() -> throw new BadInput(path + ": node '"
                + foreign(tried).get().name() + "' is a " + foreign(tried).get().qualifiedOperator()
                + ", an operator that " + target() + " does not know; name a target that does with --target");
            case Verdict.Agrees _ when reference.cut().isPresent() -> new Verdict.Undecided(reference.cut().get()
                + "; the optimisation levels agree with each other");
            case Verdict.Disagrees(Evidence e) when reference.cut().isPresent() && e.kind() == Kind.HANG ->
                new Verdict.Undecided(reference.cut().get() + "; " + e.oneLine());
            case Verdict.Agrees _,Verdict.Disagrees _,Verdict.Undecided _,Verdict.Invalid _ -> tried.verdict();
        };
        return new Report(path, target(), new Report.Judged(verdict), share(tried.trial()));
    }

    /// Nothing is decided where nothing came out.
    private static double share(Trial trial) {
        return trial.runs().stream().anyMatch(r -> r.first() instanceof Outcome.Values) ? Oracles.decidedShare(trial)
            : 0;
    }

    /// The operator of a domain that is not ONNX's, if the target took the model at no level.
    private static Optional<Node> foreign(Bench.Tried tried) {
        boolean refused = tried.trial().runs().stream().allMatch(r -> r.first() instanceof Outcome.Refused);
        return !refused ? Optional.empty() : tried.trial().reference().unreferenced().stream()
            .filter(n -> !n.domain().isEmpty() && !n.domain().startsWith("ai.onnx")).findFirst();
    }

    /// The optimisation levels of each stack; all its variants where it has no levels.
    private List<Variant> levels() {
        List<Variant> all = bench.executor().variants();
        Set<String> levelled = all.stream().filter(Checker::isLevel).map(v -> Variant.stack(v.name()))
            .collect(Collectors.toSet());
        return all.stream().filter(v -> isLevel(v) || !levelled.contains(Variant.stack(v.name()))).toList();
    }

    private static boolean isLevel(Variant v) {
        return LEVELS.contains(Variant.local(v.name()));
    }
}
