package org.plumbline.reports.reduce;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;
import org.plumbline.graph.Node;
import org.plumbline.graph.Tensor;
import org.plumbline.reports.Subject;

/// Element types become float32 or, where that cannot be, the first of the integers that can: everywhere at once, with
/// the types that attributes name, then those of single tensors.
final class Types implements Pass<Subject> {
    private static final List<DType> SIMPLER = List.of(DType.FLOAT, DType.INT64, DType.INT32, DType.INT8, DType.UINT8);
    private static final Set<String> NAMING_TYPES = Set.of("to", "dtype", "output_dtype", "stash_type");

    @Override
    public Subject shrink(Subject current, Question<Subject> question) {
        Map<String, Tensor> tensors = new TreeMap<>(current.feeds());
        tensors.putAll(current.model().graph().initializers());
        List<Function<Subject, Optional<Subject>>> steps = new ArrayList<>();
        tensors.values().stream().map(Tensor::dtype).filter(t -> t.kind() != DType.Kind.OPAQUE).distinct().sorted()
            .forEach(from -> simpler(from).forEach(to -> steps.add(s -> retyped(s, from, to))));
        tensors.forEach((name, t) -> simpler(t.dtype()).forEach(to -> steps.add(
            s -> Remade.tensors(s, other -> old -> other.equals(name) ? retyped(old, t.dtype(), to) : old))));
        return Chunks.each(current, steps, question);
    }

    private static List<DType> simpler(DType from) {
        return from.isReal() ? from == DType.FLOAT ? List.of() : List.of(DType.FLOAT)
            : SIMPLER.contains(from) ? SIMPLER.subList(0, SIMPLER.indexOf(from)) : SIMPLER;
    }

    private static Optional<Subject> retyped(Subject s, DType from, DType to) {
        Map<String, Tensor> feeds = Remade.changed(s.feeds(), _ -> t -> retyped(t, from, to));
        Map<String, Tensor> initializers = Remade.changed(s.model().graph().initializers(),
            _ -> t -> retyped(t, from, to));
        return Remade.of(s, s.model().graph().nodes().stream().map(n -> retyped(n, from, to)).toList(), feeds,
            initializers);
    }

    private static Tensor retyped(Tensor t, DType from, DType to) {
        return t.dtype() != from ? t : to.isReal() ? Tensor.of(to, t.shape(), from.isReal() ? t::getDouble : t::getLong)
            : Tensor.ofLongs(to, t.shape(), t::getLong);
    }

    private static Node retyped(Node n, DType from, DType to) {
        Map<String, Attribute> attributes = new HashMap<>(n.attributes());
        attributes.replaceAll((key, a) -> switch (a) {
            case Attribute.Int(long code) when NAMING_TYPES.contains(key) && code == from.code() ->
                new Attribute.Int(to.code());
            case Attribute.Value(Tensor t) -> new Attribute.Value(retyped(t, from, to));
            case Attribute.Int _,Attribute.Real _,Attribute.Text _,Attribute.Ints _,Attribute.Reals _,Attribute.Texts _,Attribute.Subgraph _,Attribute.Opaque _ ->
                a;
        });
        return new Node(n.domain(), n.operator(), n.name(), n.inputs(), n.outputs(), attributes);
    }
}
