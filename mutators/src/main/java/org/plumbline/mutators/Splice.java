package org.plumbline.mutators;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.Node;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.TensorType;
import org.plumbline.graph.edit.Bounds;
import org.plumbline.graph.edit.Draft;
import org.plumbline.graph.edit.Edit;
import org.plumbline.mutators.Spots.Chain;
import org.plumbline.mutators.Spots.Edge;

/// A part of one draft for another: some nodes that hang together, under fresh names. What feeds them from outside is a
/// value of the host where one has the type, else a copy of the donor's input or constant, else a new input.
record Splice(Draft host, Draft donor, Rng rng) {
    private static final int MAX_NODES = 6;

    /// The edits that bring the part into the host; none where the donor has no part to give. Nodes without a reference
    /// cannot be judged at another opset, so they come along at the donor's own only.
    List<Edit> propose() {
        List<Node> part = part();
        if (part.isEmpty() || host.opset() != donor.opset()
            && part.stream().anyMatch(n -> donor.declared().containsKey(Spots.key(n)))) {
            return List.of();
        }
        Chain chain = new Chain(host);
        Map<String, String> names = new HashMap<>(Map.of("", ""));
        Set<String> produced = new LinkedHashSet<>();
        part.forEach(n -> produced.addAll(n.outputs()));
        for (Node n : part) {
            n.inputs().stream().filter(i -> !produced.contains(i))
                .forEach(i -> names.computeIfAbsent(i, _ -> fed(chain, i)));
            n.outputs().forEach(o -> names.computeIfAbsent(o, _ -> chain.name()));
            chain.add(new Edit.InsertNode(
                new Node(n.domain(), n.operator(), "", n.inputs().stream().map(names::get).toList(),
                    n.outputs().stream().map(names::get).toList(), n.attributes()),
                donor.declared().getOrDefault(Spots.key(n), List.of())));
        }
        return rng.chance(0.6) ? joined(chain, part, names) : chain.edits();
    }

    /// Feeds an edge of the host from a value of the part: one of the same type, or the largest element of one of the
    /// same dtype, added to what the edge carried.
    private List<Edit> joined(Chain chain, List<Node> part, Map<String, String> names) {
        List<String> produced = part.stream().flatMap(n -> n.outputs().stream())
            .filter(o -> donor.type(o).isPresent()).toList();
        if (produced.isEmpty()) {
            return chain.edits();
        }
        String value = rng.pick(produced);
        TensorType type = donor.type(value).orElseThrow();
        Optional<Edge> equal = Spots.edge(rng, host, type::equals);
        if (equal.isPresent()) {
            return chain.into(equal.get(), names.get(value));
        }
        return Spots.edge(rng, host, t -> t.dtype() == type.dtype() && t.dtype().isReal() && type.shape().size() > 0)
            .map(edge -> chain.into(edge, chain.op("Add", Map.of(), edge.value(),
                chain.op("ReduceMax", Map.of("keepdims", new Attribute.Int(0)), names.get(value)))))
            .orElseGet(chain::edits);
    }

    /// A random node with some of those that it depends on, in order. A node stays with the producers of those of its
    /// inputs whose shape nobody knows.
    private List<Node> part() {
        if (donor.nodes().isEmpty()) {
            return List.of();
        }
        int wanted = rng.between(1, Math.min(MAX_NODES, donor.nodes().size()));
        Set<String> needed = new LinkedHashSet<>();
        List<Node> part = new ArrayList<>();
        int from = rng.below(donor.nodes().size());
        for (int i = from; i >= 0; i--) {
            Node n = donor.nodes().get(i);
            boolean forced = n.outputs().stream().anyMatch(o -> needed.contains(o) && donor.type(o).isEmpty());
            boolean feeds = n.outputs().stream().anyMatch(needed::contains);
            if (i == from || forced || feeds && part.size() < wanted) {
                part.addFirst(n);
                needed.addAll(n.inputs());
            }
        }
        return part;
    }

    private String fed(Chain chain, String value) {
        Tensor constant = donor.initializers().get(value);
        TensorType type = donor.type(value).orElseThrow();
        if (rng.chance(constant == null ? 0.8 : type.dtype().isReal() ? 0.3 : 0)) {
            List<String> fitting = host.values().keySet().stream()
                .filter(v -> host.type(v).equals(Optional.of(type))).toList();
            if (!fitting.isEmpty()) {
                return rng.pick(fitting);
            }
        }
        if (constant != null) {
            return chain.constant(constant);
        }
        String name = chain.name();
        chain.add(new Edit.AddInput(name, type.dtype(), type.shape(),
            donor.bounds().getOrDefault(value, Bounds.ANY)));
        return name;
    }
}
