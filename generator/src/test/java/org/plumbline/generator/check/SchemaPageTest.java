package org.plumbline.generator.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaPageTest {
    private static final OnnxSchemas SCHEMAS = OnnxSchemas.load();

    private static String page(String operator, int opset) {
        OperatorSchema schema = SCHEMAS.schema(operator, opset).orElseThrow();
        return SchemaPage.of(schema, OnnxSchemas.doc(schema));
    }

    @Test
    void saysWhatTheSpecificationSays() {
        assertThat(page("LeakyRelu", 21)).isEqualTo("""
            ONNX: LeakyRelu since opset 16
              inputs
                X: T
              outputs
                Y: T
              types
                T: bfloat16, double, float, float16
              attributes
                alpha: FLOAT = 0.01
              text
                LeakyRelu takes input data (Tensor<T>) and an argument alpha, and produces one
                output data (Tensor<T>) where the function `f(x) = alpha * x for x < 0`,
                `f(x) = x for x >= 0`, is applied to the data tensor elementwise.
            """);
    }

    @ParameterizedTest
    @CsvSource({"Conv, 11, 'B: T, optional'", "Concat, 13, 'inputs: T, 1 or more'", "Concat, 13, 'axis: INT, required'",
        "Conv, 21, auto_pad: STRING = \"NOTSET\"", "ai.onnx.ml::Scaler, 21, ONNX: ai.onnx.ml::Scaler since opset 1"})
    void tellsHowOftenAndWithWhat(String operator, int opset, String line) {
        assertThat(page(operator, opset)).contains(line);
    }

    @Test
    void hasWordsForEveryOperator() {
        assertThat(SCHEMAS.all()).allSatisfy(s -> assertThat(OnnxSchemas.doc(s)).as(s.name() + "-" + s.since())
            .isNotEmpty());
    }
}
