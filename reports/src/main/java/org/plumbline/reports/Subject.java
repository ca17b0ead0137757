package org.plumbline.reports;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;
import org.plumbline.graph.Graph;
import org.plumbline.graph.Model;
import org.plumbline.graph.Node;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.ValueInfo;

/// A model with the tensors it is fed, in the order of [Graph#fed()]: what a finding is about and a reducer shrinks.
public record Subject(Model model, List<Tensor> inputs) {
    public Subject {
        inputs = List.copyOf(inputs);
    }

    /// A model with its inputs by name, all of which are there.
    public static Subject of(Model model, Map<String, Tensor> feeds) {
        return new Subject(model, model.graph().fed().stream().map(i -> feeds.get(i.name())).toList());
    }

    /// The inputs by name.
    public Map<String, Tensor> feeds() {
        Map<String, Tensor> feeds = new LinkedHashMap<>();
        List<ValueInfo> fed = model.graph().fed();
        for (int i = 0; i < fed.size(); i++) {
            feeds.put(fed.get(i).name(), inputs.get(i));
        }
        return feeds;
    }

    /// The same subject with every input of another type than these turned into an initializer.
    public Subject feedable(Set<DType> dtypes) {
        Map<String, Tensor> feeds = feeds();
        if (feeds.values().stream().allMatch(t -> dtypes.contains(t.dtype()))) {
            return this;
        }
        Graph g = model.graph();
        Map<String, Tensor> initializers = new LinkedHashMap<>(g.initializers());
        Set<String> frozen = new HashSet<>();
        feeds.forEach((name, t) -> {
            if (!dtypes.contains(t.dtype())) {
                initializers.put(name, t);
                frozen.add(name);
            }
        });
        feeds.keySet().removeAll(frozen);
        Graph changed = new Graph(g.name(), g.inputs().stream().filter(i -> !frozen.contains(i.name())).toList(),
            g.outputs(), initializers, g.nodes(), g.rest());
        return new Subject(model.withGraph(changed), List.copyOf(feeds.values()));
    }

    /// The same subject with another set of nodes, outputs and feeds; nodes, initializers and inputs that no output
    /// needs any more are dropped.
    public Subject with(List<Node> nodes, List<ValueInfo> outputs, Map<String, Tensor> feeds) {
        Set<String> needed = outputs.stream().map(ValueInfo::name).collect(Collectors.toCollection(HashSet::new));
        List<Node> kept = new ArrayList<>();
        for (Node n : nodes.reversed()) {
            if (n.outputs().stream().anyMatch(needed::contains)) {
                kept.addFirst(n);
                needed.addAll(n.inputs());
                n.attributes().values().stream()
                    .filter(a -> a instanceof Attribute.Subgraph)
                    .forEach(a -> ((Attribute.Subgraph) a).graph().allNodes()
                        .forEach(inner -> needed.addAll(inner.inputs())));
            }
        }
        Graph g = model.graph();
        Map<String, Tensor> initializers = new LinkedHashMap<>(g.initializers());
        initializers.keySet().retainAll(needed);
        Map<String, Tensor> fed = new LinkedHashMap<>(feeds);
        fed.keySet().retainAll(needed);
        Map<String, ValueInfo> declared = new HashMap<>();
        g.inputs().forEach(i -> declared.put(i.name(), i));
        List<ValueInfo> inputs = fed.entrySet().stream()
            .map(e -> declared.getOrDefault(e.getKey(), ValueInfo.of(e.getKey(), e.getValue().type()))).toList();
        return new Subject(model.withGraph(new Graph(g.name(), inputs, outputs, initializers, kept, Graph.NOTHING)),
            List.copyOf(fed.values()));
    }
}
