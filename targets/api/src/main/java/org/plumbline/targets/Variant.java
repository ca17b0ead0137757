package org.plumbline.targets;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// One way to compile and run a model on a target: optimisation level, disabled passes, device, threads. The options'
/// names and values are the target's own; the name is what reports print.
public record Variant(String name, Map<String, String> options) {
    public Variant {
        options = Collections.unmodifiableMap(new TreeMap<>(options));
    }
}
