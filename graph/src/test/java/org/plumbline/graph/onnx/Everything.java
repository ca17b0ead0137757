package org.plumbline.graph.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.SparseTensorProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.util.List;
import org.plumbline.graph.DType;

/// A model that uses every kind of field that the format has.
final class Everything {
    private Everything() {
    }

    static ModelProto model() {
        return ModelProto.newBuilder().setIrVersion(10).setProducerName("us").setModelVersion(3).setDocString("doc")
            .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(21))
            .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("own").setVersion(1))
            .addMetadataProps(StringStringEntryProto.newBuilder().setKey("k").setValue("v"))
            .addFunctions(FunctionProto.newBuilder().setName("Twice").setDomain("own").addInput("a").addOutput("b")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(21))
                .addNode(NodeProto.newBuilder().setOpType("Add").addInput("a").addInput("a").addOutput("b")))
            .setGraph(graph()).build();
    }

    private static GraphProto graph() {
        GraphProto.Builder graph = GraphProto.newBuilder().setName("main").setDocString("inner doc")
            .addInput(documented(value("x", denoted(tensorType(DType.FLOAT, "n", 3, null)))))
            .addInput(value("s", TypeProto.newBuilder().setSequenceType(TypeProto.Sequence.newBuilder()
                .setElemType(tensorType(DType.FLOAT))).build()))
            .addInput(value("rankless", TypeProto.newBuilder().setTensorType(TypeProto.Tensor.newBuilder()
                .setElemType(DType.BOOL.code())).build()))
            .addOutput(documented(value("y", tensorType(DType.FLOAT))))
            .addValueInfo(value("h", tensorType(DType.FLOAT, "n", 3, 2)))
            .addSparseInitializer(SparseTensorProto.newBuilder().setValues(TensorProto.newBuilder().setName("sparse")
                .setDataType(1).addDims(1).addFloatData(2)).setIndices(TensorProto.newBuilder().setDataType(7)
                    .addDims(1).addInt64Data(4)).addDims(9));
        for (DType dtype : DType.values()) {
            graph.addInitializer(tensor(dtype));
        }
        return graph.addNode(NodeProto.newBuilder().setOpType("Twice").setDomain("own").addInput("x").addOutput("h")
            .setDocString("why").setOverload("").addMetadataProps(StringStringEntryProto.newBuilder().setKey("n")))
            .addNode(attributes()).build();
    }

    /// Two rows of three elements with distinct bytes.
    static TensorProto tensor(DType dtype) {
        TensorProto.Builder tensor = TensorProto.newBuilder().setName("of_" + dtype).setDocString("of an initializer")
            .setDataType(dtype.code())
            .addDims(2).addDims(3);
        if (dtype == DType.STRING) {
            return tensor.addAllStringData(List.of(ByteString.copyFromUtf8("a"), ByteString.EMPTY,
                ByteString.copyFromUtf8("zwölf"), ByteString.copyFrom(new byte[] {(byte) 0xff, 0, 1}),
                ByteString.copyFromUtf8("\0"), ByteString.copyFromUtf8("b"))).build();
        }
        byte[] raw = new byte[dtype.bytes() == 0 ? 3 : 6 * dtype.bytes()];
        for (int i = 0; i < raw.length; i++) {
            raw[i] = (byte) (dtype == DType.BOOL ? i % 2 : 37 * i + 5);
        }
        return tensor.setRawData(ByteString.copyFrom(raw)).build();
    }

    private static NodeProto attributes() {
        TensorProto one = TensorProto.newBuilder().setDataType(1).addFloatData(1).build();
        GraphProto body = GraphProto.newBuilder().setName("body").addInput(ValueInfoProto.newBuilder().setName("i"))
            .addOutput(ValueInfoProto.newBuilder().setName("o")).addNode(NodeProto.newBuilder().setOpType("Not")
                .addInput("i").addOutput("o")).build();
        NodeProto.Builder node = NodeProto.newBuilder().setOpType("Any").setName("all").addInput("h").addInput("")
            .addOutput("y");
        for (AttributeType type : AttributeType.values()) {
            AttributeProto.Builder a = AttributeProto.newBuilder().setName("a_" + type).setType(type);
            switch (type) {
                case UNDEFINED -> a.setI(3);
                case INT -> a.setI(Long.MIN_VALUE).setDocString("of a number");
                case FLOAT -> a.setF(-0.0f);
                case STRING -> a.setS(ByteString.copyFromUtf8("fünf"));
                case TENSOR -> a.setT(one.toBuilder().setName("inner").setDocString("of a tensor"));
                case GRAPH -> a.setG(body).setDocString("of a graph");
                case SPARSE_TENSOR -> a.setSparseTensor(SparseTensorProto.newBuilder().setValues(one).addDims(4));
                case TYPE_PROTO -> a.setTp(tensorType(DType.INT4, 3));
                case FLOATS -> a.addFloats(Float.NaN).addFloats(1e-45f);
                case INTS -> a.addInts(1).addInts(-1);
                case STRINGS -> a.addStrings(ByteString.EMPTY).addStrings(ByteString.copyFromUtf8("x"));
                case TENSORS -> a.addTensors(one);
                case GRAPHS -> a.addGraphs(body);
                case SPARSE_TENSORS -> a.addSparseTensors(SparseTensorProto.newBuilder().addDims(4));
                case TYPE_PROTOS -> a.addTypeProtos(tensorType(DType.BOOL));
            }
            node.addAttribute(a);
        }
        return node.addAttribute(AttributeProto.newBuilder().setName("bytes").setType(AttributeType.STRING)
            .setS(ByteString.copyFrom(new byte[] {(byte) 0xc3, 0x28}))).build();
    }

    static ValueInfoProto value(String name, TypeProto type) {
        return ValueInfoProto.newBuilder().setName(name).setType(type).build();
    }

    private static ValueInfoProto documented(ValueInfoProto value) {
        return value.toBuilder().setDocString("of a value").build();
    }

    private static TypeProto denoted(TypeProto type) {
        TypeProto.Builder denoted = type.toBuilder().setDenotation("IMAGE");
        denoted.getTensorTypeBuilder().getShapeBuilder().getDimBuilder(1).setDenotation("DATA_CHANNEL");
        return denoted.build();
    }

    /// A number is a size, a string a symbol, null an unknown dimension.
    static TypeProto tensorType(DType dtype, Object... dims) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        for (Object d : dims) {
            switch (d) {
                case null -> shape.addDimBuilder();
                case Integer size -> shape.addDimBuilder().setDimValue(size);
                default -> shape.addDimBuilder().setDimParam(d.toString());
            }
        }
        return TypeProto.newBuilder().setTensorType(TypeProto.Tensor.newBuilder().setElemType(dtype.code())
            .setShape(shape)).build();
    }
}
