package org.plumbline.campaign;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.plumbline.campaign.infer.Keeper;
import org.plumbline.campaign.infer.Recorder;
import org.plumbline.campaign.infer.TargetLabeller;
import org.plumbline.generator.Generator;
import org.plumbline.generator.Options;
import org.plumbline.graph.Rng;
import org.plumbline.seeds.records.CallFile;
import org.plumbline.seeds.records.OperatorCall;
import org.plumbline.seeds.records.RecordedCall;
import org.plumbline.targets.worker.Limits;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `plumbline records`.
@Command(name = "records", mixinStandardHelpOptions = true, sortOptions = false,
    description = {
        "Collects calls of operators, asks the target about each as a model of one node, and writes them with"
            + " their answers, a line of JSON each: nodes of seed patterns, of generated models and of models in folders,"
            + " and the recorded calls of a rulebook.",
        "plumbline infer --records learns from them."},
    footer = {"", "Exit code: 0, 2 bad input, 3 an error of Plumbline.", "", "Example:",
        "  plumbline records --out calls.jsonl --from plumbline-out --rules rules"})
final class RecordsCommand implements Callable<Integer> {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "where they are written")
    private Path out;

    @Option(names = "--target", defaultValue = "onnxruntime", paramLabel = "NAME[@VERSION]",
        completionCandidates = TargetNames.class, description = "whom to ask (default: ${DEFAULT-VALUE})")
    private String target;

    @Option(names = "--seed", defaultValue = "1", paramLabel = "N",
        description = "what is drawn is drawn from it: same seed, same file (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--patterns", defaultValue = "20", paramLabel = "N",
        description = "draw each seed pattern so many times (default: ${DEFAULT-VALUE})")
    private int patterns;

    @Option(names = "--count", defaultValue = "500", paramLabel = "N",
        description = "generate so many models (default: ${DEFAULT-VALUE})")
    private int count;

    @Option(names = "--from", split = ",", paramLabel = "DIR,…",
        description = "take models from these folders, too: .onnx files (the inputs beside them, if any) and the corpus"
            + " of a campaign")
    private List<Path> folders = List.of();

    @Option(names = "--rules", paramLabel = "DIR", description = "take the recorded calls of this rulebook, too")
    private Path rules;

    @Option(names = "--each", defaultValue = "3", paramLabel = "N",
        description = "keep so many calls of one operator, element types, ranks and attributes (default: "
            + "${DEFAULT-VALUE})")
    private int each;

    @Override
    public Integer call() {
        if (patterns < 0 || count < 0 || each < 1) {
            throw new BadInput("--patterns " + patterns + " --count " + count + " --each " + each
                + ": give 0 or more, and 1 or more of each");
        }
        List<String> left = new ArrayList<>();
        CallSources sources = new CallSources(InferCommand.OPSET, seed, left::add);
        Map<String, Stream<OperatorCall>> all = new LinkedHashMap<>();
        all.put("rulebook", rules == null ? Stream.of() : sources.rulebook(RuleChoice.load(Optional.of(rules))));
        all.put("seed patterns", sources.patterns(patterns));
        all.put("generated models", sources.generated(new Generator(Options.DEFAULT), count));
        folders.forEach(f -> all.put(f.toString(), sources.folder(f).flatMap(s -> s)));
        PrintWriter printer = spec.commandLine().getOut();
        try (Opened opened = Opened.once(target, Limits.DEFAULT)) {
            TargetLabeller labeller = new TargetLabeller(opened.first(), InferCommand.OPSET, Keeper.NOBODY, Rng.of(
                seed));
            Recorder recorder = new Recorder(labeller, each);
            all.forEach((name, calls) -> {
                int before = recorder.kept().size();
                long met = calls.peek(recorder::add).count();
                printer.printf("%s: %d calls, %d of them kept%n", name, met, recorder.kept().size() - before);
            });
            if (!left.isEmpty()) {
                printer.printf("%d models could not be used, such as %s%n", left.size(), left.getFirst());
            }
            write(recorder.kept());
            long accepted = recorder.kept().stream().filter(r -> r.answer() instanceof RecordedCall.Accepted).count();
            printer.printf("%d calls of %d operators in %s: %d accepted, %d refused; %d had no answer%n", recorder
                .kept()
                .size(), recorder.kept().stream().map(r -> r.call().operator()).distinct().count(), out, accepted,
                recorder.kept().size() - accepted, recorder.unanswered());
        }
        printer.flush();
        return Plumbline.NOTHING_FOUND;
    }

    private void write(List<RecordedCall> calls) {
        try {
            Files.writeString(out, CallFile.write(calls));
        } catch (IOException e) {
            throw new BadInput(out + ": cannot be written (" + CampaignFolder.reason(e)
                + "); name another with --out");
        }
    }
}
