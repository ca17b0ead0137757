package org.plumbline.generator.infer;

import org.plumbline.graph.operator.PartialOperator;

/// Who says whether calls are valid: a target, or in tests a rule that is known.
@FunctionalInterface
public interface Labeller {
    /// The label of the partial operator with these integers for its symbols, by index.
    Label label(PartialOperator partial, long[] assignment);
}
