package org.plumbline.campaign.infer;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.plumbline.generator.check.OperatorSchema.AttributeSchema;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.Graph;
import org.plumbline.graph.Tensor;

/// An operator's attributes: those of the candidates that it knows, and those that it asks for. What an attribute is
/// when it is left out is not to be learnt from refusals.
final class Attributes {
    /// A value of each kind, by its name in `AttributeProto.AttributeType`.
    static final Map<String, Attribute> KINDS = kinds();

    private Attributes() {
    }

    private static Map<String, Attribute> kinds() {
        Map<String, Attribute> kinds = new LinkedHashMap<>();
        kinds.put("INT", new Attribute.Int(1));
        kinds.put("FLOAT", new Attribute.Real(1));
        kinds.put("STRING", new Attribute.Text(""));
        kinds.put("INTS", Attribute.ints(1));
        kinds.put("FLOATS", new Attribute.Reals(List.of(1f)));
        kinds.put("STRINGS", new Attribute.Texts(List.of("")));
        kinds.put("TENSOR", new Attribute.Value(Tensor.ofLongs(1)));
        kinds.put("GRAPH", new Attribute.Subgraph(Graph.of(List.of(), List.of(), Map.of(), List.of())));
        return Collections.unmodifiableMap(kinds);
    }

    /// The attributes, by name. `least` is a node with as many inputs and outputs as are needed.
    static Map<String, AttributeSchema> of(Interview interview, Question least, SortedSet<String> candidates) {
        Map<String, AttributeSchema> found = new TreeMap<>();
        required(interview, least, found);
        boolean anything = !(interview.ask(least.with(Arity.NOBODYS, KINDS.get(
            "INT"))) instanceof Answer.UnknownAttribute);
        for (String name : candidates) {
            if (!found.containsKey(name) && !(anything && ofAnyKind(interview, least, name))) {
                kind(interview, least, name).ifPresent(k -> found.put(name, new AttributeSchema(name, k, false, Optional
                    .empty())));
            }
        }
        return found;
    }

    /// Some operators let any attribute pass; one that they know is of one kind.
    private static boolean ofAnyKind(Interview interview, Question least, String name) {
        return Stream.of("INT", "STRING").noneMatch(k -> interview.ask(least.with(name, KINDS.get(
            k))) instanceof Answer.WrongAttributeType);
    }

    /// The target names the required ones by itself.
    private static void required(Interview interview, Question least, Map<String, AttributeSchema> found) {
        Question asked = least;
        while (interview.ask(asked) instanceof Answer.MissingAttribute(String name) && !found.containsKey(name)) {
            Optional<String> kind = kind(interview, least, name);
            found.put(name, new AttributeSchema(name, kind.orElse("UNDEFINED"), true, Optional.empty()));
            if (kind.isPresent()) {
                asked = asked.with(name, KINDS.get(kind.get()));
            }
        }
    }

    /// The kind of value that an attribute takes; empty where the operator does not know it. One of a kind that is not
    /// among [#KINDS] is `UNDEFINED`.
    private static Optional<String> kind(Interview interview, Question least, String name) {
        for (Map.Entry<String, Attribute> kind : KINDS.entrySet()) {
            Answer answer = interview.ask(least.with(name, kind.getValue()));
            if (answer instanceof Answer.UnknownAttribute) {
                return Optional.empty();
            }
            if (!(answer instanceof Answer.WrongAttributeType)) {
                return Optional.of(kind.getKey());
            }
        }
        return Optional.of("UNDEFINED");
    }

    /// A value for each required attribute.
    static Map<String, Attribute> needed(Map<String, AttributeSchema> attributes) {
        Map<String, Attribute> needed = new TreeMap<>();
        attributes.values().stream().filter(a -> a.required() && KINDS.containsKey(a.type()))
            .forEach(a -> needed.put(a.name(), KINDS.get(a.type())));
        return needed;
    }
}
