package org.plumbline.campaign;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.plumbline.campaign.engine.Validity;
import org.plumbline.generator.Generated;
import org.plumbline.generator.Generator;
import org.plumbline.generator.Options;
import org.plumbline.generator.rules.Rulebook;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.ValueInfo;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.edit.Case;
import org.plumbline.graph.onnx.BackendTestCase;
import org.plumbline.graph.onnx.OnnxCodec;
import org.plumbline.reports.Midpoint;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `plumbline generate`.
@Command(name = "generate", mixinStandardHelpOptions = true, sortOptions = false,
    description = {
        "Writes valid ONNX models with inputs and expected outputs, in the ONNX backend-test layout: one folder"
            + " model_N each, with model.onnx and test_data_set_0.",
        "An expected output is the middle of what correct implementations may return; where the specification leaves"
            + " an element open, the output has no file.",
        "Without --rules, operators of ONNX alone are used of the rulebook that comes with Plumbline."},
    footer = {"", "Exit code: 0 all written, 2 bad input, 3 an error of Plumbline.", "", "Example:",
        "  plumbline generate --count 100 --out models --operators Conv,Relu"})
final class GenerateCommand implements Callable<Integer> {
    /// So many contradicted models for each that is wanted, and the rules are to blame.
    private static final int MOST_WRONG = 20;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Option(names = "--count", required = true, paramLabel = "N", description = "how many models")
    private int count;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "where to; one folder per model")
    private Path out;

    @Option(names = "--seed", defaultValue = "1", paramLabel = "S", description = "same seed, same models (default: 1)")
    private long seed;

    @Option(names = "--nodes", defaultValue = "1..10", paramLabel = "MIN..MAX",
        description = "operators per model (default: ${DEFAULT-VALUE})")
    private String nodes;

    @Option(names = "--operators", split = ",", hideParamSyntax = true, paramLabel = "A,B",
        description = "use these ONNX operators only (default: all)")
    private List<String> operators = List.of();

    @Option(names = "--rules", paramLabel = "DIR|none", description = RuleChoice.RULES_OPTION)
    private String rules;

    @Option(names = "--mix", paramLabel = "SHARES", description = RuleChoice.MIX_OPTION)
    private String mix;

    @Override
    public Integer call() {
        if (count < 1) {
            throw new BadInput("--count " + count + ": give a positive number");
        }
        NodeRange range = NodeRange.parse(nodes);
        Options base = Options.DEFAULT.withNodes(range.min(), range.max());
        RuleChoice choice = RuleChoice.of(rules, mix);
        Rulebook book = choice.book();
        Options options = choice.with(base, book, o -> choice.isMeant(book, o, operators));
        Generator generator = new Generator(OperatorChoice.restricted(options, OperatorChoice.parse(operators, options
            .rules().book())));
        int wrong = 0;
        for (int i = 0; i < count; i++) {
            Path folder = out.resolve("model_%06d".formatted(i));
            if (Files.exists(folder)) {
                throw new BadInput(folder + ": exists already; name an empty folder with --out");
            }
            Rng rng = Rng.of(seed, i);
            Generated generated = generator.generate(rng.nextLong());
            while (isContradicted(generated)) {
                wrong++;
                if (wrong > MOST_WRONG * count) {
                    throw new BadInput("--rules: the specification contradicts " + wrong
                        + " models made of these rules; learn them anew, or give --rules none");
                }
                generated = generator.generate(rng.nextLong());
            }
            Case c = generated.realized();
            Map<String, Enclosure> values = generated.reference().values();
            Map<String, Tensor> expected = new LinkedHashMap<>();
            for (ValueInfo o : c.model().graph().outputs()) {
                if (values.containsKey(o.name())) {
                    Midpoint.of(values.get(o.name())).ifPresent(t -> expected.put(o.name(), t));
                }
            }
            BackendTestCase.write(folder, c.model(), c.feeds(), expected)
                .ifPresent(problem -> {
                    throw new BadInput(problem);
                });
        }
        spec.commandLine().getOut().printf("%d models in %s%s%n", count, out.toAbsolutePath(), wrong == 0 ? ""
            : "; " + wrong + " others are left out, since the specification contradicts what was learned");
        return Plumbline.NOTHING_FOUND;
    }

    private static boolean isContradicted(Generated generated) {
        Case c = generated.realized();
        return Validity.isLearnedWrong(Validity.confirm(c.model(), OnnxCodec.write(c.model()), generated));
    }
}
