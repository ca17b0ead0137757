package org.plumbline.generator.rules;

import java.util.Map;

/// What was learned, and how much of it to use. `since` tells, by name, from which opset on operators are what they are
/// at the book's; of those that are not in it nothing is known but the book's own opset.
public record Rules(Rulebook book, Mix mix, Map<String, Integer> since) {
    /// Hand-written rules alone.
    public static final Rules NONE = new Rules(new Rulebook("", "", 0, Map.of()), Mix.HAND_WRITTEN);

    public Rules {
        since = Map.copyOf(since);
    }

    public Rules(Rulebook book, Mix mix) {
        this(book, mix, Map.of());
    }

    /// Whether a rule for the operator of this name (as in the book) says something about drafts at `opset`: rules of
    /// the default domain do from where the operator last changed up to the opset that they were learned at; other
    /// domains have versions of their own.
    boolean speakOf(String operator, int opset) {
        return operator.contains("::") || opset <= book.opset() && opset >= since.getOrDefault(operator, book.opset());
    }
}
