package org.plumbline.graph.edit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.Bytes;
import org.plumbline.graph.DType;
import org.plumbline.graph.Graph;
import org.plumbline.graph.Node;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.ValueInfo;

/// Tensors and attributes as JSON. Elements are the base64 of their raw bytes; floats are written as the shortest
/// decimal that reads back the same, NaN by its bits.
final class ValueJson {
    private ValueJson() {
    }

    static ObjectNode write(Tensor t) {
        byte[] raw = new byte[t.bytes().remaining()];
        t.bytes().get(raw);
        ObjectNode json = RecipeJson.object().put("dtype", t.dtype().onnxName());
        json.set("shape", RecipeJson.array(t.shape().dims()));
        return json.put("data", Base64.getEncoder().encodeToString(raw));
    }

    static Tensor tensor(Field json) {
        DType dtype = RecipeJson.dtype(json.at("dtype"));
        Shape shape = RecipeJson.shape(json.at("shape"));
        return Tensor.ofBytes(dtype, shape, bytes(json.at("data")));
    }

    private static byte[] bytes(Field json) {
        try {
            return Base64.getDecoder().decode(json.text());
        } catch (IllegalArgumentException _) {
            throw new Field.Malformed(json.path() + ": wanted base64");
        }
    }

    private static String base64(Bytes bytes) {
        return Base64.getEncoder().encodeToString(bytes.toArray());
    }

    static ObjectNode write(Attribute attribute) {
        ObjectNode json = RecipeJson.object();
        return switch (attribute) {
            case Attribute.Int(long v) -> json.put("int", v);
            case Attribute.Real(float v) -> json.put("float", real(v));
            case Attribute.Text(String v) -> json.put("text", v);
            case Attribute.Ints n -> json.set("ints", RecipeJson.array(n.toArray()));
            case Attribute.Reals(List<Float> vs) -> json.set("floats", RecipeJson.texts(vs.stream().map(
                ValueJson::real).toList()));
            case Attribute.Texts(List<String> vs) -> json.set("texts", RecipeJson.texts(vs));
            case Attribute.Value(Tensor t) -> json.set("tensor", write(t));
            case Attribute.Subgraph(Graph g) -> json.set("graph", write(g));
            case Attribute.Opaque(Bytes b) -> json.put("proto", base64(b));
        };
    }

    private static String real(float v) {
        return Float.isNaN(v) ? "0x" + Integer.toHexString(Float.floatToRawIntBits(v)) : Float.toString(v);
    }

    private static float real(Field json) {
        String text = json.text();
        try {
            return text.startsWith("0x") ? Float.intBitsToFloat(Integer.parseUnsignedInt(text.substring(2), 16))
                : Float.parseFloat(text);
        } catch (NumberFormatException _) {
            throw new Field.Malformed(json.path() + ": wanted a float");
        }
    }

    static Attribute attribute(Field json) {
        Map<String, Field> entries = json.entries();
        if (entries.size() != 1) {
            throw new Field.Malformed(json.path() + ": wanted one field that names the kind of attribute");
        }
        Field value = entries.values().iterator().next();
        return switch (entries.keySet().iterator().next()) {
            case "int" -> new Attribute.Int(value.integer());
            case "float" -> new Attribute.Real(real(value));
            case "text" -> new Attribute.Text(value.text());
            case "ints" -> new Attribute.Ints(value.elements().stream().map(Field::integer).toList());
            case "floats" -> new Attribute.Reals(value.elements().stream().map(ValueJson::real).toList());
            case "texts" -> new Attribute.Texts(value.elements().stream().map(Field::text).toList());
            case "tensor" -> new Attribute.Value(tensor(value));
            case "graph" -> new Attribute.Subgraph(graph(value));
            case "proto" -> new Attribute.Opaque(Bytes.of(bytes(value)));
            default -> throw new Field.Malformed(value.path() + ": no such kind of attribute");
        };
    }

    private static ObjectNode write(Graph g) {
        ObjectNode json = RecipeJson.object().put("name", g.name());
        ArrayNode inputs = json.putArray("inputs");
        g.inputs().forEach(i -> inputs.add(write(i)));
        ArrayNode outputs = json.putArray("outputs");
        g.outputs().forEach(o -> outputs.add(write(o)));
        ObjectNode initializers = json.putObject("initializers");
        g.initializers().forEach((name, t) -> initializers.set(name, write(t)));
        ArrayNode nodes = json.putArray("nodes");
        g.nodes().forEach(n -> nodes.add(EditJson.node(RecipeJson.object(), n)));
        return json.put("rest", base64(g.rest()));
    }

    private static Graph graph(Field json) {
        Map<String, Tensor> initializers = new LinkedHashMap<>();
        json.at("initializers").entries().forEach((name, t) -> initializers.put(name, tensor(t)));
        List<Node> nodes = json.at("nodes").elements().stream().map(EditJson::node).toList();
        return new Graph(json.at("name").text(), json.at("inputs").elements().stream().map(ValueJson::info).toList(),
            json.at("outputs").elements().stream().map(ValueJson::info).toList(), initializers, nodes,
            Bytes.of(bytes(json.at("rest"))));
    }

    /// Dimensions are numbers or names; no list means no shape.
    private static ObjectNode write(ValueInfo info) {
        ObjectNode json = RecipeJson.object().put("name", info.name());
        return switch (info.type()) {
            case ValueInfo.Other(Bytes proto) -> json.put("proto", base64(proto));
            case ValueInfo.OfTensor(DType dtype, Optional<List<ValueInfo.Dim>> dims) -> {
                json.put("dtype", dtype.onnxName());
                dims.ifPresent(ds -> {
                    ArrayNode array = json.putArray("dims");
                    ds.forEach(d -> {
                        switch (d) {
                            case ValueInfo.Known(long size) -> array.add(size);
                            case ValueInfo.Symbolic(String name) -> array.add(name);
                        }
                    });
                });
                yield json;
            }
        };
    }

    private static ValueInfo info(Field json) {
        String name = json.at("name").text();
        if (json.find("proto").isPresent()) {
            return new ValueInfo(name, new ValueInfo.Other(Bytes.of(bytes(json.at("proto")))));
        }
        Optional<List<ValueInfo.Dim>> dims = json.find("dims").map(ds -> ds.elements().stream().<ValueInfo.Dim>map(
            d -> d.json().isTextual() ? new ValueInfo.Symbolic(d.text()) : new ValueInfo.Known(d.integer())).toList());
        return new ValueInfo(name, new ValueInfo.OfTensor(RecipeJson.dtype(json.at("dtype")), dims));
    }
}
