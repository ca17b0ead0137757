package org.plumbline.reports.reduce;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;
import org.plumbline.graph.Node;
import org.plumbline.graph.Tensor;
import org.plumbline.reports.Subject;

/// Element types become float32, or the widest integers where they have to stay integers: everywhere at once, with the
/// types that attributes name.
final class Types implements Pass<Subject> {
    private static final Set<String> NAMING_TYPES = Set.of("to", "dtype", "output_dtype", "stash_type");

    @Override
    public Subject shrink(Subject current, Question<Subject> question) {
        Set<DType> there = new TreeSet<>();
        Stream.concat(current.inputs().stream(), current.model().graph().initializers().values().stream())
            .map(Tensor::dtype).filter(DType::isNumeric).forEach(there::add);
        List<Function<Subject, Optional<Subject>>> steps = new ArrayList<>();
        for (DType from : there) {
            for (DType to : List.of(DType.FLOAT, DType.INT64)) {
                if (from != DType.FLOAT && from != to && (to == DType.FLOAT || from.isInteger())) {
                    steps.add(s -> retyped(s, from, to));
                }
            }
        }
        return Chunks.each(current, steps, question);
    }

    private static Optional<Subject> retyped(Subject s, DType from, DType to) {
        Map<String, Tensor> feeds = Remade.changed(s.feeds(), _ -> t -> retyped(t, from, to));
        Map<String, Tensor> initializers = Remade.changed(s.model().graph().initializers(),
            _ -> t -> retyped(t, from, to));
        return Remade.of(s, s.model().graph().nodes().stream().map(n -> retyped(n, from, to)).toList(), feeds,
            initializers);
    }

    private static Tensor retyped(Tensor t, DType from, DType to) {
        return t.dtype() != from ? t : to.isReal() ? Tensor.of(to, t.shape(), t::getDouble)
            : Tensor.ofLongs(to, t.shape(), t::getLong);
    }

    private static Node retyped(Node n, DType from, DType to) {
        Map<String, Attribute> attributes = new HashMap<>(n.attributes());
        attributes.replaceAll((key, a) -> switch (a) {
            case Attribute.Int(long code) when NAMING_TYPES.contains(key) && code == from.code() ->
                new Attribute.Int(to.code());
            case Attribute.Value(Tensor t) -> new Attribute.Value(retyped(t, from, to));
            case Attribute other -> other;
        });
        return new Node(n.domain(), n.operator(), n.name(), n.inputs(), n.outputs(), attributes);
    }
}
