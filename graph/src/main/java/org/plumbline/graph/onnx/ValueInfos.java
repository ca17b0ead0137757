package org.plumbline.graph.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.plumbline.graph.Bytes;
import org.plumbline.graph.Graph;
import org.plumbline.graph.ValueInfo;

/// The types that a model states for values inside its graph (`GraphProto.value_info`), which [Graph] keeps unread in
/// its `rest`. An edit that changes a shape must drop them: a runtime may trust or refuse a stale one.
public final class ValueInfos {
    private ValueInfos() {
    }

    /// The stated types in file order; empty if the kept bytes hold none.
    public static List<ValueInfo> of(Graph graph) {
        return rest(graph).getValueInfoList().stream().map(
            v -> new ValueInfo(v.getName(), TypeProtos.read(v.getType()))).toList();
    }

    /// The same graph without stated types; graphs inside attributes keep theirs.
    public static Graph without(Graph graph) {
        if (graph.rest().length() == 0) {
            return graph;
        }
        Bytes rest = Bytes.of(rest(graph).toBuilder().clearValueInfo().build().toByteArray());
        return new Graph(graph.name(), graph.inputs(), graph.outputs(), graph.initializers(), graph.nodes(), rest);
    }

    /// A serialised model that states these types too, for values inside its graph. It is the same model to the last
    /// byte, and more behind it: a protobuf parser merges what follows into what it has read.
    public static byte[] stating(byte[] model, List<ValueInfo> values) {
        GraphProto.Builder graph = GraphProto.newBuilder();
        values.forEach(v -> graph.addValueInfo(Leftovers.join(v, Map.of())));
        byte[] more = ModelProto.newBuilder().setGraph(graph).build().toByteArray();
        byte[] both = Arrays.copyOf(model, model.length + more.length);
        System.arraycopy(more, 0, both, model.length, more.length);
        return both;
    }

    private static GraphProto rest(Graph graph) {
        try {
            return GraphProto.parseFrom(graph.rest().toArray());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("kept bytes are no GraphProto", e);
        }
    }
}
