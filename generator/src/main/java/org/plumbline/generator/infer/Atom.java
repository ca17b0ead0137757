package org.plumbline.generator.infer;

import java.util.BitSet;
import org.plumbline.graph.rule.Pred;

/// A predicate that holds on every accepted call, and which of the refused ones it refuses. `size` counts leaves.
record Atom(Pred pred, int size, BitSet refuses) {
}
