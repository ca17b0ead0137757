package org.plumbline.reports.reduce;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.plumbline.graph.Graph;
import org.plumbline.graph.Tensor;
import org.plumbline.reports.Subject;

/// Initializers become inputs, so that what is left shows what has to be constant.
final class Constants implements Pass<Subject> {
    @Override
    public Subject shrink(Subject current, Question<Subject> question) {
        List<Function<Subject, Optional<Subject>>> steps = new ArrayList<>();
        current.model().graph().initializers().keySet().forEach(name -> steps.add(s -> Optional.of(fed(s, name))));
        return Chunks.each(current, steps, question);
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
