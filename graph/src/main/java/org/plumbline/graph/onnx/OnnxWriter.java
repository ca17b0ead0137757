package org.plumbline.graph.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import java.util.List;
import java.util.Map;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.Bytes;
import org.plumbline.graph.Graph;
import org.plumbline.graph.Model;
import org.plumbline.graph.Node;
import org.plumbline.graph.Tensor;

/// Values to protos, field by field in a fixed order.
final class OnnxWriter {
    private OnnxWriter() {
    }

    static ModelProto model(Model model) {
        ModelProto.Builder proto = ModelProto.newBuilder();
        merge(proto, model.rest());
        if (model.irVersion() != 0) {
            proto.setIrVersion(model.irVersion());
        }
        model.opsets().forEach((domain, version) -> proto.addOpsetImportBuilder().setDomain(domain)
            .setVersion(version));
        return proto.setGraph(graph(model.graph())).build();
    }

    private static void merge(Message.Builder proto, Bytes bytes) {
        if (bytes.length() > 0) {
            try {
                proto.mergeFrom(bytes.toArray());
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalArgumentException("kept bytes are no " + proto.getDescriptorForType().getName(), e);
            }
        }
    }

    private static GraphProto graph(Graph graph) {
        GraphProto.Builder proto = GraphProto.newBuilder();
        merge(proto, graph.rest());
        Leftovers.OfGraph left = Leftovers.OfGraph.takenFrom(proto);
        proto.setName(graph.name());
        graph.inputs().forEach(v -> proto.addInput(Leftovers.join(v, left.inputs())));
        graph.outputs().forEach(v -> proto.addOutput(Leftovers.join(v, left.outputs())));
        graph.initializers().forEach((name, tensor) -> proto.addInitializer(
            Leftovers.join(TensorProtos.write(name, tensor), left.initializers())));
        graph.nodes().forEach(n -> proto.addNode(node(n)));
        return proto.build();
    }

    private static NodeProto node(Node node) {
        NodeProto.Builder proto = NodeProto.newBuilder();
        if (node.attributes().get(OnnxCodec.NODE_REST) instanceof Attribute.Opaque(Bytes rest)) {
            merge(proto, rest);
        }
        Map<String, AttributeProto> left = Leftovers.takenFrom(proto);
        proto.addAllInput(node.inputs()).addAllOutput(node.outputs()).setOpType(node.operator());
        if (!node.name().isEmpty()) {
            proto.setName(node.name());
        }
        if (!node.domain().isEmpty()) {
            proto.setDomain(node.domain());
        }
        node.attributes().forEach((name, attribute) -> {
            if (!name.equals(OnnxCodec.NODE_REST)) {
                proto.addAttribute(Leftovers.join(attribute(name, attribute), left));
            }
        });
        return proto.build();
    }

    private static AttributeProto attribute(String name, Attribute attribute) {
        AttributeProto.Builder a = AttributeProto.newBuilder();
        switch (attribute) {
            case Attribute.Int(long v) -> a.setType(AttributeType.INT).setI(v);
            case Attribute.Real(float v) -> a.setType(AttributeType.FLOAT).setF(v);
            case Attribute.Text(String v) -> a.setType(AttributeType.STRING).setS(ByteString.copyFromUtf8(v));
            case Attribute.Ints(List<Long> v) -> a.setType(AttributeType.INTS).addAllInts(v);
            case Attribute.Reals(List<Float> v) -> a.setType(AttributeType.FLOATS).addAllFloats(v);
            case Attribute.Texts(List<String> v) -> {
                a.setType(AttributeType.STRINGS);
                v.forEach(s -> a.addStrings(ByteString.copyFromUtf8(s)));
            }
            case Attribute.Value(Tensor v) -> a.setType(AttributeType.TENSOR).setT(TensorProtos.write("", v));
            case Attribute.Subgraph(Graph v) -> a.setType(AttributeType.GRAPH).setG(graph(v));
            case Attribute.Opaque(Bytes v) -> merge(a, v);
        }
        return a.setName(name).build();
    }
}
