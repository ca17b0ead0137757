package org.plumbline.generator.rules;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The rules of a target's operators, as they were learned by asking it. `target` and `release` name whom, `opset` at
/// which opset; `operators` holds the partial operators of each, by name (`Conv`, `com.microsoft::BiasGelu`).
public record Rulebook(String target, String release, int opset, Map<String, List<Learned>> operators) {
    public Rulebook {
        Map<String, List<Learned>> copy = new TreeMap<>();
        operators.forEach((name, rules) -> copy.put(name, List.copyOf(rules)));
        operators = Collections.unmodifiableMap(copy);
    }
}
