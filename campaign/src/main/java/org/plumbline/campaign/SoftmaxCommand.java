package org.plumbline.campaign;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.plumbline.campaign.engine.Bench;
import org.plumbline.campaign.engine.SoftmaxStress;
import org.plumbline.campaign.engine.SoftmaxStress.Form;
import org.plumbline.campaign.engine.SoftmaxStress.Logits;
import org.plumbline.graph.DType;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Tensor;
import org.plumbline.oracles.Trial;
import org.plumbline.oracles.Verdict;
import org.plumbline.targets.Outcome;
import org.plumbline.targets.Variant;
import org.plumbline.targets.worker.Executor;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `plumbline softmax`.
@Command(name = "softmax", mixinStandardHelpOptions = true, sortOptions = false,
    description = {"Measures how far Softmax and LogSoftmax are from the exact result, in units of the last place, on"
        + " rows of 1 to 70,000 logits that are hard to get right. Prints Markdown."},
    footer = {"", "Exit code: 0 all inside their bounds, 1 something outside, 2 bad input, 3 an error of Plumbline.",
        "", "Examples:", "  plumbline softmax", "  plumbline softmax --target onnxruntime,torch-djl"})
final class SoftmaxCommand implements Callable<Integer> {
    private static final List<Integer> COLUMNS = List.of(1, 2, 7, 64, 1000, 4097, 70_000);
    private static final List<DType> DTYPES = List.of(DType.FLOAT, DType.FLOAT16, DType.DOUBLE);

    private static final String HEAD = """
        # How exact Softmax is

        Made by `./plumbline softmax --target %s --seed %d`.

        The largest distance from the exact result, in units of the last place of the result's type, over rows of
        %s logits (two rows each, the last axis), at the plain variant and the
        strongest one. Results below the smallest normal number count as zero. The exact result comes from three passes
        in binary64 with compensated summation, good to about 1e-15, so the tables for double are rough in their last
        few units. "Outside" is what no correct implementation may return. A large distance can be inside: long rows may
        add up their rounding errors, and sums may be kept in the type of the result, which float16 overflows from
        65,520 equal logits on (∞).
        """;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Mixin
    private Stacks stacks;

    @Option(names = "--seed", defaultValue = "1", paramLabel = "S",
        description = "same seed, same logits (default: ${DEFAULT-VALUE})")
    private long seed;

    /// The worst of a kind of logits on one target: `ulps` at rows of `columns`; `note` where there is no number.
    private record Worst(double ulps, int columns, boolean outside, String note) {
        Worst or(Worst o) {
            return !note.isEmpty() ? this : !o.note.isEmpty() ? o
                : new Worst(Math.max(ulps, o.ulps), o.ulps > ulps ? o.columns : columns, outside || o.outside, "");
        }

        String cell() {
            String number = Double.isInfinite(ulps) ? "∞" : String.format(Locale.ROOT, "%.2f", ulps);
            return !note.isEmpty() ? note : number + (columns > 0 ? " (n = " + columns + ")" : "")
                + (outside ? " **outside**" : "");
        }
    }

    @Override
    public Integer call() {
        try (Opened opened = stacks.open()) {
            PrintWriter out = spec.commandLine().getOut();
            List<Executor> members = opened.first().members();
            out.printf(HEAD, stacks.names(), seed, COLUMNS.stream().map(c -> String.format(Locale.ROOT, "%,d", c))
                .collect(
                    Collectors.joining(", ")));
            boolean outside = false;
            for (Form form : Form.values()) {
                for (DType dtype : DTYPES) {
                    out.printf("%n## %s, %s%n%n| logits |%s%n|---|%s%n", form.operator(), dtype.onnxName(),
                        members.stream().map(e -> " " + e.target() + " " + e.version() + " |").collect(Collectors
                            .joining()), "---|".repeat(members.size()));
                    for (Logits kind : Logits.values()) {
                        List<Worst> row = members.stream().map(e -> worst(e, form, kind, dtype)).toList();
                        outside |= row.stream().anyMatch(Worst::outside);
                        out.printf("| %s |%s%n", kind.words(), row.stream().map(w -> " " + w.cell() + " |").collect(
                            Collectors.joining()));
                    }
                    out.flush();
                }
            }
            return outside ? Plumbline.FOUND : Plumbline.NOTHING_FOUND;
        }
    }

    private Worst worst(Executor stack, Form form, Logits kind, DType dtype) {
        if (!stack.feeds().contains(dtype)) {
            return new Worst(0, 0, false, "cannot be fed");
        }
        Worst worst = new Worst(0, 0, false, "");
        for (int columns : COLUMNS) {
            Tensor x = SoftmaxStress.logits(kind, dtype, columns, Rng.of(seed, columns));
            worst = worst.or(measured(stack, form, x, columns));
        }
        return worst;
    }

    /// Of the plain variant and the one that the target calls its strongest.
    private static Worst measured(Executor stack, Form form, Tensor x, int columns) {
        List<Variant> all = stack.variants();
        List<Variant> two = new ArrayList<>(List.of(all.getFirst()));
        all.stream().skip(1).filter(v -> List.of("all", "optimised").contains(v.name())).findFirst().ifPresent(
            two::add);
        Bench.Tried tried = new Bench(stack, 1).run(SoftmaxStress.subject(form, x), two);
        double[] exact = SoftmaxStress.exact(form, x);
        boolean outside = tried.verdict() instanceof Verdict.Disagrees;
        Worst worst = new Worst(0, 0, outside, "");
        for (Trial.Run run : tried.trial().runs()) {
            worst = worst.or(switch (run.first()) {
                case Outcome.Values(List<Tensor> outputs) when Double.isNaN(exact[0]) -> new Worst(0, 0, outside,
                    "gives " + outputs.getFirst().getDouble(0));
                case Outcome.Values(List<Tensor> outputs) ->
                    new Worst(SoftmaxStress.worstUlps(outputs.getFirst(), exact), columns, outside, "");
                case Outcome.Refused r -> new Worst(0, 0, outside, r.unsupported() ? "not supported" : "refused");
                case Outcome.Crashed c -> new Worst(0, 0, true, c.symptom());
                case Outcome.Hung _ -> new Worst(0, 0, true, "hangs");
            });
        }
        return worst;
    }
}
