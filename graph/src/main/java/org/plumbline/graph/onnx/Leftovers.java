package org.plumbline.graph.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.Message;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.plumbline.graph.ValueInfo;

/// What a proto holds beside what the values of [org.plumbline.graph] have a place for: documentation, denotations, the
/// name of a tensor inside an attribute, fields of later formats. Each leftover is a proto of the same kind without the
/// fields that were read; it lies under its name in the `rest` of the graph or node it comes from, and is joined
/// again with what bears that name when that is written.
final class Leftovers {
    private Leftovers() {
    }

    /// Of all protos whose name is theirs alone. (A name that comes twice makes a model invalid; which of the two a
    /// leftover belongs to could not be told.)
    static <T> List<T> of(List<T> protos, Function<T, String> name, Function<T, Optional<T>> left) {
        Map<String, Long> named = protos.stream().collect(Collectors.groupingBy(name, Collectors.counting()));
        return protos.stream().filter(p -> named.get(name.apply(p)) == 1).flatMap(p -> left.apply(p).stream()).toList();
    }

    /// Of an input or output. A type is kept whole if [ValueInfo.Type] cannot say all of it.
    static Optional<ValueInfoProto> of(ValueInfoProto value) {
        ValueInfoProto.Builder left = value.toBuilder().clearName();
        if (TypeProtos.write(TypeProtos.read(value.getType())).equals(value.getType())) {
            left.clearType();
        }
        if (left.getDocString().isEmpty()) {
            left.clearDocString();
        }
        return isNothing(left) ? Optional.empty() : Optional.of(left.setName(value.getName()).build());
    }

    /// Of an initializer.
    static Optional<TensorProto> of(TensorProto tensor) {
        TensorProto.Builder left = left(tensor).clearName();
        return isNothing(left) ? Optional.empty() : Optional.of(left.setName(tensor.getName()).build());
    }

    /// Of an attribute of a type that is read.
    static Optional<AttributeProto> of(AttributeProto attribute) {
        AttributeProto.Builder left = attribute.toBuilder().clearName().clearType();
        switch (attribute.getType()) {
            case INT -> left.clearI();
            case FLOAT -> left.clearF();
            case STRING -> left.clearS();
            case INTS -> left.clearInts();
            case FLOATS -> left.clearFloats();
            case STRINGS -> left.clearStrings();
            case GRAPH -> left.clearG();
            case TENSOR -> {
                TensorProto.Builder t = left(attribute.getT());
                left.clearT();
                if (!isNothing(t)) {
                    left.setT(t);
                }
            }
            case UNDEFINED, SPARSE_TENSOR, TYPE_PROTO, TENSORS, GRAPHS, SPARSE_TENSORS, TYPE_PROTOS ->
                throw new IllegalArgumentException(attribute.getType() + " is not read");
        }
        if (left.getDocString().isEmpty()) {
            left.clearDocString();
        }
        if (left.getRefAttrName().isEmpty()) {
            left.clearRefAttrName();
        }
        return isNothing(left) ? Optional.empty()
            : Optional.of(left.setName(attribute.getName()).setType(attribute.getType()).build());
    }

    private static TensorProto.Builder left(TensorProto tensor) {
        TensorProto.Builder left = tensor.toBuilder().clearDims().clearDataType().clearRawData().clearFloatData()
            .clearDoubleData().clearInt32Data().clearInt64Data().clearUint64Data().clearStringData()
            .clearDataLocation().clearExternalData();
        if (left.getName().isEmpty()) {
            left.clearName();
        }
        if (left.getDocString().isEmpty()) {
            left.clearDocString();
        }
        return left;
    }

    private static boolean isNothing(Message.Builder proto) {
        return proto.buildPartial().getSerializedSize() == 0;
    }

    /// The leftovers of a graph's inputs, outputs and initializers, each by name.
    record OfGraph(Map<String, ValueInfoProto> inputs, Map<String, ValueInfoProto> outputs,
        Map<String, TensorProto> initializers) {
        /// Takes them out of what was kept of a graph.
        static OfGraph takenFrom(GraphProto.Builder rest) {
            OfGraph taken = new OfGraph(byName(rest.getInputList(), ValueInfoProto::getName),
                byName(rest.getOutputList(), ValueInfoProto::getName),
                byName(rest.getInitializerList(), TensorProto::getName));
            rest.clearInput().clearOutput().clearInitializer();
            return taken;
        }
    }

    /// Takes the leftovers of attributes, by name, out of what was kept of a node; attributes without a name stay.
    static Map<String, AttributeProto> takenFrom(NodeProto.Builder rest) {
        if (rest.getAttributeCount() == 0) {
            return Map.of();
        }
        List<AttributeProto> kept = List.copyOf(rest.getAttributeList());
        rest.clearAttribute().addAllAttribute(kept.stream().filter(a -> a.getName().isEmpty()).toList());
        return byName(kept, AttributeProto::getName);
    }

    private static <T> Map<String, T> byName(List<T> protos, Function<T, String> name) {
        if (protos.isEmpty()) {
            return Map.of();
        }
        Map<String, T> map = new HashMap<>();
        protos.forEach(p -> map.put(name.apply(p), p));
        return map;
    }

    /// The value with its leftover; a type that was kept whole counts only while it is the value's.
    static ValueInfoProto join(ValueInfo value, Map<String, ValueInfoProto> leftovers) {
        ValueInfoProto.Builder proto = ValueInfoProto.newBuilder();
        Optional.ofNullable(leftovers.get(value.name())).ifPresent(proto::mergeFrom);
        if (!proto.hasType() || !TypeProtos.read(proto.getType()).equals(value.type())) {
            TypeProto type = TypeProtos.write(value.type());
            proto.clearType();
            if (type.getSerializedSize() > 0) {
                proto.setType(type);
            }
        }
        return proto.setName(value.name()).build();
    }

    /// The initializer with its leftover.
    static TensorProto join(TensorProto written, Map<String, TensorProto> leftovers) {
        TensorProto left = leftovers.get(written.getName());
        return left == null ? written : left.toBuilder().mergeFrom(written).build();
    }

    /// The attribute with its leftover, which counts only while the attribute is of the type that it had.
    static AttributeProto join(AttributeProto written, Map<String, AttributeProto> leftovers) {
        AttributeProto left = leftovers.get(written.getName());
        AttributeType type = left == null ? AttributeType.UNDEFINED : left.getType();
        return type == AttributeType.UNDEFINED || type != written.getType() ? written
            : left.toBuilder().mergeFrom(written).build();
    }
}
