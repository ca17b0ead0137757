package org.plumbline.corpus;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.Bytes;
import org.plumbline.graph.Graph;
import org.plumbline.graph.Tensor;

/// The classes that attribute values fall into: coarse enough that there are few per attribute, fine enough that what
/// code branches on (negative axes, strides of one, padding or none) differs.
final class AttributeClass {
    private static final int LONGEST_TEXT = 32;

    private AttributeClass() {
    }

    /// `-`, `0`, `1` or `+` for numbers, the set of their elements' classes and the length (up to 4) for lists, dtype
    /// and rank for tensors; texts, which are names of modes, stand for themselves.
    static String of(Attribute attribute) {
        return switch (attribute) {
            case Attribute.Int(long v) -> number(v);
            case Attribute.Real(float v) -> number(v);
            case Attribute.Text(String v) -> v.substring(0, Math.min(LONGEST_TEXT, v.length()));
            case Attribute.Ints(List<Long> vs) -> list(vs);
            case Attribute.Reals(List<Float> vs) -> list(vs);
            case Attribute.Texts(List<String> vs) -> "texts" + Math.min(4, vs.size());
            case Attribute.Value(Tensor t) -> t.dtype() + ":" + t.shape().rank();
            case Attribute.Subgraph(Graph _) -> "graph";
            case Attribute.Opaque(Bytes _) -> "opaque";
        };
    }

    private static String list(List<? extends Number> values) {
        return Math.min(4, values.size()) + values.stream().map(v -> number(v.doubleValue()))
            .collect(Collectors.toCollection(TreeSet::new)).toString();
    }

    private static String number(double v) {
        return Double.isNaN(v) ? "nan" : v < 0 ? "-" : v == 0 ? "0" : v == 1 ? "1" : "+";
    }
}
