package org.plumbline.reports;

import java.util.stream.Collectors;
import org.plumbline.oracles.Evidence;
import org.plumbline.oracles.Kind;

/// What two findings with the same cause most likely share: the symptom, whether the plain variant shows it too, and
/// the operators (with the dtypes of the inputs) that are left after reduction; for crashes the native frame.
public final class Signature {
    private Signature() {
    }

    public static String of(Evidence evidence, Subject reduced) {
        String where = evidence.innocent().isEmpty() ? "everywhere" : String.join("+", evidence.guilty());
        String operators = reduced.model().graph().nodes().stream().map(n -> n.qualifiedOperator())
            .collect(Collectors.joining(">"));
        String types = reduced.inputs().stream().map(t -> t.dtype().onnxName()).distinct().sorted()
            .collect(Collectors.joining(","));
        String frame = evidence.kind() == Kind.CRASH ? " " + evidence.seen() : "";
        return evidence.kind().label() + " " + where + " " + operators + " (" + types + ")" + frame;
    }
}
