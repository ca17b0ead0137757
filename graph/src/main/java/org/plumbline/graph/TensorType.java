package org.plumbline.graph;

/// Element type and concrete shape of a value.
public record TensorType(DType dtype, Shape shape) {
    public static TensorType of(DType dtype, long... dims) {
        return new TensorType(dtype, Shape.of(dims));
    }

    public int rank() {
        return shape.rank();
    }

    @Override
    public String toString() {
        return dtype + shape.toString();
    }
}
