package org.plumbline.seeds.records;

import java.util.List;
import org.plumbline.graph.Shape;

/// A call, and what a target said of it.
public record RecordedCall(OperatorCall call, Answer answer) {
    public RecordedCall {
        if (answer instanceof Accepted(List<Shape> shapes) && shapes.size() != call.outputs().size()) {
            throw new IllegalArgumentException(shapes.size() + " shapes for " + call.outputs().size() + " outputs");
        }
    }

    /// What a target said.
    public sealed interface Answer {
    }

    /// It was carried out; the outputs have these shapes.
    public record Accepted(List<Shape> shapes) implements Answer {
        public Accepted {
            shapes = List.copyOf(shapes);
        }
    }

    /// It was called wrong.
    public record Refused() implements Answer {
    }
}
