package org.plumbline.graph.edit;

import java.util.ArrayList;
import java.util.List;

/// A test case as data: replay needs nothing else. `origin` and `seed` say where it came from; the realised case
/// depends on the other fields only.
public record Recipe(String origin, long seed, int opset, List<Edit> edits, InputPlan inputs, CompilePlan plan) {
    public Recipe {
        edits = List.copyOf(edits);
    }

    public Recipe withEdits(List<Edit> others) {
        return new Recipe(origin, seed, opset, others, inputs, plan);
    }

    /// The same recipe with more edits at the end.
    public Recipe plus(List<Edit> more) {
        List<Edit> all = new ArrayList<>(edits);
        all.addAll(more);
        return withEdits(all);
    }

    public Recipe withInputs(InputPlan others) {
        return new Recipe(origin, seed, opset, edits, others, plan);
    }
}
