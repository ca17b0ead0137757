package org.plumbline.campaign.infer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.plumbline.generator.infer.Labeller;
import org.plumbline.generator.infer.Recordings;
import org.plumbline.graph.Attribute;
import org.plumbline.seeds.records.OperatorCall;
import org.plumbline.seeds.records.RecordedCall;

/// Has calls answered and keeps some of each kind: of one operator, with inputs of the same element types and ranks, and
/// the same attributes, whatever their integers are. Mutable; one thread's.
public final class Recorder {
    /// So many times more calls of a kind are asked than are kept of one answer.
    private static final int ASKED = 4;

    private final Labeller labeller;
    private final int each;
    private final Set<OperatorCall> met = new HashSet<>();
    private final Map<String, Integer> counts = new HashMap<>();
    private final List<RecordedCall> kept = new ArrayList<>();
    private int unanswered;

    /// Of each kind, at most `each` accepted and `each` refused calls are kept.
    public Recorder(Labeller labeller, int each) {
        this.labeller = labeller;
        this.each = each;
    }

    /// Asks about a call, unless enough is known of its kind.
    public void add(OperatorCall call) {
        String kind = kind(call);
        if (count(kind, "accepted") >= each || count(kind, "asked") >= ASKED * each || !met.add(call)) {
            return;
        }
        counts.merge(kind + " asked", 1, Integer::sum);
        Optional<RecordedCall.Answer> answer = Recordings.answer(call, labeller);
        if (answer.isEmpty()) {
            unanswered++;
            return;
        }
        String which = switch (answer.get()) {
            case RecordedCall.Accepted _ -> "accepted";
            case RecordedCall.Refused _ -> "refused";
        };
        if (counts.merge(kind + " " + which, 1, Integer::sum) <= each) {
            kept.add(new RecordedCall(call, answer.get()));
        }
    }

    private int count(String kind, String what) {
        return counts.getOrDefault(kind + " " + what, 0);
    }

    /// What is kept, in the order in which it came.
    public List<RecordedCall> kept() {
        return List.copyOf(kept);
    }

    /// How many calls the target did not answer, does not implement, or cannot be fed.
    public int unanswered() {
        return unanswered;
    }

    private static String kind(OperatorCall call) {
        return call.operator() + call.opset() + call.inputs().stream().map(Recorder::kind).toList() + call.attributes()
            .entrySet().stream().map(e -> e.getKey() + kind(e.getValue())).collect(Collectors.joining()) + call
                .outputs();
    }

    private static String kind(OperatorCall.Input input) {
        return switch (input) {
            case OperatorCall.Absent() -> "absent";
            case OperatorCall.Data(var type) -> type.dtype() + " " + type.rank();
            case OperatorCall.Known(var tensor) -> "known " + tensor.dtype() + tensor.shape();
        };
    }

    private static String kind(Attribute a) {
        return switch (a) {
            case Attribute.Int _ -> "";
            case Attribute.Ints(var values) -> "*" + values.size();
            case Attribute.Text(String text) -> "=" + text;
            case Attribute.Real _,Attribute.Reals _,Attribute.Texts _,Attribute.Value _,Attribute.Subgraph _,Attribute.Opaque _ ->
                "!";
        };
    }
}
