package org.plumbline.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.plumbline.graph.Tensor;
import org.plumbline.graph.ValueInfo;
import org.plumbline.graph.edit.Case;
import org.plumbline.graph.operators.Evaluator.Evaluated;
import org.plumbline.oracles.Oracles;
import org.plumbline.oracles.Trial;
import org.plumbline.oracles.Verdict;
import org.plumbline.reports.Midpoint;
import org.plumbline.targets.Outcome;
import org.plumbline.targets.Variant;

/// All oracles over the right results of two variants, run twice each, of models of ten nodes.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Benchmark)
public class JudgeBenchmark {
    private List<Trial> trials;
    private int next;

    /// Draws the cases once; those with an output that is not determined are left out.
    @Setup
    public void draw() {
        trials = SampleCases.ofTenNodes().stream().map(JudgeBenchmark::trial).flatMap(Optional::stream).toList();
    }

    private static Optional<Trial> trial(Case c) {
        List<Tensor> outputs = new ArrayList<>();
        for (ValueInfo output : c.model().graph().outputs()) {
            Optional<Tensor> middle = Midpoint.of(c.values().get(output.name()));
            if (middle.isEmpty()) {
                return Optional.empty();
            }
            outputs.add(middle.get());
        }
        List<Outcome> twice = List.of(new Outcome.Values(outputs), new Outcome.Values(outputs));
        return Optional.of(new Trial(c.model(), c.inputs(), new Evaluated(c.values(), List.of(), Optional.empty()),
            Trial.runs(List.of(new Variant("plain", Map.of()), new Variant("all", Map.of())), List.of(twice, twice))));
    }

    /// Time per case.
    @Benchmark
    public Verdict judge() {
        return Oracles.judge(trials.get(next++ % trials.size()));
    }
}
