package org.plumbline.generator.infer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.plumbline.generator.rules.Learned;

/// The calls of one partial operator that a target answered, none twice. Mutable; one learner's.
final class Observations {
    private final Map<List<Long>, Label> labels = new LinkedHashMap<>();
    private final List<long[]> accepted = new ArrayList<>();
    private final List<List<List<Long>>> shapes = new ArrayList<>();
    private final List<long[]> refused = new ArrayList<>();
    private final List<String> lost = new ArrayList<>();
    private String unsupported = "";

    boolean has(long[] assignment) {
        return labels.containsKey(key(assignment));
    }

    /// Whether a call is known to be accepted.
    boolean accepts(long[] assignment) {
        return labels.get(key(assignment)) instanceof Label.Accepted;
    }

    private static List<Long> key(long[] assignment) {
        return LongStream.of(assignment).boxed().toList();
    }

    void add(long[] assignment, Label label) {
        if (labels.putIfAbsent(key(assignment), label) != null) {
            return;
        }
        switch (label) {
            case Label.Accepted(var s) -> {
                accepted.add(assignment.clone());
                shapes.add(s);
            }
            case Label.Refused _ -> refused.add(assignment.clone());
            case Label.Unsupported(String message) -> unsupported = message;
            case Label.Lost(String what) -> lost.add(what);
            case Label.Unasked _ -> {
            }
        }
    }

    List<long[]> accepted() {
        return accepted;
    }

    /// The output shapes of the accepted calls, in their order.
    List<List<List<Long>>> shapes() {
        return shapes;
    }

    /// Whether the outputs have not the same ranks in all accepted calls.
    boolean ranksDiffer(Set<Integer> open) {
        return shapes.stream().map(s -> IntStream.range(0, s.size()).filter(o -> !open.contains(o)).mapToObj(o -> s.get(
            o)
            .size()).toList()).distinct().count() > 1;
    }

    List<long[]> refused() {
        return refused;
    }

    List<String> lost() {
        return lost;
    }

    /// Why the target does not implement it, "" where it does.
    String unsupported() {
        return unsupported;
    }

    /// Those in which a symbol lies in a range, at most `most`.
    Observations within(int symbol, long lo, long hi, int most) {
        Observations some = new Observations();
        labels.forEach((call, label) -> {
            if (call.get(symbol) >= lo && call.get(symbol) <= hi && some.labels.size() < most) {
                some.add(call.stream().mapToLong(v -> v).toArray(), label);
            }
        });
        return some;
    }

    /// At most `count` calls, accepted ones first.
    List<Learned.Call> some(int count) {
        List<Learned.Call> calls = new ArrayList<>();
        accepted.stream().limit(count - count / 4).forEach(a -> calls.add(new Learned.Call(key(a), true)));
        refused.stream().limit(count - calls.size()).forEach(a -> calls.add(new Learned.Call(key(a), false)));
        return calls;
    }
}
