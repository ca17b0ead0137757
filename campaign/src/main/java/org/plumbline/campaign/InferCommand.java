package org.plumbline.campaign;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import org.plumbline.campaign.audit.AuditTable;
import org.plumbline.campaign.engine.Budget;
import org.plumbline.campaign.infer.Candidates;
import org.plumbline.campaign.infer.InferenceTable;
import org.plumbline.campaign.infer.InferenceTable.Row;
import org.plumbline.campaign.infer.Notes;
import org.plumbline.campaign.infer.Keeper;
import org.plumbline.campaign.infer.KeptCalls;
import org.plumbline.campaign.infer.TargetLabeller;
import org.plumbline.generator.check.OperatorSchema;
import org.plumbline.generator.infer.Implemented;
import org.plumbline.generator.infer.Inference;
import org.plumbline.generator.infer.Learner;
import org.plumbline.generator.rules.Learned;
import org.plumbline.generator.rules.Rulebook;
import org.plumbline.generator.rules.RulebookDiff;
import org.plumbline.generator.rules.RulebookFolder;
import org.plumbline.graph.Nearest;
import org.plumbline.graph.Rng;
import org.plumbline.seeds.records.CallFile;
import org.plumbline.seeds.records.RecordedCall;
import org.plumbline.targets.worker.CpuTime;
import org.plumbline.targets.worker.Executor;
import org.plumbline.targets.worker.Limits;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `plumbline infer`.
@Command(name = "infer", mixinStandardHelpOptions = true, sortOptions = false,
    description = {"Learns what is valid by asking the target: for each operator's combinations of dtypes, ranks and"
        + " attributes which integers it accepts, and how they give the output shapes.",
        "Rules are written as a folder of JSON, one file per operator; held-out calls say what they are worth."},
    footer = {"", "Exit code: 0, 2 bad input, 3 an error of Plumbline.", "", "Examples:",
        "  plumbline infer --operators Conv,MaxPool --out rules", "  plumbline infer --diff old-rules new-rules",
        "  plumbline infer --audit rules --out audit"})
final class InferCommand implements Callable<Integer> {
    static final int OPSET = 22;
    /// No operator takes more than so many times its part of the time.
    private static final int SHARES = 5;
    /// Below the rulebook's folder.
    private static final String FINDINGS = "findings";
    /// The stream of draws that says which calls are asked twice.
    private static final int TWICE = 2;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Option(names = "--target", defaultValue = "onnxruntime", paramLabel = "NAME[@VERSION]",
        completionCandidates = TargetNames.class, description = "whom to ask (default: ${DEFAULT-VALUE})")
    private String target;

    @Option(names = "--domain", split = ",", defaultValue = "ai.onnx", paramLabel = "DOMAIN,…",
        description = "whose operators: ai.onnx, com.microsoft (default: ${DEFAULT-VALUE})")
    private List<String> domains;

    @Option(names = "--operators", split = ",", paramLabel = "NAME,…", description = "these operators only")
    private Set<String> operators = Set.of();

    @Option(names = "--budget", defaultValue = "15m", paramLabel = "TIME",
        description = "when to stop asking (default: ${DEFAULT-VALUE})")
    private String budget;

    @Option(names = "--seed", defaultValue = "1", paramLabel = "N",
        description = "what calls are drawn from (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--partial", defaultValue = "12", paramLabel = "N",
        description = "at most so many combinations per operator (default: ${DEFAULT-VALUE})")
    private int most;

    @Option(names = "--calls", defaultValue = "24", paramLabel = "N",
        description = "keep at most so many answered calls per combination (default: ${DEFAULT-VALUE})")
    private int calls;

    @Option(names = "--records", paramLabel = "FILE",
        description = "learn the combinations of recorded calls, too, --partial of them; plumbline records writes such a"
            + " file")
    private Path records;

    @Option(names = "--out", paramLabel = "DIR", description = {"where the rulebook is written, operator by operator;",
        "a run with the same settings goes on with what is there"})
    private Path out;

    @Option(names = "--diff", arity = "2", paramLabel = "DIR",
        description = "compare two rulebooks instead: the older and the younger one")
    private List<Path> diff = List.of();

    @Option(names = "--audit", paramLabel = "DIR",
        description = "hold a rulebook against ONNX's own checker and shape inference, and against the target, instead;"
            + " --out gets audit.json and the smallest call of each contradiction")
    private Path audit;

    @Option(names = "--models", defaultValue = "300", paramLabel = "N",
        description = "with --audit: try so many models of ten nodes made of the rules alone (default: ${DEFAULT-VALUE})")
    private int models;

