package org.plumbline.generator.infer;

import java.util.HashSet;
import java.util.Set;
import org.plumbline.graph.operator.PartialOperator;

/// Takes "not implemented" for a refusal where the same partial operator has been accepted with other integers: then it
/// is the integers that decide, and models must not have those. Mutable; one thread's.
public final class Implemented implements Labeller {
    private final Labeller target;
    private final Set<PartialOperator> accepted = new HashSet<>();

    public Implemented(Labeller target) {
        this.target = target;
    }

    @Override
    public Label label(PartialOperator partial, long[] assignment) {
        Label label = target.label(partial, assignment);
        return switch (label) {
            case Label.Accepted _ -> {
                accepted.add(partial);
                yield label;
            }
            case Label.Unsupported(String message) -> accepted.contains(partial) ? new Label.Refused(message) : label;
            case Label.Refused _,Label.Lost _,Label.Unasked _ -> label;
        };
    }
}
