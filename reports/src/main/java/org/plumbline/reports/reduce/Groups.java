package org.plumbline.reports.reduce;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.Node;
import org.plumbline.graph.Tensor;
import org.plumbline.reports.Subject;

/// Convolutions without groups, over the channels of the first group alone. (The attribute alone cannot go, since it says
/// how many channels there are.)
final class Groups implements Pass<Subject> {
    private static final int CHANNELS = 1;

    @Override
    public Subject shrink(Subject current, Question<Subject> question) {
        List<Function<Subject, Optional<Subject>>> steps = new ArrayList<>();
        current.model().graph().nodes().stream().filter(n -> n.attributes().containsKey("group"))
            .forEach(n -> steps.add(s -> ungrouped(s, Arguments.id(n))));
        return Chunks.each(current, steps, question);
    }

    private static Optional<Subject> ungrouped(Subject s, String id) {
        return s.model().graph().nodes().stream().filter(n -> n.outputs().contains(id)).findFirst().flatMap(n -> {
            Optional<Tensor> weights = Optional.ofNullable(s.feeds().getOrDefault(n.inputs().get(1),
                s.model().graph().initializers().get(n.inputs().get(1))));
            Map<String, Attribute> attributes = new HashMap<>(n.attributes());
            attributes.remove("group");
            Node whole = new Node(n.domain(), n.operator(), n.name(), n.inputs(), n.outputs(), attributes);
            return weights.filter(w -> w.shape().rank() > CHANNELS).flatMap(w -> Remade.of(s, s.model().graph().nodes()
                .stream().map(o -> o == n ? whole : o).toList(), Remade.changed(s.feeds(), name -> x -> name.equals(n
                    .inputs().getFirst()) && x.shape().rank() > CHANNELS && x.shape().dim(CHANNELS) >= w.shape().dim(
                        CHANNELS) ? Dimensions.cut(x, CHANNELS, w.shape().dim(CHANNELS), true) : x),
                s.model().graph().initializers()));
        });
    }
}
