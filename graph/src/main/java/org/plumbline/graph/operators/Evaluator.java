package org.plumbline.graph.operators;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plumbline.graph.Graph;
import org.plumbline.graph.Model;
import org.plumbline.graph.Node;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.bound.Accuracy;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.operator.Call;
import org.plumbline.graph.operator.Evaluation;
import org.plumbline.graph.operator.Operator;

/// Runs the reference over a whole graph, node by node.
public final class Evaluator {
    private Evaluator() {
    }

    /// What the reference knows of a graph: an enclosure for every value that it could reach, the nodes for which it
    /// had nothing to say, and the first node that breaks its specification.
    public record Evaluated(Map<String, Enclosure> values, List<Node> unreferenced, Optional<String> invalid) {
    }

    /// Evaluates a model on concrete inputs, named.
    public static Evaluated evaluate(Model model, Map<String, Tensor> inputs, Accuracy accuracy) {
        Graph graph = model.graph();
        Map<String, Enclosure> values = new HashMap<>();
        graph.initializers().forEach((name, t) -> values.put(name, accuracy.held(Enclosure.of(t))));
        inputs.forEach((name, t) -> values.put(name, accuracy.held(Enclosure.of(t))));
        List<Node> unreferenced = new ArrayList<>();
        for (Node node : graph.nodes()) {
            switch (evaluate(node, model.opset(), values, accuracy)) {
                case Evaluation.Enclosed(List<Enclosure> outputs) -> {
                    for (int i = 0; i < node.outputs().size() && i < outputs.size(); i++) {
                        values.put(node.outputs().get(i), outputs.get(i));
                    }
                }
                case Evaluation.Undetermined _ -> unreferenced.add(node);
                case Evaluation.Invalid(String why) -> {
                    return new Evaluated(values, unreferenced, Optional.of(why));
                }
            }
        }
        return new Evaluated(values, unreferenced, Optional.empty());
    }

    /// Evaluates one node over the values known so far, which are as [Accuracy#held] leaves them; undetermined when one of its inputs is missing there.
    public static Evaluation evaluate(Node node, int opset, Map<String, Enclosure> values, Accuracy accuracy) {
        if (ControlFlow.is(node)) {
            return new ControlFlow(node, opset, values, accuracy).evaluate();
        }
        Optional<Operator> operator = Operators.of(node, opset);
        if (operator.isEmpty()) {
            return new Evaluation.Undetermined(node.qualifiedOperator() + " has no reference at opset " + opset);
        }
        List<Optional<Enclosure>> inputs = new ArrayList<>();
        for (String name : node.inputs()) {
            if (!name.isEmpty() && !values.containsKey(name)) {
                return new Evaluation.Undetermined(node.qualifiedOperator() + ": " + name + " is not known");
            }
            inputs.add(name.isEmpty() ? Optional.empty() : Optional.of(values.get(name)));
        }
        Call call = new Call(opset, node.attributes(), inputs, node.outputs().size(), accuracy);
        List<Enclosure> read = inputs.stream().flatMap(Optional::stream).toList();
        return switch (operator.get().evaluate(call)) {
            case Evaluation.Enclosed(List<Enclosure> outputs) ->
                new Evaluation.Enclosed(outputs.stream().map(o -> accuracy.held(o, read)).toList());
            case Evaluation.Undetermined u -> u;
            case Evaluation.Invalid v -> v;
        };
    }
}
