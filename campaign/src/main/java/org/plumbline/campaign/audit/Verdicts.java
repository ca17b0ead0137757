package org.plumbline.campaign.audit;

import java.util.List;
import java.util.Optional;
import org.plumbline.campaign.audit.Contradiction.Kind;
import org.plumbline.generator.infer.Label;
import org.plumbline.generator.infer.Learner;
import org.plumbline.generator.rules.Learned;
import org.plumbline.graph.Graph;
import org.plumbline.graph.Shape;
import org.plumbline.graph.operators.Evaluator.Evaluated;

/// Who contradicts whom about one call.
final class Verdicts {
    private Verdicts() {
    }

    /// Between specification and runtime. What is not implemented contradicts nothing, and a specification that leaves
    /// the shape open has not accepted anything that the runtime may not refuse.
    static Optional<Kind> between(Statement said, Label label) {
        return switch (label) {
            case Label.Unsupported _,Label.Unasked _ -> Optional.empty();
            case Label.Lost _ -> Optional.of(Kind.RUNTIME_DIES);
            case Label.Accepted(var shapes) -> switch (said) {
                case Statement.Accepts a -> a.admits(shapes) ? Optional.empty() : Optional.of(Kind.SHAPES_DIFFER);
                case Statement.Refuses _ -> Optional.of(Kind.RUNTIME_ACCEPTS);
                case Statement.Dies _ -> Optional.of(Kind.SPECIFICATION_DIES);
            };
            case Label.Refused _ -> switch (said) {
                case Statement.Accepts a -> a.isComplete() ? Optional.of(Kind.RUNTIME_REFUSES) : Optional.empty();
                case Statement.Refuses _ -> Optional.empty();
                case Statement.Dies _ -> Optional.of(Kind.SPECIFICATION_DIES);
            };
        };
    }

    /// What a rule says of a call where that is not what the runtime does. One that is not solved is held to nothing.
    static Optional<String> ofRule(Learned learned, long[] call, Label label) {
        if (learned.status() != Learned.Status.SOLVED || Learner.agrees(learned.partial(), call, label)) {
            return Optional.empty();
        }
        return Optional.of(allows(learned, call) ? label instanceof Label.Accepted ? "predicts shapes " + Learner
            .shapes(learned.partial(), call) : "allows it" : "does not allow it");
    }

    static boolean allows(Learned learned, long[] call) {
        return Learner.allows(learned.partial(), call);
    }

    static String told(Label label) {
        return switch (label) {
            case Label.Accepted(List<List<Long>> shapes) -> "accepts; shapes " + shapes;
            case Label.Refused(String message) -> "refuses: " + message;
            case Label.Unsupported(String message) -> "does not implement it: " + message;
            case Label.Lost(String what) -> "no answer: " + what;
            case Label.Unasked(String why) -> "not asked: " + why;
        };
    }

    /// What the reference says of a model of one node.
    static String told(Graph graph, Evaluated reference) {
        return reference.invalid().map("calls it invalid: "::concat).orElseGet(() -> graph.outputs().stream().allMatch(
            o -> reference.values().containsKey(o.name())) ? "accepts; shapes " + graph.outputs().stream().map(
                o -> reference.values().get(o.name()).knownShape().map(Shape::toString).orElse("?")).toList()
                : "says nothing");
    }
}
