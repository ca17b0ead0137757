package org.plumbline.targets.onnxruntime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.graph.DType;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.targets.Outcome;
import org.plumbline.targets.registry.Targets;
import org.plumbline.targets.worker.Executor;
import org.plumbline.targets.worker.Limits;

/// Older releases through the same adapter. Needs their jars in the local Maven repository or a way to Maven Central;
/// without either the tests fail with the message that a user would see.
class ReleasesOfOnnxRuntimeTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"1.8.0", "1.17.3"})
    void olderReleasesRunAllVariants(String version) {
        try (Executor executor = OrtTesting.open("onnxruntime@" + version, directory)) {
            assertThat(executor.version()).isEqualTo(version);
            byte[] onnx = new Models(13).input("x", DType.INT8, 2).node("Cast", List.of("x"), List.of("u"),
                Models.attribute("to", DType.UINT32.code())).output("u", DType.UINT32, 2).bytes();
            Tensor x = Tensor.ofLongs(DType.INT8, Shape.of(2), i -> 7 + i);
            assertThat(OrtTesting.run(executor, onnx, executor.variants(), x)).allSatisfy(outcomes -> assertThat(
                outcomes).containsExactly(new Outcome.Values(
                    List.of(Tensor.ofLongs(DType.UINT32, Shape.of(2), i -> 7 + i)))));
        }
    }

    @Test
    void divisionsThatKillTheProcessAreCrashesWithTheLibrarysFrames() {
        byte[] onnx = new Models(13).input("x", DType.INT32, 1).input("y", DType.INT32, 1)
            .node("Div", List.of("x", "y"), List.of("z")).output("z", DType.INT32, 1).bytes();
        try (Executor executor = OrtTesting.open("onnxruntime@1.17.3", directory)) {
            Tensor x = Tensor.ofLongs(DType.INT32, Shape.of(1), _ -> Integer.MIN_VALUE);
            Tensor y = Tensor.ofLongs(DType.INT32, Shape.of(1), _ -> -1);
            assertThat(OrtTesting.plain(executor, onnx, x, y)).isInstanceOfSatisfying(Outcome.Crashed.class, crash -> {
                assertThat(crash.symptom()).isEqualTo("SIGFPE");
                assertThat(crash.frames()).first().asString().contains("libonnxruntime.so");
            });
            assertThat(OrtTesting.plain(executor, onnx, x, x))
                .isEqualTo(new Outcome.Values(List.of(Tensor.ofLongs(DType.INT32, Shape.of(1), _ -> 1))));
        }
    }

    @Test
    void typesThatAnOldApiLacksAreUnsupported() {
        try (Executor executor = OrtTesting.open("onnxruntime@1.8.0", directory)) {
            byte[] onnx = new Models(13).input("x", DType.FLOAT16, 2).node("Identity", List.of("x"), List.of("y"))
                .output("y", DType.FLOAT16, 2).bytes();
            assertThat(OrtTesting.plain(executor, onnx, Tensor.of(DType.FLOAT16, Shape.of(2), i -> i))).isEqualTo(
                new Outcome.Refused(Outcome.Stage.RUN, true, "this release's Java API has no input type for float16"));
        }
    }

    @Test
    void modelsNewerThanTheReleaseAreUnsupported() {
        byte[] newIr = new Models(22).input("x", DType.FLOAT, 2).node("Cos", List.of("x"), List.of("y"))
            .output("y", DType.FLOAT, 2).bytes();
        byte[] newOpset = new Models(20).input("x", DType.FLOAT, 2).node("Gelu", List.of("x"), List.of("y"))
            .output("y", DType.FLOAT, 2).bytes();
        try (Executor executor = OrtTesting.open("onnxruntime@1.8.0", directory)) {
            Tensor x = Tensor.of(DType.FLOAT, Shape.of(2), i -> i);
            assertThat(List.of(OrtTesting.plain(executor, newIr, x), OrtTesting.plain(executor, newOpset, x)))
                .allSatisfy(o -> assertThat(o).isInstanceOfSatisfying(Outcome.Refused.class, r -> assertThat(r
                    .unsupported()).as(r.message()).isTrue()));
        }
    }

    @Test
    void aReleaseThatDoesNotExistIsAnsweredWithItsNeighbours() {
        assertThat(Targets.installed().open("onnxruntime@1.17.2", Limits.DEFAULT, directory)).isInstanceOfSatisfying(
            Targets.Unavailable.class, u -> assertThat(u.message()).doesNotContain("\n").contains("onnxruntime@1.17.2",
                "does not exist", "1.17.1, 1.17.3"));
    }
}
