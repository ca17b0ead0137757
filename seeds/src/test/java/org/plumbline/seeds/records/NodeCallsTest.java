package org.plumbline.seeds.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.assertj.core.groups.Tuple;
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
import org.plumbline.graph.bound.Accuracy;
import org.plumbline.graph.operators.Evaluator;

class NodeCallsTest {
    private static List<OperatorCall> calls(Map<String, Tensor> initializers, Node... nodes) {
        ValueInfo x = ValueInfo.of("x", TensorType.of(DType.FLOAT, 2, 3));
        Model model = Model.of(20, Graph.of(List.of(x), List.of(ValueInfo.of("y", TensorType.of(DType.FLOAT, 6))),
            initializers, List.of(nodes)));
        return NodeCalls.of(model, Evaluator.evaluate(model, Map.of("x", Tensor.of(DType.FLOAT, Shape.of(2, 3),
            i -> i)),
            Accuracy.CPU).values(), 22);
    }

    private static Node node(String operator, List<String> inputs, String output, Map<String, Attribute> attributes) {
        return Node.of(operator, inputs, List.of(output), attributes);
    }

    @Test
    void haveTheValuesOfSmallIntegersThatTheReferenceComputes() {
        assertThat(calls(Map.of(), node("Shape", List.of("x"), "s", Map.of()), node("Expand", List.of("x", "s"), "y",
            Map.of()))).containsExactly(
                new OperatorCall("Shape", 22, List.of(new OperatorCall.Data(TensorType.of(DType.FLOAT, 2, 3))), Map
                    .of(), List.of(DType.INT64)),
                new OperatorCall("Expand", 22, List.of(new OperatorCall.Data(TensorType.of(DType.FLOAT, 2, 3)),
                    new OperatorCall.Known(Tensor.ofLongs(2, 3))), Map.of(), List.of(DType.FLOAT)));
    }

    @Test
    void knowSmallInitializersAndWhatIsLeftOut() {
        Tensor max = Tensor.of(DType.FLOAT, Shape.SCALAR, _ -> 4);
        assertThat(calls(Map.of("max", max), node("Clip", List.of("x", "", "max"), "y", Map.of())).getFirst().inputs())
            .containsExactly(new OperatorCall.Data(TensorType.of(DType.FLOAT, 2, 3)), new OperatorCall.Absent(),
                new OperatorCall.Known(max));
    }

    @Test
    void takeTypesOfOutputsThatOnlyTheModelKnows() {
        assertThat(calls(Map.of(), new Node("com.nobody", "Secret", "", List.of("x"), List.of("y"), Map.of())))
            .extracting(OperatorCall::operator, OperatorCall::outputs).containsExactly(Tuple
                .tuple("com.nobody::Secret", List.of(DType.FLOAT)));
    }

    @Test
    void leaveOutWhatNobodyKnowsTheTypesOf() {
        assertThat(calls(Map.of(), new Node("com.nobody", "Secret", "", List.of("x"), List.of("h"), Map.of()), node(
            "Relu", List.of("h"), "y", Map.of()))).isEmpty();
    }
}
