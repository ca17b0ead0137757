package org.plumbline.mutators;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;
import org.plumbline.graph.Graph;
import org.plumbline.graph.Node;
import org.plumbline.graph.Rng;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.TensorType;
import org.plumbline.graph.ValueInfo;
import org.plumbline.graph.edit.Bounds;
import org.plumbline.graph.edit.Draft;
import org.plumbline.graph.edit.Edit;
import org.plumbline.graph.edit.Step;
import org.plumbline.mutators.Spots.Chain;

/// A node inside control flow. Its other inputs are taken from outside. Names inside begin with the name of the value
/// outside that the wrapper produces, which no other value has.
final class ControlMutators {
    private static final TensorType FLAG = new TensorType(DType.BOOL, Shape.SCALAR);
    private static final TensorType COUNT = new TensorType(DType.INT64, Shape.SCALAR);

    private ControlMutators() {
    }

    static List<Mutator> all() {
        return List.of(
            new Mutator("wrap-in-if", ControlMutators::branch),
            new Mutator("wrap-in-loop", ControlMutators::loop),
            new Mutator("wrap-in-scan", ControlMutators::scan));
    }

    /// A node with a reference and one output of known type.
    private static Optional<Node> node(Rng rng, Draft draft) {
        return Spots.node(rng, draft, n -> n.outputs().size() == 1 && draft.type(Spots.key(n)).isPresent()
            && !draft.declared().containsKey(Spots.key(n)));
    }

    private static TensorType type(Draft draft, Node n) {
        return draft.type(Spots.key(n)).orElseThrow();
    }

    private static Node named(Node n, String output, Map<String, String> reading) {
        return new Node(n.domain(), n.operator(), "", n.reading(reading).inputs(), List.of(output),
            n.reading(reading).attributes());
    }

    private static Attribute graph(List<ValueInfo> inputs, List<ValueInfo> outputs, List<Node> nodes) {
        return new Attribute.Subgraph(new Graph("body", inputs, outputs, Map.of(), nodes, Graph.NOTHING));
    }

    /// A constant, or an input that holds one of several values: constants fold, inputs do not.
    private static String decided(Chain c, Rng rng, TensorType type, int lo, int hi) {
        if (rng.trueInOneOutOf(2)) {
            return c.constant(Tensor.scalar(type.dtype(), rng.between(lo, hi)));
        }
        String name = c.name();
        c.add(new Edit.AddInput(name, type.dtype(), type.shape(), Bounds.whole(lo, hi)));
        return name;
    }

    /// The node in one branch; in the other, the node again, or another value of the type.
    private static List<Edit> branch(Rng rng, Draft draft) {
        return node(rng, draft).map(n -> {
            Chain c = new Chain(draft);
            String condition = decided(c, rng, FLAG, 0, 1);
            String out = c.name();
            Attribute one = branch(draft, n, out + ".a", named(n, out + ".a", Map.of()));
            List<String> after = dependants(draft, n);
            String other = Spots.value(rng, draft, type(draft, n), after).filter(_ -> rng.trueInOneOutOf(2)).orElse("");
            Attribute two = branch(draft, n, out + ".b", other.isEmpty() ? named(n, out + ".b", Map.of())
                : Node.of("Identity", List.of(other), List.of(out + ".b"), Map.of()));
            boolean first = rng.trueInOneOutOf(2);
            c.add(new Edit.InsertNode(Node.of("If", List.of(condition), List.of(out),
                Map.of("then_branch", first ? one : two, "else_branch", first ? two : one))));
            return c.instead(n, out);
        }).orElse(List.of());
    }

    private static Attribute branch(Draft draft, Node n, String output, Node inner) {
        return graph(List.of(), List.of(ValueInfo.of(output, type(draft, n))), List.of(inner));
    }

    /// What a node produces and all that rests on it.
    private static List<String> dependants(Draft draft, Node node) {
        List<String> all = new ArrayList<>(node.outputs());
        draft.nodes().stream().filter(n -> n.reads().stream().anyMatch(all::contains))
            .forEach(n -> all.addAll(n.outputs()));
        return all;
    }

    /// A node that leaves the type of an input alone, once or a few times over.
    private static List<Edit> loop(Rng rng, Draft draft) {
        return node(rng, draft).filter(n -> n.inputs().stream().anyMatch(i -> draft.type(i).isPresent()
            && draft.type(i).get().equals(type(draft, n)))).map(n -> {
                TensorType type = type(draft, n);
                String carried = rng.pick(n.inputs().stream().filter(i -> draft.type(i).equals(Optional.of(type)))
                    .toList());
                Chain c = new Chain(draft);
                String trips = decided(c, rng, COUNT, 1, 3);
                String out = c.name();
                Attribute body = graph(
                    List.of(ValueInfo.of(out + ".i", COUNT), ValueInfo.of(out + ".c", FLAG), ValueInfo.of(out + ".x",
                        type)),
                    List.of(ValueInfo.of(out + ".d", FLAG), ValueInfo.of(out + ".y", type)),
                    List.of(Node.of("Identity", List.of(out + ".c"), List.of(out + ".d"), Map.of()),
                        named(n, out + ".y", Map.of(carried, out + ".x"))));
                c.add(new Edit.InsertNode(Node.of("Loop", List.of(trips, "", carried), List.of(out), Map.of("body",
                    body))));
                return c.instead(n, out);
            }).orElse(List.of());
    }

    /// A node on each slice of an input along its first axis, where that gives the type that the node gave as a whole.
    private static List<Edit> scan(Rng rng, Draft draft) {
        return node(rng, draft).map(n -> {
            TensorType type = type(draft, n);
            List<String> slices = n.inputs().stream().filter(i -> type.rank() > 0 && draft.type(i).filter(t -> t
                .rank() > 0 && t.shape().dim(0) == type.shape().dim(0) && t.shape().dim(0) > 0).isPresent()).toList();
            if (slices.isEmpty()) {
                return List.<Edit>of();
            }
            Chain c = new Chain(draft);
            String out = c.name();
            String sliced = rng.pick(slices);
            Map<String, Attribute> attributes = new LinkedHashMap<>();
            attributes.put("body", graph(List.of(ValueInfo.of(out + ".x", slice(draft.type(sliced).orElseThrow()))),
                List.of(ValueInfo.of(out + ".y", slice(type))), List.of(named(n, out + ".y", Map.of(sliced, out
                    + ".x")))));
            attributes.put("num_scan_inputs", new Attribute.Int(1));
            if (rng.trueInOneOutOf(3)) {
                attributes.put("scan_input_directions", Attribute.ints(1));
                attributes.put("scan_output_directions", Attribute.ints(1));
            }
            c.add(new Edit.InsertNode(Node.of("Scan", List.of(sliced), List.of(out), attributes)));
            return draft.applyAll(c.edits()) instanceof Step.Applied(Draft next) && next.type(out).equals(Optional.of(
                type)) ? c.instead(n, out) : List.<Edit>of();
        }).orElse(List.of());
    }

    private static TensorType slice(TensorType t) {
        return new TensorType(t.dtype(), Shape.of(t.shape().stream().skip(1).toArray()));
    }
}
