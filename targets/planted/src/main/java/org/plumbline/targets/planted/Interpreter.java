package org.plumbline.targets.planted;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plumbline.graph.Graph;
import org.plumbline.graph.Model;
import org.plumbline.graph.Node;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.ValueInfo;
import org.plumbline.targets.Outcome;
import org.plumbline.targets.Program;
import org.plumbline.targets.planted.call.Kernel;
import org.plumbline.targets.planted.call.Op;
import org.plumbline.targets.planted.call.Value;
import org.plumbline.targets.planted.numeric.Style;

/// Runs a model node by node.
final class Interpreter implements Program {
    private final Model model;
    private final Style style;
    private final long seed;
    private final Map<String, Kernel> kernels;

    /// `seed` belongs to the model and the variant, so that every run of a program draws the same numbers. Every node's
    /// operator has an entry in `kernels`.
    Interpreter(Model model, Style style, long seed, Map<String, Kernel> kernels) {
        this.model = model;
        this.style = style;
        this.seed = seed;
        this.kernels = kernels;
    }

    @Override
    public Outcome run(List<Tensor> inputs) {
        Graph graph = model.graph();
        Map<String, Value> values = new HashMap<>();
        graph.initializers().forEach((name, t) -> values.put(name, Value.of(t)));
        List<ValueInfo> fed = graph.fed();
        for (int i = 0; i < fed.size(); i++) {
            values.put(fed.get(i).name(), Value.of(inputs.get(i)));
        }
        int index = 0;
        for (Node node : graph.nodes()) {
            try {
                List<Value> outputs = kernels.get(node.operator()).run(op(node, values, index++));
                for (int i = 0; i < node.outputs().size(); i++) {
                    values.put(node.outputs().get(i), outputs.get(i));
                }
            } catch (Kernel.Unsupported e) {
                return new Outcome.Refused(Outcome.Stage.RUN, true, e.getMessage());
            } catch (RuntimeException e) {
                return new Outcome.Refused(Outcome.Stage.RUN, false, node.operator() + ": " + e);
            }
        }
        return new Outcome.Values(graph.outputs().stream().map(o -> values.get(o.name()).stored()).toList());
    }

    private Op op(Node node, Map<String, Value> values, int index) {
        List<Optional<Value>> inputs = new ArrayList<>();
        node.inputs().forEach(name -> inputs.add(Optional.ofNullable(values.get(name))));
        return new Op(node, model.opset(), inputs, style, Rng.of(seed, index));
    }

    @Override
    public void close() {
    }
}
