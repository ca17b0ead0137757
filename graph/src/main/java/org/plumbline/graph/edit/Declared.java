package org.plumbline.graph.edit;

import java.util.Optional;
import org.plumbline.graph.DType;
import org.plumbline.graph.Shape;
import org.plumbline.graph.TensorType;
import org.plumbline.graph.bound.Enclosure;

/// What an edit states of an output for which no reference speaks: its dtype and, where that is known, its shape.
public record Declared(DType dtype, Optional<Shape> shape) {
    public static Declared of(TensorType type) {
        return new Declared(type.dtype(), Optional.of(type.shape()));
    }

    /// An output of which the dtype alone is known.
    public static Declared ofUnknownShape(DType dtype) {
        return new Declared(dtype, Optional.empty());
    }

    Enclosure enclosure() {
        return shape.map(s -> Enclosure.anything(dtype, s)).orElseGet(() -> new Enclosure.Unknown(dtype));
    }
}
