package org.plumbline.seeds.records;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.TensorType;

/// One call of an operator with everything that may decide whether it is valid. `operator` is qualified
/// (`com.microsoft::Gelu`), `outputs` are the element types of its outputs.
public record OperatorCall(String operator, int opset, List<Input> inputs, Map<String, Attribute> attributes,
    List<DType> outputs) {
    public OperatorCall {
        inputs = List.copyOf(inputs);
        attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
        outputs = List.copyOf(outputs);
    }

    /// What an input is.
    public sealed interface Input {
    }

    /// An optional input left out.
    public record Absent() implements Input {
    }

    /// A tensor of which nothing but the type is recorded.
    public record Data(TensorType type) implements Input {
    }

    /// A small tensor whose elements may matter: a shape, axes, pads, scales.
    public record Known(Tensor tensor) implements Input {
    }
}
