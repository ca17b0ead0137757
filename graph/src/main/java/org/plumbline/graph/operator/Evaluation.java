package org.plumbline.graph.operator;

import java.util.List;
import org.plumbline.graph.bound.Enclosure;

/// What a reference says of a call.
public sealed interface Evaluation {
    /// One enclosure per output.
    record Enclosed(List<Enclosure> outputs) implements Evaluation {
        public Enclosed {
            outputs = List.copyOf(outputs);
        }
    }

    /// The shape of an output rests on values that are not determined.
    record Undetermined(String why) implements Evaluation {
    }

    /// The call breaks the operator's specification.
    record Invalid(String why) implements Evaluation {
    }
}
