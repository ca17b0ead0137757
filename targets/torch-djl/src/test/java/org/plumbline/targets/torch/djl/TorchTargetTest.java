package org.plumbline.targets.torch.djl;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;
import org.plumbline.graph.Graph;
import org.plumbline.graph.Model;
import org.plumbline.graph.Node;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.TensorType;
import org.plumbline.graph.ValueInfo;
import org.plumbline.targets.Outcome;
import org.plumbline.targets.Source;
import org.plumbline.targets.worker.Execution;
import org.plumbline.targets.worker.Executor;

/// PyTorch in a worker process: what goes in, what comes out, and what is refused.
class TorchTargetTest {
    @TempDir
    private static Path directory;
    private static Executor executor;

    @BeforeAll
    static void open() {
        executor = TorchTesting.open(directory);
    }

    @AfterAll
    static void close() {
        executor.close();
    }

    private static Outcome plain(Model model, Tensor... inputs) {
        return TorchTesting.plain(executor, model, inputs);
    }

    private static Outcome.Values values(Tensor... outputs) {
        return new Outcome.Values(List.of(outputs));
    }

    @Test
    void everyVariantSubtractsInTheModelsInputOrder() {
        TensorType two = TensorType.of(DType.FLOAT, 2);
        Model model = TorchTesting.one(17, "Sub", Map.of(), two, two, two);
        Tensor b = Tensor.of(DType.FLOAT, Shape.of(2), i -> 5 + i);
        Tensor a = Tensor.of(DType.FLOAT, Shape.of(2), i -> 2 * i);
        assertThat(executor.version()).isEqualTo(new TorchKind().defaultVersion().orElseThrow());
        assertThat(executor.variants()).extracting("name").containsExactly("plain", "optimised",
            "simple-executor", "legacy-executor", "no-onednn");
        assertThat(TorchTesting.run(executor, model, executor.variants(), b, a)).hasSize(5)
            .allSatisfy(outcomes -> assertThat(outcomes)
                .containsExactly(values(Tensor.of(DType.FLOAT, Shape.of(2), i -> 5 - i))));
    }

    @Test
    void initializersAreNotFedAndModelsMayLackInputs() {
        Tensor two = Tensor.scalar(DType.FLOAT, 2);
        TensorType scalar = TensorType.of(DType.FLOAT);
        assertThat(plain(TorchTesting.one(17, "Mul", Map.of(), scalar, Map.of(0, two), scalar, scalar), two))
            .isEqualTo(values(Tensor.scalar(DType.FLOAT, 4)));
        assertThat(plain(TorchTesting.one(17, "Mul", Map.of(), scalar, Map.of(0, two, 1, two), scalar, scalar)))
            .isEqualTo(values(Tensor.scalar(DType.FLOAT, 4)));
    }

    @Test
    void theSameBitsComeEveryTime() {
        TensorType type = TensorType.of(DType.FLOAT, 3, 4);
        Model model = TorchTesting.one(17, "Softmax", Map.of(), type, type);
        Tensor x = Tensor.of(DType.FLOAT, Shape.of(3, 4), i -> Math.sin(i));
        assertThat(executor.execute(new Execution(Source.of(model), List.of(x),
            executor.variants(), 5, new byte[0]))).allSatisfy(outcomes -> assertThat(outcomes).hasSize(5)
                .containsOnly(outcomes.getFirst()));
    }

    @Nested
    class Types {
        @ParameterizedTest
        @EnumSource(names = {"FLOAT", "DOUBLE", "FLOAT16", "BFLOAT16", "INT8", "INT16", "INT32", "INT64", "UINT8",
            "UINT16", "UINT32", "UINT64", "BOOL"})
        void fedTypesComeBackBitForBit(DType dtype) {
            byte[] raw = new byte[3 * dtype.bytes()];
            for (int i = 0; i < raw.length; i++) {
                raw[i] = (byte) (dtype == DType.BOOL ? i % 2 : 37 * i + 101);
            }
            Tensor x = Tensor.ofBytes(dtype, Shape.of(3, 1), raw);
            assertThat(executor.feeds()).contains(dtype).hasSize(13);
            assertThat(plain(TorchTesting.identity(dtype, 3, 1), x)).isEqualTo(values(x));
            TensorType type = TensorType.of(dtype, 3, 1);
            assertThat(plain(TorchTesting.one(17, "Identity", Map.of(), type, Map.of(0, x), type)))
                .isEqualTo(values(x));
        }

        @ParameterizedTest
        @EnumSource(names = {"FLOAT", "FLOAT16", "BFLOAT16", "INT16", "INT64", "BOOL"})
        void scalarsAndEmptyTensorsComeBack(DType dtype) {
            Tensor scalar = Tensor.scalar(dtype, 1);
            assertThat(plain(TorchTesting.identity(dtype), scalar)).isEqualTo(values(scalar));
            Tensor empty = Tensor.of(dtype, Shape.of(0, 3), _ -> 0);
            assertThat(plain(TorchTesting.identity(dtype, 0, 3), empty)).isEqualTo(values(empty));
            TensorType type = TensorType.of(dtype, 0, 3);
            assertThat(plain(TorchTesting.one(17, "Identity", Map.of(), type, Map.of(0, empty), type)))
                .isEqualTo(values(empty));
        }

