package org.plumbline.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.campaign.PythonPackages.Folder;
import org.plumbline.campaign.PythonPackages.Nowhere;
import org.plumbline.graph.DType;
import org.plumbline.graph.Graph;
import org.plumbline.graph.Model;
import org.plumbline.graph.Node;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.TensorType;
import org.plumbline.graph.ValueInfo;
import org.plumbline.oracles.Evidence;
import org.plumbline.oracles.Kind;
import org.plumbline.reports.Finding;
import org.plumbline.reports.FindingFolder;
import org.plumbline.reports.Subject;
import org.plumbline.reports.render.Rendering;
import org.plumbline.targets.onnxruntime.NativeLibraries;
import org.plumbline.targets.onnxruntime.OnnxRuntimeKind;

/// The scripts of rendered findings really run, each in a plain installation of what it names.
class ReproTest {
    private static final Path KEPT = Path.of("..", "reports", "found", "onnxruntime");

    @TempDir
    Path folder;

    /// How a script ended, and its lines.
    private record Ran(int code, List<String> lines) {
    }

    private static void render(String name, Path to) throws IOException {
        if (!(FindingFolder.read(KEPT.resolve(name)) instanceof FindingFolder.Found(Finding f, Subject s))) {
            throw new AssertionError(name + " cannot be read");
        }
        render(f, s, to);
    }

    private static void render(Finding f, Subject s, Path to) throws IOException {
        FindingFolder.write(to, f, s, s, "");
        Rendering.write(to, f, s);
    }

    /// A finding that is none: ReLU of −1 and 2 is said to be wrong, or to be refused and so on.
    private static void renderNothingWrong(Kind kind, DType dtype, Path to) throws IOException {
        TensorType type = TensorType.of(dtype, 2);
        Graph g = Graph.of(List.of(ValueInfo.of("x\"'\\", type)), List.of(ValueInfo.of("y\n`", type)), Map.of(),
            List.of(Node.of("Abs", List.of("x\"'\\"), List.of("y\n`"), Map.of())));
        Subject s = new Subject(Model.of(18, g), List.of(Tensor.of(dtype, Shape.of(2), i -> 3 * i - 1)));
        render(Finding.of("nothing", new Evidence(kind, List.of("all"), List.of("plain"), "y\n`", "element 0 is 1", "1",
            1), "onnxruntime", new OnnxRuntimeKind().defaultVersion().orElseThrow(), -1, -1), s, to);
    }

