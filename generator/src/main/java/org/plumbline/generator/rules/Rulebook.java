package org.plumbline.generator.rules;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The rules of a target's operators, as they were learned by asking it. `target` and `release` name whom, `opset` at
/// which opset; `operators` holds the partial operators of each, by name (`Conv`, `com.microsoft::BiasGelu`). Those of them
/// that are `deadly` ended the target's process at some of the calls by which they were learned.
public record Rulebook(String target, String release, int opset, Map<String, List<Learned>> operators,
    Set<String> deadly) {
    public Rulebook {
        Map<String, List<Learned>> copy = new TreeMap<>();
        operators.forEach((name, rules) -> copy.put(name, List.copyOf(rules)));
        operators = Collections.unmodifiableMap(copy);
        deadly = Collections.unmodifiableSet(new TreeSet<>(deadly));
    }

    /// One without deadly operators.
    public Rulebook(String target, String release, int opset, Map<String, List<Learned>> operators) {
        this(target, release, opset, operators, Set.of());
    }
}
