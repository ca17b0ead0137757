package org.plumbline.graph.onnx;

import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.List;
import java.util.Optional;
import org.plumbline.graph.Bytes;
import org.plumbline.graph.DType;
import org.plumbline.graph.ValueInfo;

/// `TypeProto` to and from [ValueInfo.Type].
final class TypeProtos {
    private TypeProtos() {
    }

    /// A tensor type where the proto states one with a known element type, else the proto itself; a value without a
    /// type, as the bodies of loops may have, becomes an `Other` of no bytes.
    static ValueInfo.Type read(TypeProto proto) {
        if (!proto.hasTensorType()) {
            return new ValueInfo.Other(Bytes.of(proto.toByteArray()));
        }
        TypeProto.Tensor tensor = proto.getTensorType();
        Optional<DType> dtype = DType.ofCode(tensor.getElemType());
        if (dtype.isEmpty()) {
            return new ValueInfo.Other(Bytes.of(proto.toByteArray()));
        }
        return new ValueInfo.OfTensor(dtype.get(), tensor.hasShape()
            ? Optional.of(tensor.getShape().getDimList().stream().map(TypeProtos::dim).toList()) : Optional.empty());
    }

    private static ValueInfo.Dim dim(TensorShapeProto.Dimension dim) {
        return dim.hasDimValue() ? new ValueInfo.Known(dim.getDimValue()) : new ValueInfo.Symbolic(dim.getDimParam());
    }

    static TypeProto write(ValueInfo.Type type) {
        return switch (type) {
            case ValueInfo.OfTensor(DType dtype, Optional<List<ValueInfo.Dim>> dims) -> {
                TypeProto.Tensor.Builder tensor = TypeProto.Tensor.newBuilder().setElemType(dtype.code());
                dims.ifPresent(ds -> tensor.setShape(shape(ds)));
                yield TypeProto.newBuilder().setTensorType(tensor).build();
            }
            case ValueInfo.Other(Bytes bytes) -> other(bytes);
        };
    }

    private static TypeProto other(Bytes bytes) {
        try {
            return TypeProto.parseFrom(bytes.toArray());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("bytes of a type are no TypeProto", e);
        }
    }

    private static TensorShapeProto shape(List<ValueInfo.Dim> dims) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        for (ValueInfo.Dim d : dims) {
            switch (d) {
                case ValueInfo.Known(long size) -> shape.addDimBuilder().setDimValue(size);
                case ValueInfo.Symbolic(String name) when name.isEmpty() -> shape.addDimBuilder();
                case ValueInfo.Symbolic(String name) -> shape.addDimBuilder().setDimParam(name);
            }
        }
        return shape.build();
    }
}
