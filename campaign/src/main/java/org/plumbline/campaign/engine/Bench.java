package org.plumbline.campaign.engine;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.plumbline.graph.bound.Accuracy;
import org.plumbline.graph.onnx.OnnxCodec;
import org.plumbline.graph.operators.Evaluator;
import org.plumbline.graph.operators.Evaluator.Evaluated;
import org.plumbline.oracles.Evidence;
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
            accuracy -> Evaluator.evaluate(subject.model(), subject.feeds(), accuracy), variants, NO_RECIPE);
    }

    /// Runs a campaign's case; its recipe goes into the worker's journal. It was drawn with a CPU's reference, which is
    /// evaluated anew for a device of another accuracy.
    public Tried run(Drawn drawn) {
        Subject subject = drawn.subject();
        return run(subject, drawn.onnx(), accuracy -> accuracy.equals(Accuracy.CPU) ? drawn.reference()
            : Evaluator.evaluate(subject.model(), subject.feeds(), accuracy), drawn.variants(),
            drawn.recipe().getBytes(StandardCharsets.UTF_8));
    }

    /// Runs a case in two compilations of its first variant: what is wrong when they are taken for one. Deaths and
    /// refusals that both share are not.
    public Optional<Evidence> withItself(Drawn drawn) {
        Variant plain = drawn.variants().getFirst();
        Tried tried = run(drawn.in(List.of(plain, plain)));
        return Oracles.repeated(tried.trial());
    }

    /// With the model's bytes at hand; `reference` says what devices of some accuracy may return, and is asked once for
    /// each accuracy.
    public Tried run(Subject subject, byte[] onnx, Function<Accuracy, Evaluated> reference, List<Variant> variants,
        byte[] recipe) {
        Map<Accuracy, Trial.Promise> promises = new HashMap<>();
        Function<Variant, Trial.Promise> promise = v -> promises.computeIfAbsent(executor.device(v).accuracy(),
            accuracy -> new Trial.Promise(reference.apply(accuracy), accuracy.repeats()));
        variants.forEach(promise::apply);
        var outcomes = executor.execute(new Execution(Source.of(subject.model(), onnx), subject.inputs(), variants,
            repeats, recipe));
        Trial trial = new Trial(subject.model(), subject.inputs(), promise.apply(variants.getFirst()).reference(),
            Trial.runs(variants, outcomes, promise));
        return new Tried(trial, Oracles.judge(trial));
    }
}