    private Ran run(Map<String, String> environment, List<String> command) throws Exception {
        Path out = Files.createTempFile(folder, "run", ".log");
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
            .redirectOutput(out.toFile());
        builder.environment().putAll(environment);
        Process running = builder.start();
        if (!running.waitFor(5, TimeUnit.MINUTES)) {
            running.descendants().forEach(ProcessHandle::destroyForcibly);
            running.destroyForcibly();
            throw new AssertionError(command + " hangs");
        }
        return new Ran(running.exitValue(), Files.readAllLines(out));
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class ThePythonScript {
        private static final List<String> PACKAGES = List.of("onnxruntime", "numpy");

        private Ran python() throws Exception {
            return switch (PythonPackages.of(PACKAGES)) {
                case Folder(Path packages) -> run(Map.of("PYTHONPATH", packages.toString()),
                    List.of("python3", "repro.py"));
                case Nowhere(String why) -> abort("not run: " + why);
            };
        }

        @ParameterizedTest
        @ValueSource(strings = {"pow-int64-through-double", "gemm-k0-beta", "relu-clip-fused-wrong",
            "div-min-by-minus-one-sigfpe", "globalmaxpool-nan", "centercroppad-int32",
            "matmulinteger-k0-uninitialised"})
        void showsTheFinding(String name) throws Exception {
            render(name, folder);
            Ran ran = python();
            String installed = ran.lines().getLast().replaceFirst(".* with onnxruntime ", "");
            assumeFalse(ran.code() == 0 && !Optional.of(installed).equals(new OnnxRuntimeKind().defaultVersion()),
                () -> "not run: the finding is gone in onnxruntime " + installed);
            assertThat(ran.lines().getLast()).as(ran.toString()).startsWith("reproduces with onnxruntime ");
            assertThat(ran.code()).isEqualTo(1);
        }

        @ParameterizedTest
        @ValueSource(strings = {"WRONG_RESULT", "REFUSED", "CRASH", "HANG", "NONDETERMINISTIC", "INCONSISTENT"})
        void saysThatNothingIsThereWhereNothingIs(Kind kind) throws Exception {
            renderNothingWrong(kind, DType.FLOAT, folder);
            Ran ran = python();
            assertThat(ran.lines().getLast()).as(ran.toString()).startsWith("does not reproduce with onnxruntime ");
            assertThat(ran.code()).isZero();
        }

        @ParameterizedTest
        @ValueSource(strings = {"BFLOAT16", "FLOAT16", "DOUBLE", "INT8", "UINT64"})
        void feedsEveryTypeThatPythonCan(DType dtype) throws Exception {
            renderNothingWrong(Kind.WRONG_RESULT, dtype, folder);
            Ran ran = python();
            assertThat(ran.lines().getLast()).as(ran.toString()).matches("does not reproduce with.*|cannot tell.*"
                + "(NOT_IMPLEMENTED|Could not find an implementation|does not support|bfloat16).*");
        }

        @Test
        void cannotTellWithoutItsModel() throws Exception {
            render("pow-int64-through-double", folder);
            Files.delete(folder.resolve("model.onnx"));
            Ran ran = python();
            assertThat(ran.lines().getLast()).isEqualTo("cannot tell: no model.onnx beside this script");
            assertThat(ran.code()).isEqualTo(2);
        }

        @Test
        void cannotTellWithoutItsPackages() throws Exception {
            render("pow-int64-through-double", folder);
            assumeTrue(PythonPackages.of(PACKAGES) instanceof Folder, "not run: no python3 with pip");
            Ran ran = run(Map.of(), List.of("python3", "-I", "-S", "repro.py"));
            assertThat(ran.lines().getLast()).startsWith("cannot tell: No module named");
            assertThat(ran.code()).isEqualTo(2);
        }
    }

    @Nested
    class TheJavaProgram {
        private Ran java() throws Exception {
            String version = new OnnxRuntimeKind().defaultVersion().orElseThrow();
            Path jar = Stream.of(System.getProperty("java.class.path").split(":")).map(Path::of)
                .filter(p -> p.getFileName().toString().equals("onnxruntime-" + version + ".jar")).findFirst()
                .orElseThrow();
            return run(Map.of(), List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", "-Donnxruntime.native.path=" + NativeLibraries.extracted(jar,
                    version),
                "-cp", jar.toString(), "Repro.java"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"pow-int64-through-double", "relu-clip-fused-wrong", "div-min-by-minus-one-sigfpe",
            "centercroppad-int32"})
        void showsTheFinding(String name) throws Exception {
            render(name, folder);
            Ran ran = java();
            assertThat(ran.lines().getLast()).as(ran.toString()).startsWith("reproduces with onnxruntime ");
            assertThat(ran.code()).isEqualTo(1);
        }

        @ParameterizedTest
        @ValueSource(strings = {"WRONG_RESULT", "REFUSED", "CRASH"})
        void saysThatNothingIsThereWhereNothingIs(Kind kind) throws Exception {
            renderNothingWrong(kind, DType.FLOAT, folder);
            Ran ran = java();
            assertThat(ran.lines().getLast()).as(ran.toString()).startsWith("does not reproduce with onnxruntime ");
            assertThat(ran.code()).isZero();
        }

        @Test
        void cannotTellWithoutItsModel() throws Exception {
            render("pow-int64-through-double", folder);
            Files.delete(folder.resolve("model.onnx"));
            Ran ran = java();
            assertThat(ran.lines().getLast()).startsWith("cannot tell: no model.onnx");
            assertThat(ran.code()).isEqualTo(2);
        }
    }
}
