package org.plumbline.generator.infer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.plumbline.generator.check.OperatorSchema;
import org.plumbline.generator.rules.Learned;
import org.plumbline.graph.Rng;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.Slot;

/// Learns the rules of one operator: its templates are tried with a few calls each, and those of which one is accepted
/// are learned.
public final class Inference {
    private static final int SCREENING = 16;
    private static final int REASONS = 3;

    private final Labeller labeller;
    private final int most;

    /// At most `most` templates of an operator are learned.
    public Inference(Labeller labeller, int most) {
        this.labeller = labeller;
        this.most = most;
    }

    /// What came of an operator: its rules, and why there are none, "" where there are.
    public record Result(List<Learned> rules, String why) {
        public Result {
            rules = List.copyOf(rules);
        }
    }

    /// The rules of an operator; those that `more` leaves no time for are left out.
    public Result of(OperatorSchema schema, Rng rng, BooleanSupplier more) {
        var missing = Templates.missing(schema);
        if (missing.isPresent()) {
            return new Result(List.of(), missing.get());
        }
        Set<String> reasons = new TreeSet<>();
        List<PartialOperator> alive = new ArrayList<>();
        for (PartialOperator template : Templates.of(schema)) {
            if (alive.size() < 3 * most && more.getAsBoolean() && isAlive(template, rng, reasons)) {
                alive.add(template);
            }
        }
        List<Learned> rules = new ArrayList<>();
        Learner learner = new Learner(labeller);
        for (PartialOperator template : diverse(alive)) {
            if (more.getAsBoolean()) {
                rules.addAll(learner.learn(template, rng));
            }
        }
        return new Result(rules, rules.isEmpty() ? "no call was accepted: " + String.join(" / ", reasons) : "");
    }

    private boolean isAlive(PartialOperator template, Rng rng, Set<String> reasons) {
        Draws draws = new Draws(template.symbols(), rng);
        for (int i = 0; i < SCREENING; i++) {
            switch (labeller.label(template, draws.fresh(i))) {
                case Label.Accepted _ -> {
                    return true;
                }
                case Label.Refused(String message) -> note(reasons, message);
                case Label.Unsupported(String message) -> {
                    note(reasons, message);
                    return false;
                }
                case Label.Lost(String what) -> {
                    note(reasons, what);
                    return false;
                }
            }
        }
        return false;
    }

    private static void note(Set<String> reasons, String message) {
        if (reasons.size() < REASONS) {
            reasons.add(message.lines().findFirst().orElse("").strip());
        }
    }

    /// As many different ranks and attributes as can be among the first ones.
    private List<PartialOperator> diverse(List<PartialOperator> alive) {
        Map<String, Integer> met = new LinkedHashMap<>();
        Map<PartialOperator, Integer> turn = new LinkedHashMap<>();
        alive.forEach(p -> turn.put(p, met.merge(p.attributes().keySet() + " " + kinds(p), 1, Integer::sum)));
        return alive.stream().sorted(Comparator.comparingInt(turn::get)).limit(most).toList();
    }

    private static List<String> kinds(PartialOperator p) {
        return p.inputs().stream().map(s -> s.getClass().getSimpleName() + (s instanceof Slot.Elements e && e.scalar()
            ? "1" : "")).toList();
    }
}
