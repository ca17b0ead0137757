package org.plumbline.mutators;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.Node;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.TensorType;
import org.plumbline.graph.edit.Draft;
import org.plumbline.graph.edit.Edit;

/// Places in a draft where a mutation can set in.
final class Spots {
    private Spots() {
    }

    /// An input of a node, with the type of the value that it gets.
    record Edge(String node, int input, String value, TensorType type) {
    }

    /// What edits call a node by.
    static String key(Node node) {
        return node.outputs().stream().filter(o -> !o.isEmpty()).findFirst().orElse("");
    }

    /// A random edge whose value has a suitable type.
    static Optional<Edge> edge(Rng rng, Draft draft, Predicate<TensorType> suitable) {
        List<Edge> edges = new ArrayList<>();
        for (Node n : draft.nodes()) {
            for (int i = 0; i < n.inputs().size(); i++) {
                String value = n.inputs().get(i);
                Optional<TensorType> type = value.isEmpty() ? Optional.empty() : draft.type(value).filter(suitable);
                if (type.isPresent()) {
                    edges.add(new Edge(key(n), i, value, type.get()));
                }
            }
        }
        return edges.isEmpty() ? Optional.empty() : Optional.of(rng.pick(edges));
    }

    static Optional<String> initializer(Rng rng, Draft draft) {
        List<String> names = List.copyOf(draft.initializers().keySet());
        return names.isEmpty() ? Optional.empty() : Optional.of(rng.pick(names));
    }

    /// Collects edits that end in rewiring an edge; gives fresh names.
    static final class Chain {
        private final List<Edit> edits = new ArrayList<>();
        private final Set<String> taken;
        private int names;

        Chain(Draft draft) {
            taken = draft.values().keySet();
            names = taken.size();
        }

        String name() {
            String name = "m" + names++;
            return taken.contains(name) ? name() : name;
        }

        void add(Edit edit) {
            edits.add(edit);
        }

        String constant(Tensor t) {
            String name = name();
            edits.add(new Edit.AddInitializer(name, t));
            return name;
        }

        String ints(long... values) {
            return constant(Tensor.ofLongs(values));
        }

        String op(String operator, Map<String, Attribute> attributes, String... inputs) {
            return ops(operator, 1, attributes, inputs).get(0);
        }

        List<String> ops(String operator, int outputs, Map<String, Attribute> attributes, String... inputs) {
            List<String> outs = new ArrayList<>();
            for (int i = 0; i < outputs; i++) {
                outs.add(name());
            }
            edits.add(new Edit.InsertNode(Node.of(operator, List.of(inputs), outs, attributes)));
            return outs;
        }

        /// The edits, the edge fed from `value` at last.
        List<Edit> into(Edge edge, String value) {
            edits.add(new Edit.Rewire(edge.node, edge.input, value));
            return edits;
        }

        List<Edit> edits() {
            return edits;
        }
    }
}
