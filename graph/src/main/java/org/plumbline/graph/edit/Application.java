package org.plumbline.graph.edit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;
import org.plumbline.graph.Node;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.TensorType;
import org.plumbline.graph.bound.Accuracy;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.edit.Step.Applied;
import org.plumbline.graph.edit.Step.Skipped;
import org.plumbline.graph.operator.Evaluation;
import org.plumbline.graph.operators.Evaluator;

/// How edits apply to a draft.
record Application(Draft draft) {
    /// Larger tensors are refused: no test needs them.
    private static final int MAX_ELEMENTS = 1 << 22;

    /// Why an edit cannot apply; never leaves [#apply].
    private static final class Unfit extends RuntimeException {
        Unfit(String why) {
            super(why, null, false, false);
        }
    }

    Step apply(Edit edit) {
        try {
            return new Applied(switch (edit) {
                case Edit.AddInput(String name, DType t, Shape s, Bounds b) -> addInput(name, t, s, b);
                case Edit.AddWeights(String name, DType t, Shape s, Bounds b) ->
                    addInitializer(name, draw(name, t, s, b, false));
                case Edit.AddInitializer(String name, Tensor t) -> addInitializer(name, t);
                case Edit.InsertNode(Node n, List<Declared> types) -> insert(n, types);
                case Edit.ProduceInput(Node n, List<Declared> types) -> produce(n, types);
                case Edit.ChangeAttribute(String node, String key, Optional<Attribute> value) ->
                    change(node, n -> withAttribute(n, key, value));
                case Edit.ReplaceOperator(String node, String operator) -> change(node, n -> new Node(n.domain(),
                    operator, n.name(), n.inputs(), n.outputs(), n.attributes()));
                case Edit.Rewire(String node, int input, String value) -> rewire(node, input, value);
                case Edit.ReplaceInitializer(String name, Tensor t) -> replaceInitializer(name, t);
                case Edit.RemoveNode(String node, List<String> instead) -> remove(node, instead);
                case Edit.Retype(Map<String, TensorType> types) -> retype(types);
                case Edit.Feed(String name) -> feed(name);
                case Edit.Freeze(String name) -> freeze(name);
                case Edit.MarkOutput(String name) -> mark(name);
                case Edit.HideShape(String name) -> hide(name);
            });
        } catch (Unfit e) {
            return new Skipped(e.getMessage());
        }
    }

    /// What edits call a node by.
    static String key(Node node) {
        return node.outputs().stream().filter(o -> !o.isEmpty()).findFirst().orElse("");
    }

    private static void fit(boolean condition, String otherwise) {
        if (!condition) {
            throw new Unfit(otherwise);
        }
    }

    private void fresh(String name) {
        fit(!name.isEmpty() && !draft.values().containsKey(name), "the name '" + name + "' is taken");
    }

    private Tensor draw(String name, DType dtype, Shape shape, Bounds bounds, boolean specials) {
        Tensor fixed = draft.plan().fixed().get(name);
        if (fixed != null && fixed.dtype() == dtype && fixed.shape().equals(shape)) {
            return fixed;
        }
        fit(dtype.kind() != DType.Kind.OPAQUE, dtype + " tensors cannot be drawn");
        fit(shape.stream().asDoubleStream().reduce(1, (a, b) -> a * b) <= MAX_ELEMENTS, shape + " is too large");
        return Drawing.tensor(draft.plan().stream(name), dtype, shape, bounds, specials);
    }

    private Draft addInput(String name, DType dtype, Shape shape, Bounds bounds) {
        fresh(name);
        Tensor t = draw(name, dtype, shape, bounds, draft.plan().specials());
        Map<String, Tensor> inputs = Draft.copy(draft.inputs());
        inputs.put(name, t);
        Map<String, Bounds> all = Draft.copy(draft.bounds());
        all.put(name, bounds);
        return new Draft(draft.opset(), draft.plan(), inputs, all, draft.initializers(), draft.nodes(),
            draft.declared(), draft.marked(), draft.hidden(), plus(name, Enclosure.of(t)));
    }

