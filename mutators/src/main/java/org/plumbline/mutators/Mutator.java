package org.plumbline.mutators;

import java.util.List;
import java.util.function.BiFunction;
import org.plumbline.graph.Rng;
import org.plumbline.graph.edit.Draft;
import org.plumbline.graph.edit.Edit;

/// A small change that it proposes for a draft, as edits. A proposal MUST depend on stream and draft alone and MUST NOT
/// throw; it MAY be empty (nothing to change here) and it MAY be invalid, wholly or in part (edits that do not apply
/// are skipped).
public record Mutator(String name, BiFunction<Rng, Draft, List<Edit>> proposal) {
    public List<Edit> propose(Draft draft, Rng rng) {
        return proposal.apply(rng, draft);
    }
}
