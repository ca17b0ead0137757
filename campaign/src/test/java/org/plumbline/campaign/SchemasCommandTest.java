package org.plumbline.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.campaign.infer.Inferred;
import org.plumbline.campaign.infer.SchemaFile;
import org.plumbline.generator.check.OperatorSchema;
import org.plumbline.generator.check.OperatorSchema.Option;
import org.plumbline.generator.check.OperatorSchema.Parameter;
import org.plumbline.graph.DType;

/// `plumbline schemas`, on real ONNX Runtime.
class SchemasCommandTest {
    @TempDir
    Path folder;

    @Test
    void findsOperatorsAsOnnxRuntimeDocumentsThem() throws IOException {
        Path file = folder.resolve("contrib.json");
        Cli cli = Cli.run("schemas", "--out", file, "--operators",
            "Gelu,BiasGelu,FusedMatMul,QLinearAdd,ComplexMul,BiasDropout,NoSuchOperator");
        assertThat(cli.code()).as(cli.err()).isZero();
        assertThat(cli.out()).contains("com.microsoft: 6 operators, 4 with a kernel, 2 without, 0 not known");
        Map<String, Inferred> found = ((SchemaFile.Ok) SchemaFile.read(Files.readString(file))).schemas().stream()
            .collect(Collectors.toMap(i -> i.schema().name(), Function.identity()));
        assertThat(found.get("ComplexMul").kernel()).isEqualTo(Inferred.Kernel.MISSING);

        assertThat(found.get("BiasDropout").schema().attributes()).as("of an operator that lets any attribute pass")
            .containsOnlyKeys("seed");

        OperatorSchema add = found.get("QLinearAdd").schema();
        assertThat(List.of(add.minInputs(), add.maxInputs(), add.maxOutputs())).containsExactly(7, 8, 1);
        assertThat(add.inputs()).extracting(Parameter::typeVariable).containsExactly("T", "tensor(float)", "T", "T",
            "tensor(float)", "T", "tensor(float)", "T");
        assertThat(add.inputs()).extracting(Parameter::option).containsExactly(Option.SINGLE, Option.SINGLE,
            Option.OPTIONAL, Option.SINGLE, Option.SINGLE, Option.OPTIONAL, Option.SINGLE, Option.OPTIONAL);
        assertThat(add.inputs().getFirst().dtypes()).containsExactly(DType.UINT8, DType.INT8);

        OperatorSchema matMul = found.get("FusedMatMul").schema();
        assertThat(matMul.attributes().values()).extracting(a -> a.name() + " " + a.type()).containsExactly(
            "alpha FLOAT", "transA INT", "transB INT", "transBatchA INT", "transBatchB INT");
        assertThat(found.get("Gelu").schema().outputs().getFirst().typeVariable()).isEqualTo("x0");
        assertThat(found.get("BiasGelu").schema().inputs()).extracting(Parameter::typeVariable).containsExactly("T",
            "T");
    }

    @Nested
    class BadInput {
        @ParameterizedTest
        @ValueSource(strings = {"--domain=ai.onnx", "--domain=", "--target=planted:clean", "--target=nothing",
            "--out=no/such/folder/file.json", "--operators=NoSuchOperator", "--nonsense"})
        void isToldInOneLine(String option) {
            Cli cli = Cli.run("schemas", option);
            assertThat(cli.code()).isEqualTo(2);
            assertThat(cli.err()).startsWith("plumbline: ").hasLineCount(1);
            assertThat(cli.out()).isEmpty();
        }
    }
}
