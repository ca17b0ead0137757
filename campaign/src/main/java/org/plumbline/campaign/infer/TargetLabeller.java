package org.plumbline.campaign.infer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.plumbline.generator.infer.Label;
import org.plumbline.generator.infer.Labeller;
import org.plumbline.generator.infer.Question;
import org.plumbline.graph.Rng;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.oracles.Evidence;
import org.plumbline.oracles.Kind;
import org.plumbline.reports.Subject;
import org.plumbline.targets.Outcome;
import org.plumbline.targets.Source;
import org.plumbline.targets.Variant;
import org.plumbline.targets.worker.Execution;
import org.plumbline.targets.worker.Executor;

/// A target's plain variant, asked in its worker. A call at which it dies or hangs is set aside and has no answer;
/// neither has one that it answers in two ways: the first calls of an operator and a sample of the others are asked twice,
/// and every call of an operator of which one was answered so. Counts; one thread's.
public final class TargetLabeller implements Labeller {
    private static final int ELEMENTS = 1 << 14;
    private static final int TWICE_AT_FIRST = 16;
    private static final int TWICE_ONE_OUT_OF = 50;

    private final Executor executor;
    private final int opset;
    private final Keeper keeper;
    private final Rng rng;
    private final List<Lost> lost = new ArrayList<>();
    private final List<Lost> contradictory = new ArrayList<>();
    private final Map<String, Integer> calls = new HashMap<>();
    private final Set<String> doubtful = new HashSet<>();
    private long asked;
    private long askedTwice;

    /// Calls without an answer go to `keeper`; `rng` draws those that are asked twice.
    public TargetLabeller(Executor executor, int opset, Keeper keeper, Rng rng) {
        this.executor = executor;
        this.opset = opset;
        this.keeper = keeper;
        this.rng = rng;
    }

    /// A call at which the target died or hung, or that it answered in two ways.
    public record Lost(PartialOperator partial, List<Long> call, String what) {
        public Lost {
            call = List.copyOf(call);
        }
    }

    /// What was counted: calls asked, those of them that were asked twice, those without an answer and those with two.
    public record Account(long asked, long twice, List<Lost> lost, List<Lost> contradictory) {
        public static final Account NOTHING = new Account(0, 0, List.of(), List.of());

        public Account {
            lost = List.copyOf(lost);
            contradictory = List.copyOf(contradictory);
        }
    }

    public Account account() {
        return new Account(asked, askedTwice, lost, contradictory);
    }

    @Override
    public Label label(PartialOperator partial, long[] call) {
        return Question.of(partial, call, opset, ELEMENTS).map(q -> steady(q, partial, call)).orElseGet(
            () -> new Label.Unasked("too many elements"));
    }

    /// The answer, unless a second one is another.
    private Label steady(Question q, PartialOperator partial, long[] call) {
        asked++;
        Label first = ask(q, partial, call);
        if (first instanceof Label.Lost || !isToBeAskedAgain(partial.operator())) {
            return first;
        }
        askedTwice++;
        Label second = ask(q, partial, call);
        if (second instanceof Label.Lost || told(first).equals(told(second))) {
            return second;
        }
        doubtful.add(partial.operator());
        String what = "answered in two ways: " + told(first) + ", then " + told(second);
        contradictory.add(new Lost(partial, LongStream.of(call).boxed().toList(), what));
        return new Label.Lost(what);
    }

    private boolean isToBeAskedAgain(String operator) {
        return calls.merge(operator, 1, Integer::sum) <= TWICE_AT_FIRST || rng.trueInOneOutOf(TWICE_ONE_OUT_OF)
            || doubtful.contains(operator);
    }

    private Label ask(Question q, PartialOperator partial, long[] call) {
        List<Variant> plain = executor.variants().subList(0, 1);
        Outcome outcome = executor.execute(new Execution(Source.of(q.model()), q.inputs(), plain, 1, new byte[0]))
            .getFirst().getFirst();
        return switch (outcome) {
            case Outcome.Values(var outputs) -> new Label.Accepted(outputs.stream().map(t -> t.shape().stream().boxed()
                .toList()).toList());
            case Outcome.Refused(var _, boolean unsupported, String message) -> unsupported ? new Label.Unsupported(
                message) : new Label.Refused(message);
            case Outcome.Crashed(String symptom, var frames) -> lost(q, partial, call, Kind.CRASH, symptom + (frames
                .isEmpty() ? "" : " in " + frames.getFirst()));
            case Outcome.Hung(long millis) -> lost(q, partial, call, Kind.HANG, "killed after " + millis + " ms");
        };
    }

    private Label lost(Question q, PartialOperator partial, long[] call, Kind kind, String what) {
        lost.add(new Lost(partial, LongStream.of(call).boxed().toList(), what));
        keeper.keep(new Subject(q.model(), q.inputs()), new Evidence(kind, List.of(executor.variants().getFirst()
            .name()), List.of(), "", what, "", Double.POSITIVE_INFINITY));
        return new Label.Lost(what);
    }

    /// What an answer says of validity and shapes; the words of a refusal may differ.
    private static String told(Label label) {
        return switch (label) {
            case Label.Accepted(var shapes) -> "accepted with shapes " + shapes;
            case Label.Refused _ -> "refused";
            case Label.Unsupported _ -> "not implemented";
            case Label.Lost(String what) -> what;
            case Label.Unasked(String why) -> why;
        };
    }
}
