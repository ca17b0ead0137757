package org.plumbline.generator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.Node;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.TensorType;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.edit.Bounds;
import org.plumbline.graph.edit.Declared;
import org.plumbline.graph.edit.Draft;
import org.plumbline.graph.edit.Edit;
import org.plumbline.graph.operator.Domain;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.Slot;
import org.plumbline.graph.operators.Operators;
import org.plumbline.graph.rule.Expr;

/// Turns a solved partial operator into edits: what feeds it, and the node.
final class Materials {
    private final Draft draft;
    private final Rng rng;
    private final PartialOperator partial;
    private final long[] assignment;
    private final boolean inFront;
    private final boolean constants;
    private final List<Edit> edits = new ArrayList<>();
    private int names;

    /// `inFront`: the node comes before all others, so only inputs and initializers may feed it.
    Materials(Growth growth, PartialOperator partial, long[] assignment, boolean inFront) {
        draft = growth.draft();
        rng = growth.rng();
        this.partial = partial;
        this.assignment = assignment;
        this.inFront = inFront;
        constants = growth.options().rules().mix().handWritten() > 0;
        names = draft.values().size();
    }

    /// The names that feed the node, given those that are decided; nothing when a domain is empty. Absent inputs at the end
    /// are named too, as in the calls that a rule was learned from: a target may tell them from inputs left out.
    Optional<List<String>> inputs(Map<Integer, String> fed) {
        List<String> feeding = new ArrayList<>();
        for (int i = 0; i < partial.inputs().size(); i++) {
            Optional<String> name = fed.containsKey(i) ? Optional.of(fed.get(i)) : switch (partial.inputs().get(i)) {
                case Slot.Absent() -> Optional.of("");
                case Slot.Elements e -> Optional.of(elements(e));
                case Slot.Given(Tensor tensor) -> Optional.of(initializer(tensor));
                case Slot.Data d -> data(d, i == 0);
            };
            if (name.isEmpty()) {
                return Optional.empty();
            }
            feeding.add(name.get());
        }
        return Optional.of(feeding);
    }

    /// All edits, the node last; `input` is the graph input that its first output replaces.
    List<Edit> finish(List<String> feeding, Optional<String> input) {
        List<String> outputs = new ArrayList<>();
        List<Declared> declared = new ArrayList<>();
        for (int i = 0; i < partial.outputs().size(); i++) {
            outputs.add(i == 0 && input.isPresent() ? input.get() : name("v"));
            declared.add(declared(partial.outputs().get(i)));
        }
        Node node = Node.ofQualified(partial.operator(), feeding, outputs, attributes());
        List<Declared> stated = Unjudged.isReferenced(node, draft.opset()) ? List.of() : declared;
        edits.add(input.isPresent() ? new Edit.ProduceInput(node, stated) : new Edit.InsertNode(node, stated));
        return edits;
    }

    private Declared declared(PartialOperator.Out out) {
        return out.shapeFromValues() ? Declared.ofUnknownShape(out.dtype())
            : Declared.of(Growth.concrete(out, assignment));
    }

    private String name(String prefix) {
        String name = prefix + names++;
        return draft.values().containsKey(name) ? name(prefix) : name;
    }

    private Map<String, Attribute> attributes() {
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        partial.attributes().forEach((key, setting) -> attributes.put(key, switch (setting) {
            case PartialOperator.Fixed(Attribute value) -> value;
            case PartialOperator.OneInt(Expr e) -> new Attribute.Int(e.eval(assignment));
            case PartialOperator.ManyInts(List<Expr> es) ->
                Attribute.ints(es.stream().mapToLong(e -> e.eval(assignment)).toArray());
        }));
        return attributes;
    }

    private String elements(Slot.Elements slot) {
        long[] values = slot.values().stream().mapToLong(e -> e.eval(assignment)).toArray();
        Tensor t = Tensor.ofLongs(slot.dtype(), slot.scalar() ? Shape.SCALAR : Shape.of(values.length), i -> values[i]);
        if (!inFront && constants && rng.trueInOneOutOf(12) && Operators.named("Constant").isPresent()) {
            String name = name("c");
            edits.add(new Edit.InsertNode(
                Node.of("Constant", List.of(), List.of(name), Map.of("value", new Attribute.Value(t)))));
            return name;
        }
        return initializer(t);
    }

    private String initializer(Tensor t) {
        String name = name("k");
        edits.add(new Edit.AddInitializer(name, t));
        return name;
    }

    private Optional<String> data(Slot.Data slot, boolean first) {
        TensorType type = Growth.concrete(slot.dtype(), slot.dims(), assignment);
        Bounds bounds = Bounds.of(slot.domain(), assignment);
        if (bounds.isEmpty() && type.shape().size() > 0) {
            return Optional.empty();
        }
        if (rng.chance(slot.constant() ? 0.1 : 0.4)) {
            List<String> existing = existing(type, slot.domain(), bounds);
            if (!existing.isEmpty()) {
                return Optional.of(rng.pick(existing));
            }
        }
        boolean weights = rng.chance(slot.constant() ? 0.85 : first ? 0.08 : 0.3);
        String name = name(weights ? "w" : "i");
        edits.add(weights ? new Edit.AddWeights(name, type.dtype(), type.shape(), bounds)
            : new Edit.AddInput(name, type.dtype(), type.shape(), bounds));
        return Optional.of(name);
    }

    private List<String> existing(TensorType type, Domain domain, Bounds bounds) {
        List<String> fitting = new ArrayList<>();
        draft.values().forEach((name, e) -> {
            if (e.dtype() == type.dtype() && e.knownShape().filter(type.shape()::equals).isPresent()
                && (!inFront || draft.inputs().containsKey(name) || draft.initializers().containsKey(name))
                && Ranges.suits(e, bounds)) {
                fitting.add(name);
            }
        });
        return fitting;
    }

}
