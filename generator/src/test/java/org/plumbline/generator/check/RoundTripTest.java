package org.plumbline.generator.check;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.SparseTensorProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import com.google.protobuf.ByteString;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;
import org.plumbline.graph.Graph;
import org.plumbline.graph.Model;
import org.plumbline.graph.Node;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.TensorType;
import org.plumbline.graph.ValueInfo;
import org.plumbline.graph.onnx.OnnxCodec;
import org.plumbline.graph.onnx.OnnxRead;

/// The ONNX C++ library sees the same model before and after a round trip through ours.
class RoundTripTest {
    private static ValueInfo value(String name, DType dtype, long... dims) {
        return ValueInfo.of(name, TensorType.of(dtype, dims));
    }

    private static ModelProto.Builder model(int opset, ModelProto.Builder model, List<ValueInfo> inputs,
        List<ValueInfo> outputs) {
        byte[] frame = OnnxCodec.write(Model.of(opset, Graph.of(inputs, outputs, Map.of(), List.of())));
        try {
            return ModelProto.parseFrom(frame).toBuilder().mergeFrom(model.build());
        } catch (com.google.protobuf.InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    private static NodeProto.Builder node(String operator, String inputs, String output) {
        return NodeProto.newBuilder().setOpType(operator).addOutput(output).addAllInput(
            Arrays.stream(inputs.split(",")).filter(s -> !s.isEmpty()).toList());
    }

    private static AttributeProto.Builder branch(String name, String operator) {
        GraphProto.Builder graph = GraphProto.newBuilder().setName(name).addNode(node(operator, "x", name + "_o"));
        graph.addOutputBuilder().setName(name + "_o").getTypeBuilder().getTensorTypeBuilder().setElemType(1)
            .getShapeBuilder();
        return AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.GRAPH).setG(graph);
    }

    private static ModelProto.Builder branches() {
        ModelProto.Builder model = ModelProto.newBuilder();
        model.getGraphBuilder().addNode(node("If", "c", "y").addAttribute(branch("then_branch", "Relu"))
            .addAttribute(branch("else_branch", "Abs")));
        return model(17, model, List.of(value("c", DType.BOOL), value("x", DType.FLOAT)),
            List.of(value("y", DType.FLOAT)));
    }

    private static ModelProto.Builder loop() {
        Graph body = Graph.of(List.of(value("i", DType.INT64), value("go", DType.BOOL), value("a", DType.FLOAT, 2)),
            List.of(value("go2", DType.BOOL), value("b", DType.FLOAT, 2)), Map.of(), List.of(
                Node.of("Identity", List.of("go"), List.of("go2"), Map.of()),
                Node.of("Add", List.of("a", "a"), List.of("b"), Map.of())));
        Graph main = Graph.of(List.of(value("x", DType.FLOAT, 2)), List.of(value("y", DType.FLOAT, 2)),
            Map.of("n", Tensor.scalar(DType.INT64, 3)), List.of(Node.of("Loop", List.of("n", "", "x"), List.of("y"),
                Map.of("body", new Attribute.Subgraph(body)))));
        try {
            return ModelProto.parseFrom(OnnxCodec.write(Model.of(13, main))).toBuilder();
        } catch (com.google.protobuf.InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    private static ModelProto.Builder function() {
        ModelProto.Builder model = ModelProto.newBuilder().setProducerName("us").addMetadataProps(
            StringStringEntryProto.newBuilder().setKey("k").setValue("v"));
        OperatorSetIdProto.Builder opset = OperatorSetIdProto.newBuilder().setDomain("").setVersion(18);
        model.addOpsetImportBuilder().setDomain("own").setVersion(1);
        NodeProto.Builder leaky = node("LeakyRelu", "p", "q").addAttribute(AttributeProto.newBuilder().setName("alpha")
            .setRefAttrName("slope").setType(AttributeProto.AttributeType.FLOAT));
        model.addFunctions(FunctionProto.newBuilder().setName("Soft").setDomain("own").addInput("p").addOutput("q")
            .addAttribute("slope").addOpsetImport(opset).addNode(leaky));
        model.getGraphBuilder().addNode(node("Soft", "x", "y").setDomain("own").addAttribute(AttributeProto.newBuilder()
            .setName("slope").setType(AttributeProto.AttributeType.FLOAT).setF(0.25f)));
        return model(18, model, List.of(value("x", DType.FLOAT, 4)), List.of(value("y", DType.FLOAT, 4)));
    }

    private static ModelProto.Builder sparse() {
        ModelProto.Builder model = ModelProto.newBuilder();
        model.getGraphBuilder().addSparseInitializer(SparseTensorProto.newBuilder().addDims(4)
            .setValues(TensorProto.newBuilder().setName("w").setDataType(1).addDims(1).addFloatData(2))
            .setIndices(TensorProto.newBuilder().setDataType(7).addDims(1).addInt64Data(3)))
            .addNode(node("Add", "x,w", "y"));
        return model(13, model, List.of(value("x", DType.FLOAT, 4)), List.of(value("y", DType.FLOAT, 4)));
    }

    private static ModelProto.Builder sequence() {
        ModelProto.Builder model = ModelProto.newBuilder();
        model.getGraphBuilder().addNode(node("SequenceConstruct", "x,x", "s"))
            .addNode(node("Optional", "", "o").addAttribute(AttributeProto.newBuilder().setName("type")
                .setType(AttributeProto.AttributeType.TYPE_PROTO).setTp(TypeProto.newBuilder().setTensorType(
                    TypeProto.Tensor.newBuilder().setElemType(1)))))
            .addNode(node("SequenceLength", "s", "y"));
        return model(16, model, List.of(value("x", DType.FLOAT, 4)), List.of(value("y", DType.INT64)));
    }

    static Stream<Arguments> models() {
        return Stream.of(Arguments.of("branches", branches()), Arguments.of("loop", loop()),
            Arguments.of("function", function()), Arguments.of("sparse", sparse()),
            Arguments.of("sequence", sequence()));
    }

    private static void requireSame(ModelProto before, boolean valid) {
        OnnxRead read = OnnxCodec.read(before.toByteArray());
        assertThat(read).isInstanceOf(OnnxRead.Ok.class);
        byte[] after = OnnxCodec.write(((OnnxRead.Ok) read).model());
        assertThat(OnnxChecker.check(after)).isEqualTo(OnnxChecker.check(before.toByteArray()));
        assertThat(OnnxChecker.check(after).isEmpty()).as("%s", OnnxChecker.check(after)).isEqualTo(valid);
        assertThat(OnnxChecker.inferShapes(after)).isEqualTo(OnnxChecker.inferShapes(before.toByteArray()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    void theCheckerSeesNoDifference(String name, ModelProto.Builder model) {
        requireSame(model.build(), true);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    void norWhereTheModelIsWrong(String name, ModelProto.Builder model) {
        model.getGraphBuilder().addNode(node("Relu", "nowhere", "z"));
        requireSame(model.build(), false);
    }

    @ParameterizedTest
    @EnumSource(names = {"STRING"}, mode = EnumSource.Mode.EXCLUDE)
    void constantsOfEveryTypePassTheChecker(DType dtype) {
        ModelProto.Builder model = ModelProto.newBuilder();
        int bytes = dtype.bytes() == 0 ? 1 : 2 * dtype.bytes();
        TensorProto tensor = TensorProto.newBuilder().setName("w").setDataType(dtype.code()).addDims(2)
            .setRawData(ByteString.copyFrom(new byte[bytes])).build();
        model.getGraphBuilder().addInitializer(tensor).addNode(node("Identity", "w", "y"));
        requireSame(model(21, model, List.of(), List.of(value("y", dtype, 2))).build(), true);
    }
}
