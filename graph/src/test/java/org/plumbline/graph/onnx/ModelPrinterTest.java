package org.plumbline.graph.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

class ModelPrinterTest {
    private static final ValueInfo X = ValueInfo.of("x", TensorType.of(DType.FLOAT, 1, 2));
    private static final ValueInfo Y = ValueInfo.of("y", TensorType.of(DType.FLOAT, 1, 2));

    @Test
    void aModelIsOneLinePerThing() {
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        attributes.put("mode", new Attribute.Text("a\"b\n"));
        attributes.put("pads", Attribute.ints(0, 1));
        attributes.put("eps", new Attribute.Real(0.1f));
        Model model = Model.of(17, Graph.of(List.of(X), List.of(Y),
            Map.of("w", Tensor.of(DType.FLOAT, Shape.of(2), i -> i + 0.1)), List.of(
                Node.of("Clip", List.of("x", "", "w"), List.of("h"), Map.of()),
                Node.of("Own", List.of("h"), List.of("y"), attributes))));
        assertThat(ModelPrinter.print(model, Map.of("h", X))).isEqualTo("""
            model ir=8 opset=ai.onnx 17
            input %x : float[1,2]
            const %w = float[2]{0.1 1.1}
            %h = Clip(%x, _, %w) : float[1,2]
            %y = Own(%h) {mode="a"b ", pads=[0,1], eps=0.1} : float[1,2]
            output %y
            """);
    }

    @Test
    void graphsInsideAreIndented() {
        Graph body = Graph.of(List.of(), List.of(Y), Map.of(), List.of(Node.of("Relu", List.of("x"), List.of("y"),
            Map.of())));
        Model model = Model.of(17, Graph.of(List.of(X), List.of(Y), Map.of(), List.of(Node.of("If", List.of("x"),
            List.of("z"), Map.of("then_branch", new Attribute.Subgraph(body))))));
        assertThat(ModelPrinter.print(model)).contains("""
            %z = If(%x) {then_branch={
                %y = Relu(%x) : float[1,2]
                output %y
            }}
            """);
    }

    @Test
    void longTensorsAreCut() {
        Model model = Model.of(17, Graph.of(List.of(), List.of(), Map.of("w", Tensor.of(DType.INT8, Shape.of(1000),
            i -> 1), "t", StringTensors.of(Shape.of(1), List.of("q"))), List.of()));
        assertThat(ModelPrinter.print(model)).contains("…}").contains("string[1]{\"q\"}").hasSizeLessThan(200);
    }
}