    private Draft addInitializer(String name, Tensor t) {
        fresh(name);
        Map<String, Tensor> all = Draft.copy(draft.initializers());
        all.put(name, t);
        return new Draft(draft.opset(), draft.plan(), draft.inputs(), draft.bounds(), all, draft.nodes(),
            draft.declared(), draft.marked(), draft.hidden(), plus(name, Enclosure.of(t)));
    }

    private Map<String, Enclosure> plus(String name, Enclosure e) {
        Map<String, Enclosure> values = Draft.copy(draft.values());
        values.put(name, e);
        return values;
    }

    private Draft insert(Node node, List<Declared> types) {
        fit(!key(node).isEmpty(), "the node has no output");
        node.outputs().stream().filter(o -> !o.isEmpty()).forEach(this::fresh);
        Map<String, List<Declared>> declared = declaring(node, types);
        Map<String, Enclosure> values = Draft.copy(draft.values());
        evaluate(node, declared, values);
        List<Node> nodes = new ArrayList<>(draft.nodes());
        nodes.add(node);
        return new Draft(draft.opset(), draft.plan(), draft.inputs(), draft.bounds(), draft.initializers(), nodes,
            declared, draft.marked(), draft.hidden(), values);
    }

    private Map<String, List<Declared>> declaring(Node node, List<Declared> types) {
        Map<String, List<Declared>> declared = Draft.copy(draft.declared());
        if (!types.isEmpty()) {
            declared.put(key(node), types);
        }
        return declared;
    }

    private Draft produce(Node node, List<Declared> types) {
        List<String> produced = node.outputs().stream().filter(draft.inputs()::containsKey).toList();
        fit(produced.size() == 1, "the node produces " + produced.size() + " graph inputs, not one");
        String input = produced.get(0);
        node.outputs().stream().filter(o -> !o.isEmpty() && !o.equals(input)).forEach(this::fresh);
        for (String i : node.reads()) {
            fit(!i.equals(input) && (draft.inputs().containsKey(i)
                || draft.initializers().containsKey(i)), "'" + i + "' is no other graph input or initializer");
        }
        Map<String, Tensor> inputs = Draft.copy(draft.inputs());
        inputs.remove(input);
        Map<String, Bounds> bounds = Draft.copy(draft.bounds());
        bounds.remove(input);
        List<Node> nodes = new ArrayList<>(draft.nodes());
        nodes.add(0, node);
        return evaluated(inputs, bounds, draft.initializers(), nodes, declaring(node, types));
    }

    private static Node withAttribute(Node n, String key, Optional<Attribute> value) {
        Map<String, Attribute> attributes = Draft.copy(n.attributes());
        value.ifPresentOrElse(v -> attributes.put(key, v), () -> attributes.remove(key));
        return new Node(n.domain(), n.operator(), n.name(), n.inputs(), n.outputs(), attributes);
    }

    private Draft change(String key, UnaryOperator<Node> by) {
        fit(draft.node(key).isPresent(), "no node produces '" + key + "' first");
        List<Node> nodes = new ArrayList<>(draft.nodes());
        nodes.replaceAll(n -> key(n).equals(key) ? by.apply(n) : n);
        return evaluated(draft.inputs(), draft.bounds(), draft.initializers(), nodes);
    }

    private Draft rewire(String key, int input, String value) {
        Node node = draft.node(key).orElseThrow(() -> new Unfit("no node produces '" + key + "' first"));
        fit(input >= 0 && input < node.inputs().size(), "'" + key + "' has no input " + input);
        fit(draft.values().containsKey(value), "no value '" + value + "'");
        List<String> ins = new ArrayList<>(node.inputs());
        ins.set(input, value);
        List<Node> nodes = new ArrayList<>(draft.nodes());
        nodes.replaceAll(n -> key(n).equals(key)
            ? new Node(n.domain(), n.operator(), n.name(), ins, n.outputs(), n.attributes()) : n);
        return evaluated(draft.inputs(), draft.bounds(), draft.initializers(), sorted(nodes));
    }

