package org.plumbline.targets.onnxruntime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.plumbline.graph.DType;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.targets.Outcome;
import org.plumbline.targets.worker.Executor;

class OnnxRuntimeTargetTest {
    @TempDir
    static Path directory;

    private static Executor executor;

    @BeforeAll
    static void open() {
        executor = OrtTesting.open("onnxruntime", directory);
    }

    @AfterAll
    static void close() {
        executor.close();
    }

    private static Outcome plain(byte[] onnx, Tensor... inputs) {
        return OrtTesting.plain(executor, onnx, inputs);
    }

    private static Outcome.Values values(Tensor... outputs) {
        return new Outcome.Values(List.of(outputs));
    }

    private static byte[] identity(DType dtype, long... dims) {
        return new Models(17).input("x", dtype, dims).node("Identity", List.of("x"), List.of("y"))
            .output("y", dtype, dims).bytes();
    }

    @Test
    void everyVariantSubtractsInTheModelsInputOrder() {
        byte[] onnx = new Models(17).input("b", DType.FLOAT, 2).input("a", DType.FLOAT, 2)
            .node("Sub", List.of("b", "a"), List.of("y")).output("y", DType.FLOAT, 2).bytes();
        Tensor b = Tensor.of(DType.FLOAT, Shape.of(2), i -> 5 + i);
        Tensor a = Tensor.of(DType.FLOAT, Shape.of(2), i -> 2 * i);
        assertThat(executor.version()).isEqualTo(new OnnxRuntimeKind().defaultVersion().orElseThrow());
        assertThat(OrtTesting.run(executor, onnx, executor.variants(), b, a)).hasSize(executor.variants().size())
            .allSatisfy(outcomes -> assertThat(outcomes)
                .containsExactly(values(Tensor.of(DType.FLOAT, Shape.of(2), i -> 5 - i))));
    }

    @Test
    void initializersAreNotFed() {
        Tensor two = Tensor.scalar(DType.FLOAT, 2);
        byte[] onnx = new Models(17).input("w", DType.FLOAT).input("x", DType.FLOAT).initializer("w", two)
            .node("Mul", List.of("w", "x"), List.of("y")).output("y", DType.FLOAT).bytes();
        assertThat(plain(onnx, two)).isEqualTo(values(Tensor.scalar(DType.FLOAT, 4)));
    }

    @Nested
    class Types {
        @ParameterizedTest
        @EnumSource(names = {"FLOAT", "DOUBLE", "FLOAT16", "BFLOAT16", "INT8", "INT16", "INT32", "INT64", "UINT8",
            "BOOL"})
        void fedTypesComeBackBitForBit(DType dtype) {
            byte[] raw = new byte[3 * dtype.bytes()];
            for (int i = 0; i < raw.length; i++) {
                raw[i] = (byte) (dtype == DType.BOOL ? i % 2 : 37 * i + 101);
            }
            Tensor x = Tensor.ofBytes(dtype, Shape.of(3, 1), raw);
            assertThat(executor.feeds()).contains(dtype, DType.STRING).hasSize(11);
            assertThat(plain(identity(dtype, 3, 1), x)).isEqualTo(values(x));
        }

        @ParameterizedTest
        @EnumSource(names = {"FLOAT", "FLOAT16", "INT64", "BOOL"})
        void scalarsAndEmptyTensorsComeBack(DType dtype) {
            Tensor scalar = Tensor.scalar(dtype, 1);
            assertThat(plain(identity(dtype), scalar)).isEqualTo(values(scalar));
            Tensor empty = Tensor.of(dtype, Shape.of(0, 3), _ -> 0);
            assertThat(plain(identity(dtype, 0, 3), empty)).isEqualTo(values(empty));
        }

        @ParameterizedTest
        @EnumSource(names = {"UINT16", "UINT32", "UINT64"})
        void typesWithoutAJavaTypeCanBeReadButNotFed(DType dtype) {
            Tensor x = Tensor.ofLongs(dtype, Shape.of(2), i -> -1L - i);
            byte[] constant = new Models(17).initializer("x", x).node("Identity", List.of("x"), List.of("y"))
                .output("y", dtype, 2).bytes();
            assertThat(plain(constant)).isEqualTo(values(x));
            assertThat(plain(identity(dtype, 2), x)).isEqualTo(new Outcome.Refused(Outcome.Stage.RUN, true,
                "this release's Java API has no input type for " + dtype));
        }

        @Test
        void stringsComeBackWithTheirUmlauts() {
            Tensor x = strings("a", "", "ä\n€");
            assertThat(plain(identity(DType.STRING, 3), x)).isEqualTo(values(x));
        }

