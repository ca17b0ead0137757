package org.plumbline.graph;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    /// The values that this graph, as one inside an attribute, takes from outside.
    public Set<String> captured() {
        Set<String> captured = new LinkedHashSet<>();
        nodes.forEach(n -> captured.addAll(n.reads()));
        captured.removeAll(own());
        return captured;
    }

    private Set<String> own() {
        Set<String> own = new HashSet<>(initializers.keySet());
        inputs.forEach(i -> own.add(i.name()));
        nodes.forEach(n -> own.addAll(n.outputs()));
        return own;
    }

    /// The same graph taking other values from outside; names that are not mapped stay.
    Graph reading(Map<String, String> others) {
        Map<String, String> outside = new HashMap<>(others);
        outside.keySet().removeAll(own());
        return new Graph(name, inputs, outputs, initializers, nodes.stream().map(n -> n.reading(outside)).toList(),
            rest);
    }
}
