package org.plumbline.graph.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;
import org.plumbline.graph.Graph;
import org.plumbline.graph.Model;
import org.plumbline.graph.Node;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.TensorType;
import org.plumbline.graph.ValueInfo;

class OnnxRoundTripTest {
    private static Model read(ModelProto proto) {
        return ((OnnxRead.Ok) OnnxCodec.read(proto.toByteArray())).model();
    }

    private static ModelProto written(ModelProto proto) throws InvalidProtocolBufferException {
        return ModelProto.parseFrom(OnnxCodec.write(read(proto)));
    }

    @Test
    void everyFieldOfTheFormatSurvives() throws InvalidProtocolBufferException {
        assertThat(written(Everything.model())).isEqualTo(Everything.model().toBuilder().setGraph(
            Everything.model().getGraph().toBuilder().setNode(1, withRawTensor(Everything.model()))).build());
        assertThat(read(written(Everything.model()))).isEqualTo(read(Everything.model()));
    }

    /// The one field that is written in another way than the fixture has it.
    private static NodeProto withRawTensor(ModelProto model) throws InvalidProtocolBufferException {
        NodeProto.Builder node = model.getGraph().getNode(1).toBuilder();
        for (AttributeProto.Builder a : node.getAttributeBuilderList()) {
            if (a.getType() == AttributeProto.AttributeType.TENSOR) {
                a.setT(TensorProto.parseFrom(TensorFiles.pb("inner", Tensor.scalar(DType.FLOAT, 1))).toBuilder()
                    .setDocString("of a tensor"));
            }
        }
        return node.build();
    }

    @Test
    void everyKindOfAttributeIsRead() {
        Map<String, Attribute> a = read(Everything.model()).graph().nodes().get(1).attributes();
        assertThat(a).containsEntry("a_INT", new Attribute.Int(Long.MIN_VALUE))
            .containsEntry("a_FLOAT", new Attribute.Real(-0.0f)).containsEntry("a_STRING", new Attribute.Text("fünf"))
            .containsEntry("a_INTS", Attribute.ints(1, -1))
            .containsEntry("a_STRINGS", new Attribute.Texts(List.of("", "x")))
            .containsEntry("a_TENSOR", new Attribute.Value(Tensor.scalar(DType.FLOAT, 1)));
        assertThat(a.get("a_GRAPH")).isInstanceOf(Attribute.Subgraph.class);
        assertThat(List.of("bytes", "a_UNDEFINED", "a_TENSORS", "a_GRAPHS", "a_TYPE_PROTO", "a_SPARSE_TENSOR"))
            .allSatisfy(k -> assertThat(a.get(k)).isInstanceOf(Attribute.Opaque.class));
    }

    @Test
    void theTypesOfValuesAreRead() {
        List<ValueInfo> inputs = read(Everything.model()).graph().inputs();
        assertThat(inputs.get(0).type()).isEqualTo(new ValueInfo.OfTensor(DType.FLOAT, Optional.of(List.of(
            new ValueInfo.Symbolic("n"), new ValueInfo.Known(3), new ValueInfo.Symbolic("")))));
        assertThat(inputs.get(1).type()).isInstanceOf(ValueInfo.Other.class);
        assertThat(inputs.get(2).type()).isEqualTo(new ValueInfo.OfTensor(DType.BOOL, Optional.empty()));
    }

    @Test
    void fieldsThatTheFormatDoesNotKnowYetSurvive() throws InvalidProtocolBufferException {
        UnknownFieldSet later = UnknownFieldSet.newBuilder().addField(900, UnknownFieldSet.Field.newBuilder()
            .addVarint(7).build()).build();
        ModelProto.Builder model = Everything.model().toBuilder().setUnknownFields(later);
        GraphProto.Builder graph = model.getGraphBuilder().setUnknownFields(later);
        graph.getNodeBuilder(0).setUnknownFields(later);
        graph.getInputBuilder(0).setUnknownFields(later).getTypeBuilder().setUnknownFields(later);
        graph.getInitializerBuilder(0).setUnknownFields(later);
        graph.getNodeBuilder(1).getAttributeBuilder(1).setUnknownFields(later);
        ModelProto again = written(model.build());
        assertThat(again.getUnknownFields()).isEqualTo(later);
        assertThat(again.getGraph().getUnknownFields()).isEqualTo(later);
        assertThat(again.getGraph().getNode(0).getUnknownFields()).isEqualTo(later);
        assertThat(again.getGraph().getInput(0)).isEqualTo(model.getGraph().getInput(0));
        assertThat(again.getGraph().getInitializer(0)).isEqualTo(model.getGraph().getInitializer(0));
        assertThat(again.getGraph().getNode(1).getAttribute(1)).isEqualTo(model.getGraph().getNode(1).getAttribute(1));
    }

