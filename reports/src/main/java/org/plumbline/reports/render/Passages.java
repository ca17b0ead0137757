package org.plumbline.reports.render;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.plumbline.graph.DType;
import org.plumbline.graph.Model;
import org.plumbline.graph.Node;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.onnx.ModelPrinter;
import org.plumbline.oracles.Kind;
import org.plumbline.oracles.Standing;
import org.plumbline.reports.Finding;
import org.plumbline.reports.bisect.History;

/// What every issue says, whichever form it has. Markdown; each passage ends with a line end.
final class Passages {
    private static final int FEW = 8;
    private static final int SHOWN = 64;

    private final Report report;
    private final Finding finding;

    Passages(Report report) {
        this.report = report;
        this.finding = report.finding();
    }

    static String section(String heading, String text) {
        return "### " + heading + "\n\n" + text.stripTrailing() + "\n\n";
    }

    /// One line, which is the mail's subject.
    String title(String prefix) {
        String types = report.subject().inputs().stream().map(t -> t.dtype().onnxName()).distinct().limit(3)
            .collect(Collectors.joining(", "));
        boolean everywhere = finding.innocent().isEmpty() || report.kind() == Kind.NONDETERMINISTIC;
        return "# " + prefix + Escape.code(report.operators() + (types.isEmpty() ? "" : " (" + types + ")")) + ": "
            + report.symptom() + (everywhere ? "" : " at " + Escape.code(finding.guilty().getFirst()) + ", not at "
                + Escape.code(finding.innocent().getFirst())) + "\n\n";
    }

    /// What was run and what came of it.
    String story() {
        Model m = report.subject().model();
        int nodes = m.graph().nodes().size();
        String stack = report.stack().project() + " " + report.stack().version();
        return "A valid ONNX model of " + nodes + (nodes == 1 ? " node" : " nodes") + " (opset " + m.opset()
            + ", below),"
            + " run with " + Escape.code(stack) + ": " + report.symptom() + ".\n\n"
            + "- **Seen**" + (finding.output().isEmpty() ? "" : " in output " + Escape.code(finding.output())) + ": "
            + Escape.code(finding.seen()) + "\n"
            + "- **Expected**: " + expected()
            + "- **Shown with**: " + variants(finding.guilty()) + "\n"
            + "- **Not shown with**: " + (finding.innocent().isEmpty() ? "– (every setting that was tried shows it)"
                : variants(finding.innocent())) + "\n"
            + Standing.of(finding.guilty(), finding.innocent()).map(v -> "- **Vote**: " + Escape.code(v) + "\n").orElse(
                "")
            + offBy()
            + "\n";
    }

    private String offBy() {
        boolean whole = finding.admissible().matches("-?\\d+");
        return !Double.isFinite(finding.margin()) || finding.margin() <= 0 ? ""
            : "- **Off by**: " + String.format(Locale.ROOT, "%.3g", finding.margin()) + (whole ? ""
                : " units in the last place") + "\n";
    }

    /// What the specification admits, in one line.
    String expected() {
        String admissible = Escape.code(finding.admissible());
        return switch (report.kind()) {
            case WRONG_RESULT -> (finding.admissible().isEmpty()
                ? "the shape and type that the ONNX specification gives"
                : admissible + ", which is all that the ONNX specification admits for these inputs, in any order of"
                    + " summation and with any rounding of intermediate results") + sources();
            case REFUSED -> finding.innocent().isEmpty() ? "the model is valid and is accepted" + sources()
                : "the model is valid, and accepted as it is with the settings below" + sources();
            case CRASH -> "a result or an error, not the end of the process\n";
            case HANG -> "a result or an error in finite time\n";
            case NONDETERMINISTIC -> admissible + "\n";
            case INCONSISTENT -> (finding.admissible().isEmpty() ? "the same result with all settings" : admissible)
                + sources();
        };
    }

    /// Where the operators are specified.
    private String sources() {
        Set<String> names = report.subject().model().graph().nodes().stream()
            .filter(n -> n.qualifiedOperator().equals(n.operator())).map(Node::operator)
            .filter(o -> o.matches("[A-Za-z0-9]{1,40}")).collect(Collectors.toCollection(LinkedHashSet::new));
        return names.isEmpty() || names.size() > 3 ? "\n" : " ("
            + names.stream().map(o -> "[" + o + "](https://onnx.ai/onnx/operators/onnx__" + o + ".html)")
                .collect(Collectors.joining(", ")) + ")\n";
    }

    private String variants(List<String> names) {
        List<Setting> known = report.stack().settings(names);
        String said = names.stream().limit(FEW).map(n -> known.stream().filter(s -> n.endsWith(s.variant())).findFirst()
            .map(s -> Escape.code(n) + " (" + Escape.code(s.oneLine().substring(s.variant().length() + 2)) + ")")
            .orElse(Escape.code(n))).collect(Collectors.joining(", "));
        return said + (names.size() > FEW ? " and " + (names.size() - FEW) + " more" : "");
    }

    /// What triage knows: culprit, releases, known issues.
    String findings() {
        return new Learned(finding.triage()).text();
    }

    /// How urgent: a regression is.
    String urgency() {
        return new History(finding.triage().releases()).regressionAfter().map(
            v -> "Not urgent for us. It is a regression: "
                + Escape.code(v) + " does not show it.").orElse("Not urgent for us.");
    }

    /// How to run the scripts.
    String steps() {
        String python = switch (Script.of(report)) {
            case Script.Onnx(String version, _) -> "pip install onnxruntime==" + version + " numpy\npython repro.py\n";
            case Script.Torch(String version, _) -> "pip install torch==" + version + " numpy\npython repro.py\n";
            case Script.Replay _ -> "plumbline replay .\n";
        };
        String java = Script.of(report) instanceof Script.Replay ? "" : "jbang Repro.java\n";
        return "In this folder (`model.onnx`, inputs in `test_data_set_0`, both as in the ONNX backend tests):\n\n"
            + Escape.block("shell", python + java)
            + "\nExit code 1 means that it reproduces, 0 that it does not, 2 that this machine cannot tell. Without JBang:"
            + " `java -cp <jars> Repro.java`, with the jars that its first lines name.\n\n";
    }

    /// The model and its inputs as text, and the picture.
    String model() {
        String inputs = report.subject().feeds().entrySet().stream()
            .map(e -> Escape.line(e.getKey()) + " = " + values(e.getValue()) + "\n").collect(Collectors.joining());
        return "The model (drawn in `graph.svg`):\n\n" + Escape.block("", ModelPrinter.print(report.subject().model()))
            + (inputs.isEmpty() ? "\nIt has no inputs.\n" : "\nIts inputs (long ones are cut; they are in"
                + " `test_data_set_0`):\n\n" + Escape.block("", inputs)) + "\n![the reduced graph](graph.svg)\n";
    }

    /// The type and the elements, where they are not too many.
    private static String values(Tensor t) {
        return t.dtype().kind() == DType.Kind.OPAQUE || t.size() > SHOWN ? t.toString()
            : t.type() + IntStream.range(0, t.size()).mapToObj(i -> t.dtype().isReal() ? Double.toString(t.getDouble(i))
                : t.dtype() == DType.UINT64 ? Long.toUnsignedString(t.getLong(i)) : Long.toString(t.getLong(i)))
                .collect(Collectors.joining(" ", "{", "}"));
    }
}
