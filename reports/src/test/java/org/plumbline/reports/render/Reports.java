package org.plumbline.reports.render;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;
import org.plumbline.graph.Graph;
import org.plumbline.graph.Model;
import org.plumbline.graph.Node;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.TensorType;
import org.plumbline.graph.ValueInfo;
import org.plumbline.oracles.Evidence;
import org.plumbline.oracles.Kind;
import org.plumbline.reports.Finding;
import org.plumbline.reports.Findings;
import org.plumbline.reports.Subject;
import org.plumbline.targets.registry.Export;

/// Reports for tests.
final class Reports {
    /// Names that end strings, comments, tags, lines, tables and code spans in one language or another.
    static final List<String> HOSTILE = List.of("\"", "'", "\"\"\"", "'''", "`", "```", "````\n# x", "</svg>",
        "<script>alert(1)</script>", "<!--", "]]>", "&amp;", "*/", "/*", "\\u002a\\u002f", "\\u000a", "\\u0022", "\\",
        "\\\\", "a\nimport os", "a\r\nb", "a\u2028b", "a\u0085b", "\u0000", "\u001b[31m", "|", "a|b", "${x}", "#{x}",
        "{0}", "%s", "%n", "[x](javascript:y)", "@everyone", "#1", "../../x", "\ud800", "\udc00x", "\ufffe", "𝄞", "漢字",
        "…", "→", "", " ", "\t", "x".repeat(5000), "`".repeat(40));

    private static final Machine MACHINE = new Machine("Linux", "6.1", "amd64");

    private Reports() {
    }

    static Report of(Finding f, Subject s) {
        return Report.of(f, s, new Export.AsIs(), MACHINE);
    }

    static Report of(Finding f, Subject s, Export model) {
        return Report.of(f, s, model, MACHINE);
    }

    static Finding finding(Kind kind, String target, String version) {
        return Finding.of("signature", new Evidence(kind, List.of("all"), List.of("plain"), "y",
            "element 0 is -2.0 (1 of 2 elements are wrong)", "0.0", Double.POSITIVE_INFINITY), target, version, 1, 2)
            .with(Findings.TRIAGE);
    }

    static Finding finding(Kind kind) {
        return finding(kind, "onnxruntime", "1.29.0");
    }

    /// y = Clip(Relu(x), lo), where Relu's output is `r`.
    static Subject reluClip() {
        return reluClip("x", "r", "y", "Relu", "note");
    }

    /// The same under other names, with a text attribute.
    static Subject reluClip(String x, String r, String y, String operator, String attribute) {
        TensorType type = TensorType.of(DType.FLOAT, 2);
        Graph g = Graph.of(List.of(ValueInfo.of(x, type)), List.of(ValueInfo.of(y, type)),
            Map.of("lo", Tensor.scalar(DType.FLOAT, -2)),
            List.of(Node.of(operator, List.of(x), List.of(r), Map.of(attribute, new Attribute.Text(attribute))),
                Node.of("Clip", List.of(r, "lo"), List.of(y), Map.of())));
        return new Subject(Model.of(18, g), List.of(Tensor.of(DType.FLOAT, Shape.of(2), i -> i - 3)));
    }

    /// y = Relu(x) of so many elements, all −1.
    static Subject relu(int size) {
        TensorType type = TensorType.of(DType.FLOAT, size);
        Graph g = Graph.of(List.of(ValueInfo.of("x", type)), List.of(ValueInfo.of("y", type)), Map.of(),
            List.of(Node.of("Relu", List.of("x"), List.of("y"), Map.of())));
        return new Subject(Model.of(18, g), List.of(Tensor.of(DType.FLOAT, type.shape(), _ -> -1)));
    }

    /// A graph of `nodes` nodes that read what there is before them.
    static Subject random(long seed, int nodes) {
        Rng rng = Rng.of(seed);
        TensorType type = TensorType.of(DType.FLOAT, 2, 3);
        List<String> values = new ArrayList<>(List.of("x", "w"));
        List<Node> made = new ArrayList<>();
        for (int i = 0; i < nodes; i++) {
            List<String> inputs = new ArrayList<>();
            for (int k = 0, n = 1 + rng.below(3); k < n; k++) {
                inputs.add(values.get(rng.below(values.size())));
            }
            Map<String, Attribute> attributes = new LinkedHashMap<>();
            for (int k = 0, n = rng.below(4); k < n; k++) {
                attributes.put("attribute" + k, new Attribute.Int(k));
            }
            made.add(Node.of("Op" + i, inputs, List.of("v" + i), attributes));
            values.add("v" + i);
        }
        Graph g = Graph.of(List.of(ValueInfo.of("x", type)), List.of(ValueInfo.of(values.getLast(), type)),
            Map.of("w", Tensor.of(DType.FLOAT, type.shape(), i -> i)), made);
        return new Subject(Model.of(18, g), List.of(Tensor.of(DType.FLOAT, type.shape(), i -> i)));
    }
}
