package org.plumbline.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
import org.plumbline.targets.coverage.NativeCoverage;
import org.plumbline.targets.coverage.sites.Level;
import org.plumbline.targets.registry.Targets;
import org.plumbline.targets.watch.Coverage;
import org.plumbline.targets.watch.Probe;
import org.plumbline.targets.watch.Watch;
import org.plumbline.targets.worker.Execution;
import org.plumbline.targets.worker.Executor;
import org.plumbline.targets.worker.Limits;

/// ONNX Runtime as it was built, seen by the probes in its workers.
class NativeCoverageTest {
    private static final Model IDENTITY = Models.unary("Identity", DType.FLOAT);
    private static final Model NEGATION = Models.unary("Neg", DType.FLOAT);
    private static final Tensor X = Tensor.of(DType.FLOAT, Shape.of(2, 3), i -> i - 2);

    @TempDir
    Path journals;

    @BeforeEach
    void needsAMachineThatProbesKnow() {
        assumeTrue(System.getProperty("os.name").equals("Linux") && System.getProperty("os.arch").equals("amd64"),
            "not run: probes need Linux on amd64");
    }

    private Executor open(String target, Watch.Watcher watcher) {
        Limits limits = Limits.DEFAULT.withWallClock(Duration.ofSeconds(10));
        return switch (Targets.installed().open(target, limits, journals, watcher)) {
            case Targets.Opened(Executor executor) -> executor;
            case Targets.Unavailable(String message) -> throw new AssertionError(message);
        };
    }

    private static Coverage.Seen seen(Executor executor) {
        return switch (executor.coverage()) {
            case Coverage.Seen seen -> seen;
            case Coverage.Unseen(String why) -> throw new AssertionError(why);
        };
    }

    private static List<Probe> reached(Executor executor, Model model, Tensor... inputs) {
        assertThat(executor.execute(new Execution(Source.of(model), List.of(inputs), executor.variants(), 1,
            new byte[0]))).allSatisfy(o -> assertThat(o.getFirst()).isInstanceOf(Outcome.Values.class));
        return seen(executor).fresh();
    }

    /// `y = Relu(BatchNormalization(Conv(x)))`.
    private static Model convolution() {
        ValueInfo x = ValueInfo.of("x", TensorType.of(DType.FLOAT, 1, 2, 5, 5));
        Tensor two = Tensor.of(DType.FLOAT, Shape.of(2), i -> i + 1);
        return Model.of(17, Graph.of(List.of(x), List.of(ValueInfo.of("y", TensorType.of(DType.FLOAT, 1, 2, 3, 3))),
            Map.of("w", Tensor.of(DType.FLOAT, Shape.of(2, 2, 3, 3), i -> i - 4), "s", two),
            List.of(Node.of("Conv", List.of("x", "w"), List.of("c"), Map.of()),
                Node.of("BatchNormalization", List.of("c", "s", "s", "s", "s"), List.of("b"), Map.of()),
                Node.of("Relu", List.of("b"), List.of("y"), Map.of()))));
    }

    @Nested
    class AnExecution {
        @Test
        void reachesWhatNoneBeforeReachedAndRepeatedNothing() {
            try (Executor executor = open("onnxruntime", NativeCoverage.at(Level.FUNCTIONS))) {
                assertThat(seen(executor).armed().probes()).isGreaterThan(30_000);
                assertThat(reached(executor, IDENTITY, X)).hasSizeGreaterThan(1_000);
                List<Probe> negation = reached(executor, NEGATION, X);
                assertThat(negation).isNotEmpty().hasSizeLessThan(500);
                assertThat(reached(executor, NEGATION, X)).isEmpty();
                assertThat(reached(executor, convolution(), Tensor.of(DType.FLOAT, Shape.of(1, 2, 5, 5), i -> i)))
                    .hasSizeGreaterThan(50).doesNotContainAnyElementsOf(negation);
                seen(executor).again(negation);
                assertThat(reached(executor, NEGATION, X)).isSubsetOf(negation).isNotEmpty();
            }
        }

        @Test
        void isSeenInBlocksToo() {
            try (Executor executor = open("onnxruntime", NativeCoverage.at(Level.BLOCKS))) {
                assertThat(seen(executor).armed().probes()).isGreaterThan(500_000);
                assertThat(reached(executor, IDENTITY, X)).hasSizeGreaterThan(5_000);
                assertThat(reached(executor, IDENTITY, X)).hasSizeLessThan(200);
            }
        }
    }

    @Nested
    class WithoutProbes {
        @Test
        void theReasonIsThere() {
            try (Executor plain = open("onnxruntime", Watch.Watcher.NONE);
                Executor planted = open("planted:clean", NativeCoverage.at(Level.FUNCTIONS));
                Executor unfit = open("onnxruntime", _ -> NativeCoverage.at(Level.FUNCTIONS).over(journals))) {
                assertThat(plain.coverage()).isEqualTo(new Coverage.Unseen("nobody asked for it"));
                assertThat(planted.coverage()).isInstanceOfSatisfying(Coverage.Unseen.class,
                    u -> assertThat(u.why()).contains("has no native code"));
                assertThat(unfit.coverage()).isInstanceOfSatisfying(Coverage.Unseen.class,
                    u -> assertThat(u.why()).startsWith("cannot read "));
            }
        }
    }
}
