package org.plumbline.generator.check;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.plumbline.graph.onnx.ModelPrinter;

/// An operator's schema as a page of text: its versions, inputs and outputs, types, attributes with defaults, and what
/// the specification says of it in words.
public final class SchemaPage {
    private static final String INDENT = "  ";

    private SchemaPage() {
    }

    /// The page, `doc` being the words; ends with a line break.
    public static String of(OperatorSchema schema, String doc) {
        StringBuilder page = new StringBuilder("ONNX: ").append(schema.domain().isEmpty() ? "" : schema.domain() + "::")
            .append(schema.name()).append(" since opset ").append(schema.since()).append('\n');
        section(page, "inputs", schema.inputs().stream().map(SchemaPage::parameter).toList());
        section(page, "outputs", schema.outputs().stream().map(SchemaPage::parameter).toList());
        section(page, "types", types(schema));
        section(page, "attributes", schema.attributes().values().stream().map(SchemaPage::attribute).toList());
        section(page, "text", doc.lines().toList());
        return page.toString();
    }

    private static void section(StringBuilder page, String title, List<String> lines) {
        if (!lines.isEmpty()) {
            page.append(INDENT).append(title).append('\n');
            lines.forEach(l -> page.append((INDENT + INDENT + l).stripTrailing()).append('\n'));
        }
    }

    private static String parameter(OperatorSchema.Parameter p) {
        return p.name() + ": " + p.typeVariable() + switch (p.option()) {
            case SINGLE -> "";
            case OPTIONAL -> ", optional";
            case VARIADIC -> ", " + p.minArity() + " or more";
        };
    }

    private static List<String> types(OperatorSchema schema) {
        Map<String, Set<String>> types = new TreeMap<>();
        List.of(schema.inputs(), schema.outputs()).forEach(ps -> ps.stream()
            .filter(p -> !p.types().equals(Set.of(p.typeVariable())))
            .forEach(p -> types.put(p.typeVariable(), p.types())));
        return types.entrySet().stream().map(t -> t.getKey() + ": " + t.getValue().stream()
            .map(SchemaPage::type).collect(Collectors.joining(", "))).toList();
    }

    private static String type(String onnx) {
        return onnx.startsWith("tensor(") ? onnx.substring("tensor(".length(), onnx.length() - 1) : onnx;
    }

    private static String attribute(OperatorSchema.AttributeSchema a) {
        return a.name() + ": " + a.type() + a.fallback().map(f -> " = " + ModelPrinter.print(f)).orElse("")
            + (a.required() ? ", required" : "");
    }
}
