package org.plumbline.generator.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.plumbline.generator.Generator;
import org.plumbline.generator.Options;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;
import org.plumbline.graph.Graph;
import org.plumbline.graph.Node;
import org.plumbline.graph.Shape;
import org.plumbline.graph.TensorType;
import org.plumbline.graph.ValueInfo;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.edit.Case;

class SignaturesTest {
    private static final Signatures SIGNATURES = new Signatures(OnnxSchemas.load());
    private static final Map<String, Enclosure> VALUES = Map.of("f", value(DType.FLOAT), "h", value(DType.FLOAT16), "b",
        value(DType.BFLOAT16), "c", Enclosure.anything(DType.BOOL, Shape.SCALAR), "y", value(DType.BFLOAT16));

    private static Enclosure value(DType dtype) {
        return Enclosure.anything(dtype, Shape.of(2, 2));
    }

    private static Optional<String> problem(int opset, String operator, Map<String, Attribute> attributes,
        String... inputs) {
        return SIGNATURES.problem(List.of(Node.of(operator, List.of(inputs), List.of("y"), attributes)), opset, VALUES);
    }

    @Test
    void whatTheGeneratorMakesIsUsedAsItShouldBe() {
        Generator generator = new Generator(Options.DEFAULT);
        LongStream.range(0, 100).forEach(seed -> {
            Case c = generator.generate(seed).realized();
            assertThat(SIGNATURES.problem(c.model().graph().nodes(), c.model().opset(), c.values())).isEmpty();
        });
    }

    @Test
    void inputsOfTypesThatDoNotGoTogetherAreFound() {
        assertThat(problem(18, "MatMul", Map.of(), "f", "h")).contains("MatMul: inputs of types [float, float16]");
        assertThat(problem(18, "MatMul", Map.of(), "b", "b")).isEmpty();
    }

    @Test
    void tooManyTooFewAndMissingInputsAreFound() {
        assertThat(problem(13, "ReduceProd", Map.of(), "b", "c")).contains("ReduceProd: 2 inputs and 1 outputs");
        assertThat(problem(13, "Add", Map.of(), "b")).isPresent();
        assertThat(problem(13, "Add", Map.of(), "b", "")).contains("Add: input 1 is left out");
    }

    @Test
    void attributesOfOtherNamesAndTypesAndThoseThatAreMissingAreFound() {
        assertThat(problem(18, "Softmax", Map.of("axes", new Attribute.Int(0)), "b")).contains(
            "Softmax: attribute axes");
        assertThat(problem(18, "Softmax", Map.of("axis", new Attribute.Real(0)), "b")).contains(
            "Softmax: attribute axis");
        assertThat(problem(18, "Cast", Map.of(), "f")).contains("Cast: attribute to is missing");
    }

    @Test
    void outputsOfTypesThatTheOpsetLacksAreFound() {
        Attribute body = new Attribute.Subgraph(Graph.of(List.of(), List.of(), Map.of(), List.of()));
        Map<String, Attribute> branches = Map.of("then_branch", body, "else_branch", body);
        assertThat(problem(14, "If", branches, "c")).contains("If: output 0 of type bfloat16");
        assertThat(problem(16, "If", branches, "c")).isEmpty();
    }

    @Test
    void nodesInsideOthersAreLookedAt() {
        Attribute body = new Attribute.Subgraph(Graph.of(List.of(), List.of(), Map.of(),
            List.of(Node.of("MatMul", List.of("f", "h"), List.of("z"), Map.of()))));
        assertThat(problem(16, "If", Map.of("then_branch", body, "else_branch", body), "c")).hasValueSatisfying(
            why -> assertThat(why).startsWith("If: MatMul: "));
        Attribute loop = new Attribute.Subgraph(Graph.of(List.of(ValueInfo.of("x", TensorType.of(DType.FLOAT, 2, 2))),
            List.of(), Map.of(), List.of(Node.of("MatMul", List.of("x", "h"), List.of("z"), Map.of()))));
        assertThat(problem(16, "Loop", Map.of("body", loop), "", "c")).hasValueSatisfying(
            why -> assertThat(why).startsWith("Loop: MatMul: "));
    }

    @Test
    void operatorsThatTheOpsetLacksAreFoundAndThoseOfOtherDomainsAreNot() {
        assertThat(problem(13, "Gelu", Map.of(), "f")).contains("Gelu: there is no operator at opset 13");
        assertThat(SIGNATURES.problem(List.of(new Node("com.microsoft", "Gelu", "", List.of(), List.of("y"), Map.of())),
            13,
            VALUES)).isEmpty();
    }
}
