package org.plumbline.generator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.plumbline.graph.DType;
import org.plumbline.graph.Node;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.Slot;

/// What a target implements, so that the generator need not propose the rest.
@FunctionalInterface
public interface Support {
    /// Everything.
    Support ALL = (_, _, _, _) -> true;

    /// What all of them implement.
    static Support of(List<Support> all) {
        return (operator, opset, inputs, outputs) -> all.stream().allMatch(s -> s.implemented(operator, opset, inputs,
            outputs));
    }

    /// Whether the target implements the operator at this opset with inputs and outputs of these types; optional
    /// inputs left out do not count.
    boolean implemented(String operator, int opset, List<DType> inputs, List<DType> outputs);

    /// The same question about a partial operator.
    default boolean implemented(PartialOperator partial, int opset) {
        List<DType> inputs = new ArrayList<>();
        for (Slot slot : partial.inputs()) {
            switch (slot) {
                case Slot.Data d -> inputs.add(d.dtype());
                case Slot.Elements e -> inputs.add(e.dtype());
                case Slot.Given g -> inputs.add(g.tensor().dtype());
                case Slot.Absent _ -> {
                }
            }
        }
        return implemented(partial.operator(), opset, inputs,
            partial.outputs().stream().map(PartialOperator.Out::dtype).toList());
    }

    /// The same question about a node whose values are known.
    default boolean implemented(Node node, int opset, Map<String, Enclosure> values) {
        return implemented(node.qualifiedOperator(), opset, dtypes(node.inputs(), values),
            dtypes(node.outputs(), values));
    }

    private static List<DType> dtypes(List<String> names, Map<String, Enclosure> values) {
        return names.stream().filter(n -> !n.isEmpty()).map(n -> values.get(n).dtype()).toList();
    }
}
