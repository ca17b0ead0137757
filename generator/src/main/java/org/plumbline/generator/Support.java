package org.plumbline.generator;

import org.plumbline.graph.operator.PartialOperator;

/// What a target implements, so that the generator need not propose the rest.
@FunctionalInterface
public interface Support {
    /// Everything.
    Support ALL = (_, _) -> true;

    /// Whether the target implements this operator with these dtypes at this opset.
    boolean implemented(PartialOperator partial, int opset);
}
