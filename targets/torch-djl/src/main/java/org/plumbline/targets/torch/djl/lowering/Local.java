package org.plumbline.targets.torch.djl.lowering;

import java.util.Optional;
import org.plumbline.graph.DType;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;

/// A value in the script: what it is called there, its type, its shape unless that depends on values, and the tensor
/// itself where it is known before the script runs.
record Local(String name, DType dtype, Optional<Shape> extent, Optional<Tensor> constant) {
    /// A value that only the run will tell.
    static Local of(String name, DType dtype, Shape shape) {
        return new Local(name, dtype, Optional.of(shape), Optional.empty());
    }

    Shape shape() {
        return extent.orElseThrow(() -> new Unlowered("a shape that depends on values"));
    }

    int rank() {
        return shape().rank();
    }

    long dim(int axis) {
        return shape().dim(axis);
    }

    /// The same value, known to be this tensor.
    Local knownAs(Tensor tensor) {
        return new Local(name, dtype, extent, Optional.of(tensor));
    }

    @Override
    public String toString() {
        return name;
    }
}
