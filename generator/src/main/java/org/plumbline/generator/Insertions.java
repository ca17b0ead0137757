package org.plumbline.generator;

import java.util.List;
import java.util.Optional;
import org.plumbline.graph.Rng;
import org.plumbline.graph.edit.Draft;
import org.plumbline.graph.edit.Edit;

/// One more operator for a draft that exists, proposed as the generator proposes it: valid by its rules, of any operator
/// that the options leave. What comes depends on stream, draft and options alone. By random search only: a proposal
/// never takes long, and is missing where the search finds nothing.
public record Insertions(Options options) {
    /// A node that consumes `value`. It is the last edit, an [Edit.InsertNode].
    public Optional<List<Edit>> after(Draft draft, String value, Rng rng) {
        return growth(draft, rng).forward(source(draft, rng), value);
    }

    /// A node that produces the graph input `input` from now on.
    public Optional<List<Edit>> before(Draft draft, String input, Rng rng) {
        return growth(draft, rng).backward(source(draft, rng), input);
    }

    private Growth growth(Draft draft, Rng rng) {
        return new Growth(draft, options, Instances.withoutZ3(), rng);
    }

    private Source source(Draft draft, Rng rng) {
        return new Sources(options, draft.opset()).next(rng);
    }
}
