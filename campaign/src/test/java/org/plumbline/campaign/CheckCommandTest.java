package org.plumbline.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.graph.DType;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.onnx.BackendTestCase;
import org.plumbline.graph.onnx.OnnxCodec;
import org.plumbline.graph.onnx.TensorFiles;

/// `plumbline check`, on real ONNX Runtime where nothing else is said.
class CheckCommandTest {
    private static final String PLANTED = "planted:clean";

    @TempDir
    Path folder;

    private Path relu() {
        return Models.write(folder.resolve("relu/model.onnx"), Models.unary("Relu", DType.FLOAT));
    }

    private static JsonNode only(Cli cli) {
        assertThat(cli.json()).hasSize(1);
        return cli.json().getFirst();
    }

    @Nested
    class AModelThatIsRight {
        @Test
        void agrees() {
            Cli cli = Cli.run("check", "--json", relu());
            assertThat(cli.code()).isZero();
            assertThat(only(cli)).isEqualTo(Cli.json("{\"model\":\"" + relu() + "\",\"target\":\"onnxruntime@1.29.0\","
                + "\"verdict\":\"agrees\",\"kind\":null,\"evidence\":null,\"decidedShare\":1.0}"));
        }

        @Test
        void isToldInWordsWithoutJson() {
            assertThat(Cli.run("check", relu()).out()).isEqualTo(relu() + ": agrees (100.0 % decided)\n");
        }

        @Test
        void mayHaveSymbolicDimensions() {
            Path model = Models.write(folder.resolve("sum/model.onnx"), Models.symbolicAdd());
            assertThat(only(Cli.run("check", "--json", model)).get("verdict").asText()).isEqualTo("agrees");
        }

        @ParameterizedTest
        @ValueSource(strings = {"UINT16", "UINT32", "UINT64"})
        void mayHaveInputsOfATypeThatCannotBeFed(String dtype) {
            Path model = Models.write(folder.resolve("id/model.onnx"), Models.unary("Identity", DType.valueOf(dtype)));
            assertThat(only(Cli.run("check", "--json", model)).get("verdict").asText()).isEqualTo("agrees");
        }

        @Test
        void mayUseAnOperatorOfTheTargetsOwn() {
            Path model = Models.write(folder.resolve("own/model.onnx"), Models.ofDomain("com.microsoft", "QuickGelu"));
            JsonNode line = only(Cli.run("check", "--json", model));
            assertThat(line.get("verdict").asText()).isEqualTo("agrees");
            assertThat(line.get("decidedShare").asDouble()).isZero();
        }
    }

    @Test
    void aModelThatIsFedASequenceIsUndecided() {
        Path model = Models.write(folder.resolve("length/model.onnx"), Models.sequenceLength());
        Cli cli = Cli.run("check", "--json", model);
        assertThat(cli.code()).isZero();
        assertThat(only(cli).get("verdict").asText()).isEqualTo("undecided");
        assertThat(only(cli).get("evidence").get("why").asText()).contains("'s' is no tensor");
    }

    @Nested
    class AModelThatIsComputedWrongly {
        @Test
        void disagreesWithEvidence() {
            Path made = folder.resolve("made");
            assertThat(Cli.run("generate", "--count", 8, "--operators", "Conv", "--nodes", 1, "--out", made).code())
                .isZero();
            Object[] words = Stream.concat(Stream.of("check", "--json", "--target", "planted:conv-bias-shifted"),
                IntStream.range(0, 8).mapToObj(i -> made.resolve("model_00000" + i))).toArray();
            Cli wrong = Cli.run(words);
            assertThat(wrong.code()).isEqualTo(1);
            assertThat(wrong.json()).hasSize(8).filteredOn(l -> l.get("verdict").asText().equals("disagrees"))
                .isNotEmpty().allSatisfy(line -> {
                    assertThat(line.get("kind").asText()).isEqualTo("wrong-result");
                    assertThat(line.get("evidence").fieldNames()).toIterable()
                        .containsExactly("guilty", "innocent", "output", "seen", "admissible", "margin");
                });
            words[3] = PLANTED;
            assertThat(Cli.run(words).code()).isZero();
        }

