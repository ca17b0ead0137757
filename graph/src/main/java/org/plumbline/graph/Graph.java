package org.plumbline.graph;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// An ONNX graph: nodes in topological order, each value named once (static single assignment). `rest` holds the
/// `GraphProto` fields that nothing here reads (value infos, sparse initializers, quantisation annotations), so that
/// they survive a round trip.
public record Graph(String name, List<ValueInfo> inputs, List<ValueInfo> outputs, Map<String, Tensor> initializers,
    List<Node> nodes, Bytes rest) {
    public static final Bytes NOTHING = Bytes.of(new byte[0]);

    public Graph {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        initializers = Collections.unmodifiableMap(new LinkedHashMap<>(initializers));
        nodes = List.copyOf(nodes);
    }

    public static Graph of(List<ValueInfo> inputs, List<ValueInfo> outputs, Map<String, Tensor> initializers,
        List<Node> nodes) {
        return new Graph("main", inputs, outputs, initializers, nodes, NOTHING);
    }

    /// The inputs that a caller has to feed: those without an initializer of the same name.
    public List<ValueInfo> fed() {
        return inputs.stream().filter(i -> !initializers.containsKey(i.name())).toList();
    }

    /// Every node of this graph and of the graphs inside its attributes.
    public Stream<Node> allNodes() {
        return nodes.stream().flatMap(n -> Stream.concat(Stream.of(n), n.attributes().values().stream().flatMap(
            a -> a instanceof Attribute.Subgraph(Graph g) ? g.allNodes() : Stream.empty())));
    }
}
