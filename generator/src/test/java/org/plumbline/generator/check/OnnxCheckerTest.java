package org.plumbline.generator.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;
import org.plumbline.graph.Graph;
import org.plumbline.graph.Model;
import org.plumbline.graph.Node;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.TensorType;
import org.plumbline.graph.ValueInfo;
import org.plumbline.graph.onnx.OnnxCodec;

class OnnxCheckerTest {
    private static final ValueInfo X = ValueInfo.of("x", TensorType.of(DType.FLOAT, 4, 6));
    private static final ValueInfo Y = new ValueInfo("y", new ValueInfo.OfTensor(DType.FLOAT,
        Optional.of(List.of(new ValueInfo.Symbolic(""), new ValueInfo.Symbolic("n")))));

    private static byte[] model(Map<String, Tensor> initializers, Node... nodes) {
        return OnnxCodec.write(Model.of(17, Graph.of(List.of(X), List.of(Y), initializers, List.of(nodes))));
    }

    private static Node node(String operator, String inputs, String output) {
        return Node.of(operator, List.of(inputs.split(",")), List.of(output), Map.of());
    }

    @Test
    void aValidModelHasNoProblem() {
        assertThat(OnnxChecker.check(model(Map.of(), node("Relu", "x", "y")))).isEmpty();
    }

    @Test
    void anOutputWithoutARankIsAProblem() {
        byte[] model = OnnxCodec.write(Model.of(17, Graph.of(List.of(X),
            List.of(new ValueInfo("y", new ValueInfo.OfTensor(DType.FLOAT, Optional.empty()))), Map.of(),
            List.of(node("Relu", "x", "y")))));
        assertThat(OnnxChecker.check(model)).get().asString().contains("shape");
    }

    @Test
    void anUnknownOperatorIsNamed() {
        assertThat(OnnxChecker.check(model(Map.of(), node("Reluu", "x", "y")))).get().asString().contains("Reluu")
            .doesNotContain("\n");
    }

    @Test
    void anUndefinedValueIsNamed() {
        assertThat(OnnxChecker.check(model(Map.of(), node("Relu", "nowhere", "y")))).get().asString()
            .contains("nowhere");
    }

    @Test
    void bytesThatAreNoModelAreRefused() {
        assertThat(OnnxChecker.check(new byte[] {1, 2, 3})).isPresent();
        assertThat(OnnxChecker.check(new byte[0])).isPresent();
        assertThat(OnnxChecker.inferShapes(new byte[] {1, 2, 3})).isInstanceOf(Inference.Refused.class);
    }

    @Test
    void damagedModelsGiveAnAnswer() {
        byte[] whole = model(Map.of("w", Tensor.ofLongs(1, 2)), node("Reshape", "x,w", "y"));
        Rng rng = Rng.of(5);
        for (int i = 0; i < 2000; i++) {
            byte[] damaged = whole.clone();
            damaged[rng.below(damaged.length)] = (byte) rng.nextLong();
            assertThat(OnnxChecker.check(damaged)).isNotNull();
            assertThat(OnnxChecker.inferShapes(damaged)).isNotNull();
        }
    }

    @Test
    void shapesThatDoNotFitAreRefused() {
        assertThat(OnnxChecker.inferShapes(model(Map.of(), node("MatMul", "x,x", "y"))))
            .isInstanceOfSatisfying(Inference.Refused.class, r -> assertThat(r.why()).contains("MatMul"));
    }

    @Test
    void typesThatDoNotFitAreRefused() {
        assertThat(OnnxChecker.inferShapes(model(Map.of("i", Tensor.ofLongs(1)), node("Add", "x,i", "y"))))
            .isInstanceOf(Inference.Refused.class);
    }

    @Test
    void typesInsideAreInferredAndShapesPropagate() {
        byte[] model = model(Map.of("first", Tensor.ofLongs(0), "rest", Tensor.ofLongs(-1)),
            node("Shape", "x", "shape"), node("Gather", "shape,first", "rows"),
            Node.of("Concat", List.of("rows", "rest"), List.of("to"), Map.of("axis", new Attribute.Int(0))),
            node("Relu", "x", "a"), node("Reshape", "a,to", "y"));
        assertThat(OnnxChecker.inferShapes(model)).isInstanceOfSatisfying(Inference.Types.class, t -> {
            assertThat(t.values().get("a").concrete()).contains(TensorType.of(DType.FLOAT, 4, 6));
            assertThat(t.values().get("shape").concrete()).contains(TensorType.of(DType.INT64, 2));
            assertThat(t.values().get("y").concrete()).as("needs the value of 'to'").contains(
                TensorType.of(DType.FLOAT, 4, 6));
        });
    }

    @Test
    void whatHasNoInferenceIsMissing() {
        byte[] model = OnnxCodec.write(new Model(8, Map.of("", 17, "my.domain", 1), Graph.of(List.of(X), List.of(Y),
            Map.of(), List.of(new Node("my.domain", "Mine", "", List.of("x"), List.of("a"), Map.of()),
                node("Relu", "a", "y"))), Graph.NOTHING));
        assertThat(OnnxChecker.check(model)).isEmpty();
        assertThat(OnnxChecker.inferShapes(model)).isInstanceOfSatisfying(Inference.Types.class,
            t -> assertThat(t.values()).containsKey("x").doesNotContainKey("a"));
    }
}
