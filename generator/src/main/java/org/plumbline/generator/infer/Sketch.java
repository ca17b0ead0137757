package org.plumbline.generator.infer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.plumbline.generator.check.OperatorSchema;
import org.plumbline.graph.DType;
import org.plumbline.graph.operator.PartialOperator;

/// A call that may be wrong in many ways: element types by type variable, how inputs are fed, what attributes are set,
/// and the numbers of each input and then of each attribute. Numbers of a list that is too short are 1.
record Sketch(OperatorSchema schema, Map<String, DType> types, List<Form> forms, Map<String, Wanted> attributes,
    List<List<Long>> numbers) {
    Sketch {
        types = Collections.unmodifiableMap(new LinkedHashMap<>(types));
        forms = List.copyOf(forms);
        attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
        List<Integer> sizes = sizes(forms, attributes);
        List<List<Long>> given = numbers;
        int inputs = forms.size();
        numbers = IntStream.range(0, sizes.size()).mapToObj(i -> fitted(i < given.size() ? given.get(i) : List.of(),
            sizes.get(i), i < inputs)).toList();
    }

    private static List<Integer> sizes(List<Form> forms, Map<String, Wanted> attributes) {
        List<Integer> sizes = new ArrayList<>(forms.stream().map(Form::size).toList());
        attributes.values().forEach(w -> sizes.add(w.size()));
        return sizes;
    }

    private static List<Long> fitted(List<Long> given, int size, boolean input) {
        return IntStream.range(0, size).mapToObj(j -> Math.clamp(j < given.size() ? given.get(j) : 1L,
            TemplateBuilder.NEGATIVE, input ? TemplateBuilder.DIMENSION : TemplateBuilder.NUMBER)).toList();
    }

    Sketch withForm(int input, Form form) {
        List<Form> others = new ArrayList<>(forms);
        others.set(input, form);
        return new Sketch(schema, types, others, attributes, numbers);
    }

    Sketch withTypes(Map<String, DType> others) {
        return new Sketch(schema, others, forms, attributes, numbers);
    }

    /// With one attribute more or another value of it; its numbers are 1.
    Sketch with(String attribute, Wanted wanted) {
        Map<String, Wanted> others = new TreeMap<>(attributes);
        others.put(attribute, wanted);
        return withAttributes(others);
    }

    Sketch without(String attribute) {
        Map<String, Wanted> others = new TreeMap<>(attributes);
        others.remove(attribute);
        return withAttributes(others);
    }

    private Sketch withAttributes(Map<String, Wanted> others) {
        Map<String, List<Long>> old = new TreeMap<>();
        List<String> names = List.copyOf(attributes.keySet());
        names.forEach(n -> old.put(n, numbers.get(forms.size() + names.indexOf(n))));
        List<List<Long>> kept = new ArrayList<>(numbers.subList(0, forms.size()));
        others.keySet().forEach(n -> kept.add(old.getOrDefault(n, List.of())));
        return new Sketch(schema, types, forms, others, kept);
    }

    Sketch withNumbers(int place, List<Long> values) {
        List<List<Long>> others = new ArrayList<>(numbers);
        others.set(place, values);
        return withNumbers(others);
    }

    Sketch withNumbers(List<List<Long>> others) {
        return new Sketch(schema, types, forms, attributes, others);
    }

    PartialOperator template() {
        return new TemplateBuilder(schema, types).build(forms, attributes);
    }

    /// The numbers in the order of the template's symbols; dimensions are 1 or more.
    long[] call() {
        return IntStream.range(0, numbers.size()).boxed().flatMap(i -> numbers.get(i).stream().map(v -> i < forms.size()
            && forms.get(i).kind() == Form.Kind.DATA ? Math.max(1, v) : v)).mapToLong(v -> v).toArray();
    }
}
