package org.plumbline.generator.infer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.plumbline.generator.check.OperatorSchema;
import org.plumbline.graph.Rng;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.Slot;
import org.plumbline.graph.rule.Sym;

/// Learns the rules of one operator: its templates are tried with a few calls each, and those of which one is accepted
/// are learned.
public final class Inference {
    private static final int SCREENING = 16;
    private static final int REASONS = 3;
    /// No axis, size or count of templates is as large.
    private static final long ODD = 7;

    private final Labeller labeller;
    private final int most;

    /// At most `most` templates of an operator are learned.
    public Inference(Labeller labeller, int most) {
        this.labeller = labeller;
        this.most = most;
    }

    /// What came of an operator: its rules, and why there are none or not all, "" where there are.
    public record Result(List<Learner.Outcome> rules, String why) {
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
            if (alive.size() < 3 * most && more.getAsBoolean()) {
                accepted(template, rng, reasons).ifPresent(call -> alive.add(withFlags(template, call)));
            }
        }
        List<Learner.Outcome> rules = new ArrayList<>();
        Learner learner = new Learner(labeller);
        Domains domains = new Domains(labeller);
        for (PartialOperator template : diverse(alive)) {
            if (more.getAsBoolean()) {
                learner.learn(template, rng).forEach(o -> rules.add(new Learner.Outcome(domains.of(o.learned()), o
                    .heldout())));
            }
        }
        if (!more.getAsBoolean()) {
            return new Result(rules, "the time ended before all of its combinations were learned");
        }
        return new Result(rules, rules.isEmpty() ? "no call was accepted: " + String.join(" / ", reasons) : "");
    }

    /// A call that is accepted.
    private Optional<long[]> accepted(PartialOperator template, Rng rng, Set<String> reasons) {
        Draws draws = new Draws(template.symbols(), rng);
        for (int i = 0; i < SCREENING; i++) {
            long[] call = draws.fresh(i);
            switch (labeller.label(template, call)) {
                case Label.Accepted _ -> {
                    return Optional.of(call);
                }
                case Label.Refused(String message) -> note(reasons, message);
                case Label.Unsupported(String message) -> {
                    note(reasons, message);
                    return Optional.empty();
                }
                case Label.Lost(String what) -> {
                    note(reasons, what);
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    /// An attribute of which any number is taken is a flag, or has no bounds of its own: 0 and 1 are what its meaning is
    /// specified for.
    private PartialOperator withFlags(PartialOperator template, long[] call) {
        PartialOperator narrow = template;
        for (Sym s : template.symbols()) {
            if (s.role() == Sym.Role.ATTRIBUTE && isTaken(template, call, s, ODD) && isTaken(template, call, s, -ODD)) {
                narrow = Splits.narrowed(narrow, s, Learner.narrowed(s, 0, 1));
            }
        }
        return narrow;
    }

    private boolean isTaken(PartialOperator template, long[] call, Sym s, long value) {
        long[] other = call.clone();
        other[s.index()] = value;
        return labeller.label(template, other) instanceof Label.Accepted;
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
