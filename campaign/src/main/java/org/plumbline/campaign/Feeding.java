package org.plumbline.campaign;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.plumbline.graph.DType;
import org.plumbline.graph.Graph;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.ValueInfo;
import org.plumbline.reports.Subject;

/// Makes subjects that a target can be fed.
final class Feeding {
    /// Since this IR version an initializer need not be an input as well (ONNX `docs/IR.md`).
    private static final int FREE_INITIALIZERS = 4;

    private Feeding() {
    }

    /// The subject itself, or one whose inputs of other types than `feeds` have become initializers.
    static Subject fitted(Subject subject, Set<DType> feeds) {
        if (subject.inputs().stream().allMatch(t -> feeds.contains(t.dtype()))) {
            return subject;
        }
        Graph g = subject.model().graph();
        Map<String, Tensor> initializers = new LinkedHashMap<>(g.initializers());
        List<ValueInfo> inputs = new ArrayList<>(g.inputs());
        List<Tensor> fed = new ArrayList<>();
        subject.feeds().forEach((name, tensor) -> {
            if (feeds.contains(tensor.dtype())) {
                fed.add(tensor);
            } else {
                initializers.put(name, tensor);
                inputs.removeIf(i -> subject.model().irVersion() >= FREE_INITIALIZERS && i.name().equals(name));
            }
        });
        return new Subject(subject.model().withGraph(new Graph(g.name(), inputs, g.outputs(), initializers, g.nodes(),
            g.rest())), fed);
    }
}
