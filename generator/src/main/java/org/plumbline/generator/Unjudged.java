package org.plumbline.generator;

import java.util.HashSet;
import java.util.Set;
import org.plumbline.graph.Node;
import org.plumbline.graph.edit.Draft;
import org.plumbline.graph.operators.Operators;

/// Values that the reference cannot hold anybody to.
final class Unjudged {
    private Unjudged() {
    }

    /// The values of nodes that have no reference, and all that rests on them.
    static Set<String> values(Draft draft) {
        Set<String> unjudged = new HashSet<>();
        for (Node n : draft.nodes()) {
            if (!isReferenced(n, draft.opset()) || n.inputs().stream().anyMatch(unjudged::contains)) {
                unjudged.addAll(n.outputs());
            }
        }
        unjudged.remove("");
        return unjudged;
    }

    static boolean isReferenced(Node node, int opset) {
        return Operators.of(node, opset).filter(o -> o.reference().isPresent()).isPresent();
    }
}
