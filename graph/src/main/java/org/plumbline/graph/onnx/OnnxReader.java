package org.plumbline.graph.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.Bytes;
import org.plumbline.graph.Graph;
import org.plumbline.graph.Model;
import org.plumbline.graph.Node;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.ValueInfo;

/// Protos to values. Protobuf's own nesting limit of 100 messages bounds the recursion.
record OnnxReader(ExternalData external) {
    Model model(ModelProto proto) throws BadOnnx {
        if (!proto.hasGraph()) {
            throw new BadOnnx("graph is missing; this is no ONNX model");
        }
        Map<String, Integer> opsets = new TreeMap<>();
        for (OperatorSetIdProto o : proto.getOpsetImportList()) {
            opsets.put(o.getDomain(), number("opset_import '" + o.getDomain() + "'", o.getVersion()));
        }
        ModelProto rest = proto.toBuilder().clearIrVersion().clearOpsetImport().clearGraph().build();
        return new Model(number("ir_version", proto.getIrVersion()), opsets, graph("graph", proto.getGraph()),
            rest("model", rest));
    }

    private static int number(String field, long value) throws BadOnnx {
        if (value != (int) value) {
            throw new BadOnnx(field + " " + value + " is no version that exists");
        }
        return (int) value;
    }

    /// What is kept as bytes leaves its folder behind, so it must not point at files there.
    private static Bytes rest(String what, Message proto) throws BadOnnx {
        if (proto.getSerializedSize() == 0) {
            return Graph.NOTHING;
        }
        requireInline(what, proto);
        return Bytes.of(proto.toByteArray());
    }

    private static void requireInline(String what, Message proto) throws BadOnnx {
        if (proto instanceof TensorProto t && t.getDataLocation() == TensorProto.DataLocation.EXTERNAL) {
            throw new BadOnnx(what + ": external_data of tensor '" + t.getName()
                + "' inside a function, sparse tensor or list is not supported; store it in the model");
        }
        for (Object field : proto.getAllFields().values()) {
            if (field instanceof Message m) {
                requireInline(what, m);
            } else if (field instanceof List<?> list && !list.isEmpty() && list.getFirst() instanceof Message) {
                for (Object m : list) {
                    requireInline(what, (Message) m);
                }
            }
        }
    }

    private Graph graph(String what, GraphProto proto) throws BadOnnx {
        GraphProto.Builder rest = withoutReadFields(proto);
        Map<String, Tensor> initializers = new LinkedHashMap<>();
        for (TensorProto t : proto.getInitializerList()) {
            initializers.put(t.getName(), TensorProtos.read(what + " initializer '" + t.getName() + "'", t, external));
        }
        rest.addAllInput(Leftovers.of(proto.getInputList(), ValueInfoProto::getName, Leftovers::of))
            .addAllOutput(Leftovers.of(proto.getOutputList(), ValueInfoProto::getName, Leftovers::of))
            .addAllInitializer(Leftovers.of(proto.getInitializerList(), TensorProto::getName, Leftovers::of));
        List<Node> nodes = new ArrayList<>(proto.getNodeCount());
        for (NodeProto n : proto.getNodeList()) {
            nodes.add(node(n));
        }
        return new Graph(proto.getName(), values(proto.getInputList()), values(proto.getOutputList()), initializers,
            nodes, rest(what, rest.build()));
    }

    private static GraphProto.Builder withoutReadFields(GraphProto proto) {
        return proto.toBuilder().clearName().clearInput().clearOutput().clearInitializer().clearNode();
    }

    private static List<ValueInfo> values(List<ValueInfoProto> protos) {
        return protos.stream().map(v -> new ValueInfo(v.getName(), TypeProtos.read(v.getType()))).toList();
    }

    private Node node(NodeProto proto) throws BadOnnx {
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        NodeProto.Builder rest = proto.toBuilder().clearDomain().clearOpType().clearName().clearInput().clearOutput()
            .clearAttribute();
        List<AttributeProto> left = new ArrayList<>();
        for (AttributeProto a : proto.getAttributeList()) {
            if (a.getName().isEmpty()) {
                rest.addAttribute(a);
                continue;
            }
            Attribute read = attribute(proto, a);
            if (attributes.put(a.getName(), read) != null) {
                throw new BadOnnx("node " + proto.getOpType() + " '" + proto.getName() + "' has attribute '"
                    + a.getName() + "' twice; remove one");
            }
            if (!(read instanceof Attribute.Opaque)) {
                Leftovers.of(a).ifPresent(left::add);
            }
        }
        rest.addAllAttribute(left);
        Bytes unread = rest("node " + proto.getOpType() + " '" + proto.getName() + "'", rest.build());
        if (unread.length() > 0) {
            attributes.put(OnnxCodec.NODE_REST, new Attribute.Opaque(unread));
        }
        return new Node(proto.getDomain(), proto.getOpType(), proto.getName(), proto.getInputList(),
            proto.getOutputList(), attributes);
    }

    private Attribute attribute(NodeProto node, AttributeProto a) throws BadOnnx {
        String what = "node " + node.getOpType() + " '" + node.getName() + "' attribute '" + a.getName() + "'";
        if (!a.hasType() || !a.getRefAttrName().isEmpty()) {
            return opaque(what, a);
        }
        return switch (a.getType()) {
            case INT -> new Attribute.Int(a.getI());
            case FLOAT -> new Attribute.Real(a.getF());
            case STRING -> a.getS().isValidUtf8() ? new Attribute.Text(a.getS().toStringUtf8()) : opaque(what, a);
            case INTS -> new Attribute.Ints(a.getIntsList());
            case FLOATS -> new Attribute.Reals(a.getFloatsList());
            case STRINGS -> a.getStringsList().stream().allMatch(ByteString::isValidUtf8)
                ? new Attribute.Texts(a.getStringsList().stream().map(ByteString::toStringUtf8).toList())
                : opaque(what, a);
            case TENSOR -> new Attribute.Value(TensorProtos.read(what, a.getT(), external));
            case GRAPH -> new Attribute.Subgraph(graph(what, a.getG()));
            case UNDEFINED, SPARSE_TENSOR, TYPE_PROTO, TENSORS, GRAPHS, SPARSE_TENSORS, TYPE_PROTOS -> opaque(what, a);
        };
    }

    private static Attribute opaque(String what, AttributeProto proto) throws BadOnnx {
        requireInline(what, proto);
        return new Attribute.Opaque(Bytes.of(proto.toBuilder().clearName().build().toByteArray()));
    }
}
