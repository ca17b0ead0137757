package org.plumbline.generator.check;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;

/// One version of an operator, as the ONNX registry describes it. `min…` and `max…` count inputs and outputs;
/// `Integer.MAX_VALUE` stands for any number.
public record OperatorSchema(String domain, String name, int since, boolean deprecated, int minInputs, int maxInputs,
    int minOutputs, int maxOutputs, List<Parameter> inputs, List<Parameter> outputs,
    Map<String, AttributeSchema> attributes, boolean infersShapes, boolean hasFunction) {
    public OperatorSchema {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    }

    /// How often a parameter may occur; only the last one is variadic.
    public enum Option {
        SINGLE, OPTIONAL, VARIADIC
    }

    /// An input or output. `typeVariable` is the constraint's name (`T`) or the one type itself (`tensor(int64)`):
    /// parameters with the same variable have the same type, except those of a variadic parameter that is not
    /// `homogeneous`. `types` are the allowed types as ONNX writes them, `dtypes` those that are plain tensors.
    public record Parameter(String name, Option option, boolean homogeneous, int minArity, String typeVariable,
        Set<String> types, Set<DType> dtypes) {
        public Parameter {
            types = Collections.unmodifiableSet(new LinkedHashSet<>(types));
            dtypes = Collections.unmodifiableSet(new LinkedHashSet<>(dtypes));
        }
    }

    /// An attribute; `type` is the name in `AttributeProto.AttributeType` (`INTS`), `fallback` the default value.
    public record AttributeSchema(String name, String type, boolean required, Optional<Attribute> fallback) {
    }

    /// The parameter of input `index`, the last one for all further inputs of a variadic operator.
    public Optional<Parameter> input(int index) {
        return parameter(inputs, index);
    }

    /// The parameter of output `index`, likewise.
    public Optional<Parameter> output(int index) {
        return parameter(outputs, index);
    }

    /// Whether inputs may have these types together; an empty one is left out or not known.
    public boolean accepts(List<Optional<DType>> types) {
        Map<String, DType> bound = new HashMap<>();
        for (int i = 0; i < types.size(); i++) {
            Optional<Parameter> p = input(i);
            if (types.get(i).isEmpty() || p.isEmpty()) {
                continue;
            }
            DType type = types.get(i).get();
            DType same = p.get().option() == Option.VARIADIC && !p.get().homogeneous() ? type
                : bound.computeIfAbsent(p.get().typeVariable(), _ -> type);
            if (same != type || !p.get().dtypes().isEmpty() && !p.get().dtypes().contains(type)) {
                return false;
            }
        }
        return true;
    }

    private static Optional<Parameter> parameter(List<Parameter> list, int index) {
        return index < list.size() ? Optional.of(list.get(index))
            : list.isEmpty() || list.getLast().option() != Option.VARIADIC ? Optional.empty()
            : Optional.of(list.getLast());
    }
}
