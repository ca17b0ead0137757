package org.plumbline.mutators;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plumbline.graph.Node;
import org.plumbline.graph.Rng;
import org.plumbline.graph.TensorType;
import org.plumbline.graph.edit.Draft;
import org.plumbline.graph.edit.Edit;
import org.plumbline.mutators.Spots.Chain;
import org.plumbline.mutators.Spots.Edge;

/// Changes of how a graph hangs together.
final class StructureMutators {
    private StructureMutators() {
    }

    static List<Mutator> all() {
        return List.of(
            new Mutator("duplicate-subexpression", StructureMutators::duplicate),
            new Mutator("share-value", StructureMutators::share),
            new Mutator("append-activation", StructureMutators::append),
            new Mutator("insert-activation", StructureMutators::insert),
            new Mutator("mark-output", StructureMutators::mark),
            new Mutator("hide-shape", StructureMutators::hide));
    }

    /// Computes a node a second time and feeds one of its consumers from the copy.
    private static List<Edit> duplicate(Rng rng, Draft draft) {
        if (draft.nodes().isEmpty()) {
            return List.of();
        }
        Node node = rng.pick(draft.nodes());
        Chain chain = new Chain(draft);
        List<String> copies = chain.ops(node.operator(), node.outputs().size(), node.attributes(),
            node.inputs().toArray(String[]::new));
        List<Edge> consumers = Spots.consumers(draft, node);
        if (consumers.isEmpty()) {
            return chain.edits();
        }
        Edge edge = rng.pick(consumers);
        return chain.into(edge, copies.get(node.outputs().indexOf(edge.value())));
    }

    /// Feeds an edge from another value of the same type.
    private static List<Edit> share(Rng rng, Draft draft) {
        return Spots.edge(rng, draft, _ -> true).<List<Edit>>map(edge -> {
            List<String> others = draft.values().keySet().stream().filter(
                v -> !v.equals(edge.value()) && draft.type(v).equals(Optional.of(edge.type()))).toList();
            return others.isEmpty() ? List.of() : List.of(new Edit.Rewire(edge.node(), edge.input(), rng.pick(others)));
        }).orElse(List.of());
    }

    private static String activation(Rng rng) {
        return rng.pick("Relu", "Sigmoid", "Tanh", "LeakyRelu", "HardSigmoid", "Elu", "Softplus", "Clip");
    }

    private static List<Edit> append(Rng rng, Draft draft) {
        List<String> leaves = draft.outputs().stream().filter(
            o -> draft.type(o).map(TensorType::dtype).filter(t -> t.isReal()).isPresent()).toList();
        if (leaves.isEmpty()) {
            return List.of();
        }
        Chain chain = new Chain(draft);
        chain.op(activation(rng), Map.of(), rng.pick(leaves));
        return chain.edits();
    }

    private static List<Edit> insert(Rng rng, Draft draft) {
        return Spots.edge(rng, draft, t -> t.dtype().isReal()).<List<Edit>>map(edge -> {
            Chain chain = new Chain(draft);
            return chain.into(edge, chain.op(activation(rng), Map.of(), edge.value()));
        }).orElse(List.of());
    }

    private static List<Edit> mark(Rng rng, Draft draft) {
        List<String> inner = new ArrayList<>();
        List<String> outputs = draft.outputs();
        draft.nodes().forEach(n -> n.outputs().stream().filter(o -> !o.isEmpty() && !outputs.contains(o))
            .forEach(inner::add));
        return inner.isEmpty() ? List.of() : List.of(new Edit.MarkOutput(rng.pick(inner)));
    }

    private static List<Edit> hide(Rng rng, Draft draft) {
        List<String> inputs = List.copyOf(draft.inputs().keySet());
        return inputs.isEmpty() ? List.of() : List.of(new Edit.HideShape(rng.pick(inputs)));
    }
}
