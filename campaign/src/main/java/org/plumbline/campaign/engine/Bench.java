package org.plumbline.campaign.engine;

import java.nio.charset.StandardCharsets;
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

    /// Evaluates the reference first. Inputs of types that cannot be fed to the target become initializers.
    public Tried run(Subject given, List<Variant> variants) {
        Subject subject = given.feedable(executor.feeds());
        return run(subject, OnnxCodec.write(subject.model()),
            Evaluator.evaluate(subject.model(), subject.feeds(), executor.device().accuracy()), variants, NO_RECIPE);
    }

    /// Runs a campaign's case; its recipe goes into the worker's journal. It was drawn with a CPU's reference, which is
    /// evaluated anew for a device of another accuracy.
    public Tried run(Drawn drawn) {
        Subject subject = drawn.subject();
        Evaluated reference = executor.device().accuracy().equals(Accuracy.CPU) ? drawn.reference()
            : Evaluator.evaluate(subject.model(), subject.feeds(), executor.device().accuracy());
        return run(subject, drawn.onnx(), reference, drawn.variants(),
            drawn.recipe().getBytes(StandardCharsets.UTF_8));
    }

    /// With the model's bytes and what the reference says of it at hand.
    public Tried run(Subject subject, byte[] onnx, Evaluated reference, List<Variant> variants, byte[] recipe) {
        var outcomes = executor.execute(new Execution(Source.of(subject.model(), onnx), subject.inputs(), variants,
            repeats, recipe));
        Trial trial = new Trial(subject.model(), subject.inputs(), reference, Trial.runs(variants, outcomes),
            executor.device().accuracy().repeats());
        return new Tried(trial, Oracles.judge(trial));
    }
}
