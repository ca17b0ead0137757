package org.plumbline.corpus;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.Graph;
import org.plumbline.graph.Model;
import org.plumbline.graph.Node;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.operators.Evaluator.Evaluated;

/// The structural features of a model, in families. A model with a feature never met before is worth keeping.
public final class Features {
    private Features() {
    }

    /// What features are about; each family can be left out.
    public enum Family {
        /// Which operator feeds which (`Conv>Relu`), and which control flow holds which (`If/Relu`).
        EDGES,
        /// Each operator with the dtype and rank of its first output (`Conv:float:4`).
        TYPES,
        /// Each attribute of an operator with the class of its value (`Conv.pads=4[+, 1]`), see [AttributeClass].
        ATTRIBUTES
    }

    /// The features of all families, as short texts that stay the same between runs.
    public static Set<String> of(Model model, Evaluated reference) {
        return of(model, reference, EnumSet.allOf(Family.class));
    }

    /// The features of some families.
    public static Set<String> of(Model model, Evaluated reference, Set<Family> families) {
        Set<String> features = new HashSet<>();
        collect(model.graph(), reference.values(), families, Map.of(), features);
        return features;
    }

    private static void collect(Graph graph, Map<String, Enclosure> values, Set<Family> families,
        Map<String, String> outer, Set<String> features) {
        Map<String, String> producer = new HashMap<>(outer);
        for (Node node : graph.nodes()) {
            String operator = node.qualifiedOperator();
            if (families.contains(Family.EDGES)) {
                node.inputs().stream().filter(producer::containsKey)
                    .forEach(in -> features.add(producer.get(in) + ">" + operator));
            }
            if (families.contains(Family.TYPES) && !node.outputs().isEmpty()) {
                Enclosure value = values.get(node.outputs().getFirst());
                if (value != null) {
                    features.add(operator + ":" + value.dtype() + ":"
                        + value.knownShape().map(s -> Integer.toString(s.rank())).orElse("?"));
                }
            }
            node.attributes().forEach((key, attribute) -> {
                if (families.contains(Family.ATTRIBUTES)) {
                    features.add(operator + "." + key + "=" + AttributeClass.of(attribute));
                }
                if (attribute instanceof Attribute.Subgraph(Graph inner)) {
                    if (families.contains(Family.EDGES)) {
                        inner.nodes().forEach(n -> features.add(operator + "/" + n.qualifiedOperator()));
                    }
                    collect(inner, Map.of(), families, producer, features);
                }
            });
            node.outputs().stream().filter(o -> !o.isEmpty()).forEach(o -> producer.put(o, operator));
        }
    }
}
