package org.plumbline.generator.rules;

/// By what a node comes to be in a model.
public enum Way {
    /// The operator as it is declared in [org.plumbline.graph.operators.Operators], or a pattern made of such.
    HAND_WRITTEN("by hand-written rule"),
    /// A rule that was learned, solved for the graph at hand.
    INFERRED("by inferred rule"),
    /// A call that a target answered, repeated.
    RECORDED("by recorded call");

    private final String label;

    Way(String label) {
        this.label = label;
    }

    /// What summaries call it.
    public String label() {
        return label;
    }
}