    /// The same nodes, each after those it consumes from; otherwise in the order given.
    private List<Node> sorted(List<Node> nodes) {
        Set<String> ready = new HashSet<>(draft.inputs().keySet());
        ready.addAll(draft.initializers().keySet());
        List<Node> left = new ArrayList<>(nodes);
        List<Node> sorted = new ArrayList<>();
        while (!left.isEmpty()) {
            Node next = left.stream().filter(n -> ready.containsAll(n.reads())).findFirst()
                .orElseThrow(() -> new Unfit("the nodes would form a cycle"));
            left.remove(next);
            sorted.add(next);
            ready.addAll(next.outputs());
        }
        return sorted;
    }

    private Draft replaceInitializer(String name, Tensor t) {
        fit(draft.initializers().containsKey(name), "no initializer '" + name + "'");
        Map<String, Tensor> all = Draft.copy(draft.initializers());
        all.put(name, t);
        return evaluated(draft.inputs(), draft.bounds(), all, draft.nodes());
    }

    private Draft mark(String name) {
        fit(draft.nodes().stream().anyMatch(n -> n.outputs().contains(name)), "no node produces '" + name + "'");
        Set<String> marked = Draft.copy(draft.marked());
        marked.add(name);
        return new Draft(draft.opset(), draft.plan(), draft.inputs(), draft.bounds(), draft.initializers(),
            draft.nodes(), draft.declared(), marked, draft.hidden(), draft.values());
    }

    private Draft hide(String name) {
        fit(draft.inputs().containsKey(name), "no graph input '" + name + "'");
        Set<String> hidden = Draft.copy(draft.hidden());
        hidden.add(name);
        return new Draft(draft.opset(), draft.plan(), draft.inputs(), draft.bounds(), draft.initializers(),
            draft.nodes(), draft.declared(), draft.marked(), hidden, draft.values());
    }

    private Draft evaluated(Map<String, Tensor> inputs, Map<String, Bounds> bounds, Map<String, Tensor> initializers,
        List<Node> nodes) {
        return evaluated(inputs, bounds, initializers, nodes, draft.declared());
    }

    private Draft evaluated(Map<String, Tensor> inputs, Map<String, Bounds> bounds, Map<String, Tensor> initializers,
        List<Node> nodes, Map<String, List<Declared>> declared) {
        return evaluated(inputs, bounds, initializers, nodes, declared, draft.marked());
    }

    private Draft evaluated(Map<String, Tensor> inputs, Map<String, Bounds> bounds, Map<String, Tensor> initializers,
        List<Node> nodes, Map<String, List<Declared>> declared, Set<String> marked) {
        Map<String, Enclosure> values = Draft.copy(Map.of());
        inputs.forEach((name, t) -> values.put(name, enclosure(name, t, draft.inputs())));
        initializers.forEach((name, t) -> values.put(name, enclosure(name, t, draft.initializers())));
        nodes.forEach(n -> evaluate(n, declared, values));
        Set<String> hidden = Draft.copy(draft.hidden());
        hidden.retainAll(inputs.keySet());
        return new Draft(draft.opset(), draft.plan(), inputs, bounds, initializers, nodes, declared, marked, hidden,
            values);
    }

    private Enclosure enclosure(String name, Tensor t, Map<String, Tensor> before) {
        return before.get(name) == t ? draft.values().get(name) : Enclosure.of(t);
    }

    private void evaluate(Node node, Map<String, List<Declared>> declared, Map<String, Enclosure> values) {
        for (String i : node.reads()) {
            fit(values.containsKey(i), "no value '" + i + "'");
        }
        List<Enclosure> outputs = switch (Evaluator.evaluate(node, draft.opset(), values, Accuracy.CPU)) {
            case Evaluation.Enclosed(List<Enclosure> enclosed) -> enclosed;
            case Evaluation.Invalid(String why) -> throw new Unfit(why);
            case Evaluation.Undetermined(String why) -> {
                fit(declared.containsKey(key(node)) && types(node, values).equals(draft.node(key(node))
                    .map(n -> types(n, draft.values())).orElseGet(() -> types(node, values))), why);
                yield declared.get(key(node)).stream().map(Declared::enclosure).toList();
            }
        };
        fit(outputs.size() >= node.outputs().size(), node.qualifiedOperator() + " has " + outputs.size() + " outputs");
        for (int i = 0; i < node.outputs().size(); i++) {
            if (!node.outputs().get(i).isEmpty()) {
                values.put(node.outputs().get(i), outputs.get(i));
            }
        }
    }

