package org.plumbline.corpus;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.plumbline.graph.Model;
import org.plumbline.graph.Node;
import org.plumbline.graph.operators.Evaluator.Evaluated;

/// The structural features of a model: which operator feeds which, and each operator with the dtype and rank of its
/// first output. A model with a feature never met before is worth keeping.
public final class Features {
    private Features() {
    }

    /// The features, as short texts that stay the same between runs.
    public static Set<String> of(Model model, Evaluated reference) {
        Set<String> features = new HashSet<>();
        Map<String, String> producer = new HashMap<>();
        for (Node node : model.graph().nodes()) {
            String operator = node.qualifiedOperator();
            for (String in : node.inputs()) {
                if (producer.containsKey(in)) {
                    features.add(producer.get(in) + ">" + operator);
                }
            }
            node.outputs().forEach(o -> producer.put(o, operator));
            var value = reference.values().get(node.outputs().getFirst());
            if (value != null) {
                features.add(operator + ":" + value.dtype() + ":"
                    + value.knownShape().map(s -> Integer.toString(s.rank())).orElse("?"));
            }
        }
        return features;
    }
}
