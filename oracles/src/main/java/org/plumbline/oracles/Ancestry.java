package org.plumbline.oracles;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;
import org.plumbline.graph.Graph;
import org.plumbline.graph.Node;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.ValueInfo;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.operators.Evaluator.Evaluated;

/// Which values of a graph are computed from integers, bools and strings alone: no rounding can have touched them, so
/// every correct implementation gives the same. A value whose type is not known counts as real, and so does what a
/// node with a real attribute or a subgraph gives.
final class Ancestry {
    private final Set<String> real = new HashSet<>();

    private Ancestry() {
    }

    static Ancestry of(Graph graph, Evaluated reference) {
        Ancestry a = new Ancestry();
        Set<String> whole = new HashSet<>();
        for (ValueInfo v : all(graph)) {
            if (v.type() instanceof ValueInfo.OfTensor(DType dtype, _) && isWhole(dtype)) {
                whole.add(v.name());
            }
        }
        reference.values().forEach((name, e) -> {
            if (isWhole(e.dtype())) {
                whole.add(name);
            }
        });
        for (ValueInfo v : graph.inputs()) {
            a.note(v.name(), whole.contains(v.name()));
        }
        for (Map.Entry<String, Tensor> e : graph.initializers().entrySet()) {
            a.note(e.getKey(), isWhole(e.getValue().dtype()));
        }
        for (Node node : graph.nodes()) {
            boolean clean = node.inputs().stream().noneMatch(a.real::contains)
                && node.attributes().values().stream().noneMatch(Ancestry::isReal);
            node.outputs().forEach(o -> a.note(o, clean && whole.contains(o)));
        }
        return a;
    }

    private static List<ValueInfo> all(Graph graph) {
        List<ValueInfo> all = new ArrayList<>(graph.inputs());
        all.addAll(graph.outputs());
        return all;
    }

    private void note(String value, boolean isWhole) {
        if (!isWhole) {
            real.add(value);
        }
    }

    private static boolean isWhole(DType dtype) {
        return switch (dtype.kind()) {
            case SIGNED, UNSIGNED, BOOLEAN -> true;
            case REAL -> false;
            case OPAQUE -> dtype == DType.STRING;
        };
    }

    private static boolean isReal(Attribute attribute) {
        return switch (attribute) {
            case Attribute.Int _,Attribute.Ints _,Attribute.Text _,Attribute.Texts _ -> false;
            case Attribute.Value(Tensor t) -> !isWhole(t.dtype());
            case Attribute.Real _,Attribute.Reals _,Attribute.Subgraph _,Attribute.Opaque _ -> true;
        };
    }

    /// Whether no real number has a part in the value.
    boolean isFreeOfRounding(String value) {
        return !real.contains(value);
    }
}
