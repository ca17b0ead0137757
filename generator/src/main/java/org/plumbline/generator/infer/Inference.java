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
import java.util.function.Function;
import java.util.stream.Stream;
import org.plumbline.generator.check.OperatorSchema;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;
import org.plumbline.graph.Rng;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.Slot;
import org.plumbline.graph.rule.Sym;
import org.plumbline.seeds.records.RecordedCall;

/// Learns the rules of one operator: its templates are tried with a few calls each, and those of which one is accepted
/// are learned.
public final class Inference {
    private static final int SCREENING = 16;
    private static final int REASONS = 3;
    private static final int SEARCHED = 3000;
    private static final int SEARCHED_BESIDE = 300;
    private static final int FRUITLESS = 150;
    private static final int DEADLY = 12;
    /// No axis, size or count of templates is as large.
    private static final long ODD = 7;

    private final Labeller labeller;
    private final int most;
    private final Map<String, List<String>> words;

    /// At most `most` templates of an operator are learned. `words` are texts that an attribute may be, by its name.
    public Inference(Labeller labeller, int most, Map<String, List<String>> words) {
        this.labeller = labeller;
        this.most = most;
        this.words = Map.copyOf(words);
    }

    /// What came of an operator: its rules, why there are none or not all, "" where there are, and at how many calls the
    /// target died or hung.
    public record Result(List<Learner.Outcome> rules, String why, long lost) {
        public Result {
            rules = List.copyOf(rules);
        }
    }

    /// The rules of an operator; those that `more` leaves no time for are left out.
    public Result of(OperatorSchema schema, Rng rng, BooleanSupplier more) {
        return of(schema, List.of(), rng, more);
    }

    /// The same with recorded calls, which make templates of their own: as many again are learned, and before the others.
    public Result of(OperatorSchema schema, List<RecordedCall> records, Rng rng, BooleanSupplier more) {
        var missing = Templates.missing(schema);
        if (missing.isPresent()) {
            return new Result(List.of(), missing.get(), 0);
        }
        Set<String> reasons = new TreeSet<>();
        Losses losses = new Losses(labeller);
        List<Start> recorded = recorded(schema, records, losses, rng, more);
        List<Start> others = diverse(starts(schema, losses, rng, more, reasons).stream().filter(s -> recorded.stream()
            .noneMatch(r -> r.template().equals(s.template()))).toList(), _ -> List.of());
        List<Learner.Outcome> rules = new ArrayList<>();
        Learner learner = new Learner(losses);
        Domains domains = new Domains(losses);
        Rehearsal rehearsal = new Rehearsal(losses);
        BooleanSupplier alive = losses.allowing(DEADLY, more);
        for (Start start : Stream.concat(recorded.stream(), others.stream()).toList()) {
            if (alive.getAsBoolean()) {
                learner.learn(start.template(), start.calls(), rng).forEach(o -> rules.add(new Learner.Outcome(rehearsal
                    .of(domains.of(o.learned()), rng), o.heldout())));
            }
        }
        return new Result(rules, rules.isEmpty() && losses.count() > 0 ? "the target dies on calls: " + losses.last()
            : !more.getAsBoolean() ? "the time ended before all of its combinations were learned"
            : rules.isEmpty() ? "no call was accepted: " + String.join(" / ", reasons) : "", losses.count());
    }

    private List<Start> recorded(OperatorSchema schema, List<RecordedCall> records, Losses asked, Rng rng,
        BooleanSupplier more) {
        return diverse(new RecordedStarts(schema, asked).of(records, rng, asked.allowing(DEADLY, more)).stream().map(
            s -> withFlags(asked, s)).toList(), Inference::dtypes);
    }

    /// Templates of which calls are accepted: plain ones first, then those that a search finds.
    private List<Start> starts(OperatorSchema schema, Losses asked, Rng rng, BooleanSupplier more,
        Set<String> reasons) {
        List<PartialOperator> plain = Templates.of(schema);
        List<PartialOperator> first = plain.subList(0, Math.min(FRUITLESS, plain.size()));
        Map<PartialOperator, Start> starts = new LinkedHashMap<>();
        screen(first, starts, asked, rng, more, reasons);
        if (!starts.isEmpty()) {
            screen(plain.subList(first.size(), plain.size()), starts, asked, rng, more, reasons);
        }
        new Scout(schema, Templates.types(schema, Optional.empty()), asked, reasons, rng, asked.allowing(DEADLY, more))
            .explore(words, starts.isEmpty() ? SEARCHED : SEARCHED_BESIDE).forEach(s -> starts.putIfAbsent(s.template(),
                s));
        if (starts.isEmpty()) {
            screen(plain.subList(first.size(), plain.size()), starts, asked, rng, more, reasons);
        }
        return starts.values().stream().map(s -> withFlags(asked, s)).toList();
    }

