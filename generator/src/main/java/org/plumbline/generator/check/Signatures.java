package org.plumbline.generator.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;
import org.plumbline.graph.Graph;
import org.plumbline.graph.Node;
import org.plumbline.graph.ValueInfo;
import org.plumbline.graph.bound.Enclosure;
import org.plumbline.graph.onnx.OnnxCodec;

/// Whether nodes are used as their operators' schemas say: how many inputs and outputs, which element types, which
/// attributes. Operators of other domains than ONNX's own are not judged. Values only, nothing native is asked.
public record Signatures(OnnxSchemas schemas) {
    /// What is wrong with the first node that is used otherwise, in one line; `values` are those of the model.
    public Optional<String> problem(List<Node> nodes, int opset, Map<String, Enclosure> values) {
        return nodes.stream().flatMap(n -> problem(n, opset, values).stream()).findFirst();
    }

    private Optional<String> problem(Node node, int opset, Map<String, Enclosure> values) {
        if (!node.domain().isEmpty() && !node.domain().equals("ai.onnx")) {
            return Optional.empty();
        }
        return schemas.schema(node.operator(), opset).map(s -> problem(node, s, opset, values))
            .orElse(Optional.of("there is no operator at opset " + opset)).map(why -> node.operator() + ": " + why);
    }

    private Optional<String> problem(Node node, OperatorSchema s, int opset, Map<String, Enclosure> values) {
        int in = node.inputs().size();
        if (in < s.minInputs() || in > s.maxInputs() || node.outputs().size() < s.minOutputs()
            || node.outputs().size() > s.maxOutputs()) {
            return Optional.of(in + " inputs and " + node.outputs().size() + " outputs");
        }
        for (int i = 0; i < s.inputs().size() && s.inputs().get(i).option() == OperatorSchema.Option.SINGLE; i++) {
            if (node.inputs().get(i).isEmpty()) {
                return Optional.of("input " + i + " is left out");
            }
        }
        List<Optional<DType>> types = node.inputs().stream().map(
            i -> Optional.ofNullable(values.get(i)).map(Enclosure::dtype)).toList();
        for (int i = 0; i < node.outputs().size(); i++) {
            Enclosure given = values.get(node.outputs().get(i));
            if (given != null && s.output(i).map(OperatorSchema.Parameter::dtypes).filter(d -> !d.isEmpty()
                && !d.contains(given.dtype())).isPresent()) {
                return Optional.of("output " + i + " of type " + given.dtype());
            }
        }
        return !s.accepts(types) ? Optional.of("inputs of types " + types.stream().flatMap(Optional::stream).toList())
            : attributes(node, s, opset, values);
    }

    private Optional<String> attributes(Node node, OperatorSchema s, int opset, Map<String, Enclosure> values) {
        for (Map.Entry<String, Attribute> a : node.attributes().entrySet()) {
            OperatorSchema.AttributeSchema known = s.attributes().get(a.getKey());
            if (!a.getKey().equals(OnnxCodec.NODE_REST) && (known == null || !isOf(known.type(), a.getValue()))) {
                return Optional.of("attribute " + a.getKey());
            }
            Optional<String> inside = a.getValue() instanceof Attribute.Subgraph(Graph g)
                ? problem(g.nodes(), opset, inside(g, values)) : Optional.empty();
            if (inside.isPresent()) {
                return inside;
            }
        }
        return s.attributes().values().stream().filter(a -> a.required() && node.attribute(a.name()).isEmpty())
            .findFirst().map(a -> "attribute " + a.name() + " is missing");
    }

    /// What is known inside a graph: the values outside, and what the graph states of its own.
    private static Map<String, Enclosure> inside(Graph g, Map<String, Enclosure> values) {
        Map<String, Enclosure> all = new HashMap<>(values);
        Stream.concat(g.inputs().stream(), g.outputs().stream()).forEach(info -> {
            if (info.type() instanceof ValueInfo.OfTensor(DType dtype, var _)) {
                all.put(info.name(), new Enclosure.Unknown(dtype));
            }
        });
        g.initializers().forEach((name, t) -> all.put(name, new Enclosure.Unknown(t.dtype())));
        return all;
    }

    private static boolean isOf(String type, Attribute attribute) {
        return switch (attribute) {
            case Attribute.Int _ -> type.equals("INT");
            case Attribute.Real _ -> type.equals("FLOAT");
            case Attribute.Text _ -> type.equals("STRING");
            case Attribute.Ints _ -> type.equals("INTS");
            case Attribute.Reals _ -> type.equals("FLOATS");
            case Attribute.Texts _ -> type.equals("STRINGS");
            case Attribute.Value _ -> type.equals("TENSOR");
            case Attribute.Subgraph _ -> type.equals("GRAPH");
            case Attribute.Opaque _ -> true;
        };
    }
}
