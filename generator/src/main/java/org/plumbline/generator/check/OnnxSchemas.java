package org.plumbline.generator.check;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.plumbline.graph.DType;

/// Every version of every operator of the domains `ai.onnx` (opsets 1–22) and `ai.onnx.ml`, as the ONNX C++ registry
/// has them. An immutable value: load it once and pass it on.
public final class OnnxSchemas {
    private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,40}");

    private final Map<String, NavigableMap<Integer, OperatorSchema>> byName;

    private OnnxSchemas(Map<String, NavigableMap<Integer, OperatorSchema>> byName) {
        this.byName = byName;
    }

    /// Reads the native registry.
    public static OnnxSchemas load() {
        Map<String, NavigableMap<Integer, OperatorSchema>> byName = new TreeMap<>();
        for (OperatorSchema s : SchemaRegistry.read()) {
            byName.computeIfAbsent(key(s.domain(), s.name()), _ -> new TreeMap<>()).put(s.since(), s);
        }
        return new OnnxSchemas(byName);
    }

    private static String key(String domain, String operator) {
        return domain.isEmpty() || domain.equals("ai.onnx") ? operator : domain + "::" + operator;
    }

    /// The names of all operators of the default domain, deprecated ones included.
    public SortedSet<String> operators() {
        return new TreeSet<>(byName.keySet().stream().filter(k -> !k.contains("::")).toList());
    }

    /// The opsets at which the operator changed, oldest first; empty for an unknown one.
    public List<Integer> sinceVersions(String operator) {
        return List.copyOf(byName.getOrDefault(operator, new TreeMap<>()).keySet());
    }

    /// All versions of all operators, by name and age.
    public List<OperatorSchema> all() {
        return byName.values().stream().map(NavigableMap::values).flatMap(Collection::stream)
            .sorted(Comparator.comparing(OperatorSchema::domain).thenComparing(OperatorSchema::name)
                .thenComparing(OperatorSchema::since)).toList();
    }

    /// The version that a model of `opset` means; `operator` is the name, or `domain::name` outside the default domain.
    /// Empty where the operator is unknown, younger than `opset`, or deprecated by then.
    public Optional<OperatorSchema> schema(String operator, int opset) {
        return Optional.ofNullable(byName.get(operator)).map(versions -> versions.floorEntry(opset))
            .map(Map.Entry::getValue).filter(s -> !s.deprecated());
    }

    /// What the specification says of this version in words, in Markdown; read from the native registry at each call.
    public static String doc(OperatorSchema schema) {
        return SchemaRegistry.doc(schema.domain(), schema.name(), schema.since()).strip();
    }

    /// The words in what the specification says of text attributes, by the attribute's name: what such an attribute may be
    /// is among them. Read from the native registry at each call.
    public static Map<String, List<String>> words() {
        Map<String, List<String>> words = new TreeMap<>();
        SchemaRegistry.textAttributes().forEach((name, doc) -> words.put(name, WORD.matcher(doc).results().map(
            MatchResult::group).distinct().sorted().toList()));
        return words;
    }

    /// The element types that tensors at input `index` may have; empty where there is no such operator or input, or
    /// where it takes no tensors.
    public Set<DType> allowed(String operator, int opset, int index) {
        return schema(operator, opset).flatMap(s -> s.input(index)).map(OperatorSchema.Parameter::dtypes)
            .orElse(Set.of());
    }

    /// The same for outputs.
    public Set<DType> allowedOutputs(String operator, int opset, int index) {
        return schema(operator, opset).flatMap(s -> s.output(index)).map(OperatorSchema.Parameter::dtypes)
            .orElse(Set.of());
    }
}
