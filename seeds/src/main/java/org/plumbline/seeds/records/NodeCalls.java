package org.plumbline.seeds.records;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;
import org.plumbline.graph.Model;
import org.plumbline.graph.Node;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.TensorType;
import org.plumbline.graph.ValueInfo;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.seeds.records.OperatorCall.Absent;
import org.plumbline.seeds.records.OperatorCall.Data;
import org.plumbline.seeds.records.OperatorCall.Input;
import org.plumbline.seeds.records.OperatorCall.Known;

/// The calls that the nodes of a model make.
public final class NodeCalls {
    /// Larger tensors are data.
    private static final int ELEMENTS = 16;

    private final Map<String, Enclosure> values;
    private final Map<String, Tensor> initializers;
    private final Map<String, DType> declared = new HashMap<>();
    private final int opset;

    private NodeCalls(Model model, Map<String, Enclosure> values, int opset) {
        this.values = values;
        this.initializers = model.graph().initializers();
        this.opset = opset;
        for (ValueInfo output : model.graph().outputs()) {
            if (output.type() instanceof ValueInfo.OfTensor(DType dtype, var _)) {
                declared.put(output.name(), dtype);
            }
        }
    }

    /// One call for each node of which all types are known, as calls of an opset; `values` are what the reference knows
    /// of the model. Subgraphs, and what is no tensor of numbers, are left out.
    public static List<OperatorCall> of(Model model, Map<String, Enclosure> values, int opset) {
        NodeCalls calls = new NodeCalls(model, values, opset);
        return model.graph().nodes().stream().flatMap(n -> calls.of(n).stream()).toList();
    }

    private Optional<OperatorCall> of(Node node) {
        List<Input> inputs = new ArrayList<>();
        for (String name : node.inputs()) {
            Optional<Input> input = name.isEmpty() ? Optional.of(new Absent()) : input(name);
            if (input.isEmpty()) {
                return Optional.empty();
            }
            inputs.add(input.get());
        }
        List<DType> outputs = new ArrayList<>();
        for (String name : withoutTrailingGaps(node.outputs())) {
            Optional<DType> type = Optional.ofNullable(values.get(name)).map(Enclosure::dtype).or(() -> Optional
                .ofNullable(declared.get(name)));
            if (type.isEmpty()) {
                return Optional.empty();
            }
            outputs.add(type.get());
        }
        return outputs.isEmpty() || !node.attributes().values().stream().allMatch(NodeCalls::isValue) ? Optional.empty()
            : Optional.of(new OperatorCall(node.qualifiedOperator(), opset, inputs, node.attributes(), outputs));
    }

    private static List<String> withoutTrailingGaps(List<String> names) {
        int end = names.size();
        while (end > 0 && names.get(end - 1).isEmpty()) {
            end--;
        }
        return names.subList(0, end);
    }

    private static boolean isValue(Attribute a) {
        return switch (a) {
            case Attribute.Int _,Attribute.Real _,Attribute.Text _,Attribute.Ints _,Attribute.Reals _,Attribute.Texts _,Attribute.Value _ ->
                true;
            case Attribute.Subgraph _,Attribute.Opaque _ -> false;
        };
    }

    private Optional<Input> input(String name) {
        return switch (values.get(name)) {
            case null -> Optional.empty();
            case Enclosure.Unknown _,Enclosure.Carried _ -> Optional.empty();
            case Enclosure.Integers n -> Optional.of(n.isExact() && n.dtype() != DType.BOOL && isSmall(n.shape())
                ? new Known(Tensor.ofLongs(n.dtype(), n.shape(), i -> n.value()[i]))
                : new Data(new TensorType(n.dtype(), n.shape())));
            case Enclosure.Reals r -> Optional.of(initializers.containsKey(name) && isSmall(r.shape()) ? new Known(
                initializers.get(name)) : new Data(new TensorType(r.dtype(), r.shape())));
        };
    }

    private static boolean isSmall(Shape shape) {
        return shape.rank() <= 1 && shape.size() <= ELEMENTS;
    }
}
