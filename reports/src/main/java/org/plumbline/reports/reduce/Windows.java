package org.plumbline.reports.reduce;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.plumbline.graph.Node;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.ValueInfo;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.reports.Subject;

/// Each node alone, then each pair of a producer and its consumer, fed with the reference's values: most causes show in
/// so little, and finding them here costs a run per node instead of a search. Where several nodes fail alone, the one
/// whose right result would cure the whole is meant: the others' faults are latent.
final class Windows implements Pass<Subject> {
    @Override
    public Subject shrink(Subject current, Question<Subject> question) {
        int nodes = current.model().graph().nodes().size();
        List<Subject> failing = singles(current).filter(w -> w.model().graph().nodes().size() < nodes
            && question.holds(w)).toList();
        return failing.stream().filter(w -> failing.size() == 1 || cures(current, w, question)).findFirst()
            .or(() -> failing.stream().findFirst())
            .or(() -> pairs(current).filter(w -> w.model().graph().nodes().size() < nodes && question.holds(w))
                .findFirst())
            .orElse(current);
    }

    /// Whether nothing is wrong any more where the reference's values stand for the outputs of the window's node.
    static boolean cures(Subject whole, Subject window, Question<Subject> question) {
        Node node = window.model().graph().nodes().getLast();
        return Nodes.cut(whole, List.of(node)).filter(question::holds).isEmpty();
    }

    /// Every node that the reference can feed, alone.
    static Stream<Subject> singles(Subject subject) {
        Map<String, Enclosure> values = Remade.values(subject);
        return subject.model().graph().nodes().stream().flatMap(n -> window(subject, List.of(n), values).stream());
    }

    private static Stream<Subject> pairs(Subject subject) {
        Map<String, Enclosure> values = Remade.values(subject);
        List<Node> nodes = subject.model().graph().nodes();
        List<List<Node>> windows = new ArrayList<>();
        for (Node producer : nodes) {
            nodes.stream().filter(n -> n.inputs().stream().anyMatch(i -> producer.outputs().contains(i)))
                .forEach(consumer -> windows.add(List.of(producer, consumer)));
        }
        return windows.stream().flatMap(w -> window(subject, w, values).stream());
    }

    /// Some nodes, in their order, fed with the reference's values; the outputs are those of the nodes that no other of
    /// them reads.
    static Optional<Subject> window(Subject subject, List<Node> nodes, Map<String, Enclosure> values) {
        Map<String, Tensor> feeds = new LinkedHashMap<>();
        for (Node n : nodes) {
            for (String in : n.inputs()) {
                boolean inner = nodes.stream().anyMatch(p -> p.outputs().contains(in));
                if (in.isEmpty() || inner || subject.model().graph().initializers().containsKey(in)) {
                    continue;
                }
                Optional<Tensor> value = Optional.ofNullable(subject.feeds().get(in))
                    .or(() -> Remade.value(in, values));
                if (value.isEmpty()) {
                    return Optional.empty();
                }
                feeds.put(in, value.get());
            }
        }
        List<ValueInfo> outputs = nodes.stream().filter(n -> n.outputs().stream().noneMatch(o -> nodes.stream()
            .anyMatch(
                c -> c.inputs().contains(o)))).flatMap(n -> n.outputs().stream()).filter(o -> !o.isEmpty()).flatMap(
                    o -> Remade.declared(o, values).stream()).toList();
        return outputs.isEmpty() ? Optional.empty() : Optional.of(subject.with(nodes, outputs, feeds));
    }
}
