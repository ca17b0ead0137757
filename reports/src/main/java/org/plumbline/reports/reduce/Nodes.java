package org.plumbline.reports.reduce;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.plumbline.graph.Node;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.ValueInfo;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.reports.Subject;

/// Fewer nodes: what some of them compute becomes inputs that hold the reference's values; then single ones are bridged,
/// their consumers reading their first input instead.
final class Nodes implements Pass<Subject> {
    @Override
    public Subject shrink(Subject current, Question<Subject> question) {
        List<Node> nodes = current.model().graph().nodes().reversed();
        Subject fewer = nodes.size() < 2 ? current : Chunks.giveUp(current, nodes, Nodes::cut, question);
        List<Function<Subject, Optional<Subject>>> bridges = new ArrayList<>();
        fewer.model().graph().nodes().forEach(n -> bridges.add(s -> bridge(s, n)));
        return Chunks.each(fewer, bridges, question);
    }

    /// Without some nodes, inputs that hold the reference's values in their places.
    static Optional<Subject> cut(Subject subject, List<Node> gone) {
        Map<String, Enclosure> values = Remade.values(subject);
        Map<String, Tensor> feeds = new LinkedHashMap<>(subject.feeds());
        List<String> cut = gone.stream().flatMap(n -> n.outputs().stream()).filter(o -> !o.isEmpty()).toList();
        for (String out : cut) {
            Optional<Tensor> value = Remade.value(out, values);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            feeds.put(out, value.get());
        }
        List<Node> rest = subject.model().graph().nodes().stream().filter(n -> !gone.contains(n)).toList();
        List<ValueInfo> outputs = subject.model().graph().outputs().stream().filter(o -> !cut.contains(o.name()))
            .toList();
        return outputs.isEmpty() || rest.size() == subject.model().graph().nodes().size() ? Optional.empty()
            : Optional.of(subject.with(rest, outputs, feeds));
    }

    private static Optional<Subject> bridge(Subject subject, Node node) {
        List<Node> nodes = subject.model().graph().nodes();
        if (!nodes.contains(node) || node.inputs().isEmpty() || node.inputs().getFirst().isEmpty()
            || subject.model().graph().outputs().stream().anyMatch(o -> node.outputs().contains(o.name()))) {
            return Optional.empty();
        }
        UnaryOperator<String> instead = n -> n.equals(node.outputs().getFirst()) ? node.inputs().getFirst() : n;
        List<Node> rest = nodes.stream().filter(n -> n != node).map(n -> new Node(n.domain(), n.operator(), n.name(),
            n.inputs().stream().map(instead).toList(), n.outputs(), n.attributes())).toList();
        return Remade.of(subject, rest, subject.feeds(), subject.model().graph().initializers());
    }
}
