package org.plumbline.generator.infer;

import java.util.List;

/// What a target says of one call.
public sealed interface Label {
    /// It was carried out; `shapes` are those of the outputs, in their order.
    record Accepted(List<List<Long>> shapes) implements Label {
        public Accepted {
            shapes = shapes.stream().map(List::copyOf).toList();
        }
    }

    /// It was called wrong.
    record Refused(String message) implements Label {
    }

    /// The target does not implement it: nothing is learned of what is valid.
    record Unsupported(String message) implements Label {
    }

    /// Nobody was asked: the call is too large, or its answer is known.
    record Unasked(String why) implements Label {
    }

    /// The process died or hung on it, which is a finding and no answer.
    record Lost(String what) implements Label {
    }
}
