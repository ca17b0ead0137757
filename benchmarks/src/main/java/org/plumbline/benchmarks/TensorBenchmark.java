package org.plumbline.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.plumbline.graph.DType;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;

/// Filling and reading a tensor, per element type: the floor under every reference and every input plan.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Benchmark)
public class TensorBenchmark {
    private static final Shape SHAPE = Shape.of(4, 16, 16);

    @Param({"FLOAT", "FLOAT16", "INT64"})
    private DType dtype;

    private double[] values;
    private Tensor tensor;

    /// Draws the values once.
    @Setup
    public void draw() {
        Rng rng = Rng.of(42);
        values = new double[SHAPE.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = rng.uniform(-100, 100);
        }
        tensor = fill();
    }

    /// 1024 elements, rounded to the type.
    @Benchmark
    public Tensor fill() {
        return Tensor.of(dtype, SHAPE, i -> values[i]);
    }

    /// 1024 elements, widened to double.
    @Benchmark
    public double[] read() {
        return tensor.toDoubles();
    }
}
