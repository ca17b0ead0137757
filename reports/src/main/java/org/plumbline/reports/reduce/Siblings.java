package org.plumbline.reports.reduce;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.plumbline.graph.Node;
import org.plumbline.graph.operator.Operator;
import org.plumbline.graph.operators.Operators;
import org.plumbline.reports.Subject;

/// Another operator over the same inputs and attributes, the first in the alphabet that will do: which one stood there
/// by chance no longer tells findings apart.
final class Siblings implements Pass<Subject> {
    @Override
    public Subject shrink(Subject current, Question<Subject> question) {
        Subject best = current;
        for (Node node : current.model().graph().nodes()) {
            List<Function<Subject, Optional<Subject>>> others = new ArrayList<>();
            Operators.all().stream().filter(o -> o.reference().isPresent() && o.since() <= current.model().opset())
                .map(Operator::name).filter(name -> name.compareTo(node.operator()) < 0).sorted()
                .forEach(name -> others.add(s -> replaced(s, Arguments.id(node), name)));
            Subject before = best;
            best = others.stream().flatMap(step -> step.apply(before).stream()).filter(question::holds).findFirst()
                .orElse(best);
        }
        return best;
    }

    private static Optional<Subject> replaced(Subject s, String id, String operator) {
        return Arguments.changed(s, id,
            n -> new Node("", operator, n.name(), n.inputs(), n.outputs(), n.attributes()));
    }
}
