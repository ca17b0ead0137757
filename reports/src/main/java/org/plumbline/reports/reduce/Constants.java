package org.plumbline.reports.reduce;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.Graph;
import org.plumbline.graph.Node;
import org.plumbline.graph.Tensor;
import org.plumbline.reports.Subject;

/// Constant nodes become initializers, and initializers inputs, so that what is left shows what has to be constant.
final class Constants implements Pass<Subject> {
    @Override
    public Subject shrink(Subject current, Question<Subject> question) {
        List<Function<Subject, Optional<Subject>>> nodes = new ArrayList<>();
        current.model().graph().nodes().stream().filter(n -> n.attribute("value").isPresent()
            && n.operator().equals("Constant")).forEach(n -> nodes.add(s -> initialized(s, n)));
        Subject best = Chunks.each(current, nodes, question);
        List<Function<Subject, Optional<Subject>>> steps = new ArrayList<>();
        best.model().graph().initializers().keySet().forEach(name -> steps.add(s -> Optional.of(fed(s, name))));
        return Chunks.each(best, steps, question);
    }

    private static Optional<Subject> initialized(Subject s, Node constant) {
        Map<String, Tensor> initializers = new LinkedHashMap<>(s.model().graph().initializers());
        boolean isOutput = s.model().graph().outputs().stream().anyMatch(o -> constant.outputs().contains(o.name()));
        return !isOutput && constant.attribute("value").orElseThrow() instanceof Attribute.Value(Tensor t)
            ? with(s, constant, initializers, t) : Optional.empty();
    }

    private static Optional<Subject> with(Subject s, Node constant, Map<String, Tensor> initializers, Tensor t) {
        initializers.put(constant.outputs().getFirst(), t);
        return Remade.of(s, s.model().graph().nodes().stream().filter(n -> n != constant).toList(), s.feeds(),
            initializers);
    }

    private static Subject fed(Subject subject, String name) {
        Graph g = subject.model().graph();
        Map<String, Tensor> feeds = new LinkedHashMap<>(subject.feeds());
        Map<String, Tensor> rest = new LinkedHashMap<>(g.initializers());
        feeds.put(name, rest.remove(name));
        Subject without = new Subject(subject.model().withGraph(new Graph(g.name(), g.inputs(), g.outputs(), rest,
            g.nodes(), g.rest())), subject.inputs());
        return without.with(g.nodes(), g.outputs(), feeds);
    }
}
