package org.plumbline.campaign.engine;

import java.util.List;
import org.plumbline.graph.bound.Accuracy;
import org.plumbline.graph.onnx.OnnxCodec;
import org.plumbline.graph.operators.Evaluator;
import org.plumbline.graph.operators.Evaluator.Evaluated;
import org.plumbline.oracles.Oracles;
import org.plumbline.oracles.Trial;
import org.plumbline.oracles.Verdict;
import org.plumbline.reports.Subject;
import org.plumbline.targets.Source;
import org.plumbline.targets.Variant;
import org.plumbline.targets.worker.Execution;
import org.plumbline.targets.worker.Executor;

/// Runs subjects on one target and has them judged.
public final class Bench {
    private static final byte[] NO_RECIPE = new byte[0];

    private final Executor executor;
    private final int repeats;

    /// Every compiled program is run `repeats` times.
    public Bench(Executor executor, int repeats) {
        this.executor = executor;
        this.repeats = repeats;
    }

    /// A trial and what the oracles say of it.
    public record Tried(Trial trial, Verdict verdict) {
    }

    public Executor executor() {
        return executor;
    }

    /// Evaluates the reference first.
    public Tried run(Subject subject, List<Variant> variants) {
        return run(subject, OnnxCodec.write(subject.model()),
            Evaluator.evaluate(subject.model(), subject.feeds(), Accuracy.CPU), variants, NO_RECIPE);
    }

    /// With the model's bytes and the reference's enclosures at hand. The recipe goes into the worker's journal. Inputs
    /// of types that the target cannot be fed are run as initializers.
    public Tried run(Subject subject, byte[] onnx, Evaluated reference, List<Variant> variants, byte[] recipe) {
        Subject fed = Feeding.fitted(subject, executor.feeds());
        Source source = fed == subject ? Source.of(subject.model(), onnx) : Source.of(fed.model());
        var outcomes = executor.execute(new Execution(source, fed.inputs(), variants, repeats, recipe));
        Trial trial = new Trial(subject.model(), subject.inputs(), reference, Trial.runs(variants, outcomes));
        return new Tried(trial, Oracles.judge(trial));
    }
}