    @Override
    public Integer call() {
        PrintWriter printer = spec.commandLine().getOut();
        if (!diff.isEmpty()) {
            printer.println(RulebookDiff.of(read(diff.getFirst()), read(diff.getLast())).render());
            printer.flush();
            return Plumbline.NOTHING_FOUND;
        }
        Duration limit = Budget.duration(budget).orElseThrow(() -> new BadInput("--budget " + budget
            + ": not a time; write 90s, 15m or 2h"));
        if (audit != null) {
            audit(limit, printer);
            return Plumbline.NOTHING_FOUND;
        }
        if (calls < 0) {
            throw new BadInput("--calls " + calls + ": give 0 or more");
        }
        if (most < 1) {
            throw new BadInput("--partial " + most + ": must be at least 1");
        }
        List<RecordedCall> recorded = records == null ? List.of() : read();
        try (Opened opened = Opened.once(target, Limits.DEFAULT)) {
            Candidates.Found found = Candidates.of(opened.first(), target, domains, operators, OPSET).orElseThrow(
                BadInput::new);
            printer.print(infer(opened.first(), found, limit, recorded).render());
            printer.printf(Locale.ROOT, "%.0f s of CPU time, workers included%n", CpuTime.seconds());
        } catch (IOException e) {
            throw unwritten(out, e);
        } catch (UncheckedIOException e) {
            throw unwritten(out, e.getCause());
        }
        printer.flush();
        return Plumbline.NOTHING_FOUND;
    }

    private void audit(Duration limit, PrintWriter printer) {
        if (models < 0) {
            throw new BadInput("--models " + models + ": must be at least 0");
        }
        Rulebook book = RuleChoice.load(Optional.of(audit));
        operators.stream().filter(o -> !book.operators().containsKey(o)).findFirst().ifPresent(o -> {
            throw new BadInput("--operators " + o + ": " + audit + " has no rule of it; near are " + Nearest.to(o, book
                .operators().keySet()));
        });
        long end = System.nanoTime() + limit.toNanos();
        RuleAudit run = new RuleAudit(book, operators, seed, models, () -> System.nanoTime() < end);
        try (Opened opened = Opened.once(target, Limits.DEFAULT)) {
            AuditTable table = run.run(opened.first());
            if (out != null) {
                run.write(out, table);
            }
            printer.print(table.render());
            printer.flush();
        }
    }

    private InferenceTable infer(Executor executor, Candidates.Found found, Duration limit,
        List<RecordedCall> recorded) throws IOException {
        long end = System.nanoTime() + limit.toNanos();
        Keeper keeper = out == null ? Keeper.NOBODY : new KeptCalls(out.resolve(FINDINGS), executor, seed);
        TargetLabeller labeller = new TargetLabeller(executor, OPSET, keeper, Rng.of(seed, TWICE));
        Inference inference = new Inference(new Implemented(labeller), most, found.words());
        Optional<Notes> notes = out == null ? Optional.empty() : Optional.of(Notes.open(out, new Notes.Settings(executor
            .target(), executor.version(), OPSET, seed, most, calls, digest(recorded))));
        Map<String, Row> known = notes.map(Notes::known).orElse(Map.of());
        Map<String, List<RecordedCall>> byOperator = recorded.stream().collect(Collectors.groupingBy(r -> r.call()
            .operator()));
        List<Row> rows = new ArrayList<>();
        try (Counted progress = Counted.of(found.schemas().size())) {
            for (OperatorSchema s : found.schemas()) {
                progress.show(rows.size(), s.name());
                if (known.containsKey(qualified(s))) {
                    rows.add(known.get(qualified(s)));
                    continue;
                }
                long stop = Math.min(end, System.nanoTime() + limit.toNanos() / found.schemas().size() * SHARES);
                rows.add(new Row(qualified(s), kept(inference.of(s, byOperator.getOrDefault(
                    qualified(s), List.of()), Rng.of(seed), () -> System.nanoTime() < stop))));
                if (notes.isPresent() && System.nanoTime() < end) {
                    notes.get().add(rows.getLast());
                }
            }
        }
        return new InferenceTable(rows, labeller.account());
    }

    /// With so many recorded calls as are wanted.
    private Inference.Result kept(Inference.Result result) {
        return new Inference.Result(result.rules().stream().map(o -> {
            Learned l = o.learned();
            return new Learner.Outcome(new Learned(l.partial(), l.status(), l.why(), l.accepted(), l.refused(), l
                .calls()
                .stream().limit(calls).toList()), o.heldout());
        }).toList(), result.why(), result.lost());
    }

    private static String qualified(OperatorSchema s) {
        return s.domain().isEmpty() ? s.name() : s.domain() + "::" + s.name();
    }

    private static BadInput unwritten(Path folder, IOException e) {
        return new BadInput(folder + ": cannot be written (" + CampaignFolder.reason(e)
            + "); name another with --out");
    }

    private List<RecordedCall> read() {
        return switch (CallFile.read(records)) {
            case CallFile.Read.Ok(List<RecordedCall> read) -> read;
            case CallFile.Read.Unreadable(String why) -> throw new BadInput("--records " + why);
        };
    }

    /// "" for no calls.
    private static String digest(List<RecordedCall> calls) {
        CRC32 sum = new CRC32();
        sum.update(CallFile.write(calls).getBytes(StandardCharsets.UTF_8));
        return calls.isEmpty() ? "" : Long.toHexString(sum.getValue());
    }

    private static Rulebook read(Path folder) {
        return switch (RulebookFolder.read(folder)) {
            case RulebookFolder.Read.Ok(Rulebook book) -> book;
            case RulebookFolder.Read.Unreadable(String why) -> throw new BadInput("--diff " + why);
        };
    }
}