    private void screen(List<PartialOperator> templates, Map<PartialOperator, Start> starts, Losses asked, Rng rng,
        BooleanSupplier more, Set<String> reasons) {
        BooleanSupplier alive = asked.allowing(DEADLY, more);
        for (PartialOperator template : templates) {
            if (starts.size() < 3 * most && alive.getAsBoolean()) {
                accepted(asked, template, rng, reasons).ifPresent(call -> starts.put(template, new Start(template, List
                    .of(call))));
            }
        }
    }

    /// A call that is accepted.
    private static Optional<long[]> accepted(Labeller asked, PartialOperator template, Rng rng, Set<String> reasons) {
        Draws draws = new Draws(template.symbols(), rng);
        for (int i = 0; i < SCREENING; i++) {
            long[] call = draws.fresh(i);
            switch (asked.label(template, call)) {
                case Label.Accepted _ -> {
                    return Optional.of(call);
                }
                case Label.Refused(String message) -> note(reasons, message);
                case Label.Unasked(String why) -> note(reasons, why);
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
    private static Start withFlags(Labeller asked, Start start) {
        PartialOperator narrow = start.template();
        long[] call = start.calls().getFirst();
        List<Sym> flags = start.template().symbols().stream().filter(s -> s.role() == Sym.Role.ATTRIBUTE && isTaken(
            asked, start.template(), call, s, ODD) && isTaken(asked, start.template(), call, s, -ODD)).toList();
        for (Sym s : flags) {
            narrow = Splits.narrowed(narrow, s, Learner.narrowed(s, 0, 1));
        }
        return new Start(narrow, start.calls().stream().map(c -> {
            long[] other = c.clone();
            flags.forEach(s -> other[s.index()] = Math.clamp(other[s.index()], 0, 1));
            return other;
        }).toList());
    }

    private static boolean isTaken(Labeller asked, PartialOperator template, long[] call, Sym s, long value) {
        long[] other = call.clone();
        other[s.index()] = value;
        return asked.label(template, other) instanceof Label.Accepted;
    }

    static void note(Set<String> reasons, String message) {
        if (reasons.size() < REASONS) {
            reasons.add(message.lines().findFirst().orElse("").strip());
        }
    }

    /// As many different ranks and attributes as can be among the first ones, and whatever else is to `differ`.
    private List<Start> diverse(List<Start> starts, Function<PartialOperator, List<DType>> differ) {
        Map<String, Integer> met = new LinkedHashMap<>();
        Map<Start, Integer> turn = new LinkedHashMap<>();
        starts.forEach(s -> turn.put(s, met.merge(settings(s.template()) + " " + kinds(s.template()) + " " + differ
            .apply(s.template()), 1,
            Integer::sum)));
        return starts.stream().sorted(Comparator.comparingInt(turn::get)).limit(most).toList();
    }

    private static List<String> settings(PartialOperator p) {
        return p.attributes().entrySet().stream().map(e -> e.getKey() + (e
            .getValue() instanceof PartialOperator.Fixed(Attribute value) ? "=" + value : "")).toList();
    }

    private static List<DType> dtypes(PartialOperator p) {
        return Stream.concat(p.inputs().stream().flatMap(s -> switch (s) {
            case Slot.Data d -> Stream.of(d.dtype());
            case Slot.Elements e -> Stream.of(e.dtype());
            case Slot.Given(var t) -> Stream.of(t.dtype());
            case Slot.Absent _ -> Stream.empty();
        }), p.outputs().stream().map(PartialOperator.Out::dtype)).toList();
    }

    private static List<String> kinds(PartialOperator p) {
        return p.inputs().stream().map(s -> s.getClass().getSimpleName() + (s instanceof Slot.Elements e && e.scalar()
            ? "1" : "")).toList();
    }
}
