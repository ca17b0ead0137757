package org.plumbline.graph.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.Bytes;
import org.plumbline.graph.DType;
import org.plumbline.graph.Graph;
import org.plumbline.graph.Model;
import org.plumbline.graph.Node;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.ValueInfo;

/// Models as short text for reports and logs, one line per node:
/// `%c = Conv(%x, %w) {kernel_shape=[3,3]} : float[1,4,8,8]`. Not meant to be read back; names are printed without
/// control characters and long lists are cut.
public final class ModelPrinter {
    private static final int SHOWN = 8;

    private ModelPrinter() {
    }

    /// Types stand where the model itself states them: at inputs, initializers and outputs.
    public static String print(Model model) {
        return print(model, Map.of());
    }

    /// The text with the types of further values of the main graph, by name, as shape inference gives them.
    public static String print(Model model, Map<String, ValueInfo> types) {
        String opsets = model.opsets().entrySet().stream()
            .map(e -> (e.getKey().isEmpty() ? "ai.onnx" : OneLine.of(e.getKey())) + " " + e.getValue())
            .collect(Collectors.joining(", "));
        return "model ir=" + model.irVersion() + " opset=" + opsets + "\n" + graph(model.graph(), types, "");
    }

    /// `float[1,n,?]`; `float[…]` where the rank is not known; `non-tensor` for sequences and the like.
    public static String type(ValueInfo.Type type) {
        return switch (type) {
            case ValueInfo.OfTensor(DType dtype, Optional<List<ValueInfo.Dim>> dims) -> dtype + dims
                .map(ds -> ds.stream().map(ModelPrinter::dim).collect(Collectors.joining(",", "[", "]")))
                .orElse("[…]");
            case ValueInfo.Other(Bytes bytes) -> bytes.length() == 0 ? "untyped" : "non-tensor";
        };
    }

    private static String dim(ValueInfo.Dim dim) {
        return switch (dim) {
            case ValueInfo.Known(long size) -> Long.toString(size);
            case ValueInfo.Symbolic(String name) -> name.isEmpty() ? "?" : OneLine.of(name);
        };
    }

    private static String graph(Graph graph, Map<String, ValueInfo> types, String indent) {
        Map<String, ValueInfo> known = new HashMap<>(types);
        graph.outputs().forEach(v -> known.putIfAbsent(v.name(), v));
        List<String> lines = new ArrayList<>();
        graph.inputs().forEach(v -> lines.add("input " + value(v.name()) + " : " + type(v.type())));
        graph.initializers().forEach((name, t) -> lines.add("const " + value(name) + " = " + tensor(t)));
        graph.nodes().forEach(n -> lines.add(node(n, known, indent)));
        lines.add("output " + graph.outputs().stream().map(v -> value(v.name())).collect(Collectors.joining(", ")));
        return lines.stream().map(l -> indent + l + "\n").collect(Collectors.joining());
    }

    private static String node(Node node, Map<String, ValueInfo> types, String indent) {
        String attributes = node.attributes().entrySet().stream()
            .filter(e -> !e.getKey().equals(OnnxCodec.NODE_REST))
            .map(e -> OneLine.of(e.getKey()) + "=" + attribute(e.getValue(), indent))
            .collect(Collectors.joining(", ", " {", "}"));
        String type = node.outputs().stream().map(o -> types.containsKey(o) ? type(types.get(o).type()) : "?")
            .collect(Collectors.joining(", "));
        return values(node.outputs()) + " = " + OneLine.of(node.qualifiedOperator()) + "(" + values(node.inputs())
            + ")" + (attributes.equals(" {}") ? "" : attributes)
            + (type.replace("?, ", "").equals("?") || type.isEmpty() ? "" : " : " + type);
    }

    private static String values(List<String> names) {
        return names.stream().map(ModelPrinter::value).collect(Collectors.joining(", "));
    }

    private static String value(String name) {
        return name.isEmpty() ? "_" : "%" + OneLine.of(name);
    }

    /// An attribute's value as models print it.
    public static String print(Attribute attribute) {
        return attribute(attribute, "");
    }

    private static String attribute(Attribute attribute, String indent) {
        return switch (attribute) {
            case Attribute.Int(long v) -> Long.toString(v);
            case Attribute.Real(float v) -> Float.toString(v);
            case Attribute.Text(String v) -> '"' + OneLine.of(v) + '"';
            case Attribute.Ints(List<Long> v) -> list(v);
            case Attribute.Reals(List<Float> v) -> list(v);
            case Attribute.Texts(List<String> v) -> list(v.stream().map(t -> '"' + OneLine.of(t) + '"').toList());
            case Attribute.Value(Tensor v) -> tensor(v);
            case Attribute.Subgraph(Graph v) -> "{\n" + graph(v, Map.of(), indent + "    ") + indent + "}";
            case Attribute.Opaque(Bytes v) -> "<" + v + ">";
        };
    }

    private static String tensor(Tensor tensor) {
        List<String> texts = tensor.dtype() == DType.STRING ? StringTensors.toList(tensor) : List.of();
        IntFunction<String> element = switch (tensor.dtype()) {
            case STRING -> i -> '"' + OneLine.of(texts.get(i)) + '"';
            case FLOAT, FLOAT16, BFLOAT16 -> i -> Float.toString((float) tensor.getDouble(i));
            case DOUBLE -> i -> Double.toString(tensor.getDouble(i));
            case UINT64 -> i -> Long.toUnsignedString(tensor.getLong(i));
            case BOOL, INT8, UINT8, INT16, UINT16, INT32, UINT32, INT64 -> i -> Long.toString(tensor.getLong(i));
            case COMPLEX64, COMPLEX128, FLOAT8E4M3FN, FLOAT8E4M3FNUZ, FLOAT8E5M2, FLOAT8E5M2FNUZ, UINT4, INT4 -> null;
        };
        return element == null ? tensor.type().toString()
            : tensor.type() + IntStream.range(0, Math.min(SHOWN, tensor.size())).mapToObj(element)
                .collect(Collectors.joining(" ", "{", tensor.size() > SHOWN ? " …}" : "}"));
    }

    private static String list(List<?> items) {
        return IntStream.range(0, Math.min(SHOWN, items.size())).mapToObj(i -> items.get(i).toString())
            .collect(Collectors.joining(",", "[", items.size() > SHOWN ? ",…]" : "]"));
    }
}
