package org.plumbline.graph.edit;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Tensor;

/// How the tensors of a recipe come about: drawn by name under `seed`, with special values (infinities, NaN, ties, …)
/// where `specials` is set (in what is fed; weights stay ordinary: nobody trains infinite ones, and folding them at
/// compile time may overflow by design), or as fixed. Each tensor depends on its own name only: dropping one leaves the
/// others.
public record InputPlan(long seed, boolean specials, Map<String, Tensor> fixed) {
    public InputPlan {
        fixed = Collections.unmodifiableMap(new LinkedHashMap<>(fixed));
    }

    public static InputPlan ordinary(long seed) {
        return new InputPlan(seed, false, Map.of());
    }

    /// The same plan with one tensor fixed.
    public InputPlan fixing(String name, Tensor tensor) {
        Map<String, Tensor> all = new LinkedHashMap<>(fixed);
        all.put(name, tensor);
        return new InputPlan(seed, specials, all);
    }

    /// The stream that belongs to a name (FNV-1a, 64 bits).
    Rng stream(String name) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
        }
        return Rng.of(seed, hash);
    }
}
