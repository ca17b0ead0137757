package org.plumbline.generator.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.onnx.AttributeProto;
import org.bytedeco.onnx.FormalParameterVector;
import org.bytedeco.onnx.OpSchema;
import org.bytedeco.onnx.OpSchemaRegistry;
import org.bytedeco.onnx.OpSchemaVector;
import org.bytedeco.onnx.StringAttributeMap;
import org.bytedeco.onnx.StringVector;
import org.bytedeco.onnx.TypeConstraintParamVector;
import org.bytedeco.onnx.global.onnx;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;

/// Copies the native operator registry into values. The registry fills itself on first use; registering the operator
/// sets by hand as well would abort the process.
final class SchemaRegistry {
    private static final Set<String> DOMAINS = Set.of("", "ai.onnx.ml");

    private SchemaRegistry() {
    }

    static List<OperatorSchema> read() {
        try (PointerScope _ = new PointerScope()) {
            List<OperatorSchema> schemas = new ArrayList<>();
            OpSchemaVector all = OpSchemaRegistry.get_all_schemas_with_history();
            for (long i = 0; i < all.size(); i++) {
                String domain = text(all.get(i).domain());
                if (DOMAINS.contains(domain)) {
                    schemas.add(schema(domain, all.get(i)));
                }
            }
            return schemas;
        }
    }

    /// The text that the specification has on one version of an operator.
    static String doc(String domain, String name, int since) {
        try (PointerScope _ = new PointerScope()) {
            OpSchema schema = OpSchemaRegistry.Schema(name, since, domain);
            return schema == null || schema.isNull() ? "" : text(schema.doc());
        }
    }

    /// What the specification says of the text attributes of all versions of all operators, by the attribute's name.
    static Map<String, String> textAttributes() {
        try (PointerScope _ = new PointerScope()) {
            Map<String, String> docs = new TreeMap<>();
            OpSchemaVector all = OpSchemaRegistry.get_all_schemas_with_history();
            for (long i = 0; i < all.size(); i++) {
                StringAttributeMap attributes = all.get(i).attributes();
                for (StringAttributeMap.Iterator a = attributes.begin(); !a.equals(attributes.end()); a.increment()) {
                    String type = text(onnx.AttributeProto_AttributeType_Name(a.second().type()));
                    if (type.equals("STRING") && DOMAINS.contains(text(all.get(i).domain()))) {
                        docs.merge(text(a.first()), text(a.second().description()), (x, y) -> x + " " + y);
                    }
                }
            }
            return docs;
        }
    }

    /// Null stands for the empty string.
    private static String text(BytePointer pointer) {
        return pointer == null || pointer.isNull() ? "" : pointer.getString();
    }

    private static OperatorSchema schema(String domain, OpSchema s) {
        Map<String, Set<String>> constraints = constraints(s.typeConstraintParams());
        return new OperatorSchema(domain, text(s.Name()), s.SinceVersion(), s.Deprecated(), s.min_input(),
            s.max_input(), s.min_output(), s.max_output(), parameters(s.inputs(), constraints),
            parameters(s.outputs(), constraints), attributes(s.attributes()), s.has_type_and_shape_inference_function(),
            s.HasFunction() || s.HasContextDependentFunction());
    }

    private static Map<String, Set<String>> constraints(TypeConstraintParamVector params) {
        Map<String, Set<String>> constraints = new TreeMap<>();
        for (long i = 0; i < params.size(); i++) {
            StringVector types = params.get(i).allowed_type_strs();
            constraints.put(text(params.get(i).type_param_str()),
                new TreeSet<>(LongStream.range(0, types.size()).mapToObj(t -> text(types.get(t))).toList()));
        }
        return constraints;
    }

    private static List<OperatorSchema.Parameter> parameters(FormalParameterVector all,
        Map<String, Set<String>> constraints) {
        LongFunction<OperatorSchema.Parameter> parameter = i -> {
            OpSchema.FormalParameter p = all.get(i);
            String variable = text(p.GetTypeStr());
            Set<String> types = constraints.getOrDefault(variable, Set.of(variable));
            return new OperatorSchema.Parameter(text(p.GetName()), OperatorSchema.Option.values()[p.GetOption()],
                p.GetIsHomogeneous(), p.GetMinArity(), variable, types, dtypes(types));
        };
        return LongStream.range(0, all.size()).mapToObj(parameter).toList();
    }

    private static Set<DType> dtypes(Set<String> types) {
        return types.stream().flatMap(t -> tensor(t).stream()).sorted()
            .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /// `tensor(float)` is a plain tensor; sequences, optionals and maps are not.
    private static Optional<DType> tensor(String type) {
        return type.startsWith("tensor(") ? DType.ofName(type.substring(7, type.length() - 1)) : Optional.empty();
    }

    private static Map<String, OperatorSchema.AttributeSchema> attributes(StringAttributeMap all) {
        Map<String, OperatorSchema.AttributeSchema> attributes = new TreeMap<>();
        for (StringAttributeMap.Iterator i = all.begin(); !i.equals(all.end()); i.increment()) {
            OpSchema.Attribute a = i.second();
            String name = text(i.first());
            attributes.put(name, new OperatorSchema.AttributeSchema(name,
                text(onnx.AttributeProto_AttributeType_Name(a.type())), a.required(), fallback(a.default_value())));
        }
        return new LinkedHashMap<>(attributes);
    }

    /// Defaults are numbers and texts, and lists of them; only `ai.onnx.ml` has tensors, which are left out.
    private static Optional<Attribute> fallback(AttributeProto a) {
        if (a == null || a.isNull() || !a.has_type()) {
            return Optional.empty();
        }
        return switch (text(onnx.AttributeProto_AttributeType_Name(a.type()))) {
            case "INT" -> Optional.of(new Attribute.Int(a.i()));
            case "FLOAT" -> Optional.of(new Attribute.Real(a.f()));
            case "STRING" -> Optional.of(new Attribute.Text(text(a.s())));
            case "INTS" -> Optional.of(new Attribute.Ints(
                IntStream.range(0, a.ints_size()).mapToObj(i -> a.ints(i)).toList()));
            case "FLOATS" -> Optional.of(new Attribute.Reals(
                IntStream.range(0, a.floats_size()).mapToObj(i -> a.floats(i)).toList()));
            case "STRINGS" -> Optional.of(new Attribute.Texts(
                IntStream.range(0, a.strings_size()).mapToObj(i -> text(a.strings(i))).toList()));
            default -> Optional.empty();
        };
    }
}
