package org.plumbline.targets.torch.djl.lowering;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plumbline.graph.DType;
import org.plumbline.graph.Graph;
import org.plumbline.graph.Model;
import org.plumbline.graph.Node;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.TensorType;
import org.plumbline.graph.ValueInfo;
import org.plumbline.graph.bound.Accuracy;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.operator.Evaluation;
import org.plumbline.graph.operators.Evaluator;
import org.plumbline.targets.torch.djl.archive.Archive;
import org.plumbline.targets.torch.djl.archive.ScalarType;

/// Lowers a model to a TorchScript archive. Shapes are static: a model whose inputs have no concrete types is not
/// lowered.
public final class Lowerer {
    /// Integer tensors up to this size are followed at lowering time, since they may turn out to be shapes or axes.
    private static final int FOLLOWED = 64;

    private final Model model;
    private final Script script = new Script();
    private final Map<String, Local> values = new HashMap<>();

    private Lowerer(Model model) {
        this.model = model;
    }

    /// Either a module or the reason why there is none. Never an exception for a model that decodes.
    public static Lowered lower(Model model) {
        try {
            return new Lowerer(model).module();
        } catch (Unlowered e) {
            return new Lowered.Not(e.getMessage());
        }
    }

    private Lowered module() {
        Graph graph = model.graph();
        List<DType> inputs = new ArrayList<>();
        for (ValueInfo input : graph.fed()) {
            TensorType type = input.concrete()
                .orElseThrow(() -> new Unlowered("input " + input.name() + " without a concrete type is not lowered"));
            has(type.dtype());
            String name = "x" + inputs.size();
            values.put(input.name(), Local.of(script.assign(Transport.entering(type.dtype(), name)), type.dtype(),
                type.shape()));
            inputs.add(type.dtype());
        }
        graph.initializers().forEach((name, tensor) -> {
            has(tensor.dtype());
            values.put(name, script.constant(tensor));
        });
        graph.nodes().forEach(this::lower);
        List<Local> outputs = graph.outputs().stream().map(o -> Optional.ofNullable(values.get(o.name()))
            .orElseThrow(() -> new Unlowered("output " + o.name() + " is not lowered"))).toList();
        return new Lowered.Module(Archive.of(script.forward(inputs.size(), outputs), script.constants()), inputs,
            outputs.stream().map(Local::dtype).toList());
    }

    private static void has(DType dtype) {
        if (!ScalarType.has(dtype)) {
            throw new Unlowered("PyTorch has no type " + dtype);
        }
    }

    private void lower(Node node) {
        String operator = node.qualifiedOperator();
        Lowering lowering = Optional.ofNullable(Lowerings.all().get(operator))
            .orElseThrow(() -> new Unlowered(operator + " is not lowered"));
        List<Optional<Local>> inputs = new ArrayList<>();
        for (String name : node.inputs()) {
            inputs.add(name.isEmpty() ? Optional.empty() : Optional.of(Optional.ofNullable(values.get(name))
                .orElseThrow(() -> new Unlowered(operator + " with the unknown input " + name + " is not lowered"))));
        }
        List<Local> outputs;
        try {
            outputs = lowering.lower(new Site(node, model.opset(), inputs, script));
        } catch (Unlowered e) {
            throw new Unlowered(operator + " " + e.getMessage() + " is not lowered");
        } catch (IllegalArgumentException | ArithmeticException | IndexOutOfBoundsException e) {
            throw new Unlowered(operator + " as it is called is not lowered: " + e.getMessage());
        }
        List<Local> followed = followed(node, inputs, outputs);
        for (int i = 0; i < node.outputs().size(); i++) {
            if (!node.outputs().get(i).isEmpty()) {
                if (i >= followed.size()) {
                    throw new Unlowered(operator + " with output " + i + " is not lowered");
                }
                values.put(node.outputs().get(i), followed.get(i));
            }
        }
    }

    /// Computes small integers from integers that are known, so that what follows can use them as shapes and axes.
    private List<Local> followed(Node node, List<Optional<Local>> inputs, List<Local> outputs) {
        boolean worthIt = !outputs.isEmpty() && outputs.stream().allMatch(o -> o.constant().isEmpty()
            && o.dtype().isInteger() && o.extent().map(s -> s.size() <= FOLLOWED).orElse(true))
            && inputs.stream().flatMap(Optional::stream)
                .allMatch(i -> i.constant().map(t -> t.size() <= FOLLOWED).orElse(false));
        if (!worthIt) {
            return outputs;
        }
        Map<String, Enclosure> known = new HashMap<>();
        for (int i = 0; i < inputs.size(); i++) {
            if (inputs.get(i).isPresent()) {
                known.put(node.inputs().get(i), Enclosure.of(inputs.get(i).get().constant().orElseThrow()));
            }
        }
        if (!(Evaluator.evaluate(node, model.opset(), known, Accuracy.CPU) instanceof Evaluation.Enclosed(var exact))) {
            return outputs;
        }
        List<Local> followed = new ArrayList<>();
        for (int i = 0; i < outputs.size(); i++) {
            Local o = outputs.get(i);
            followed.add(i < exact.size() && exact.get(i) instanceof Enclosure.Integers n && n.isExact()
                && n.dtype() == o.dtype() && o.extent().map(n.shape()::equals).orElse(true)
                    ? new Local(o.name(), o.dtype(), Optional.of(n.shape()),
                        Optional.of(Tensor.ofLongs(n.dtype(), n.shape(), j -> n.value()[j])))
                    : o);
        }
        return followed;
    }
}
