package org.plumbline.generator;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.plumbline.graph.Node;
import org.plumbline.graph.operators.Operators;

/// Values that the reference cannot hold anybody to.
final class Unjudged {
    private Unjudged() {
    }

    /// The values of nodes that have no reference, and all that rests on them.
    static Set<String> values(List<Node> nodes, int opset) {
        Set<String> unjudged = new HashSet<>();
        for (Node n : nodes) {
            if (!isReferenced(n, opset) || n.inputs().stream().anyMatch(unjudged::contains)) {
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
