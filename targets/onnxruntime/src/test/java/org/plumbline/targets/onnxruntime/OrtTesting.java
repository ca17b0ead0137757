package org.plumbline.targets.onnxruntime;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.plumbline.graph.Tensor;
import org.plumbline.targets.Outcome;
import org.plumbline.targets.Variant;
import org.plumbline.targets.registry.Targets;
import org.plumbline.targets.worker.Execution;
import org.plumbline.targets.worker.Executor;
import org.plumbline.targets.worker.Limits;

/// How the tests open releases and run models.
final class OrtTesting {
    static final Limits LIMITS = Limits.DEFAULT.withWallClock(Duration.ofSeconds(4));

    private OrtTesting() {
    }

    /// Opens a target; a target that cannot be had fails the test with its one-line reason.
    static Executor open(String target, Path journals) {
        return switch (Targets.installed().open(target, LIMITS, journals)) {
            case Targets.Opened(Executor executor) -> executor;
            case Targets.Unavailable(String message) -> throw new AssertionError(message);
        };
    }

    static List<List<Outcome>> run(Executor executor, byte[] onnx, List<Variant> variants, Tensor... inputs) {
        return executor.execute(Execution.ofBytes(onnx, List.of(inputs), variants, 1, new byte[0]));
    }

    static Outcome plain(Executor executor, byte[] onnx, Tensor... inputs) {
        return run(executor, onnx, executor.variants().subList(0, 1), inputs).getFirst().getFirst();
    }
}
