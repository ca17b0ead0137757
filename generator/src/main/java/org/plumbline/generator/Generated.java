package org.plumbline.generator;

import java.util.Map;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.edit.Case;
import org.plumbline.graph.edit.Recipe;

/// A recipe with what it realises to, so that judging needs no second evaluation.
public record Generated(Recipe recipe, Case realized) {
    /// What the reference says of every value, by name.
    public Map<String, Enclosure> values() {
        return realized.values();
    }
}
