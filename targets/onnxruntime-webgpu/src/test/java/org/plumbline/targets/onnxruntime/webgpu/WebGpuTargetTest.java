package org.plumbline.targets.onnxruntime.webgpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.plumbline.graph.DType;
import org.plumbline.graph.Graph;
import org.plumbline.graph.Model;
import org.plumbline.graph.Node;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.ValueInfo;
import org.plumbline.graph.bound.Accuracy;
import org.plumbline.targets.Outcome;
import org.plumbline.targets.Source;
import org.plumbline.targets.Variant;
import org.plumbline.targets.registry.Requirement.Missing;
import org.plumbline.targets.registry.Targets;
import org.plumbline.targets.worker.Execution;
import org.plumbline.targets.worker.Executor;
import org.plumbline.targets.worker.Limits;

/// The provider on this machine's driver. Where it, the loader or the library is missing the tests do not run, and say
/// so.
class WebGpuTargetTest {
    private static Executor executor;

    @TempDir
    static Path journals;

    @BeforeAll
    static void open() {
        List<String> missing = new WebGpuKind().requirements().stream().filter(Missing.class::isInstance)
            .map(r -> r.name() + ": " + ((Missing) r).why()).toList();
        assumeTrue(missing.isEmpty(), () -> "not run: " + String.join("; ", missing));
        executor = switch (Targets.of(List.of(new WebGpuKind())).open("onnxruntime-webgpu", Limits.DEFAULT,
            journals)) {
            case Targets.Opened(Executor opened) -> opened;
            case Targets.Unavailable(String message) -> throw new AssertionError(message);
        };
    }

    @AfterAll
    static void close() {
        if (executor != null) {
            executor.close();
        }
    }

    @Test
    void itTellsItsVersionVariantsAndAccuracy() {
        assertThat(executor.version()).isEqualTo(new WebGpuKind().defaultVersion().orElseThrow());
        assertThat(executor.variants()).extracting(Variant::name).startsWith("plain", "basic", "extended", "all")
            .contains("nchw", "int64").doesNotHaveDuplicates();
        assertThat(executor.device(executor.variants().getFirst()).accuracy()).isEqualTo(Accuracy.WGSL);
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT", "INT32"})
    void tensorsComeBackBitForBit(DType dtype) {
        Tensor x = Tensor.of(dtype, Shape.of(2, 3), i -> i % 2);
        assertThat(plain("Identity", x)).isEqualTo(values(x));
    }

    @Test
    void productsAreComputedTwiceTheSame() {
        Tensor a = Tensor.of(DType.FLOAT, Shape.of(8, 16), i -> i % 5 - 2);
        Tensor b = Tensor.of(DType.FLOAT, Shape.of(16, 4), i -> i % 3 - 1);
        List<Outcome> twice = run("MatMul", executor.variants().subList(0, 1), 2, a, b).getFirst();
        assertThat(twice).hasSize(2).containsOnly(values(Tensor.of(DType.FLOAT, Shape.of(8, 4), i -> {
            double sum = 0;
            for (int k = 0; k < 16; k++) {
                sum += a.getDouble(i / 4 * 16 + k) * b.getDouble(k * 4 + i % 4);
            }
            return sum;
        })));
    }

    @Test
    void everyVariantRunsWhatThePlainOneRuns() {
        Tensor x = Tensor.of(DType.FLOAT, Shape.of(4), i -> i - 1.5);
        assertThat(run("Abs", executor.variants(), 1, x)).hasSameSizeAs(executor.variants()).allSatisfy(
            outcomes -> assertThat(outcomes).containsExactly(values(Tensor.of(DType.FLOAT, Shape.of(4),
                i -> Math.abs(i - 1.5)))));
    }

    @Test
    void emptyTensorsComeBack() {
        Tensor empty = Tensor.of(DType.FLOAT, Shape.of(0, 3), _ -> 0);
        assertThat(plain("Abs", empty)).isEqualTo(values(empty));
    }

    @Test
    void infinitiesAndNansGoThroughCopies() {
        Tensor odd = Tensor.of(DType.FLOAT, Shape.of(3), i -> i == 0 ? Double.NaN : (i - 1.5) / 0.0);
        assertThat(plain("Identity", odd)).isEqualTo(values(odd));
    }

    @ParameterizedTest
    @EnumSource(names = {"DOUBLE", "BFLOAT16", "INT8", "INT16"})
    void typesThatTheProviderLacksAreUnsupported(DType dtype) {
        assertThat(plain("Abs", Tensor.of(dtype, Shape.of(2), i -> i))).isInstanceOfSatisfying(Outcome.Refused.class,
            r -> assertThat(r.unsupported()).as(r.message()).isTrue());
    }

    @Test
    void operatorsThatTheProviderLacksAreNotRunOnTheCpu() {
        assertThat(plain("Det", Tensor.of(DType.FLOAT, Shape.of(2, 2), i -> i))).isInstanceOfSatisfying(
            Outcome.Refused.class, r -> assertThat(r.unsupported()).as(r.message()).isTrue());
    }

    @Test
    void wrongModelsAreRefusedAsWrong() {
        Tensor x = Tensor.of(DType.FLOAT, Shape.of(2, 3), i -> i);
        assertThat(plain("MatMul", x, x)).isInstanceOfSatisfying(Outcome.Refused.class,
            r -> assertThat(r.unsupported()).as(r.message()).isFalse());
    }

    private static Outcome plain(String operator, Tensor... inputs) {
        return run(operator, executor.variants().subList(0, 1), 1, inputs).getFirst().getFirst();
    }

    private static Outcome values(Tensor t) {
        return new Outcome.Values(List.of(t));
    }

    private static List<List<Outcome>> run(String operator, List<Variant> variants, int repeats, Tensor... inputs) {
        Map<String, Tensor> named = new LinkedHashMap<>();
        Stream.of(inputs).forEach(t -> named.put("x" + named.size(), t));
        DType dtype = inputs[0].dtype();
        List<ValueInfo> infos = named.entrySet().stream().map(e -> ValueInfo.of(e.getKey(), e.getValue().type()))
            .toList();
        Node node = Node.of(operator, List.copyOf(named.keySet()), List.of("y"), Map.of());
        ValueInfo output = new ValueInfo("y", new ValueInfo.OfTensor(dtype, Optional.empty()));
        Model model = Model.of(13, Graph.of(infos, List.of(output), Map.of(), List.of(node)));
        return executor.execute(new Execution(Source.of(model), List.of(inputs), variants, repeats, new byte[0]));
    }
}
