package org.plumbline.targets.onnxruntime;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.util.List;
import org.plumbline.graph.DType;
import org.plumbline.graph.Tensor;

/// Builds small models for the tests.
final class Models {
    private final GraphProto.Builder graph = GraphProto.newBuilder().setName("test");
    private final int opset;

    Models(int opset) {
        this.opset = opset;
    }

    Models input(String name, DType dtype, long... dims) {
        graph.addInput(value(name, dtype, dims));
        return this;
    }

    Models output(String name, DType dtype, long... dims) {
        graph.addOutput(value(name, dtype, dims));
        return this;
    }

    /// An output without a tensor type: a sequence of `dtype` tensors.
    Models sequenceOutput(String name, DType dtype) {
        TypeProto element = TypeProto.newBuilder()
            .setTensorType(TypeProto.Tensor.newBuilder().setElemType(dtype.code())).build();
        graph.addOutput(ValueInfoProto.newBuilder().setName(name).setType(
            TypeProto.newBuilder().setSequenceType(TypeProto.Sequence.newBuilder().setElemType(element))));
        return this;
    }

    Models initializer(String name, Tensor tensor) {
        TensorProto.Builder proto = TensorProto.newBuilder().setName(name).setDataType(tensor.dtype().code())
            .setRawData(ByteString.copyFrom(tensor.bytes()));
        tensor.shape().stream().forEach(proto::addDims);
        graph.addInitializer(proto);
        return this;
    }

    Models node(String type, List<String> inputs, List<String> outputs, AttributeProto... attributes) {
        graph.addNode(NodeProto.newBuilder().setOpType(type).addAllInput(inputs).addAllOutput(outputs)
            .addAllAttribute(List.of(attributes)));
        return this;
    }

    static AttributeProto attribute(String name, long value) {
        return AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INT).setI(value).build();
    }

    static AttributeProto attribute(String name, Models body) {
        return AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.GRAPH).setG(body.graph)
            .build();
    }

    byte[] bytes() {
        return ModelProto.newBuilder().setIrVersion(opset > 20 ? 10 : 7).setGraph(graph)
            .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(opset)).build().toByteArray();
    }

    private static ValueInfoProto value(String name, DType dtype, long... dims) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        for (long d : dims) {
            shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(d));
        }
        return ValueInfoProto.newBuilder().setName(name).setType(TypeProto.newBuilder()
            .setTensorType(TypeProto.Tensor.newBuilder().setElemType(dtype.code()).setShape(shape))).build();
    }
}