    @Test
    void whatIsKeptOfATypeOrAttributeGoesWhenAnEditChangesIt() throws InvalidProtocolBufferException {
        Model model = read(Everything.model());
        Graph g = model.graph();
        List<Node> nodes = List.of(Node.of("Any", List.of("x"), List.of("y"), Map.of(
            OnnxCodec.NODE_REST, g.nodes().get(1).attributes().get(OnnxCodec.NODE_REST),
            "a_INT", Attribute.ints(1), "a_GRAPH", new Attribute.Subgraph(g))));
        ValueInfo x = ValueInfo.of("x", TensorType.of(DType.INT8, 4));
        GraphProto again = ModelProto.parseFrom(OnnxCodec.write(model.withGraph(new Graph(g.name(), List.of(x),
            g.outputs(), Map.of(), nodes, g.rest())))).getGraph();
        assertThat(again.getInputList()).containsExactly(Everything.value("x", Everything.tensorType(DType.INT8, 4))
            .toBuilder().setDocString("of a value").build());
        assertThat(again.getInitializerCount()).isZero();
        assertThat(again.getNode(0).getAttributeList())
            .extracting(AttributeProto::getName, AttributeProto::getDocString).containsExactlyInAnyOrder(tuple("a_INT",
                ""), tuple("a_GRAPH", "of a graph"));
    }

    @Test
    void emptyTextsCountAsNone() {
        ModelProto.Builder model = ModelProto.newBuilder();
        model.getGraphBuilder().addInput(ValueInfoProto.newBuilder().setName("x").setDocString("")).addNodeBuilder()
            .setOpType("Constant").addAttributeBuilder().setName("value").setType(AttributeProto.AttributeType.TENSOR)
            .setDocString("").setRefAttrName("").setT(TensorProto.newBuilder().setDataType(1).addDims(0).setName("")
                .setDocString(""));
        assertThat(read(model.build()).graph().rest()).isEqualTo(Graph.NOTHING);
        assertThat(read(model.build()).graph().nodes().getFirst().attributes()).containsOnlyKeys("value");
    }

    @Test
    void bytesAreTheSameEachTime() {
        Model model = read(Everything.model());
        assertThat(OnnxCodec.write(model)).isEqualTo(OnnxCodec.write(model))
            .isEqualTo(OnnxCodec.write(read(Everything.model())));
    }

    @Test
    void whatARuntimeReadsLastWinsWhereNamesRepeat() {
        GraphProto graph = GraphProto.newBuilder().addInitializer(Everything.tensor(DType.FLOAT).toBuilder()
            .setName("w")).addInitializer(Everything.tensor(DType.INT8).toBuilder().setName("w")).build();
        Model model = read(ModelProto.newBuilder().setGraph(graph)
            .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(13))
            .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17)).build());
        assertThat(model.graph().initializers().get("w").dtype()).isEqualTo(DType.INT8);
        assertThat(model.opset()).isEqualTo(17);
    }

    @Test
    void anAttributeTwiceIsRefused() {
        ModelProto.Builder model = Everything.model().toBuilder();
        NodeProto.Builder node = model.getGraphBuilder().getNodeBuilder(1);
        node.addAttribute(node.getAttribute(1));
        assertThat(OnnxCodec.read(model.build().toByteArray())).isInstanceOfSatisfying(OnnxRead.Malformed.class,
            m -> assertThat(m.why()).contains("Any 'all'").contains("twice"));
    }

    @Test
    void anEmptyModelIsReadAndWrittenEmpty() {
        ModelProto proto = ModelProto.newBuilder().setGraph(GraphProto.getDefaultInstance()).build();
        Model model = read(proto);
        assertThat(model.opsets()).isEmpty();
        assertThat(OnnxCodec.read(OnnxCodec.write(model))).isEqualTo(new OnnxRead.Ok(model));
    }

    @Test
    void anOpaqueAttributeCanBeRenamed() throws InvalidProtocolBufferException {
        Attribute opaque = read(Everything.model()).graph().nodes().get(1).attributes().get("a_TYPE_PROTO");
        Model model = Model.of(17, Graph.of(List.of(), List.of(), Map.of(), List.of(
            Node.of("Optional", List.of(), List.of("o"), Map.of("type", opaque)))));
        assertThat(ModelProto.parseFrom(OnnxCodec.write(model)).getGraph().getNode(0).getAttribute(0).getName())
            .isEqualTo("type");
    }

    @Test
    void statedTypesCanBeReadAndDropped() {
        Model model = read(Everything.model());
        assertThat(ValueInfos.of(model.graph())).extracting(ValueInfo::name).containsExactly("h");
        assertThat(ValueInfos.of(ValueInfos.without(model.graph()))).isEmpty();
        assertThat(OnnxCodec.write(model.withGraph(ValueInfos.without(model.graph())))).asString().contains("sparse");
    }

    @Test
    void moreTypesCanBeStatedBehindAModel() {
        Model model = read(Everything.model());
        ValueInfo more = ValueInfo.of("more", TensorType.of(DType.FLOAT, 2, 0));
        byte[] bytes = ValueInfos.stating(OnnxCodec.write(model), List.of(more));
        Model both = ((OnnxRead.Ok) OnnxCodec.read(bytes)).model();
        assertThat(ValueInfos.of(both.graph())).extracting(ValueInfo::name).containsExactly("h", "more");
        assertThat(ValueInfos.of(both.graph())).contains(more);
        assertThat(both.withGraph(ValueInfos.without(both.graph())))
            .isEqualTo(model.withGraph(ValueInfos.without(model.graph())));
    }

    @Test
    void textsOfStringTensorsCanBeListed() {
        Tensor texts = StringTensors.of(Shape.of(2, 1), List.of("", "drei"));
        assertThat(StringTensors.toList(texts)).containsExactly("", "drei");
    }
}
