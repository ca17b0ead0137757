package org.plumbline.campaign.guided;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.plumbline.graph.Graph;
import org.plumbline.graph.Model;
import org.plumbline.graph.Node;
import org.plumbline.graph.ValueInfo;
import org.plumbline.graph.bound.Enclosure;

/// What a target rewrote, told from the model as it was given and as it was left. Optimizers keep the names of values
/// that somebody else still needs, so a node of theirs stands for the nodes that made the same value before, as in
/// `Conv+Relu→com.microsoft.FusedConv`.
final class Rewrites {
    private final Map<String, Node> before;
    private final Map<String, Node> after;
    private final Set<String> constants;
    private final Set<String> available;
    private final Map<String, Enclosure> values;

    private Rewrites(Graph given, Graph left, Map<String, Enclosure> values) {
        this.before = producers(given);
        this.after = producers(left);
        this.constants = left.initializers().keySet();
        this.available = Stream.of(constants.stream(), left.inputs().stream().map(ValueInfo::name), after.keySet()
            .stream()).flatMap(s -> s).collect(Collectors.toSet());
        this.values = values;
    }

    /// The rewrites (`…→…`, `folded …`, `gone …`, `changed …`) and the kernels that are left (`kernel …`); `values` is
    /// what is known of the given model's values.
    static Set<String> of(Model given, Model left, Map<String, Enclosure> values) {
        return new Rewrites(given.graph(), left.graph(), values).all(left.graph());
    }

    private static Map<String, Node> producers(Graph graph) {
        Map<String, Node> producers = new HashMap<>();
        graph.nodes().forEach(n -> n.outputs().forEach(o -> producers.put(o, n)));
        producers.remove("");
        return producers;
    }

    private Set<String> all(Graph left) {
        Set<String> shown = new TreeSet<>();
        Set<Node> replaced = new HashSet<>();
        for (Node node : left.nodes()) {
            node.outputs().stream().filter(o -> !o.isEmpty()).findFirst().ifPresent(
                output -> rewritten(node, output, replaced, shown));
            shown.add("kernel " + node.qualifiedOperator() + " " + type(node));
        }
        before.forEach((output, node) -> {
            if (constants.contains(output)) {
                shown.add("folded " + node.qualifiedOperator());
            } else if (!available.contains(output) && !replaced.contains(node)) {
                shown.add("gone " + node.qualifiedOperator());
            }
        });
        return shown;
    }

    private void rewritten(Node node, String output, Set<Node> replaced, Set<String> shown) {
        Node original = before.get(output);
        if (original == null) {
            shown.add("→" + node.qualifiedOperator());
        } else if (!original.qualifiedOperator().equals(node.qualifiedOperator())
            || !Set.copyOf(node.inputs()).containsAll(Set.copyOf(original.inputs()))) {
            Set<Node> region = region(output, Set.copyOf(node.inputs()));
            replaced.addAll(region);
            shown.add(region.stream().map(Node::qualifiedOperator).sorted().collect(Collectors.joining("+")) + "→"
                + node.qualifiedOperator());
        } else if (!original.attributes().equals(node.attributes())) {
            shown.add("changed " + node.qualifiedOperator());
        }
    }

    /// The nodes that made `output` before, back to what is still there or what the new node reads.
    private Set<Node> region(String output, Set<String> read) {
        Set<Node> region = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(Set.of(output));
        while (!open.isEmpty()) {
            Node node = before.get(open.pop());
            if (node != null && region.add(node)) {
                node.inputs().stream().filter(i -> !read.contains(i) && !available.contains(i)).forEach(open::push);
            }
        }
        return region;
    }

    private String type(Node node) {
        return Stream.concat(node.inputs().stream(), node.outputs().stream()).filter(values::containsKey).findFirst()
            .map(v -> values.get(v).dtype().onnxName()).orElse("?");
    }
}