        @Test
        void sequencesAreRefusedAsUnsupported() {
            byte[] onnx = new Models(17).input("x", DType.FLOAT, 2)
                .node("SequenceConstruct", List.of("x", "x"), List.of("y")).sequenceOutput("y", DType.FLOAT).bytes();
            assertThat(plain(onnx, Tensor.of(DType.FLOAT, Shape.of(2), i -> i))).isInstanceOfSatisfying(
                Outcome.Refused.class, r -> {
                    assertThat(r.unsupported()).isTrue();
                    assertThat(r.message()).startsWith("output 0 cannot be read");
                });
        }

        private static Tensor strings(String... texts) {
            ByteBuffer raw = ByteBuffer.allocate(100).order(ByteOrder.LITTLE_ENDIAN);
            for (String text : texts) {
                byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
                raw.putInt(utf8.length).put(utf8);
            }
            byte[] exact = new byte[raw.position()];
            raw.flip().get(exact);
            return Tensor.ofBytes(DType.STRING, Shape.of(texts.length), exact);
        }
    }

    @Nested
    class Excesses {
        @Test
        void outputsLargerThanTheHeapAreUnsupported() {
            byte[] onnx = new Models(17).input("s", DType.INT64, 1).node("ConstantOfShape", List.of("s"), List.of("z"))
                .output("z", DType.FLOAT).bytes();
            assertThat(List.of(plain(onnx, Tensor.ofLongs(1L << 26)), plain(onnx, Tensor.ofLongs(1L << 40))))
                .allSatisfy(o -> assertThat(o).isInstanceOfSatisfying(Outcome.Refused.class, r -> assertThat(r
                    .unsupported()).as(r.message()).isTrue()));
        }

        @Test
        void loopsWithoutAnEndHangAndTheNextCaseRuns() {
            Models body = new Models(17).input("i", DType.INT64).input("c", DType.BOOL).input("v", DType.FLOAT)
                .node("Identity", List.of("c"), List.of("d")).node("Identity", List.of("v"), List.of("w"))
                .output("d", DType.BOOL).output("w", DType.FLOAT);
            byte[] onnx = new Models(17).input("c", DType.BOOL).input("v", DType.FLOAT)
                .node("Loop", List.of("", "c", "v"), List.of("y"), Models.attribute("body", body))
                .output("y", DType.FLOAT).bytes();
            Tensor v = Tensor.scalar(DType.FLOAT, 3);
            assertThat(plain(onnx, Tensor.scalar(DType.BOOL, 0), v)).isEqualTo(values(v));
            assertThat(plain(onnx, Tensor.scalar(DType.BOOL, 1), v))
                .isEqualTo(new Outcome.Hung(OrtTesting.LIMITS.wallClock().toMillis()));
            assertThat(plain(onnx, Tensor.scalar(DType.BOOL, 0), v)).isEqualTo(values(v));
        }
    }

    @Nested
    class Refusals {
        @Test
        void missingKernelsAreUnsupported() {
            byte[] onnx = new Models(22).input("x", DType.BFLOAT16, 2).node("Cos", List.of("x"), List.of("y"))
                .output("y", DType.BFLOAT16, 2).bytes();
            assertThat(plain(onnx, Tensor.of(DType.BFLOAT16, Shape.of(2), i -> i))).isInstanceOfSatisfying(
                Outcome.Refused.class, r -> {
                    assertThat(r.stage()).isEqualTo(Outcome.Stage.COMPILE);
                    assertThat(r.unsupported()).as(r.message()).isTrue();
                });
        }

        @Test
        void wrongModelsAndInputsAreNot() {
            byte[] badShapes = new Models(17).input("x", DType.FLOAT, 2, 3)
                .node("MatMul", List.of("x", "x"), List.of("y")).output("y", DType.FLOAT, 2, 3).bytes();
            byte[] identity = identity(DType.FLOAT, 2);
            Tensor three = Tensor.of(DType.FLOAT, Shape.of(3), i -> i);
            assertThat(List.of(plain(badShapes, three), plain(new byte[] {1, 2, 3}), plain(new byte[0]),
                plain(identity), plain(identity, three), plain(identity, Tensor.ofLongs(1, 2)))).allSatisfy(
                    o -> assertThat(o).isInstanceOfSatisfying(Outcome.Refused.class, r -> {
                        assertThat(r.unsupported()).as(r.message()).isFalse();
                        assertThat(r.message()).isNotBlank().doesNotContain("\n");
                    }));
        }
    }
}
