package org.plumbline.reports.reduce;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plumbline.graph.Node;
import org.plumbline.graph.ValueInfo;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.reports.Subject;

/// Fewer outputs: one alone, or as few as can be; then nodes are taken off the end, and what they consume become outputs
/// instead.
final class Outputs implements Pass<Subject> {
    @Override
    public Subject shrink(Subject current, Question<Subject> question) {
        Subject best = fewer(current, question);
        for (Subject before = null; best != before;) {
            before = best;
            best = fewer(tail(best, question), question);
        }
        return best;
    }

    /// One output alone, the first that will do, so that what is wrong elsewhere cannot take its place; or as few as can be.
    static Subject fewer(Subject subject, Question<Subject> question) {
        List<ValueInfo> outputs = subject.model().graph().outputs();
        if (outputs.size() < 2) {
            return subject;
        }
        Optional<Subject> alone = outputs.stream().map(only -> of(subject, List.of(only))).filter(question::holds)
            .findFirst();
        return alone.orElseGet(() -> Chunks.giveUp(subject, outputs, Outputs::without, question));
    }

    private static Optional<Subject> without(Subject subject, List<ValueInfo> dropped) {
        List<ValueInfo> rest = subject.model().graph().outputs().stream().filter(o -> !dropped.contains(o)).toList();
        return rest.isEmpty() ? Optional.empty() : Optional.of(of(subject, rest));
    }

    private static Subject of(Subject subject, List<ValueInfo> outputs) {
        return subject.with(subject.model().graph().nodes(), outputs, subject.feeds());
    }

    /// Drops a node that produces an output, and nothing that is read.
    private static Subject tail(Subject subject, Question<Subject> question) {
        List<Node> nodes = subject.model().graph().nodes();
        for (Node last : nodes.reversed()) {
            List<ValueInfo> rest = subject.model().graph().outputs().stream()
                .filter(o -> !last.outputs().contains(o.name())).toList();
            if (rest.size() == subject.model().graph().outputs().size() || isRead(last, subject)) {
                continue;
            }
            Map<String, Enclosure> values = Remade.values(subject);
            List<Node> others = nodes.stream().filter(n -> n != last).toList();
            List<ValueInfo> outputs = new ArrayList<>(rest);
            last.inputs().stream().distinct().filter(i -> others.stream().anyMatch(n -> n.outputs().contains(i)))
                .filter(i -> rest.stream().noneMatch(o -> o.name().equals(i)))
                .forEach(i -> Remade.declared(i, values).ifPresent(outputs::add));
            if (!outputs.isEmpty()) {
                Subject candidate = subject.with(others, outputs, subject.feeds());
                if (question.holds(candidate)) {
                    return tail(candidate, question);
                }
            }
        }
        return subject;
    }

    private static boolean isRead(Node node, Subject subject) {
        return subject.model().graph().allNodes().flatMap(n -> n.inputs().stream())
            .anyMatch(i -> !i.isEmpty() && node.outputs().contains(i));
    }
}
