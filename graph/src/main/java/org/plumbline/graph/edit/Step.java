package org.plumbline.graph.edit;

/// What came of an edit.
public sealed interface Step {
    record Applied(Draft draft) implements Step {
    }

    /// The draft stays as it was.
    record Skipped(String reason) implements Step {
    }
}
