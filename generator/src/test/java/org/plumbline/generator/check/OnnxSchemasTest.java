package org.plumbline.generator.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;

class OnnxSchemasTest {
    private static OnnxSchemas schemas;

    @BeforeAll
    static void load() {
        schemas = OnnxSchemas.load();
    }

    @Test
    void theRegistryIsWhole() {
        assertThat(schemas.operators()).hasSizeGreaterThanOrEqualTo(193).contains("Conv", "Loop", "Gelu");
        assertThat(schemas.all()).hasSizeGreaterThan(542);
        assertThat(schemas.sinceVersions("Softmax")).containsExactly(1, 11, 13);
        assertThat(schemas.sinceVersions("Sofmax")).isEmpty();
    }

    @Test
    void theOpsetChoosesTheVersion() {
        assertThat(schemas.schema("Softmax", 12).orElseThrow().since()).isEqualTo(11);
        assertThat(schemas.schema("Gelu", 19)).isEmpty();
        assertThat(schemas.schema("Upsample", 9)).isPresent();
        assertThat(schemas.schema("Upsample", 22)).as("deprecated at 10").isEmpty();
        assertThat(schemas.schema("ai.onnx.ml::ArrayFeatureExtractor", 1)).isPresent();
    }

    @Test
    void elementTypesGrowWithTheOpset() {
        assertThat(schemas.allowed("Conv", 13, 0)).isEqualTo(Set.of(DType.FLOAT, DType.DOUBLE, DType.FLOAT16));
        assertThat(schemas.allowed("Conv", 22, 0)).contains(DType.BFLOAT16);
        assertThat(schemas.allowed("Reshape", 13, 1)).containsExactly(DType.INT64);
        assertThat(schemas.allowed("QuantizeLinear", 21, 2)).contains(DType.INT4, DType.FLOAT8E5M2);
        assertThat(schemas.allowedOutputs("Shape", 13, 0)).containsExactly(DType.INT64);
        assertThat(schemas.allowed("Conv", 13, 3)).isEmpty();
        assertThat(schemas.allowed("SequenceLength", 13, 0)).as("takes no tensor").isEmpty();
    }

    @Test
    void theLastInputOfAVariadicOperatorRepeats() {
        OperatorSchema concat = schemas.schema("Concat", 13).orElseThrow();
        assertThat(concat.input(7).orElseThrow().option()).isEqualTo(OperatorSchema.Option.VARIADIC);
        assertThat(concat.maxInputs()).isEqualTo(Integer.MAX_VALUE);
        assertThat(schemas.allowed("Concat", 13, 7)).contains(DType.BOOL, DType.STRING);
        assertThat(schemas.schema("Loop", 13).orElseThrow().output(0).orElseThrow().homogeneous()).isFalse();
    }

    @Test
    void optionalInputsAreKnown() {
        OperatorSchema clip = schemas.schema("Clip", 13).orElseThrow();
        assertThat(clip.inputs()).extracting(OperatorSchema.Parameter::option).containsExactly(
            OperatorSchema.Option.SINGLE, OperatorSchema.Option.OPTIONAL, OperatorSchema.Option.OPTIONAL);
        assertThat(clip.minInputs()).isEqualTo(1);
        assertThat(clip.maxInputs()).isEqualTo(3);
    }

    @Test
    void inputsOfOneVariableHaveOneTypeAndAnAllowedOne() {
        OperatorSchema conv = schemas.schema("QLinearConv", 13).orElseThrow();
        Optional<DType> quantized = Optional.of(DType.INT8);
        Optional<DType> scale = Optional.of(DType.FLOAT);
        assertThat(conv.accepts(List.of(quantized, scale, quantized))).isTrue();
        assertThat(conv.accepts(List.of(quantized, scale, Optional.of(DType.UINT8)))).as("x and its zero point")
            .isFalse();
        assertThat(conv.accepts(List.of(Optional.of(DType.INT64), scale, Optional.of(DType.INT64)))).isFalse();
        assertThat(conv.accepts(List.of(quantized, Optional.empty(), Optional.empty()))).as("not known").isTrue();
    }

    @Test
    void defaultsAreReadForEveryKind() {
        assertThat(fallback("Gemm", 13, "alpha")).contains(new Attribute.Real(1));
        assertThat(fallback("Softmax", 13, "axis")).contains(new Attribute.Int(-1));
        assertThat(fallback("Conv", 11, "auto_pad")).contains(new Attribute.Text("NOTSET"));
        assertThat(fallback("RNN", 14, "activations")).contains(new Attribute.Texts(List.of("Tanh", "Tanh")));
        assertThat(fallback("Transpose", 13, "perm")).isEmpty();
        OperatorSchema.AttributeSchema to = schemas.schema("Cast", 13).orElseThrow().attributes().get("to");
        assertThat(to.required()).isTrue();
        assertThat(to.type()).isEqualTo("INT");
    }

    private static Optional<Attribute> fallback(String operator, int opset, String attribute) {
        return schemas.schema(operator, opset).orElseThrow().attributes().get(attribute).fallback();
    }
}
