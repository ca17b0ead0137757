package org.plumbline.campaign.audit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.plumbline.graph.Graph;
import org.plumbline.graph.Node;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.onnx.ModelPrinter;
import org.plumbline.reports.Subject;

/// A model of one node on one line: `Slice(float[4], int64{0}, int64{9})`, attributes after the inputs.
final class CallText {
    private static final int SHOWN = 16;

    private CallText() {
    }

    static String of(Subject call) {
        Graph graph = call.model().graph();
        Node node = graph.nodes().getFirst();
        Map<String, String> values = new LinkedHashMap<>();
        call.feeds().forEach((name, t) -> values.put(name, t.dtype().onnxName() + t.shape()));
        graph.initializers().forEach((name, t) -> values.put(name, constant(t)));
        String inputs = node.inputs().stream().map(n -> values.getOrDefault(n, "–")).collect(Collectors.joining(", "));
        String attributes = node.attributes().entrySet().stream().map(a -> " " + a.getKey() + "=" + ModelPrinter.print(a
            .getValue())).collect(Collectors.joining());
        return node.qualifiedOperator() + "(" + inputs + ")" + attributes;
    }

    private static String constant(Tensor t) {
        return t.dtype().isReal() || t.size() > SHOWN ? t.dtype().onnxName() + t.shape() : t.dtype().onnxName() + (t
            .shape().rank() == 0 ? "" : t.shape()) + IntStream.range(0, t.size()).mapToObj(i -> Long.toString(t
                .getLong(i))).collect(Collectors.joining(", ", "{", "}"));
    }
}
