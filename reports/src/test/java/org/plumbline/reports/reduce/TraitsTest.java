package org.plumbline.reports.reduce;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;
import org.plumbline.graph.Graph;
import org.plumbline.graph.Model;
import org.plumbline.graph.Node;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.ValueInfo;
import org.plumbline.reports.Subject;

class TraitsTest {
    private static Tensor floats(double... values) {
        return Tensor.of(DType.FLOAT, Shape.of(values.length), i -> values[i]);
    }

    private static Subject of(String operator, Map<String, Attribute> attributes, Tensor... inputs) {
        List<String> names = List.of("a", "b").subList(0, inputs.length);
        List<ValueInfo> infos = IntStream.range(0, inputs.length).mapToObj(
            i -> ValueInfo.of(names.get(i), inputs[i].type())).toList();
        return new Subject(Model.of(18, Graph.of(infos, List.of(ValueInfo.of("y", inputs[0].type())), Map.of(),
            List.of(Node.of(operator, names, List.of("y"), attributes)))), List.of(inputs));
    }

    @Test
    void plainNumbersOfOneShapeAreNothingPeculiar() {
        assertThat(Traits.of(of("Add", Map.of(), floats(1, 2), floats(3, 4)))).isEmpty();
    }

    @Test
    void operandsThatAreAllZerosHideWhatOthersWouldShow() {
        assertThat(Traits.fed(of("Add", Map.of(), floats(1, 2), floats(3, 4)))).containsExactly(
            "Add input 0 other than zeros", "Add input 1 other than zeros");
        assertThat(Traits.fed(of("Mul", Map.of(), floats(0, 0), floats(3, 4)))).contains("Mul gives zeros",
            "Mul input 1 other than zeros").doesNotContain("Mul input 0 other than zeros");
        assertThat(Traits.fed(of("Add", Map.of(), floats(Double.NaN, 0), floats(3, 4)))).doesNotContain(
            "Add input 0 other than zeros");
    }

    @Test
    void zerosAndEqualElementsAre() {
        assertThat(Traits.fed(of("Abs", Map.of(), floats(0, 1)))).contains("zero").doesNotContain("equal");
        assertThat(Traits.fed(of("Abs", Map.of(), floats(-0.0, 1)))).contains("zero");
        assertThat(Traits.fed(of("Abs", Map.of(), floats(2, 2)))).contains("equal").doesNotContain("zero");
        assertThat(Traits.of(of("Abs", Map.of(), floats(2, 2)))).isEmpty();
    }

    @Test
    void whatIsComputedMayBeFedToo() {
        assertThat(Traits.held(of("Relu", Map.of(), floats(-2, -1)))).contains("zero", "equal");
    }

    @Test
    void infinitiesAndNanThatAreComputedAre() {
        assertThat(Traits.of(of("Div", Map.of(), floats(1, 0), floats(0, 0)))).contains("infinite", "NaN",
            "Div zero input 1");
    }

    @Test
    void shapesTypesSignsAndAttributesAre() {
        assertThat(Traits.of(of("Abs", Map.of(), floats()))).containsExactly("empty");
        assertThat(Traits.of(of("Mul", Map.of(), floats(1, 2), Tensor.of(DType.FLOAT, Shape.SCALAR, _ -> 1))))
            .containsExactly("Mul scalar input 1", "Mul unequal shapes");
        assertThat(Traits.of(of("Elu", Map.of("alpha", new Attribute.Real(2)), Tensor.of(DType.DOUBLE, Shape.of(1),
            _ -> -1)))).containsExactly("Elu alpha", "double", "negative");
    }
}
