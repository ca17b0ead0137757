package org.plumbline.graph.operator;

import java.util.List;
import org.plumbline.graph.DType;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.rule.Expr;

/// One input of a partial operator.
public sealed interface Slot {
    /// A tensor of the given type; `constant` asks for an initializer (weights, scales), else any value will do.
    record Data(DType dtype, List<Expr> dims, Domain domain, boolean constant) implements Slot {
        public Data {
            dims = List.copyOf(dims);
        }
    }

    /// An integer tensor whose elements are part of the rule (a shape, axes, pads): an initializer with these values,
    /// rank 1 or, for `scalar`, rank 0.
    record Elements(DType dtype, List<Expr> values, boolean scalar) implements Slot {
        public Elements {
            values = List.copyOf(values);
        }
    }

    /// An initializer with exactly these elements, reals included (the scales of a resize).
    record Given(Tensor tensor) implements Slot {
    }

    /// An optional input left out.
    record Absent() implements Slot {
    }
}
