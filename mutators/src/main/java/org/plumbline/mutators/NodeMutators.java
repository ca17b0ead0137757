package org.plumbline.mutators;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.plumbline.generator.Insertions;
import org.plumbline.generator.Options;
import org.plumbline.graph.Node;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.TensorType;
import org.plumbline.graph.edit.Bounds;
import org.plumbline.graph.edit.Draft;
import org.plumbline.graph.edit.Edit;
import org.plumbline.graph.edit.Step;
import org.plumbline.mutators.Spots.Chain;

/// Nodes that come, go or give way to others. What comes is proposed by the generator, so any operator of the registry
/// may, valid by its rules.
final class NodeMutators {
    private static final Insertions INSERTIONS = new Insertions(Options.DEFAULT);
    private static final int TRIES = 12;

    private NodeMutators() {
    }

    static List<Mutator> all() {
        return List.of(
            new Mutator("delete-node", NodeMutators::delete),
            new Mutator("insert-operator", NodeMutators::insert),
            new Mutator("produce-input", NodeMutators::produce),
            new Mutator("replace-operator", NodeMutators::replace),
            new Mutator("repeat-part", (rng, draft) -> new Splice(draft, draft, rng).propose()));
    }

    /// Consumers are fed from an input of the node, else from another value of the type, else from a new constant or
    /// input.
    private static List<Edit> delete(Rng rng, Draft draft) {
        return Spots.node(rng, draft, n -> n.outputs().stream().allMatch(o -> o.isEmpty()
            || draft.type(o).isPresent())).<List<Edit>>map(node -> {
                Chain chain = new Chain(draft);
                Set<String> consumed = draft.consumed();
                List<String> instead = new ArrayList<>();
                for (String o : node.outputs()) {
                    instead.add(consumed.contains(o) ? stand(rng, draft, node, draft.type(o).orElseThrow(), chain)
                        : "");
                }
                chain.add(new Edit.RemoveNode(Spots.key(node), instead));
                return chain.edits();
            }).orElse(List.of());
    }

    private static String stand(Rng rng, Draft draft, Node node, TensorType type, Chain chain) {
        List<String> own = node.inputs().stream().filter(i -> draft.type(i).equals(Optional.of(type))).toList();
        if (!own.isEmpty()) {
            return rng.pick(own);
        }
        return Spots.value(rng, draft, type, node.outputs()).filter(_ -> rng.chance(0.5)).orElseGet(() -> {
            if (rng.trueInOneOutOf(3)) {
                return chain.constant(Tensor.of(type.dtype(), type.shape(), _ -> 1));
            }
            String name = chain.name();
            chain.add(new Edit.AddInput(name, type.dtype(), type.shape(), Bounds.ANY));
            return name;
        });
    }

    /// Any operator behind a value; one that leaves the type alone goes into an edge, half of the time.
    private static List<Edit> insert(Rng rng, Draft draft) {
        return Spots.edge(rng, draft, _ -> true).flatMap(edge -> INSERTIONS.after(draft, edge.value(), rng).map(
            edits -> {
                List<Edit> all = new ArrayList<>(edits);
                last(draft, edits).filter(n -> rng.chance(0.5) && n.type().equals(edge.type()))
                    .ifPresent(n -> all.add(new Edit.Rewire(edge.node(), edge.input(), n.output())));
                return all;
            })).orElse(List.of());
    }

    private record Inserted(String output, TensorType type) {
    }

    /// What the last of these edits, an insertion, produces first.
    private static Optional<Inserted> last(Draft draft, List<Edit> edits) {
        return edits.getLast() instanceof Edit.InsertNode(Node n, var _)
            && draft.applyAll(edits) instanceof Step.Applied(Draft next)
                ? next.type(Spots.key(n)).map(t -> new Inserted(Spots.key(n), t)) : Optional.empty();
    }

    private static List<Edit> produce(Rng rng, Draft draft) {
        List<String> inputs = draft.consumed().stream().filter(draft.inputs()::containsKey).sorted().toList();
        return inputs.isEmpty() ? List.of() : INSERTIONS.before(draft, rng.pick(inputs), rng).orElse(List.of());
    }

    /// Another operator over an input of a node, with whatever it needs besides, in the node's place.
    private static List<Edit> replace(Rng rng, Draft draft) {
        Optional<Node> node = Spots.node(rng, draft, n -> n.outputs().size() == 1 && draft.type(Spots.key(n))
            .isPresent()
            && n.inputs().stream().anyMatch(i -> draft.type(i).isPresent()));
        for (int i = 0; node.isPresent() && i < TRIES; i++) {
            Node old = node.get();
            String from = rng.pick(old.inputs().stream().filter(v -> draft.type(v).isPresent()).toList());
            Optional<List<Edit>> edits = INSERTIONS.after(draft, from, rng).filter(e -> e
                .getLast() instanceof Edit.InsertNode(Node n, var _) && !n.operator().equals(old.operator()) && last(
                    draft, e)
                    .map(Inserted::type).equals(draft.type(Spots.key(old))));
            if (edits.isPresent()) {
                List<Edit> all = new ArrayList<>(edits.get());
                all.add(new Edit.RemoveNode(Spots.key(old), List.of(last(draft, edits.get()).orElseThrow().output())));
                return all;
            }
        }
        return List.of();
    }
}
