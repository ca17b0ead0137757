package org.plumbline.graph;

import java.util.List;
import java.util.Optional;

/// Name and type of a graph's input or output.
public record ValueInfo(String name, Type type) {
    /// The type as a model states it.
    public sealed interface Type {
    }

    /// A tensor; no dimension list means that the model states no shape, not even a rank.
    public record OfTensor(DType dtype, Optional<List<Dim>> dims) implements Type {
    }

    /// Sequences, maps, optionals and sparse tensors, kept as the bytes of their `TypeProto`.
    public record Other(Bytes typeProto) implements Type {
    }

    public sealed interface Dim {
    }

    public record Known(long size) implements Dim {
    }

    /// A named dimension (`dim_param`); an empty name is an unknown one.
    public record Symbolic(String name) implements Dim {
    }

    public static ValueInfo of(String name, TensorType type) {
        List<Dim> dims = type.shape().stream().<Dim>mapToObj(Known::new).toList();
        return new ValueInfo(name, new OfTensor(type.dtype(), Optional.of(dims)));
    }

    /// The concrete tensor type, where the model states one.
    public Optional<TensorType> concrete() {
        return switch (type) {
            case OfTensor(DType dtype, Optional<List<Dim>> dims) when dims.isPresent()
                && dims.get().stream().allMatch(d -> d instanceof Known k && k.size() >= 0) -> Optional.of(
                    new TensorType(dtype, Shape.of(dims.get().stream().map(d -> ((Known) d).size()).toList())));
            case OfTensor _ -> Optional.empty();
            case Other _ -> Optional.empty();
        };
    }
}
