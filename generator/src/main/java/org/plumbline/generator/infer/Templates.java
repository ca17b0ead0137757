package org.plumbline.generator.infer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.plumbline.generator.check.OperatorSchema;
import org.plumbline.generator.check.OperatorSchema.AttributeSchema;
import org.plumbline.generator.check.OperatorSchema.Option;
import org.plumbline.generator.check.OperatorSchema.Parameter;
import org.plumbline.graph.DType;
import org.plumbline.graph.operator.PartialOperator;

/// The partial operators of a schema about which a target is asked: element types, which optional inputs are there,
/// ranks, which attributes are set. Outputs have a type and no dimensions; every dimension, integer attribute and element
/// of a shape-like input is a symbol.
public final class Templates {
    private static final int MOST = 700;
    static final List<DType> USUAL = List.of(DType.FLOAT, DType.INT64, DType.INT32, DType.UINT8, DType.INT8,
        DType.BOOL, DType.DOUBLE, DType.FLOAT16);

    private static final Set<String> INTEGERS = Set.of("INT", "INTS");

    private Templates() {
    }

    /// Why a schema has no templates; empty where it has.
    public static Optional<String> missing(OperatorSchema s) {
        Optional<String> attribute = s.attributes().values().stream().filter(a -> a.required() && !Wanted
            .isPossible(a)).map(a -> "needs attribute " + a.name() + " of type " + a.type()).findFirst();
        return attribute.or(() -> s.inputs().stream().filter(p -> p.option() == Option.SINGLE && usual(p).isEmpty())
            .map(p -> "input " + p.name() + " takes no tensor of a usual type").findFirst()).or(() -> s.outputs()
                .isEmpty() || usual(s.outputs().getFirst()).isEmpty() ? Optional.of("gives no tensor of a usual type")
                    : Optional.empty());
    }

    private static Optional<DType> usual(Parameter p) {
        return USUAL.stream().filter(p.dtypes()::contains).findFirst();
    }

    /// With the most usual element types, at most 700.
    public static List<PartialOperator> of(OperatorSchema s) {
        return missing(s).isPresent() ? List.of() : of(s, Optional.empty());
    }

    /// With `first` as the type of all inputs that may have it.
    public static List<PartialOperator> of(OperatorSchema s, Optional<DType> first) {
        Map<String, DType> types = types(s, first);
        Set<PartialOperator> found = new LinkedHashSet<>();
        for (int inputs : counts(s)) {
            for (List<Form> forms : forms(s, inputs, types)) {
                for (Map<String, Wanted> attributes : attributes(s, forms)) {
                    if (found.size() < MOST) {
                        found.add(new TemplateBuilder(s, types).build(forms, attributes));
                    }
                }
            }
        }
        return List.copyOf(found);
    }

    /// Element types by type variable: `first` where it may be, else the most usual.
    static Map<String, DType> types(OperatorSchema s, Optional<DType> first) {
        Map<String, DType> types = new LinkedHashMap<>();
        s.inputs().forEach(p -> first.filter(p.dtypes()::contains).or(() -> usual(p)).ifPresent(t -> types.putIfAbsent(p
            .typeVariable(), t)));
        return types;
    }

    private static List<Integer> counts(OperatorSchema s) {
        int least = Math.max(s.minInputs(), (int) s.inputs().stream().filter(p -> p.option() == Option.SINGLE).count());
        int most = s.maxInputs() == Integer.MAX_VALUE ? least + 1 : s.maxInputs();
        Set<Integer> counts = new LinkedHashSet<>(List.of(least, most));
        if (most - least > 1) {
            counts.add(least + 1);
        }
        return List.copyOf(counts);
    }

    private static List<List<Form>> forms(OperatorSchema s, int inputs, Map<String, DType> types) {
        List<List<Form>> all = new ArrayList<>(List.of(List.of()));
        for (int i = 0; i < inputs; i++) {
            Optional<Parameter> p = s.input(i);
            List<Form> own = p.isEmpty() || usual(p.get()).isEmpty() ? List.of(Form.ABSENT) : own(p
                .get(),
                i, types, inputs);
            all = all.stream().flatMap(before -> own.stream().map(f -> {
                List<Form> next = new ArrayList<>(before);
                next.add(f);
                return next;
            })).limit(MOST).toList();
        }
        return all;
    }

    private static List<Form> own(Parameter p, int index, Map<String, DType> types, int inputs) {
        List<Form> forms = new ArrayList<>();
        DType t = types.get(p.typeVariable());
        boolean numbers = t == DType.INT64 || t == DType.INT32;
        if (numbers && p.dtypes().stream().allMatch(DType::isInteger)) {
            forms.add(new Form(Form.Kind.ELEMENT, 0, Form.Fill.ANY, false));
            IntStream.rangeClosed(1, 4).forEach(n -> forms.add(new Form(Form.Kind.ELEMENTS, n, Form.Fill.ANY, false)));
        }
        List<Integer> ranks = index == 0 ? List.of(2, 4, 3, 1, 0, 5) : inputs > 3 ? List.of(0, 1, 4, 2) : List.of(2, 1,
            4,
            3, 0, 5);
        ranks.forEach(r -> forms.add(
            Form.data(t, index, r)));
        return forms;
    }

    /// Which attributes are set, with how many numbers: those that must be, these and one more, and all.
    private static List<Map<String, Wanted>> attributes(OperatorSchema s, List<Form> forms) {
        int rank = forms.stream().filter(f -> f.kind() == Form.Kind.DATA).mapToInt(Form::rank).max().orElse(0);
        List<Integer> lengths = List.of(rank, Math.max(1, rank - 2), 1, 2 * Math.max(0, rank - 2)).stream().filter(
            n -> n
                > 0).distinct().toList();
        List<AttributeSchema> possible = s.attributes().values().stream().filter(Wanted::isPossible).toList();
        List<Map<String, Wanted>> plans = new ArrayList<>();
        for (int length : lengths.isEmpty() ? List.of(1) : lengths) {
            Map<String, Wanted> must = new TreeMap<>();
            possible.stream().filter(AttributeSchema::required).forEach(a -> must.put(a.name(), Wanted.of(a, length)));
            plans.add(must);
            possible.stream().filter(a -> !a.required() && INTEGERS.contains(a.type())).forEach(a -> {
                Map<String, Wanted> more = new TreeMap<>(must);
                more.put(a.name(), Wanted.of(a, length));
                plans.add(more);
            });
        }
        return plans.stream().distinct().toList();
    }
}
