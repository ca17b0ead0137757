package org.plumbline.graph.edit;

import java.util.List;

/// The names of the target's variants to compare; empty for the target's default set.
public record CompilePlan(List<String> variants) {
    public static final CompilePlan DEFAULT = new CompilePlan(List.of());

    public CompilePlan {
        variants = List.copyOf(variants);
    }
}
