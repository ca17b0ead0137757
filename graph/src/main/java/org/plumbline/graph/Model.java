package org.plumbline.graph;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// A graph with the operator sets that give its operators their meaning. `rest` holds the `ModelProto` fields that
/// nothing here reads (functions, metadata, producer).
public record Model(int irVersion, Map<String, Integer> opsets, Graph graph, Bytes rest) {
    public Model {
        opsets = Collections.unmodifiableMap(new TreeMap<>(opsets));
    }

    /// A model over the default ONNX domain at `opset`, with the oldest IR version that carries it
    /// (ONNX `docs/Versioning.md`, released versions). Other domains that its nodes are of it imports at version 1.
    public static Model of(int opset, Graph graph) {
        Map<String, Integer> opsets = new TreeMap<>(Map.of("", opset));
        graph.nodes().stream().map(Node::domain).filter(d -> !d.equals("ai.onnx"))
            .forEach(d -> opsets.putIfAbsent(d, 1));
        return new Model(oldestIr(opset), opsets, graph, Graph.NOTHING);
    }

    private static int oldestIr(int opset) {
        return opset >= 23 ? 11 : opset >= 21 ? 10 : opset >= 19 ? 9 : opset >= 15 ? 8 : 7;
    }

    /// The same model with the oldest IR version that carries its opset, for readers that are older than its own; itself
    /// where other domains or functions are in play, which may need what the newer version has.
    public Model withOldestIr() {
        int oldest = oldestIr(opset());
        return oldest >= irVersion || !opsets.keySet().equals(Set.of("")) || !rest.equals(Graph.NOTHING)
            ? this : new Model(oldest, opsets, graph, rest);
    }

    /// The opset of the default domain; 1 where the model imports none.
    public int opset() {
        return opsets.getOrDefault("", opsets.getOrDefault("ai.onnx", 1));
    }

    public Model withGraph(Graph other) {
        return new Model(irVersion, opsets, other, rest);
    }
}
