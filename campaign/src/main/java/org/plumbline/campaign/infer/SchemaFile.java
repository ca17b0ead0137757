package org.plumbline.campaign.infer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.plumbline.campaign.infer.Inferred.Kernel;
import org.plumbline.generator.check.OperatorSchema;
import org.plumbline.generator.check.OperatorSchema.AttributeSchema;
import org.plumbline.generator.check.OperatorSchema.Option;
import org.plumbline.generator.check.OperatorSchema.Parameter;
import org.plumbline.graph.DType;

/// Inferred schemas as JSON, sorted by operator and one fact a line, so that the files of two releases can be compared.
/// It holds what can be found out, and so no values of attributes that are left out.
public final class SchemaFile {
    private static final ObjectMapper JSON = new ObjectMapper();

    private SchemaFile() {
    }

    private record Attr(String type, boolean required) {
    }

    private record Param(String name, Option option, boolean homogeneous, int minArity, String typeVariable,
        SortedSet<String> types) {
    }

    private record Entry(String domain, String name, int since, Kernel kernel, int minInputs, int maxInputs,
        int minOutputs, int maxOutputs, List<Param> inputs, List<Param> outputs, SortedMap<String, Attr> attributes) {
    }

    /// What a file holds: schemas, or what is wrong with it.
    public sealed interface Read {
    }

    /// The schemas, in the file's order.
    public record Ok(List<Inferred> schemas) implements Read {
        public Ok {
            schemas = List.copyOf(schemas);
        }
    }

    /// `why` is one line.
    public record Malformed(String why) implements Read {
    }

    /// The file's text.
    public static String write(List<Inferred> schemas) {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        try {
            return JSON.writer(new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines))
                .writeValueAsString(schemas.stream().map(SchemaFile::entry)
                    .sorted(Comparator.comparing(Entry::domain).thenComparing(Entry::name)).toList())
                + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("schemas are plain values", e);
        }
    }

    /// Reads what [#write(List)] wrote.
    public static Read read(String json) {
        try {
            return new Ok(Stream.of(JSON.readValue(json, Entry[].class)).map(SchemaFile::inferred).toList());
        } catch (JsonProcessingException e) {
            return new Malformed("no list of schemas: " + e.getOriginalMessage().lines().findFirst().orElse(""));
        } catch (NullPointerException _) {
            return new Malformed("no list of schemas: a field is missing");
        }
    }

    private static Entry entry(Inferred inferred) {
        OperatorSchema s = inferred.schema();
        SortedMap<String, Attr> attributes = new TreeMap<>();
        s.attributes().forEach((name, a) -> attributes.put(name, new Attr(a.type(), a.required())));
        return new Entry(s.domain(), s.name(), s.since(), inferred.kernel(), s.minInputs(), s.maxInputs(),
            s.minOutputs(), s.maxOutputs(), params(s.inputs()), params(s.outputs()), attributes);
    }

    private static List<Param> params(List<Parameter> parameters) {
        return parameters.stream().map(p -> new Param(p.name(), p.option(), p.homogeneous(), p.minArity(),
            p.typeVariable(), new TreeSet<>(p.types()))).toList();
    }

    private static Inferred inferred(Entry e) {
        Map<String, AttributeSchema> attributes = new TreeMap<>();
        e.attributes().forEach((name, a) -> attributes.put(name, new AttributeSchema(name, a.type(), a.required(),
            Optional.empty())));
        return new Inferred(new OperatorSchema(e.domain(), e.name(), e.since(), false, e.minInputs(), e.maxInputs(),
            e.minOutputs(), e.maxOutputs(), e.inputs().stream().map(SchemaFile::parameter).toList(),
            e.outputs().stream().map(SchemaFile::parameter).toList(), attributes, false, false), e.kernel());
    }

    private static Parameter parameter(Param p) {
        return parameter(p.name(), p.option(), p.homogeneous(), p.minArity(), p.typeVariable(), p.types());
    }

    /// A parameter whose plain tensor types follow from the names of its types.
    static Parameter parameter(String name, Option option, boolean homogeneous, int minArity, String variable,
        SortedSet<String> types) {
        return new Parameter(name, option, homogeneous, minArity, variable, types, new LinkedHashSet<>(Stream
            .of(DType.values()).filter(t -> types.contains("tensor(" + t + ")")).toList()));
    }
}
