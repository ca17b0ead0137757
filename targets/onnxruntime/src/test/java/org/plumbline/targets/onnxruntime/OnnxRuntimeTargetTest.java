package org.plumbline.targets.onnxruntime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.graph.DType;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.targets.Outcome;
import org.plumbline.targets.Variant;
import org.plumbline.targets.worker.Execution;
import org.plumbline.targets.worker.Executor;
import org.plumbline.targets.worker.Limits;
import org.plumbline.targets.worker.WorkerExecutor;

class OnnxRuntimeTargetTest {
    @TempDir
    static Path directory;

    private static Executor executor;

    @BeforeAll
    static void open() {
        executor = WorkerExecutor.open(Workers.launch(), Limits.DEFAULT, directory);
    }

    @AfterAll
    static void close() {
        executor.close();
    }

    private static List<List<Outcome>> run(byte[] onnx, List<Variant> variants, Tensor... inputs) {
        return executor.execute(Execution.ofBytes(onnx, List.of(inputs), variants, 1, new byte[0]));
    }

    private static Outcome plain(byte[] onnx, Tensor... inputs) {
        return run(onnx, executor.variants().subList(0, 1), inputs).getFirst().getFirst();
    }

    @Test
    void everyVariantAddsTwoTensors() {
        byte[] onnx = new Models(17).input("b", DType.FLOAT, 2).input("a", DType.FLOAT, 2).node("Sub", List.of("b", "a"),
            List.of("y")).output("y", DType.FLOAT, 2).bytes();
        Tensor b = Tensor.of(DType.FLOAT, Shape.of(2), i -> 5 + i);
        Tensor a = Tensor.of(DType.FLOAT, Shape.of(2), i -> 2 * i);
        assertThat(executor.version()).startsWith("1.");
        assertThat(run(onnx, executor.variants(), b, a)).hasSize(executor.variants().size())
            .allSatisfy(outcomes -> assertThat(outcomes).containsExactly(
                new Outcome.Values(List.of(Tensor.of(DType.FLOAT, Shape.of(2), i -> 5 - i)))));
    }
}
