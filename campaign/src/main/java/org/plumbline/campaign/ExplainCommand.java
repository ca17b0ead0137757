package org.plumbline.campaign;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.plumbline.generator.check.OnnxSchemas;
import org.plumbline.generator.check.OperatorSchema;
import org.plumbline.generator.check.SchemaPage;
import org.plumbline.generator.rules.Learned;
import org.plumbline.generator.rules.RulePage;
import org.plumbline.generator.rules.Rulebook;
import org.plumbline.graph.Nearest;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `plumbline explain`.
@Command(name = "explain", mixinStandardHelpOptions = true, sortOptions = false,
    description = {"Prints the rules that were learned of an operator, beside what the ONNX specification says of it.",
        "There is a rule for each combination of dtypes, ranks and attributes: which integers (dimensions, strides,"
            + " axes) are valid, and how they give the output shapes. '/' and '%%' round down."},
    footer = {"", "Exit code: 0, 2 bad input, 3 an error of Plumbline.", "", "Example:",
        "  plumbline explain Conv"})
final class ExplainCommand implements Callable<Integer> {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Parameters(paramLabel = "OPERATOR", description = "its ONNX name, or domain::name outside the default domain")
    private String operator;

    @Option(names = "--rules", paramLabel = "DIR",
        description = "the folder of a rulebook (default: the one that comes with Plumbline)")
    private Path rules;

    @Override
    public Integer call() {
        Rulebook book = RuleChoice.load(Optional.ofNullable(rules));
        List<Learned> learned = book.operators().get(operator);
        if (learned == null) {
            throw new BadInput(operator + ": the rules of " + book.target() + " " + book.release()
                + " do not have this operator; " + (book.operators().isEmpty() ? "they have none"
                    : "near are " + Nearest.to(operator, book.operators().keySet())));
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(OnnxSchemas.load().schema(operator, book.opset()).map(ExplainCommand::page)
            .orElse("ONNX: opset " + book.opset() + " has no " + operator + "\n"));
        for (int i = 0; i < learned.size(); i++) {
            out.printf("Rule %d of %d, from %s %s at opset %d%n", i + 1, learned.size(), book.target(), book.release(),
                book.opset());
            out.println(RulePage.of(learned.get(i)));
        }
        out.flush();
        return Plumbline.NOTHING_FOUND;
    }

    private static String page(OperatorSchema schema) {
        return SchemaPage.of(schema, OnnxSchemas.doc(schema));
    }
}
