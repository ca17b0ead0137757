package org.plumbline.reports.reduce;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.Graph;
import org.plumbline.graph.Node;
import org.plumbline.graph.ValueInfo;
import org.plumbline.reports.Subject;

/// Attributes back to their defaults, optional inputs and unread outputs away: those that stay are those that matter.
final class Arguments implements Pass<Subject> {
    @Override
    public Subject shrink(Subject current, Question<Subject> question) {
        List<Function<Subject, Optional<Subject>>> steps = new ArrayList<>();
        for (Node node : current.model().graph().nodes()) {
            String id = id(node);
            node.attributes().keySet().stream().sorted().forEach(key -> steps.add(
                s -> changed(s, id, n -> withoutAttribute(n, key))));
            for (int i = node.inputs().size() - 1; i >= 0; i--) {
                int input = i;
                steps.add(s -> changed(s, id, n -> withoutInput(n, input)));
            }
            for (int o = node.outputs().size() - 1; o > 0; o--) {
                int output = o;
                steps.add(s -> changed(s, id, n -> withoutOutput(n, output, s)));
            }
        }
        return Chunks.each(current, steps, question);
    }

    /// What a node is known by while it changes: its first named output.
    static String id(Node node) {
        return node.outputs().stream().filter(o -> !o.isEmpty()).findFirst().orElse("");
    }

    static Optional<Subject> changed(Subject s, String id, UnaryOperator<Node> change) {
        return s.model().graph().nodes().stream().filter(n -> n.outputs().contains(id)).findFirst()
            .filter(n -> !change.apply(n).equals(n)).flatMap(n -> Remade.node(s, n, change.apply(n)));
    }

    private static Node withoutAttribute(Node n, String key) {
        Map<String, Attribute> rest = new HashMap<>(n.attributes());
        rest.remove(key);
        return new Node(n.domain(), n.operator(), n.name(), n.inputs(), n.outputs(), rest);
    }

    static Node withoutInput(Node n, int input) {
        return input >= n.inputs().size() ? n
            : new Node(n.domain(), n.operator(), n.name(), without(n.inputs(), input), n.outputs(), n.attributes());
    }

    private static Node withoutOutput(Node n, int output, Subject s) {
        Graph g = s.model().graph();
        Set<String> needed = new HashSet<>(g.outputs().stream().map(ValueInfo::name).toList());
        g.allNodes().forEach(other -> needed.addAll(other.inputs()));
        return output >= n.outputs().size() || needed.contains(n.outputs().get(output)) ? n
            : new Node(n.domain(), n.operator(), n.name(), n.inputs(), without(n.outputs(), output), n.attributes());
    }

    /// The name at the end goes, another one becomes empty; so do empty ones at the end.
    private static List<String> without(List<String> names, int index) {
        List<String> rest = new ArrayList<>(names);
        rest.set(index, "");
        while (!rest.isEmpty() && rest.getLast().isEmpty()) {
            rest.removeLast();
        }
        return rest;
    }
}
