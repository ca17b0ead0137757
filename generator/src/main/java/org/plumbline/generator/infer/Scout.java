package org.plumbline.generator.infer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.plumbline.generator.check.OperatorSchema;
import org.plumbline.generator.check.OperatorSchema.AttributeSchema;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;
import org.plumbline.graph.Rng;
import org.plumbline.graph.operator.PartialOperator;

/// Looks for calls of an operator that are accepted, where several things must fit together at once. A target names the
/// first problem that it meets: a call that meets a new one has got further, and is changed again. What the refusals
/// name (numbers, shapes, types) is tried. Mutable; lives for one operator.
final class Scout {
    private static final int KEPT = 3;
    private static final int RECENT = 8;
    private static final int TEMPLATES = 24;
    private static final int CALLS = 8;
    private static final int VARIATIONS = 40;
    private static final int REPAIRS = 4;
    private static final int BASES = 40;
    private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9_]{1,40}");
    private static final String NOBODYS = "no_attribute_has_this";

    private final OperatorSchema schema;
    private final Labeller labeller;
    private final Rng rng;
    private final BooleanSupplier more;
    private final Map<String, List<String>> texts = new LinkedHashMap<>();
    private final Changes changes;
    private final Map<String, Integer> met = new HashMap<>();
    private final List<Told> pool = new ArrayList<>();
    private final Map<PartialOperator, List<Sketch>> found = new LinkedHashMap<>();
    private final Set<String> reasons;

    /// `reasons` gets what is refused.
    Scout(OperatorSchema schema, Map<String, DType> types, Labeller labeller, Set<String> reasons, Rng rng,
        BooleanSupplier more) {
        this.schema = schema;
        this.labeller = labeller;
        this.rng = rng;
        this.more = more;
        this.reasons = reasons;
        this.changes = new Changes(schema, types, texts, rng);
    }

    private record Told(Sketch sketch, Hints hints) {
    }

    /// The templates of which calls are accepted, with some of those, after at most about twice so many questions;
    /// `words` are what text attributes may be, by the attribute's name.
    List<Start> explore(Map<String, List<String>> words, int questions) {
        search(questions / 2);
        schema.attributes().values().stream().filter(a -> a.type().equals("STRING")).forEach(a -> values(a, words
            .getOrDefault(a.name(), List.of())));
        search(questions / 2);
        return found.entrySet().stream().map(e -> new Start(e.getKey(), varied(e.getValue()))).toList();
    }

    private void search(int questions) {
        for (int i = 0; i < questions && found.size() < TEMPLATES && more.getAsBoolean(); i++) {
            Told told = pool.isEmpty() || rng.chance(0.08) ? null : pool.get(rng.chance(0.6) ? Math.max(0, pool.size()
                - 1 - rng.below(RECENT)) : rng.below(pool.size()));
            ask(told == null ? changes.fresh() : changes.of(told.sketch(), told.hints()));
        }
    }

    private Hints ask(Sketch s) {
        PartialOperator template = s.template();
        return switch (labeller.label(template, s.call())) {
            case Label.Accepted _ -> {
                List<Sketch> calls = found.computeIfAbsent(template, _ -> new ArrayList<>());
                if (calls.isEmpty()) {
                    pool.add(new Told(s, Hints.NONE));
                }
                if (calls.size() < CALLS && !calls.contains(s)) {
                    calls.add(s);
                }
                yield Hints.NONE;
            }
            case Label.Refused(String message) -> told(s, message);
            case Label.Unsupported(String message) -> told(s, message);
            case Label.Lost(String what) -> Hints.of(what);
            case Label.Unasked _ -> Hints.NONE;
        };
    }

    private Hints told(Sketch s, String message) {
        Hints hints = Hints.of(message);
        if (met.merge(hints.kind(), 1, Integer::sum) <= KEPT) {
            pool.add(new Told(s, hints));
            Inference.note(reasons, message);
        }
        return hints;
    }

    /// The words that an attribute takes, or meets with another problem than a word that it cannot know: of `words` and of
    /// those that the refusal of such a word names.
    private void values(AttributeSchema a, List<String> words) {
        List<Sketch> bases = new ArrayList<>(found.values().stream().map(List::getFirst).limit(1).toList());
        pool.reversed().stream().limit(BASES).forEach(told -> bases.add(told.sketch()));
        Optional<Sketch> base = bases.stream().filter(s -> message(s, a.name(), NOBODYS).contains(NOBODYS)).findFirst()
            .or(() -> bases.stream().findFirst());
        if (base.isEmpty()) {
            return;
        }
        String refusal = message(base.get(), a.name(), NOBODYS);
        String unknown = kind(refusal, NOBODYS);
        Set<String> possible = new LinkedHashSet<>(words);
        WORD.matcher(refusal).results().map(MatchResult::group).filter(w -> !w.equals(NOBODYS)).forEach(possible::add);
        List<String> taken = possible.stream().filter(word -> more.getAsBoolean() && !kind(message(base.get(), a.name(),
            word), word).equals(unknown)).toList();
        texts.put(a.name(), taken);
        taken.forEach(word -> {
            ask(base.get().with(a.name(), same(word)));
            List.copyOf(found.values()).stream().limit(REPAIRS).forEach(calls -> calls.stream().limit(2).forEach(
                s -> ask(
                    s.with(a.name(), same(word)))));
        });
    }

    private static Wanted same(String word) {
        return new Wanted.Same(new Attribute.Text(word));
    }

    /// What is wrong with an attribute's value; "" where it is taken.
    private String message(Sketch base, String attribute, String word) {
        Sketch s = base.with(attribute, same(word));
        return switch (labeller.label(s.template(), s.call())) {
            case Label.Accepted _ -> "";
            case Label.Refused(String message) -> message;
            case Label.Unsupported(String message) -> message;
            case Label.Lost(String what) -> what;
            case Label.Unasked(String why) -> why;
        };
    }

    private static String kind(String message, String word) {
        return Hints.of(message.replace(word, "_")).kind();
    }

    /// More calls of the same template, whose numbers differ in measure.
    private List<long[]> varied(List<Sketch> calls) {
        List<Sketch> all = new ArrayList<>(calls);
        for (int i = 0; i < VARIATIONS && all.size() < CALLS && more.getAsBoolean(); i++) {
            Sketch s = rng.pick(all);
            Hints hints = Hints.NONE;
            PartialOperator template = s.template();
            for (int repair = 0; repair < REPAIRS; repair++) {
                Sketch next = repair == 0 || rng.chance(0.3) ? changes.scaled(s) : changes.numbered(s, hints);
                if (labeller.label(template, next.call()) instanceof Label.Accepted) {
                    if (!all.contains(next)) {
                        all.add(next);
                    }
                    break;
                }
                hints = ask(next);
                s = next;
            }
        }
        return all.stream().map(Sketch::call).toList();
    }
}