        @Test
        void isACrashWhereTheProcessDies() {
            Path abs = Models.write(folder.resolve("abs/model.onnx"), Models.unary("Abs", DType.FLOAT));
            Cli cli = Cli.run("check", "--json", "--target", "planted:crash", abs, relu());
            assertThat(cli.json()).extracting(l -> l.get("verdict").asText()).doesNotContain("invalid");
            assertThat(cli.code()).isLessThanOrEqualTo(1);
        }
    }

    @Nested
    class Inputs {
        private final Tensor x = Tensor.of(DType.FLOAT, Shape.of(2, 3), i -> i - 2);

        @Test
        void besideTheModelAreTaken() throws IOException {
            Files.write(relu().resolveSibling("input_0.pb"), TensorFiles.pb("", x));
            assertThat(Cli.run("check", relu()).code()).isZero();
        }

        @Test
        void areMatchedByNameToo() throws IOException {
            Path inputs = Files.createDirectories(folder.resolve("inputs"));
            Files.write(inputs.resolve("x.npy"), TensorFiles.npy(x).orElseThrow());
            assertThat(Cli.run("check", "--inputs", inputs, relu()).code()).isZero();
        }

        @Test
        void ofAnotherShapeAreRefused() throws IOException {
            Files.write(relu().resolveSibling("input_0.pb"),
                TensorFiles.pb("", Tensor.of(DType.FLOAT, Shape.of(7), i -> i)));
            assertRefused(Cli.run("check", "--json", relu()), "input_0.pb", "does not fit 'x'");
        }

        @Test
        void ofAnotherTypeAreRefused() throws IOException {
            Files.write(relu().resolveSibling("input_0.pb"),
                TensorFiles.pb("", Tensor.ofLongs(DType.INT64, Shape.of(2, 3), i -> i)));
            assertRefused(Cli.run("check", "--json", relu()), "input_0.pb", "int64");
        }

        @Test
        void ofAnotherNameAreRefused() throws IOException {
            Path inputs = Files.createDirectories(folder.resolve("inputs"));
            Files.write(inputs.resolve("z.npy"), TensorFiles.npy(x).orElseThrow());
            assertRefused(Cli.run("check", "--json", "--inputs", inputs, relu()), "z.npy", "no input of the model");
        }

        @Test
        void ofWhichOneIsMissingAreRefused() throws IOException {
            Path model = Models.write(folder.resolve("sum/model.onnx"), Models.symbolicAdd());
            Files.write(model.resolveSibling("input_0.pb"), TensorFiles.pb("", x));
            assertRefused(Cli.run("check", "--json", model), "'b'");
        }

        @Test
        void ofWhichThereAreTooManyAreRefused() throws IOException {
            Files.write(relu().resolveSibling("input_0.pb"), TensorFiles.pb("", x));
            Files.write(relu().resolveSibling("input_1.pb"), TensorFiles.pb("", x));
            assertRefused(Cli.run("check", "--json", relu()), "input_1.pb", "remove the file");
        }

        @Test
        void thatAreDrawnLeaveTheOthersAlone() throws IOException {
            Files.write(relu().resolveSibling("input_0.pb"), new byte[] {1, 2, 3});
            assertThat(Cli.run("check", "--seed", 4, relu()).code()).isZero();
        }

        @Test
        void inAFolderThatIsNoneAreBadInput() {
            Cli cli = Cli.run("check", "--inputs", folder.resolve("nowhere"), relu());
            assertThat(cli.code()).isEqualTo(2);
            assertThat(cli.err().lines()).hasSize(1).first().asString().contains("nowhere", ".pb or .npy");
        }
    }

