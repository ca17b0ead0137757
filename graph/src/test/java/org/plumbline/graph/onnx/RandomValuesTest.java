package org.plumbline.graph.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.Bytes;
import org.plumbline.graph.Graph;
import org.plumbline.graph.Model;
import org.plumbline.graph.Node;

class RandomValuesTest {
    private static Model model(int opset, Node... nodes) {
        return Model.of(opset, Graph.of(List.of(), List.of(), Map.of(), Arrays.asList(nodes)));
    }

    private static Node node(String operator, List<String> inputs, String output, Map<String, Attribute> attributes) {
        return Node.of(operator, inputs, List.of(output), attributes);
    }

    @Test
    void whatFollowsADrawIsRandomAndNothingElse() {
        assertThat(RandomValues.of(model(17, node("RandomNormal", List.of(), "r", Map.of()),
            node("Abs", List.of("x"), "a", Map.of()), node("Add", List.of("a", "r"), "s", Map.of()),
            node("Neg", List.of("s"), "n", Map.of())))).containsExactlyInAnyOrder("r", "s", "n");
    }

    @Test
    void dropoutDrawsInTrainingModeOnly() {
        assertThat(RandomValues.of(model(17, node("Dropout", List.of("x", "", "t"), "y", Map.of())))).contains("y");
        assertThat(RandomValues.of(model(17, node("Dropout", List.of("x", "p"), "y", Map.of())))).isEmpty();
        assertThat(RandomValues.of(model(7, node("Dropout", List.of("x"), "y", Map.of())))).isEmpty();
        assertThat(RandomValues.of(model(6, node("Dropout", List.of("x"), "y", Map.of())))).contains("y");
        assertThat(RandomValues.of(model(6, node("Dropout", List.of("x"), "y", Map.of("is_test",
            new Attribute.Int(1)))))).isEmpty();
    }

    @Test
    void graphsInsideNodesDrawAndCapture() {
        Graph drawing = model(17, node("Bernoulli", List.of("x"), "i", Map.of())).graph();
        Graph capturing = model(17, node("Abs", List.of("r"), "i", Map.of())).graph();
        assertThat(RandomValues.of(model(17, node("If", List.of("c"), "r", Map.of("then_branch",
            new Attribute.Subgraph(drawing))), node("If", List.of("c"), "k", Map.of("then_branch",
                new Attribute.Subgraph(capturing)))))).containsExactlyInAnyOrder("r", "k");
    }

    @Test
    void functionsDrawThroughEachOther() {
        ModelProto rest = ModelProto.newBuilder()
            .addFunctions(FunctionProto.newBuilder().setDomain("own").setName("Outer").addNode(NodeProto.newBuilder()
                .setDomain("own").setOpType("Inner")))
            .addFunctions(FunctionProto.newBuilder().setDomain("own").setName("Inner").addNode(NodeProto.newBuilder()
                .setOpType("Multinomial")))
            .addFunctions(FunctionProto.newBuilder().setDomain("own").setName("Plain").addNode(NodeProto.newBuilder()
                .setOpType("Abs"))).build();
        Graph graph = Graph.of(List.of(), List.of(), Map.of(), List.of(
            new Node("own", "Outer", "", List.of("x"), List.of("r"), Map.of()),
            new Node("own", "Plain", "", List.of("x"), List.of("p"), Map.of())));
        assertThat(RandomValues.of(new Model(8, Map.of("", 17, "own", 1), graph, Bytes.of(rest.toByteArray()))))
            .containsExactly("r");
    }
}
