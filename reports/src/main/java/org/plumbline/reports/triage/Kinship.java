package org.plumbline.reports.triage;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.plumbline.graph.Node;
import org.plumbline.graph.operator.Operator;
import org.plumbline.graph.operators.Operators;
import org.plumbline.reports.Subject;
import org.plumbline.reports.reduce.Question;
import org.plumbline.reports.reduce.Remade;

/// Finds out whether an operator matters. Where two that have nothing to do with it show the symptom in its place, any
/// would; where most of its family do, the cause is one that they share. A single other one that shows it is no proof:
/// it may have a fault of its own.
final class Kinship {
    private static final List<String> UNRELATED = List.of("Abs", "Neg", "Relu");
    private static final int ENOUGH = 2;

    private Kinship() {
    }

    /// The subject with every operator that does not matter replaced by the first of those that do as well.
    static Subject generalized(Subject reduced, Question<Subject> shows) {
        Subject best = reduced;
        for (int i = 0; i < reduced.model().graph().nodes().size(); i++) {
            int index = i;
            Subject before = best;
            best = any(before, i, shows).or(() -> family(before, index, shows)).orElse(before);
        }
        return best;
    }

    private static Optional<Subject> any(Subject s, int index, Question<Subject> shows) {
        Node node = s.model().graph().nodes().get(index);
        List<Subject> showing = node.inputs().isEmpty() || node.inputs().getFirst().isEmpty() ? List.of()
            : UNRELATED.stream().filter(name -> !name.equals(node.operator())).flatMap(name -> Remade.node(s, node,
                new Node("", name, node.name(), node.inputs().subList(0, 1), node.outputs().subList(0, 1), Map.of()))
                .stream()).limit(ENOUGH).filter(shows::holds).toList();
        return showing.size() < ENOUGH || node.operator().equals(UNRELATED.getFirst()) ? Optional.empty()
            : Optional.of(showing.getFirst());
    }

    private static Optional<Subject> family(Subject s, int index, Question<Subject> shows) {
        Node node = s.model().graph().nodes().get(index);
        List<Subject> kin = kin(s, node).toList();
        List<Subject> showing = kin.stream().filter(shows::holds).toList();
        return 3 * showing.size() < 2 * kin.size() ? Optional.empty() : showing.stream()
            .filter(k -> k.model().graph().nodes().get(index).operator().compareTo(node.operator()) < 0).findFirst();
    }

    private static Stream<Subject> kin(Subject s, Node node) {
        return Operators.family(node.operator()).stream().filter(o -> o.since() <= s.model().opset())
            .map(Operator::name).filter(name -> !name.equals(node.operator())).sorted()
            .flatMap(name -> Remade.node(s, node, new Node("", name, node.name(), node.inputs(), node.outputs(),
                node.attributes())).stream());
    }
}
