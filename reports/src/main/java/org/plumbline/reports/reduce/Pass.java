package org.plumbline.reports.reduce;

/// One way to make something smaller.
@FunctionalInterface
public interface Pass<T> {
    /// The smallest form that this pass finds, starting from `current`, which fails; `current` itself where nothing
    /// helps. Deterministic; asks before it takes a step.
    T shrink(T current, Question<T> question);
}
