package org.plumbline.campaign.infer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.plumbline.generator.check.OperatorSchema;
import org.plumbline.generator.check.OperatorSchema.AttributeSchema;
import org.plumbline.generator.check.OperatorSchema.Option;
import org.plumbline.generator.check.OperatorSchema.Parameter;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.Model;
import org.plumbline.graph.Node;
import org.plumbline.graph.ValueInfo;
import org.plumbline.targets.Outcome;

/// Knows some operators and refuses nodes with the sentences of ONNX Runtime, in its order. Operators in `kernels` are
/// implemented.
record FakeRegistry(List<OperatorSchema> schemas, Set<String> kernels) implements Respondent {
    private static Outcome refused(String message) {
        return new Outcome.Refused(Outcome.Stage.COMPILE, false, message);
    }

    @Override
    public Outcome ask(Model model) {
        Node node = model.graph().nodes().getFirst();
        Optional<OperatorSchema> schema = schemas.stream().filter(s -> s.name().equals(node.operator())).findFirst();
        if (schema.isEmpty()) {
            return refused("Fatal error: com.fake:" + node.operator() + "(-1) is not a registered function/op");
        }
        OperatorSchema s = schema.get();
        return counts(s, node).or(() -> attributes(s, node)).or(() -> types(s, node, model)).map(FakeRegistry::refused)
            .orElseGet(() -> kernels.contains(s.name())
                ? new Outcome.Refused(Outcome.Stage.RUN, false, "the model takes inputs")
                : refused("Could not find an implementation for " + s.name()));
    }

    private static Optional<String> counts(OperatorSchema s, Node node) {
        int in = node.inputs().size();
        int out = node.outputs().size();
        if (in < s.minInputs() || in > s.maxInputs()) {
            return Optional.of("Error Node with schema(com.fake::" + s.name() + ":1) has input size " + in
                + " not in range [min=" + s.minInputs() + ", max=" + s.maxInputs() + "].");
        }
        if (out < s.minOutputs() || out > s.maxOutputs()) {
            return Optional.of("Error Node with schema(com.fake::" + s.name() + ":1) has output size " + out
                + " not in range [min=" + s.minOutputs() + ", max=" + s.maxOutputs() + "].");
        }
        for (int i = 0; i < in; i++) {
            if (node.inputs().get(i).isEmpty() && s.input(i).get().option() == Option.SINGLE) {
                return Optional.of("input " + i + " is marked single but has an empty string in the graph");
            }
        }
        return IntStream.range(0, out).filter(i -> node.outputs().get(i).isEmpty()
            && s.output(i).get().option() == Option.SINGLE).boxed().findFirst()
            .map(i -> "output " + i + " is marked single but has an empty string in the graph");
    }

    private static Optional<String> attributes(OperatorSchema s, Node node) {
        for (Map.Entry<String, Attribute> a : node.attributes().entrySet()) {
            if (!s.attributes().containsKey(a.getKey())) {
                return Optional.of("Error Unrecognized attribute: " + a.getKey() + " for operator " + s.name());
            }
            if (!Attributes.KINDS.get(s.attributes().get(a.getKey()).type()).getClass().equals(a.getValue()
                .getClass())) {
                return Optional.of("Mismatched attribute type in ' : " + a.getKey() + "'");
            }
        }
        return s.attributes().values().stream().filter(a -> a.required() && !node.attributes().containsKey(a.name()))
            .map(AttributeSchema::name).findFirst().map(n -> "Error Required attribute '" + n + "' is missing.");
    }

    private static Optional<String> types(OperatorSchema s, Node node, Model model) {
        Map<String, String> types = new HashMap<>();
        List<ValueInfo> values = new ArrayList<>(model.graph().inputs());
        values.addAll(model.graph().outputs());
        values.forEach(v -> types.put(v.name(), v.type() instanceof ValueInfo.OfTensor(var dtype, var _)
            ? "tensor(" + dtype + ")" : v.name().startsWith("x") ? "seq(tensor(complex64))" : ""));
        Map<String, String> bound = new HashMap<>();
        for (int i = 0; i < node.inputs().size(); i++) {
            String name = node.inputs().get(i);
            Parameter p = s.input(i).get();
            if (name.isEmpty()) {
                continue;
            }
            if (!p.types().contains(types.get(name))) {
                return Optional.of("Type Error: Type '" + types.get(name) + "' of input parameter (" + name
                    + ") of operator (" + s.name() + ") in node () is invalid.");
            }
            String before = p.homogeneous() ? bound.putIfAbsent(p.typeVariable(), types.get(name)) : null;
            if (before != null && !before.equals(types.get(name))) {
                return Optional.of("Type Error: Type parameter (" + p.typeVariable() + ") of Optype (" + s.name()
                    + ") bound to different types (" + before + " and " + types.get(name) + " in node ().");
            }
        }
        for (int i = 0; i < node.outputs().size(); i++) {
            Parameter p = s.output(i).get();
            String type = bound.getOrDefault(p.typeVariable(), p.types().iterator().next());
            String stated = types.getOrDefault(node.outputs().get(i), "");
            if (!stated.isEmpty() && !stated.equals(type)) {
                return Optional.of("Type Error: Type (" + stated + ") of output arg (" + node.outputs().get(i)
                    + ") of node () does not match expected type (" + type + ").");
            }
        }
        return Optional.empty();
    }
}
