package org.plumbline.generator.rules;

import java.util.Map;

/// What was learned, and how much of it to use.
public record Rules(Rulebook book, Mix mix) {
    /// Hand-written rules alone.
    public static final Rules NONE = new Rules(new Rulebook("", "", 0, Map.of()), Mix.HAND_WRITTEN);

    /// Whether a rule for the operator of this name (as in the book) says something about drafts at `opset`: rules of
    /// the default domain do at the opset that they were learned at; other domains have versions of their own.
    boolean speakOf(String operator, int opset) {
        return opset == book.opset() || operator.contains("::");
    }
}
