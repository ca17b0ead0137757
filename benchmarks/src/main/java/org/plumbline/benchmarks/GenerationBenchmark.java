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
import org.plumbline.generator.Generated;
import org.plumbline.generator.Generator;
import org.plumbline.generator.Options;

/// One model, its inputs and what the reference says of every value, drawn by a generator that has been at work for a
/// while. Each call draws another seed.
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
@State(Scope.Benchmark)
public class GenerationBenchmark {
    @Param({"5", "10"})
    private int nodes;

    private Generator generator;
    private long seed;

    /// A generator of its own per trial, since it remembers what it solved.
    @Setup
    public void open() {
        generator = new Generator(Options.DEFAULT.withNodes(nodes, nodes));
        seed = 0;
    }

    /// Models per second.
    @Benchmark
    public Generated generate() {
        return generator.generate(seed++);
    }
}
