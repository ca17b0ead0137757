package org.plumbline.campaign.infer;

import java.util.ArrayList;
import java.util.List;
import org.plumbline.generator.infer.Label;
import org.plumbline.generator.infer.Labeller;
import org.plumbline.generator.infer.Question;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.targets.Outcome;
import org.plumbline.targets.Source;
import org.plumbline.targets.worker.Execution;
import org.plumbline.targets.worker.Executor;

/// A target's plain variant, asked in its worker. Counts; one thread's.
public final class TargetLabeller implements Labeller {
    private static final int ELEMENTS = 1 << 14;

    private final Executor executor;
    private final int opset;
    private final List<Lost> lost = new ArrayList<>();
    private long asked;

    public TargetLabeller(Executor executor, int opset) {
        this.executor = executor;
        this.opset = opset;
    }

    /// A call at which the target died or hung.
    public record Lost(PartialOperator partial, List<Long> call, String what) {
    }

    /// How many calls were asked.
    public long asked() {
        return asked;
    }

    public List<Lost> lost() {
        return List.copyOf(lost);
    }

    @Override
    public Label label(PartialOperator partial, long[] call) {
        return Question.of(partial, call, opset, ELEMENTS).map(q -> ask(q, partial, call)).orElseGet(
            () -> new Label.Unsupported("too many elements"));
    }

    private Label ask(Question q, PartialOperator partial, long[] call) {
        asked++;
        Outcome outcome = executor.execute(new Execution(Source.of(q.model()), q.inputs(), executor.variants().subList(
            0,
            1), 1, new byte[0])).getFirst().getFirst();
        return switch (outcome) {
            case Outcome.Values(var outputs) -> new Label.Accepted(outputs.stream().map(t -> t.shape().stream().boxed()
                .toList()).toList());
            case Outcome.Refused(var _, boolean unsupported, String message) -> unsupported ? new Label.Unsupported(
                message) : new Label.Refused(message);
            case Outcome.Crashed(String symptom, var frames) -> lost(partial, call, symptom + (frames.isEmpty() ? ""
                : " in " + frames.getFirst()));
            case Outcome.Hung(long millis) -> lost(partial, call, "hung for " + millis + " ms");
        };
    }

    private Label lost(PartialOperator partial, long[] call, String what) {
        lost.add(new Lost(partial, java.util.Arrays.stream(call).boxed().toList(), what));
        return new Label.Lost(what);
    }
}
