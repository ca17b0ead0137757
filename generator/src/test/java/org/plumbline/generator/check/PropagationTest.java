package org.plumbline.generator.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;
import org.plumbline.graph.Graph;
import org.plumbline.graph.Model;
import org.plumbline.graph.Node;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.TensorType;
import org.plumbline.graph.ValueInfo;
import org.plumbline.graph.bound.Accuracy;
import org.plumbline.graph.onnx.OnnxCodec;
import org.plumbline.graph.operators.Evaluator;

/// Why [Specification] leaves data propagation off: a valid model at which it ends the process.
class PropagationTest {
    /// The shape of no dimension at all, times a scalar.
    private static Model deadly() {
        return Model.of(20, Graph.of(List.of(ValueInfo.of("x", TensorType.of(DType.FLOAT, 8, 7))),
            List.of(ValueInfo.of("y", TensorType.of(DType.INT64, 0))),
            Map.of("k", Tensor.ofLongs(DType.INT64, Shape.SCALAR, _ -> -5)),
            List.of(Node.of("Shape", List.of("x"), List.of("s"), Map.of("end", new Attribute.Int(-2))),
                Node.of("Mul", List.of("s", "k"), List.of("y"), Map.of()))));
    }

    /// Infers with data propagation; called in a process of its own.
    public static void main(String[] args) {
        System.out.println(OnnxChecker.inferShapes(OnnxCodec.write(deadly())));
    }

    @Test
    void theDeadlyModelIsConfirmedAlive() {
        Tensor x = Tensor.of(DType.FLOAT, Shape.of(8, 7), i -> i);
        assertThat(Specification.confirm(deadly(), OnnxCodec.write(deadly()),
            Evaluator.evaluate(deadly(), Map.of("x", x), Accuracy.CPU).values()))
            .isEqualTo(new Confirmation.Confirmed(List.of()));
    }

    @Test
    void dataPropagationStillEndsTheProcess(@TempDir Path folder) throws IOException, InterruptedException {
        Process child = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-Xmx128m",
            "-XX:ErrorFile=" + folder.resolve("error.log"), "-XX:-CreateCoredumpOnCrash", "-cp",
            System.getProperty("java.class.path"), PropagationTest.class.getName()).directory(folder.toFile())
            .redirectErrorStream(true).redirectOutput(folder.resolve("output").toFile()).start();
        assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(folder.resolve("output")).content().as("propagation may be switched on again").contains("SIGSEGV");
    }
}