    /// What was declared of a node's outputs holds for inputs of these types only.
    private static List<Optional<TensorType>> types(Node node, Map<String, Enclosure> values) {
        return node.inputs().stream().map(i -> Optional.ofNullable(values.get(i)).map(e -> new TensorType(e.dtype(),
            e.knownShape().orElse(Shape.SCALAR)))).toList();
    }

    private Draft remove(String key, List<String> instead) {
        Node node = draft.node(key).orElseThrow(() -> new Unfit("no node produces '" + key + "' first"));
        fit(instead.size() == node.outputs().size(), "'" + key + "' has " + node.outputs().size() + " outputs");
        fit(draft.nodes().size() > 1, "the last node stays");
        Map<String, String> others = new HashMap<>();
        Set<String> marked = Draft.copy(draft.marked());
        for (int i = 0; i < instead.size(); i++) {
            String output = node.outputs().get(i);
            marked.remove(output);
            if (!output.isEmpty()) {
                fit(!instead.get(i).isEmpty() || !draft.consumed().contains(output), "'" + output + "' is consumed");
                others.put(output, instead.get(i));
            }
        }
        List<Node> nodes = new ArrayList<>();
        draft.nodes().stream().filter(n -> n != node).forEach(n -> nodes.add(n.reading(others)));
        Map<String, List<Declared>> declared = Draft.copy(draft.declared());
        declared.remove(key);
        return evaluated(draft.inputs(), draft.bounds(), draft.initializers(), sorted(nodes), declared, marked);
    }

    private Draft retype(Map<String, TensorType> types) {
        Map<String, Tensor> inputs = Draft.copy(draft.inputs());
        Map<String, Tensor> initializers = Draft.copy(draft.initializers());
        types.forEach((name, type) -> {
            fit(inputs.containsKey(name) || initializers.containsKey(name), "no graph input or initializer '" + name
                + "'");
            inputs.computeIfPresent(name, (_, _) -> draw(name, type.dtype(), type.shape(), draft.bounds().get(name),
                draft.plan().specials()));
            initializers.computeIfPresent(name, (_, old) -> converted(name, old, type));
        });
        return evaluated(inputs, draft.bounds(), initializers, draft.nodes());
    }

    private Tensor converted(String name, Tensor old, TensorType to) {
        boolean same = old.size() == to.shape().stream().asDoubleStream().reduce(1, (a, b) -> a * b);
        if (!same || old.dtype().kind() == DType.Kind.OPAQUE || to.dtype().kind() == DType.Kind.OPAQUE) {
            return draw(name, to.dtype(), to.shape(), Bounds.ANY, false);
        }
        return old.dtype().isReal() ? Tensor.of(to.dtype(), to.shape(), old::getDouble)
            : Tensor.ofLongs(to.dtype(), to.shape(), old::getLong);
    }

    private Draft feed(String name) {
        Map<String, Tensor> initializers = Draft.copy(draft.initializers());
        Tensor t = initializers.remove(name);
        fit(t != null, "no initializer '" + name + "'");
        Tensor fixed = draft.plan().fixed().get(name);
        Map<String, Tensor> inputs = Draft.copy(draft.inputs());
        inputs.put(name, fixed != null && fixed.type().equals(t.type()) ? fixed : t);
        Map<String, Bounds> bounds = Draft.copy(draft.bounds());
        bounds.put(name, Bounds.ANY);
        return evaluated(inputs, bounds, initializers, draft.nodes());
    }

    private Draft freeze(String name) {
        Map<String, Tensor> inputs = Draft.copy(draft.inputs());
        Tensor t = inputs.remove(name);
        fit(t != null, "no graph input '" + name + "'");
        Map<String, Bounds> all = Draft.copy(draft.bounds());
        Bounds bounds = all.remove(name);
        Map<String, Tensor> initializers = Draft.copy(draft.initializers());
        initializers.put(name, draw(name, t.dtype(), t.shape(), bounds, false));
        return evaluated(inputs, all, initializers, draft.nodes());
    }
}
