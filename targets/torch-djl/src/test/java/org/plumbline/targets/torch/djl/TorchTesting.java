package org.plumbline.targets.torch.djl;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;
import org.plumbline.graph.Graph;
import org.plumbline.graph.Model;
import org.plumbline.graph.Node;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.TensorType;
import org.plumbline.graph.ValueInfo;
import org.plumbline.targets.Outcome;
import org.plumbline.targets.Source;
import org.plumbline.targets.Variant;
import org.plumbline.targets.registry.Targets;
import org.plumbline.targets.worker.Execution;
import org.plumbline.targets.worker.Executor;
import org.plumbline.targets.worker.Limits;

/// How the tests open the target and build models.
public final class TorchTesting {
    private TorchTesting() {
    }

    /// Opens the target; one that cannot be had fails the test with its one-line reason.
    static Executor open(Path journals) {
        return switch (Targets.installed().open(TorchTarget.NAME, Limits.DEFAULT, journals)) {
            case Targets.Opened(Executor executor) -> executor;
            case Targets.Unavailable(String message) -> throw new AssertionError(message);
        };
    }

    static List<List<Outcome>> run(Executor executor, Model model, List<Variant> variants, Tensor... inputs) {
        return executor.execute(new Execution(Source.of(model), List.of(inputs), variants, 1, new byte[0]));
    }

    static Outcome plain(Executor executor, Model model, Tensor... inputs) {
        return run(executor, model, executor.variants().subList(0, 1), inputs).getFirst().getFirst();
    }

    /// A model of one node whose inputs are `i0`, `i1`, … and whose output is `y`.
    public static Model one(int opset, String operator, Map<String, Attribute> attributes, TensorType output,
        TensorType... inputs) {
        return one(opset, operator, attributes, output, Map.of(), inputs);
    }

    /// As above, with initializers for some of the inputs.
    public static Model one(int opset, String operator, Map<String, Attribute> attributes, TensorType output,
        Map<Integer, Tensor> initializers, TensorType... inputs) {
        List<ValueInfo> infos = new ArrayList<>();
        List<String> names = new ArrayList<>();
        Map<String, Tensor> fixed = new LinkedHashMap<>();
        for (int i = 0; i < inputs.length; i++) {
            String name = "i" + i;
            names.add(name);
            if (initializers.containsKey(i)) {
                fixed.put(name, initializers.get(i));
            } else {
                infos.add(ValueInfo.of(name, inputs[i]));
            }
        }
        return Model.of(opset, Graph.of(infos, List.of(ValueInfo.of("y", output)), fixed,
            List.of(Node.of(operator, names, List.of("y"), attributes))));
    }

    /// One node of one input, whose output has the same type.
    static Model identity(DType dtype, long... dims) {
        TensorType type = TensorType.of(dtype, dims);
        return one(17, "Identity", Map.of(), type, type);
    }
}
