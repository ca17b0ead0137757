package org.plumbline.reports.reduce;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;
import org.plumbline.graph.Node;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.reports.Midpoint;
import org.plumbline.reports.Subject;

/// What is peculiar about a subject: that for which stacks have branches of their own, and so bugs of their own. A
/// reduction takes away; a candidate that adds one of these may fail for another cause than the finding did.
public final class Traits {
    private static final Set<DType> PLAIN = Set.of(DType.FLOAT, DType.INT64, DType.BOOL);

    private Traits() {
    }

    /// What a subject has: attributes that are set, empty tensors, scalars, unequal shapes and zeros as operands (that
    /// they divide by, scale with, index by), NaN and infinities anywhere, element types, negative numbers.
    public static Set<String> of(Subject s) {
        return of(s, Remade.values(s));
    }

    /// These, and what is peculiar about the numbers that it is fed with: zeros, elements that are equal, and operands and
    /// results that are all zeros (or NaN), or not: where all factors are zeros, it is about the summand.
    public static Set<String> fed(Subject s) {
        Map<String, Enclosure> values = Remade.values(s);
        Set<String> traits = of(s, values);
        Set<String> data = data(s, values);
        s.model().graph().nodes().forEach(n -> addZeros(traits, n, values));
        tensors(s).forEach((name, t) -> addContents(traits, t, data.contains(name)));
        return traits;
    }

    /// These, and what is peculiar about the numbers that it computes: its reductions may be fed with those.
    public static Set<String> held(Subject s) {
        Set<String> traits = fed(s);
        Map<String, Enclosure> values = Remade.values(s);
        Set<String> data = data(s, values);
        values.forEach((name, v) -> Midpoint.of(v).ifPresent(t -> addContents(traits, t, data.contains(name))));
        return traits;
    }

    private static Set<String> of(Subject s, Map<String, Enclosure> values) {
        Set<String> traits = new TreeSet<>();
        values.values().forEach(v -> add(traits, v));
        tensors(s).values().forEach(t -> add(traits, t));
        s.model().graph().nodes().forEach(n -> add(traits, n, values));
        return traits;
    }

    private static Map<String, Tensor> tensors(Subject s) {
        Map<String, Tensor> tensors = new HashMap<>(s.feeds());
        tensors.putAll(s.model().graph().initializers());
        return tensors;
    }

    /// The values that are not indices, sizes and the like, as integers beside reals are.
    private static Set<String> data(Subject s, Map<String, Enclosure> values) {
        Set<String> data = new HashSet<>();
        s.model().graph().nodes().stream().filter(n -> !n.inputs().isEmpty()).forEach(n -> {
            Enclosure first = values.get(n.inputs().getFirst());
            n.inputs().stream().filter(i -> i.equals(n.inputs().getFirst()) || first != null && values.get(i) != null
                && (first.dtype() == values.get(i).dtype() || first.dtype() == DType.BOOL)).forEach(data::add);
        });
        return data;
    }

    private static void add(Set<String> traits, Enclosure v) {
        v.knownShape().filter(shape -> shape.size() == 0).ifPresent(_ -> traits.add("empty"));
        if (v instanceof Enclosure.Reals r) {
            for (int i = 0; i < r.lo().length; i++) {
                if (r.nan()[i]) {
                    traits.add("NaN");
                }
                if (Double.isInfinite(r.lo()[i]) || Double.isInfinite(r.hi()[i])) {
                    traits.add("infinite");
                }
            }
        }
    }

    private static void add(Set<String> traits, Tensor t) {
        if (!PLAIN.contains(t.dtype())) {
            traits.add(t.dtype().onnxName());
        }
        if (numbers(t) && IntStream.range(0, t.size()).anyMatch(i -> value(t, i) < 0)) {
            traits.add("negative");
        }
    }

    private static void add(Set<String> traits, Node n, Map<String, Enclosure> values) {
        n.attributes().forEach((key, a) -> traits.add(n.operator() + " " + key
            + (a instanceof Attribute.Text(String text) ? " " + text : "")));
        List<Shape> shapes = new ArrayList<>();
        for (int i = 0; i < n.inputs().size(); i++) {
            Enclosure v = values.get(n.inputs().get(i));
            if (v != null && v.knownShape().isPresent()) {
                shapes.add(v.knownShape().get());
                if (shapes.getLast().rank() == 0) {
                    traits.add(n.operator() + " scalar input " + i);
                }
                if (i > 0 && holdsZero(v)) {
                    traits.add(n.operator() + " zero input " + i);
                }
            }
        }
        if (Stream.of(shapes).flatMap(List::stream).distinct().count() > 1) {
            traits.add(n.operator() + " unequal shapes");
        }
    }

    private static void addZeros(Set<String> traits, Node n, Map<String, Enclosure> values) {
        for (int i = 0; i < n.inputs().size(); i++) {
            if (isReal(values.get(n.inputs().get(i))) && !isZero(values.get(n.inputs().get(i)))) {
                traits.add(n.operator() + " input " + i + " other than zeros");
            }
        }
        n.outputs().stream().map(values::get).filter(v -> isReal(v) && isZero(v)).forEach(_ -> traits.add(n.operator()
            + " gives zeros"));
    }

    private static boolean isReal(Enclosure v) {
        return v instanceof Enclosure.Reals r && r.lo().length > 0;
    }

    private static boolean isZero(Enclosure v) {
        return Midpoint.of(v).filter(t -> IntStream.range(0, t.size()).allMatch(i -> !(Math.abs(value(t,
            i)) > 0))).isPresent();
    }

    private static boolean holdsZero(Enclosure v) {
        return switch (v) {
            case Enclosure.Integers n -> LongStream.of(n.value()).anyMatch(x -> x == 0);
            case Enclosure.Reals r -> IntStream.range(0, r.lo().length).anyMatch(i -> r.lo()[i] == 0 && r.hi()[i] == 0);
            case Enclosure.Carried _,Enclosure.Unknown _ -> false;
        };
    }

    private static void addContents(Set<String> traits, Tensor t, boolean isData) {
        if (!numbers(t) || !t.dtype().isReal() && !isData) {
            return;
        }
        Set<Double> seen = new HashSet<>();
        for (int i = 0; i < t.size(); i++) {
            double v = value(t, i) + 0.0;
            if (v == 0) {
                traits.add("zero");
            }
            if (!seen.add(v)) {
                traits.add("equal");
            }
        }
    }

    private static boolean numbers(Tensor t) {
        return t.dtype().isNumeric();
    }

    private static double value(Tensor t, int i) {
        return t.dtype().isReal() ? t.getDouble(i) : t.getLong(i);
    }
}
