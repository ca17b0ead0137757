package org.plumbline.benchmarks;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.plumbline.graph.bound.Accuracy;
import org.plumbline.graph.edit.Case;
import org.plumbline.graph.operators.Evaluator;
import org.plumbline.graph.operators.Evaluator.Evaluated;

/// The reference over models of ten nodes, one after the other.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Benchmark)
public class ReferenceBenchmark {
    private List<Case> cases;
    private int next;

    /// Draws the cases once.
    @Setup
    public void draw() {
        cases = SampleCases.ofTenNodes();
    }

    /// Time per model.
    @Benchmark
    public Evaluated evaluate() {
        Case c = cases.get(next++ % cases.size());
        return Evaluator.evaluate(c.model(), c.feeds(), Accuracy.CPU);
    }
}
