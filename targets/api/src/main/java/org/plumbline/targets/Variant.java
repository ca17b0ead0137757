package org.plumbline.targets;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// One way to compile and run a model on a target: optimisation level, disabled passes, device, threads. The options'
/// names and values are the target's own; the name is what reports print. Where several stacks stand side by side, it
/// begins with the stack's: `torch-djl/plain`.
public record Variant(String name, Map<String, String> options) {
    private static final char OF = '/';

    public Variant {
        options = Collections.unmodifiableMap(new TreeMap<>(options));
    }

    /// The same variant, named as one of `stack`.
    public Variant of(String stack) {
        return new Variant(stack + OF + name, options);
    }

    /// The same variant under the name that its stack has for it.
    public Variant local() {
        return new Variant(local(name), options);
    }

    /// The stack that a variant's name begins with; "" where there is but one stack.
    public static String stack(String name) {
        return name.substring(0, Math.max(0, name.indexOf(OF)));
    }

    /// What the stack itself calls the variant of that name.
    public static String local(String name) {
        return name.substring(name.indexOf(OF) + 1);
    }
}
