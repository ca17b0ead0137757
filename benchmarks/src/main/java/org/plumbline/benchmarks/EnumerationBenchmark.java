package org.plumbline.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.AuxCounters;
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
import org.plumbline.generator.infer.Terms;
import org.plumbline.graph.Rng;
import org.plumbline.graph.rule.Expr;
import org.plumbline.graph.rule.Sym;

/// The enumeration of rule inference: all expressions of up to three leaves over eight symbols, each evaluated on every
/// call.
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
@State(Scope.Benchmark)
public class EnumerationBenchmark {
    private static final int SYMBOLS = 8;
    private static final int LIMIT = 6_000;
    private static final int LARGEST = 16;

    @Param({"36", "160"})
    private int calls;

    private final List<Expr> leaves = new ArrayList<>();
    private List<long[]> assignments;

    /// Counted beside the calls of the benchmark.
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    @State(Scope.Thread)
    public static class Candidates {
        /// Expressions evaluated per second.
        public long candidates;
    }

    /// Calls drawn from one seed.
    @Setup
    public void open() {
        Rng rng = Rng.of(1);
        assignments = Stream.generate(() -> LongStream.generate(() -> 1 + rng.below(LARGEST)).limit(SYMBOLS).toArray())
            .limit(calls).toList();
        IntStream.range(0, SYMBOLS).mapToObj(i -> new Sym(i, "d" + i, Sym.Role.DIMENSION, 1, LARGEST)).forEach(
            leaves::add);
        leaves.add(Expr.of(1));
        leaves.add(Expr.of(2));
    }

    /// Whole enumerations per second.
    @Benchmark
    public Terms enumerate(Candidates counted) {
        Terms terms = new Terms(leaves, assignments, 3, LIMIT);
        counted.candidates += terms.tried();
        return terms;
    }
}
