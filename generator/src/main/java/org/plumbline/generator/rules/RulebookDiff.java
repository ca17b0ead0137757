package org.plumbline.generator.rules;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// How two rulebooks differ: in operators, in partial operators, and in what is said of a partial operator. One is the
/// same in both where operator, dtypes and ranks of the inputs and attributes agree, but for integers that its rule is
/// about. Ranges of symbols, numbers of calls and the calls themselves do not count.
public record RulebookDiff(String from, String to, SortedSet<String> added, SortedSet<String> gone,
    SortedMap<String, List<Change>> changed) {
    public RulebookDiff {
        added = Collections.unmodifiableSortedSet(new TreeSet<>(added));
        gone = Collections.unmodifiableSortedSet(new TreeSet<>(gone));
        SortedMap<String, List<Change>> copy = new TreeMap<>();
        changed.forEach((operator, changes) -> copy.put(operator, List.copyOf(changes)));
        changed = Collections.unmodifiableSortedMap(copy);
    }

    /// A difference in an operator that both know; `rule` names the partial operator.
    public sealed interface Change {
        record Added(String rule) implements Change {
        }

        record Gone(String rule) implements Change {
        }

        /// Lines of the rule (`valid if x1 = w1`, `outputs 0: float[x0]`), first those that are no longer in it.
        record Changed(String rule, List<String> before, List<String> after) implements Change {
            public Changed {
                before = List.copyOf(before);
                after = List.copyOf(after);
            }
        }
    }

    /// Compares.
    public static RulebookDiff of(Rulebook old, Rulebook young) {
        SortedSet<String> added = new TreeSet<>(young.operators().keySet());
        added.removeAll(old.operators().keySet());
        SortedSet<String> gone = new TreeSet<>(old.operators().keySet());
        gone.removeAll(young.operators().keySet());
        SortedMap<String, List<Change>> changed = new TreeMap<>();
        old.operators().forEach((operator, rules) -> {
            List<Change> changes = changes(rules, young.operators().getOrDefault(operator, List.of()));
            if (!gone.contains(operator) && !changes.isEmpty()) {
                changed.put(operator, changes);
            }
        });
        return new RulebookDiff(name(old), name(young), added, gone, changed);
    }

    private static String name(Rulebook book) {
        return book.target() + " " + book.release() + " at opset " + book.opset();
    }

    private static List<Change> changes(List<Learned> old, List<Learned> young) {
        Map<String, Set<String>> before = lines(old);
        Map<String, Set<String>> after = lines(young);
        List<Change> changes = new ArrayList<>();
        before.forEach((rule, lines) -> {
            if (!after.containsKey(rule)) {
                changes.add(new Change.Gone(rule));
            } else if (!lines.equals(after.get(rule))) {
                changes.add(new Change.Changed(rule, without(lines, after.get(rule)), without(after.get(rule), lines)));
            }
        });
        after.keySet().stream().filter(r -> !before.containsKey(r)).map(Change.Added::new).forEach(changes::add);
        return changes;
    }

    private static List<String> without(Set<String> lines, Set<String> others) {
        return lines.stream().filter(l -> !others.contains(l)).toList();
    }

    /// What each rule says, by its identity; further rules of the same identity are counted.
    private static Map<String, Set<String>> lines(List<Learned> rules) {
        Map<String, Set<String>> byIdentity = new LinkedHashMap<>();
        for (Learned rule : rules) {
            String identity = RuleText.identity(rule.partial());
            String key = identity;
            for (int i = 2; byIdentity.containsKey(key); i++) {
                key = identity + " #" + i;
            }
            Set<String> lines = new LinkedHashSet<>();
            RuleText.parts(rule).forEach((title, texts) -> texts.forEach(t -> lines.add(title + " " + t)));
            byIdentity.put(key, lines);
        }
        return byIdentity;
    }

    /// Whether nothing differs.
    public boolean isEmpty() {
        return added.isEmpty() && gone.isEmpty() && changed.isEmpty();
    }

    /// The difference as text: `-` before what is gone, `+` before what came; ends with a line break.
    public String render() {
        StringBuilder text = new StringBuilder("from ").append(from).append(" to ").append(to).append('\n');
        if (isEmpty()) {
            return text.append("no difference\n").toString();
        }
        gone.forEach(o -> text.append("- ").append(o).append('\n'));
        added.forEach(o -> text.append("+ ").append(o).append('\n'));
        changed.forEach((operator, changes) -> changes.forEach(c -> render(text, operator, c)));
        return text.toString();
    }

    private static void render(StringBuilder text, String operator, Change change) {
        switch (change) {
            case Change.Added(String rule) -> text.append("+ ").append(operator).append(rule).append('\n');
            case Change.Gone(String rule) -> text.append("- ").append(operator).append(rule).append('\n');
            case Change.Changed(String rule, List<String> before, List<String> after) -> {
                text.append("  ").append(operator).append(rule).append('\n');
                before.forEach(l -> text.append("    - ").append(l).append('\n'));
                after.forEach(l -> text.append("    + ").append(l).append('\n'));
            }
        }
    }
}