    @Nested
    class WhatIsNoModel {
        @Test
        void isRefusedWhenTruncatedAnywhere() throws IOException {
            byte[] whole = Files.readAllBytes(relu());
            for (int length = 1; length < whole.length; length += 7) {
                Path part = Files.write(folder.resolve("part.onnx"), Arrays.copyOf(whole, length));
                Cli cli = Cli.run("check", "--json", "--target", PLANTED, part);
                assertRefused(cli, "part.onnx");
            }
        }

        @Test
        void isRefusedWhenItIsNoise() throws IOException {
            for (int seed = 0; seed < 200; seed++) {
                Rng rng = Rng.of(seed);
                byte[] noise = new byte[rng.below(300)];
                for (int i = 0; i < noise.length; i++) {
                    noise[i] = (byte) rng.below(256);
                }
                assertRefused(Cli.run("check", "--json", "--target", PLANTED,
                    Files.write(folder.resolve("noise.onnx"), noise)), "noise.onnx");
            }
        }

        @Test
        void isRefusedWhenItIsNotThere() {
            assertRefused(Cli.run("check", "--json", folder.resolve("gone.onnx")), "gone.onnx", "no such file");
        }

        @Test
        void isRefusedWhenItsDataLieOutside() throws IOException {
            ModelProto whole = ModelProto.parseFrom(OnnxCodec.write(Models.expanded(2)));
            TensorProto outside = TensorProto.newBuilder().setName("shape").setDataType(7).addDims(1)
                .setDataLocation(TensorProto.DataLocation.EXTERNAL).addExternalData(StringStringEntryProto.newBuilder()
                    .setKey("location").setValue("../secret")).build();
            ModelProto.Builder changed = whole.toBuilder();
            changed.getGraphBuilder().setInitializer(0, outside);
            assertRefused(Cli.run("check", "--json", Files.write(folder.resolve("out.onnx"),
                changed.build().toByteArray())), "out.onnx", "'shape'", "../secret", "beside the model");
        }

        @Test
        void isRefusedWhenAnOperatorIsUnknown() {
            Path model = Models.write(folder.resolve("unknown.onnx"), Models.unary("Relv", DType.FLOAT));
            assertRefused(Cli.run("check", "--json", model), "unknown.onnx", "Relv");
        }

        @Test
        void isRefusedWhenADomainIsUnknown() {
            Path model = Models.write(folder.resolve("foreign.onnx"), Models.ofDomain("org.nobody", "Magic"));
            assertRefused(Cli.run("check", "--json", model), "foreign.onnx", "org.nobody", "--target");
        }

        @Test
        void doesNotSpoilTheOthers() {
            Cli cli = Cli.run("check", "--json", folder.resolve("gone.onnx"), relu());
            assertThat(cli.code()).isEqualTo(2);
            assertThat(cli.json()).extracting(l -> l.get("verdict").asText()).containsExactly("invalid", "agrees");
        }
    }

    @Nested
    class AModelThatIsTooLarge {
        @Test
        void forAnArrayIsUndecidedOrRefused() {
            Path model = Models.write(folder.resolve("large.onnx"), Models.expanded(1L << 31, 1L << 31));
            Cli cli = Cli.run("check", "--json", "--target", PLANTED, model);
            assertThat(cli.code()).as(cli.out() + cli.err()).isNotEqualTo(3);
        }

        @Test
        void forTheHeapIsUndecided() {
            Path model = Models.write(folder.resolve("heap.onnx"), Models.expanded(1L << 28));
            Cli cli = Cli.run("check", "--json", model);
            assertThat(only(cli).get("verdict").asText()).as(cli.out()).isEqualTo("undecided");
            assertThat(cli.code()).isZero();
        }
    }

    private static void assertRefused(Cli cli, String... words) {
        assertThat(cli.code()).as(cli.out() + cli.err()).isEqualTo(2);
        JsonNode line = only(cli);
        assertThat(line.get("verdict").asText()).isEqualTo("invalid");
        assertThat(line.get("evidence").get("why").asText()).contains(words).doesNotContain("\n");
        assertThat(cli.err()).isEmpty();
    }
}