        @ParameterizedTest
        @EnumSource(names = {"FLOAT", "DOUBLE", "FLOAT16", "BFLOAT16"})
        void specialValuesComeBack(DType dtype) {
            double[] special = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0, 0x1p-24};
            Tensor x = Tensor.of(dtype, Shape.of(special.length), i -> special[i]);
            // which of the many NaNs comes back is nobody's promise
            assertThat(plain(TorchTesting.identity(dtype, special.length), x)).isInstanceOfSatisfying(
                Outcome.Values.class, v -> assertThat(v.outputs().getFirst().toDoubles()).isEqualTo(x.toDoubles()));
        }
    }

    @Nested
    class Refusals {
        @Test
        void operatorsWithoutALoweringAreUnsupported() {
            TensorType type = TensorType.of(DType.FLOAT, 2, 3);
            assertThat(plain(TorchTesting.one(17, "Unheard", Map.of(), type, type), Tensor.of(DType.FLOAT,
                Shape.of(2, 3), i -> i))).isEqualTo(new Outcome.Refused(Outcome.Stage.COMPILE, true,
                    "torch-djl: Unheard is not lowered"));
        }

        @Test
        void whatALoweringCannotExpressIsUnsupportedByName() {
            TensorType type = TensorType.of(DType.UINT32, 2);
            assertThat(plain(TorchTesting.one(17, "Add", Map.of(), type, type, type),
                Tensor.ofLongs(DType.UINT32, Shape.of(2), i -> i), Tensor.ofLongs(DType.UINT32, Shape.of(2), i -> i)))
                .isEqualTo(new Outcome.Refused(Outcome.Stage.COMPILE, true,
                    "torch-djl: Add on uint32 is not lowered"));
        }

        @Test
        void missingKernelsAreUnsupported() {
            TensorType type = TensorType.of(DType.FLOAT16, 3, 3);
            assertThat(plain(TorchTesting.one(17, "Det", Map.of(), TensorType.of(DType.FLOAT16), type),
                Tensor.of(DType.FLOAT16, Shape.of(3, 3), i -> i))).isInstanceOfSatisfying(Outcome.Refused.class, r -> {
                    assertThat(r.unsupported()).as(r.message()).isTrue();
                    assertThat(r.message()).contains("not implemented for 'Half'").doesNotContain("\n");
                });
        }

        @Test
        void wrongModelsAndInputsAreNot() {
            TensorType type = TensorType.of(DType.FLOAT, 2, 3);
            Tensor x = Tensor.of(DType.FLOAT, Shape.of(2, 3), i -> i);
            Model identity = TorchTesting.identity(DType.FLOAT, 2, 3);
            Outcome garbage = executor.execute(Execution.ofBytes(new byte[] {1, 2, 3}, List.of(),
                executor.variants().subList(0, 1), 1, new byte[0])).getFirst().getFirst();
            Model outOfRange = TorchTesting.one(17, "Gather", Map.of(), type, Map.of(1, Tensor.ofLongs(7)), type,
                TensorType.of(DType.INT64, 1));
            assertThat(List.of(garbage, plain(identity), plain(identity, x, x), plain(identity, Tensor.ofLongs(1)),
                plain(outOfRange, x))).allSatisfy(o -> assertThat(o).isInstanceOfSatisfying(Outcome.Refused.class,
                    r -> {
                        assertThat(r.unsupported()).as(r.message()).isFalse();
                        assertThat(r.message()).isNotBlank().doesNotContain("\n");
                    }));
        }
    }

    @Nested
    class Excesses {
        @Test
        void outputsLargerThanTheHeapAreUnsupported() {
            TensorType type = TensorType.of(DType.FLOAT, 1L << 26);
            assertThat(plain(TorchTesting.one(17, "ConstantOfShape", Map.of(), type, Map.of(0,
                Tensor.ofLongs(1L << 26)), TensorType.of(DType.INT64, 1)))).isInstanceOfSatisfying(
                    Outcome.Refused.class, r -> assertThat(r.unsupported()).as(r.message()).isTrue());
        }

        /// PyTorch divides integers with the processor's instruction, which traps on this pair.
        @Test
        void divisionsThatKillTheProcessAreCrashesAndTheNextCaseRuns() {
            TensorType type = TensorType.of(DType.INT32, 1);
            Model model = TorchTesting.one(17, "Mod", Map.of("fmod", new Attribute.Int(1)), type, type, type);
            Tensor least = Tensor.ofLongs(DType.INT32, Shape.of(1), _ -> Integer.MIN_VALUE);
            Tensor minusOne = Tensor.ofLongs(DType.INT32, Shape.of(1), _ -> -1);
            assertThat(plain(model, least, minusOne)).isInstanceOfSatisfying(Outcome.Crashed.class, crash -> {
                assertThat(crash.symptom()).isEqualTo("SIGFPE");
                assertThat(crash.frames()).first().asString().contains("libtorch_cpu.so");
            });
            assertThat(plain(model, minusOne, minusOne))
                .isEqualTo(values(Tensor.ofLongs(DType.INT32, Shape.of(1), _ -> 0)));
        }
    }

    @Test
    void shapesThatFollowFromConstantsAreKnown() {
        TensorType x = TensorType.of(DType.FLOAT, 2, 6);
        Graph graph = Graph.of(List.of(ValueInfo.of("x", x)),
            List.of(ValueInfo.of("y", TensorType.of(DType.FLOAT, 6, 2))), Map.of("at", Tensor.ofLongs(1, 0)), List.of(
                Node.of("Shape", List.of("x"), List.of("s"), Map.of()),
                Node.of("Gather", List.of("s", "at"), List.of("turned"), Map.of()),
                Node.of("Reshape", List.of("x", "turned"), List.of("y"), Map.of())));
        Tensor input = Tensor.of(DType.FLOAT, x.shape(), i -> i);
        assertThat(plain(Model.of(17, graph), input)).isEqualTo(values(input.reshape(Shape.of(6, 2))));
    }
}
