package org.plumbline.graph.operator;

import java.util.List;
import org.plumbline.graph.bound.Enclosure;

/// Reference semantics: what any admissible implementation may return. Leaves through [Call#broken] when the call
/// breaks the specification and through [Call#undetermined] when a shape cannot be known.
@FunctionalInterface
public interface Reference {
    List<Enclosure> apply(Call call);
}
