package org.plumbline.mutators;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;
import org.plumbline.graph.Node;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.TensorType;
import org.plumbline.graph.edit.Draft;
import org.plumbline.graph.edit.Edit;
import org.plumbline.mutators.Spots.Chain;

/// Equal branches side by side, joined: common subexpressions to be found, and values that cancel or double.
final class SymmetryMutators {
    private static final int MOST_NODES = 3;

    private SymmetryMutators() {
    }

    static List<Mutator> all() {
        return List.of(
            new Mutator("mirror-branch", (rng, draft) -> mirror(rng, draft, false)),
            new Mutator("halve-and-join", (rng, draft) -> mirror(rng, draft, true)));
    }

    /// Copies a node with some of those in front of it and joins original and copy; `back` makes the original's value of
    /// the two again, in the place of the original, else the result is a new output.
    private static List<Edit> mirror(Rng rng, Draft draft, boolean back) {
        Optional<Node> end = Spots.node(rng, draft, n -> draft.type(Spots.key(n)).filter(t -> t.dtype().isReal()
            || !back)
            .isPresent() && (!back || Spots.consumers(draft, n).stream().anyMatch(e -> e.value().equals(Spots.key(
                n)))));
        return end.map(node -> {
            String value = Spots.key(node);
            Chain c = new Chain(draft);
            String copy = copied(rng, draft, node, c).get(value);
            TensorType type = draft.type(value).orElseThrow();
            return back ? c.into(rng.pick(Spots.consumers(draft, node).stream().filter(e -> e.value().equals(value))
                .toList()), again(c, rng, value, copy, type)) : joined(c, rng, value, copy, type);
        }).orElse(List.of());
    }

    private static Map<String, String> copied(Rng rng, Draft draft, Node end, Chain c) {
        List<Node> part = new ArrayList<>();
        Set<String> needed = new LinkedHashSet<>(end.outputs());
        int wanted = rng.between(1, MOST_NODES);
        for (Node n : draft.nodes().reversed()) {
            if (part.size() < wanted && n.outputs().stream().anyMatch(o -> !o.isEmpty() && needed.contains(o))) {
                part.addFirst(n);
                needed.addAll(n.reads());
            }
        }
        Map<String, String> names = new HashMap<>();
        for (Node n : part) {
            Node read = n.reading(names);
            n.outputs().stream().filter(o -> !o.isEmpty()).forEach(o -> names.put(o, c.name()));
            c.add(new Edit.InsertNode(new Node(n.domain(), n.operator(), "", read.inputs(), n.outputs().stream().map(
                o -> names.getOrDefault(o, "")).toList(), read.attributes()), draft.declared().getOrDefault(Spots.key(
                    n),
                    List.of())));
        }
        return names;
    }

    private static List<Edit> joined(Chain c, Rng rng, String a, String b, TensorType type) {
        if (type.rank() > 0 && rng.trueInOneOutOf(3)) {
            c.op("Concat", Map.of("axis", new Attribute.Int(rng.below(type.rank()))), a, b);
        } else if (type.dtype() == DType.BOOL) {
            c.op(rng.pick("And", "Or", "Xor"), Map.of(), a, b);
        } else {
            c.op(rng.pick("Add", "Sub", "Mul", "Max", "Min", "Equal"), Map.of(), a, b);
        }
        return c.edits();
    }

    private static String again(Chain c, Rng rng, String a, String b, TensorType type) {
        return switch (rng.below(3)) {
            case 0 -> c.op("Max", Map.of(), a, b);
            case 1 -> c.op("Mean", Map.of(), a, b);
            default -> c.op("Mul", Map.of(), c.op("Add", Map.of(), a, b), c.constant(Tensor.scalar(type.dtype(), 0.5)));
        };
    }
}
