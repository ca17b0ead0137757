package org.plumbline.reports.reduce;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.plumbline.graph.Graph;
import org.plumbline.graph.Node;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.ValueInfo;
import org.plumbline.graph.onnx.OnnxCodec;
import org.plumbline.reports.Subject;

/// The functional hash of subjects: equal for those that differ in names only, after "Unified Functional Hashing in
/// Automatic Machine Learning" (Gillard et al., 2023), with the graph itself in the place of what it computes.
public final class Canonical {
    private Canonical() {
    }

    /// 64 hexadecimal digits.
    public static String hash(Subject subject) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(OnnxCodec.write(named(subject).model()));
            for (Tensor t : subject.inputs()) {
                digest.update((t.dtype() + " " + t.shape()).getBytes(StandardCharsets.UTF_8));
                digest.update(t.bytes());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /// The same subject whose values are named in the order in which they are met. One with subgraphs, which see the
    /// names outside, stays as it is.
    static Subject named(Subject subject) {
        Graph g = subject.model().graph();
        if (g.allNodes().count() != g.nodes().size()) {
            return subject;
        }
        Map<String, String> names = new HashMap<>(Map.of("", ""));
        g.inputs().forEach(i -> names.putIfAbsent(i.name(), "v" + names.size()));
        g.initializers().keySet().forEach(n -> names.putIfAbsent(n, "v" + names.size()));
        g.nodes().forEach(n -> n.outputs().forEach(o -> names.putIfAbsent(o, "v" + names.size())));
        Map<String, Tensor> initializers = new LinkedHashMap<>();
        g.initializers().forEach((name, t) -> initializers.put(names.get(name), t));
        List<Node> nodes = g.nodes().stream().map(n -> new Node(n.domain(), n.operator(), "", renamed(n.inputs(),
            names),
            renamed(n.outputs(), names), n.attributes())).toList();
        return new Subject(subject.model().withGraph(new Graph("", infos(g.inputs(), names), infos(g.outputs(), names),
            initializers, nodes, g.rest())), subject.inputs());
    }

    private static List<String> renamed(List<String> values, Map<String, String> names) {
        return values.stream().map(v -> names.getOrDefault(v, v)).toList();
    }

    private static List<ValueInfo> infos(List<ValueInfo> infos, Map<String, String> names) {
        return infos.stream().map(i -> new ValueInfo(names.getOrDefault(i.name(), i.name()), i.type())).toList();
    }
}
