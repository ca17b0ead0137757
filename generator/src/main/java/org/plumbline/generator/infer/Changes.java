package org.plumbline.generator.infer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.plumbline.generator.check.OperatorSchema;
import org.plumbline.generator.check.OperatorSchema.AttributeSchema;
import org.plumbline.generator.check.OperatorSchema.Option;
import org.plumbline.generator.check.OperatorSchema.Parameter;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;
import org.plumbline.graph.Rng;

/// Sketches to try: new ones, and others that differ from one a little, with what its refusal gave away. `texts` are
/// the values that text attributes are known to have.
record Changes(OperatorSchema schema, Map<String, DType> usual, Map<String, List<String>> texts, Rng rng) {
    private static final List<Long> SMALL = List.of(1L, 2L, 3L, 4L, 8L, 16L);
    private static final List<Long> FACTORS = List.of(2L, 3L, 4L);
    private static final int HIGHEST = 5;

    private DType type(Map<String, DType> types, int input) {
        return schema.input(input).map(p -> types.get(p.typeVariable())).orElse(null);
    }

    /// Nothing but a guess: ranks mostly equal, numbers mostly equal, optional inputs mostly left out.
    Sketch fresh() {
        List<Parameter> inputs = schema.inputs();
        int count = schema.maxInputs() == Integer.MAX_VALUE ? Math.max(schema.minInputs(), inputs.size()) + rng.below(2)
            : inputs.size();
        int common = 1 + rng.below(4);
        boolean alike = rng.chance(0.6);
        double left = rng.pick(1.0, 0.7, 0.2);
        List<Form> forms = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Option option = schema.input(i).map(Parameter::option).orElse(Option.SINGLE);
            boolean absent = type(usual, i) == null || option == Option.OPTIONAL && rng.chance(left);
            forms.add(absent ? Form.ABSENT : form(usual, i, alike ? common : 1 + rng.below(4)));
        }
        Map<String, Wanted> attributes = new LinkedHashMap<>();
        schema.attributes().values().stream().filter(a -> a.required() || a.type().equals("INT") && rng.chance(0.15))
            .forEach(a -> attributes.put(a.name(), wanted(a, common)));
        long base = rng.pick(SMALL);
        List<List<Long>> numbers = new ArrayList<>();
        for (int i = 0; i < forms.size() + attributes.size(); i++) {
            numbers.add(IntStream.range(0, HIGHEST).mapToObj(_ -> rng.chance(0.75) ? base : rng.pick(SMALL)).toList());
        }
        return new Sketch(schema, usual, forms, attributes, numbers);
    }

    /// By class: beside quantised numbers, reals are scales and quantised numbers after a scale are zero points, both
    /// mostly scalars; other integers are elements that matter, or indices.
    private Form form(Map<String, DType> types, int input, int rank) {
        DType t = type(types, input);
        boolean quantised = IntStream.range(0, schema.inputs().size()).mapToObj(i -> type(types, i)).anyMatch(o -> o
            != null && Form.isQuantised(o));
        if (quantised && (t.isReal() || Form.isQuantised(t) && input > 0 && type(types, input - 1) == DType.FLOAT)
            && rng.chance(0.7)) {
            return new Form(Form.Kind.DATA, 0, t.isReal() ? Form.Fill.POSITIVE : Form.Fill.ANY, rng.chance(0.3));
        }
        boolean number = t == DType.INT32 || t == DType.INT64;
        if (number && schema.input(input).stream().allMatch(p -> p.dtypes().stream().allMatch(DType::isInteger))) {
            Form.Fill fill = rng.pick(Form.Fill.ZERO, Form.Fill.ONE, Form.Fill.ANY);
            return switch (rng.below(4)) {
                case 0 -> new Form(Form.Kind.ELEMENT, 0, Form.Fill.ANY, false);
                case 1 -> new Form(Form.Kind.ELEMENTS, Math.max(1, rank), Form.Fill.ANY, false);
                default -> new Form(Form.Kind.DATA, rng.chance(0.5) ? 1 : rank, fill, false);
            };
        }
        Form plain = Form.data(t, input, rank);
        return new Form(plain.kind(), rank, plain.fill(), input > 0 && rng.chance(0.15));
    }

    private Wanted wanted(AttributeSchema a, int count) {
        List<String> known = texts.getOrDefault(a.name(), List.of());
        return a.type().equals("STRING") && !known.isEmpty() ? new Wanted.Same(new Attribute.Text(
            rng.pick(known))) : Wanted.of(a, Math.max(1, count));
    }

    /// One change, or two.
    Sketch of(Sketch s, Hints hints) {
        Sketch changed = one(s, hints);
        return rng.chance(0.25) ? one(changed, hints) : changed;
    }

    private Sketch one(Sketch s, Hints hints) {
        if (s.forms().isEmpty()) {
            return rng.chance(0.5) ? attributed(s) : numbered(s, hints);
        }
        if (hints.output().isPresent() && rng.chance(0.5)) {
            Map<String, DType> types = new LinkedHashMap<>(s.types());
            hints.output().ifPresent(o -> schema.output(o.index()).ifPresent(p -> types.put(p.typeVariable(), o
                .type())));
            return s.withTypes(types);
        }
        if (!hints.lists().isEmpty() && rng.chance(0.5)) {
            return listed(s, hints);
        }
        return switch (rng.weighted(new double[] {4, 4, 1, 1.5, 0.5})) {
            case 0 -> formed(s, hints);
            case 1 -> numbered(s, hints);
            case 2 -> scaled(s);
            case 3 -> attributed(s);
            default -> typed(s);
        };
    }

    /// An input with the dimensions that the refusal named, whatever its rank was.
    private Sketch listed(Sketch s, Hints hints) {
        List<Long> list = rng.pick(hints.lists());
        int input = rng.below(s.forms().size());
        Form f = s.forms().get(input);
        if (f.kind() != Form.Kind.DATA && f.kind() != Form.Kind.ELEMENTS || list.size() > HIGHEST) {
            return s;
        }
        return s.withForm(input, new Form(f.kind(), list.size(), f.fill(), f.constant())).withNumbers(input, list);
    }

    private Sketch formed(Sketch s, Hints hints) {
        int input = rng.below(s.forms().size());
        if (type(s.types(), input) == null) {
            return s;
        }
        boolean optional = schema.input(input).filter(p -> p.option() == Option.OPTIONAL).isPresent();
        List<Long> ranks = hints.numbers().stream().filter(n -> n <= HIGHEST).toList();
        int rank = !ranks.isEmpty() && rng.chance(0.6) ? rng.pick(ranks).intValue() : rng.below(HIGHEST);
        Form f = s.forms().get(input);
        return s.withForm(input, optional && rng.chance(f.kind() == Form.Kind.ABSENT ? 0 : 0.4) ? Form.ABSENT : f.kind()
            == Form.Kind.DATA && rng.chance(0.7) ? new Form(f.kind(), rank, f.fill(), f.constant() ^ rng.chance(0.1))
            : form(s.types(), input, rank));
    }

    /// A number that becomes another one, a multiple or a part of it, or one that the refusal named, alone or with all
    /// that equal it.
    Sketch numbered(Sketch s, Hints hints) {
        List<int[]> places = places(s);
        if (places.isEmpty()) {
            return s;
        }
        int[] at = rng.pick(places);
        int[] from = rng.pick(places);
        long other = s.numbers().get(from[0]).get(from[1]);
        long factor = !hints.numbers().isEmpty() && rng.chance(0.3) ? rng.pick(hints.numbers()) : rng.pick(FACTORS);
        long v = switch (rng.below(hints.numbers().isEmpty() ? 5 : 8)) {
            case 0 -> rng.pick(SMALL);
            case 1, 2 -> other;
            case 3 -> other * factor;
            case 4 -> rng.chance(0.5) ? other / Math.max(1, factor) : other + rng.pick(1, -1, 0);
            default -> rng.pick(hints.numbers());
        };
        long old = s.numbers().get(at[0]).get(at[1]);
        boolean all = rng.chance(0.3);
        List<List<Long>> numbers = new ArrayList<>();
        for (int p = 0; p < s.numbers().size(); p++) {
            List<Long> row = new ArrayList<>(s.numbers().get(p));
            for (int j = 0; j < row.size(); j++) {
                row.set(j, p == at[0] && j == at[1] || all && row.get(j) == old ? Long.valueOf(v) : row.get(j));
            }
            numbers.add(row);
        }
        return s.withNumbers(numbers);
    }

    /// A number and most of its multiples get another measure: heads, hidden sizes, groups.
    Sketch scaled(Sketch s) {
        List<Long> measures = s.numbers().stream().flatMap(List::stream).filter(v -> v > 1).distinct().toList();
        long old = measures.isEmpty() ? 1 : rng.pick(measures);
        long now = rng.pick(SMALL);
        double share = rng.pick(1.0, 0.7);
        return s.withNumbers(s.numbers().stream().map(row -> row.stream().map(v -> v >= old && v % old == 0 && rng
            .chance(share) ? v / old * now : v).toList()).toList());
    }

    private Sketch attributed(Sketch s) {
        List<AttributeSchema> all = schema.attributes().values().stream().filter(Wanted::isPossible).toList();
        if (all.isEmpty()) {
            return s;
        }
        AttributeSchema a = rng.pick(all);
        return s.attributes().containsKey(a.name()) && !a.required() && rng.chance(0.6) ? s.without(a.name()) : s.with(a
            .name(), wanted(a, 1 + rng.below(4)));
    }

    private Sketch typed(Sketch s) {
        Parameter p = rng.pick(schema.inputs());
        List<DType> possible = Templates.USUAL.stream().filter(p.dtypes()::contains).toList();
        Map<String, DType> types = new LinkedHashMap<>(s.types());
        if (!possible.isEmpty()) {
            types.put(p.typeVariable(), rng.pick(possible));
        }
        return s.withTypes(types);
    }

    private static List<int[]> places(Sketch s) {
        return IntStream.range(0, s.numbers().size()).boxed().flatMap(i -> IntStream.range(0, s.numbers().get(i).size())
            .mapToObj(j -> new int[] {i, j})).toList();
    }
}
