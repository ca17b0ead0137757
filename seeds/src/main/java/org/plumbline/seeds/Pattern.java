package org.plumbline.seeds;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.plumbline.graph.Rng;
import org.plumbline.graph.edit.Draft;
import org.plumbline.graph.edit.Edit;
import org.plumbline.graph.edit.InputPlan;

/// A short chain of operators that optimisers like to rewrite. What is free in it (ranks, axes, dtypes, constants,
/// attributes) is drawn anew each time.
public record Pattern(String name, Consumer<Sketch> drawing) {
    /// One drawing of the pattern on an empty draft; nothing where it is not valid there (an operator is unknown, or
    /// the opset does not allow the dtype).
    public Optional<Drawn> draw(Rng rng, int opset, InputPlan plan) {
        Sketch sketch = new Sketch(rng, Draft.empty(opset, plan));
        try {
            drawing.accept(sketch);
        } catch (Sketch.Unsuitable _) {
            return Optional.empty();
        }
        return Optional.of(new Drawn(sketch.edits(), sketch.draft()));
    }

    /// The edits, and the draft that they lead to.
    public record Drawn(List<Edit> edits, Draft draft) {
        public Drawn {
            edits = List.copyOf(edits);
        }
    }
}
