package org.plumbline.graph.edit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.plumbline.graph.Graph;
import org.plumbline.graph.Model;
import org.plumbline.graph.Node;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.TensorType;
import org.plumbline.graph.ValueInfo;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.edit.Case.SkippedEdit;

/// A graph under construction, with the reference's opinion of every value kept up to date. Immutable: an edit gives a
/// new draft. All maps keep the order in which things were added.
public final class Draft {
    private final int opset;
    private final InputPlan plan;
    private final Map<String, Tensor> inputs;
    private final Map<String, Bounds> bounds;
    private final Map<String, Tensor> initializers;
    private final List<Node> nodes;
    private final Map<String, List<Declared>> declared;
    private final Set<String> marked;
    private final Set<String> hidden;
    private final Map<String, Enclosure> values;

    Draft(int opset, InputPlan plan, Map<String, Tensor> inputs, Map<String, Bounds> bounds,
        Map<String, Tensor> initializers, List<Node> nodes, Map<String, List<Declared>> declared, Set<String> marked,
        Set<String> hidden, Map<String, Enclosure> values) {
        this.opset = opset;
        this.plan = plan;
        this.inputs = inputs;
        this.bounds = bounds;
        this.initializers = initializers;
        this.nodes = nodes;
        this.declared = declared;
        this.marked = marked;
        this.hidden = hidden;
        this.values = values;
    }

    /// A draft without values.
    public static Draft empty(int opset, InputPlan plan) {
        return new Draft(opset, plan, Map.of(), Map.of(), Map.of(), List.of(), Map.of(), Set.of(), Set.of(), Map.of());
    }

    /// Applies one edit; total.
    public Step apply(Edit edit) {
        return new Application(this).apply(edit);
    }

    /// Applies all the edits, or none: the first reason why not.
    public Step applyAll(List<Edit> edits) {
        Draft at = this;
        for (Edit edit : edits) {
            switch (at.apply(edit)) {
                case Step.Applied(Draft next) -> at = next;
                case Step.Skipped skipped -> {
                    return skipped;
                }
            }
        }
        return new Step.Applied(at);
    }

    public int opset() {
        return opset;
    }

    public InputPlan plan() {
        return plan;
    }

    /// The graph inputs with the tensors drawn for them.
    public Map<String, Tensor> inputs() {
        return Collections.unmodifiableMap(inputs);
    }

    /// How each graph input is drawn.
    public Map<String, Bounds> bounds() {
        return Collections.unmodifiableMap(bounds);
    }

    public Map<String, Tensor> initializers() {
        return Collections.unmodifiableMap(initializers);
    }

    public List<Node> nodes() {
        return Collections.unmodifiableList(nodes);
    }

    /// What the reference says of every value.
    public Map<String, Enclosure> values() {
        return Collections.unmodifiableMap(values);
    }

    /// What edits stated of the outputs of nodes, by the first output of the node.
    public Map<String, List<Declared>> declared() {
        return Collections.unmodifiableMap(declared);
    }

    Set<String> marked() {
        return marked;
    }

    Set<String> hidden() {
        return hidden;
    }

    /// Type of a value, unless its shape is unknown.
    public Optional<TensorType> type(String value) {
        return Optional.ofNullable(values.get(value))
            .flatMap(e -> e.knownShape().map(s -> new TensorType(e.dtype(), s)));
    }

    /// The node with this first output.
    public Optional<Node> node(String firstOutput) {
        return nodes.stream().filter(n -> Application.key(n).equals(firstOutput)).findFirst();
    }

    /// The values that some node consumes.
    public Set<String> consumed() {
        Set<String> consumed = new HashSet<>();
        nodes.forEach(n -> consumed.addAll(n.inputs()));
        return consumed;
    }

    /// Names of the graph's outputs, in the order of the nodes: what nobody consumes, and what is marked.
    public List<String> outputs() {
        Set<String> consumed = consumed();
        List<String> outputs = new ArrayList<>();
        for (Node n : nodes) {
            for (String o : n.outputs()) {
                if (!o.isEmpty() && (!consumed.contains(o) || marked.contains(o))) {
                    outputs.add(o);
                }
            }
        }
        return outputs;
    }

    /// The model, without inputs and initializers that nothing consumes.
    public Model toModel() {
        Set<String> consumed = consumed();
        List<ValueInfo> ins = new ArrayList<>();
        inputs.forEach((name, t) -> {
            if (consumed.contains(name)) {
                ins.add(new ValueInfo(name, inputType(name, t)));
            }
        });
        Map<String, Tensor> constants = new LinkedHashMap<>(initializers);
        constants.keySet().retainAll(consumed);
        List<ValueInfo> outs = outputs().stream().map(o -> new ValueInfo(o, outputType(o))).toList();
        return Model.of(opset, new Graph("main", ins, outs, constants, nodes, Graph.NOTHING));
    }

    private ValueInfo.Type inputType(String name, Tensor t) {
        return hidden.contains(name) ? symbolic(name, t.type()) : ValueInfo.of(name, t.type()).type();
    }

    private ValueInfo.Type outputType(String name) {
        return type(name).map(t -> hidden.isEmpty() ? ValueInfo.of(name, t).type() : symbolic(name, t))
            .orElseGet(() -> new ValueInfo.OfTensor(values.get(name).dtype(), Optional.empty()));
    }

    private static ValueInfo.Type symbolic(String name, TensorType t) {
        List<ValueInfo.Dim> dims = new ArrayList<>();
        for (int i = 0; i < t.rank(); i++) {
            dims.add(new ValueInfo.Symbolic(name + "_d" + i));
        }
        return new ValueInfo.OfTensor(t.dtype(), Optional.of(dims));
    }

    /// The finished case.
    public Case toCase(List<SkippedEdit> skipped) {
        Model model = toModel();
        List<Tensor> feeds = model.graph().inputs().stream().map(i -> inputs.get(i.name())).toList();
        return new Case(model, feeds, values(), skipped);
    }

    /// Copies for [Application] to change.
    static <K, V> Map<K, V> copy(Map<K, V> map) {
        return new LinkedHashMap<>(map);
    }

    static <T> Set<T> copy(Set<T> set) {
        return new LinkedHashSet<>(set);
    }
}
