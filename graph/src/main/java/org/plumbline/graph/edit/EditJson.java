package org.plumbline.graph.edit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;
import org.plumbline.graph.Node;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.TensorType;

/// Edits as JSON objects, told apart by their field `edit`.
final class EditJson {
    private EditJson() {
    }

    static ObjectNode write(Edit edit) {
        ObjectNode json = RecipeJson.object();
        return switch (edit) {
            case Edit.AddInput(String name, DType t, Shape s, Bounds b) -> drawn(json, "input", name, t, s, b);
            case Edit.AddWeights(String name, DType t, Shape s, Bounds b) -> drawn(json, "weights", name, t, s, b);
            case Edit.AddInitializer(String name, Tensor t) ->
                json.put("edit", "initializer").put("name", name).set("tensor", ValueJson.write(t));
            case Edit.InsertNode(Node n, List<Declared> declared) -> inserted(json.put("edit", "node"), n, declared);
            case Edit.ProduceInput(Node n, List<Declared> declared) ->
                inserted(json.put("edit", "produce"), n, declared);
            case Edit.ChangeAttribute(String node, String key, Optional<Attribute> value) -> {
                json.put("edit", "attribute").put("node", node).put("key", key);
                value.ifPresent(v -> json.set("value", ValueJson.write(v)));
                yield json;
            }
            case Edit.ReplaceOperator(String node, String operator) ->
                json.put("edit", "operator").put("node", node).put("operator", operator);
            case Edit.Rewire(String node, int input, String value) ->
                json.put("edit", "rewire").put("node", node).put("input", input).put("value", value);
            case Edit.ReplaceInitializer(String name, Tensor t) ->
                json.put("edit", "contents").put("name", name).set("tensor", ValueJson.write(t));
            case Edit.RemoveNode(String node, List<String> instead) ->
                json.put("edit", "remove").put("node", node).set("instead", RecipeJson.texts(instead));
            case Edit.Retype(Map<String, TensorType> types) -> {
                ObjectNode all = json.put("edit", "retype").putObject("types");
                types.forEach((name, t) -> all.putObject(name).put("dtype", t.dtype().onnxName())
                    .set("shape", RecipeJson.array(t.shape().dims())));
                yield json;
            }
            case Edit.Feed(String name) -> json.put("edit", "feed").put("name", name);
            case Edit.Freeze(String name) -> json.put("edit", "freeze").put("name", name);
            case Edit.MarkOutput(String name) -> json.put("edit", "output").put("name", name);
            case Edit.HideShape(String name) -> json.put("edit", "hide").put("name", name);
        };
    }

    private static ObjectNode drawn(ObjectNode json, String edit, String name, DType t, Shape s, Bounds b) {
        json.put("edit", edit).put("name", name).put("dtype", t.onnxName()).set("shape", RecipeJson.array(s.dims()));
        if (b.kind() != Bounds.Kind.ANY) {
            json.putObject("bounds").put("kind", b.kind().name()).put("lo", b.lo()).put("hi", b.hi());
        }
        return json;
    }

    /// An output of unknown shape has no field `shape`.
    private static ObjectNode inserted(ObjectNode json, Node n, List<Declared> declared) {
        node(json, n);
        if (!declared.isEmpty()) {
            ArrayNode types = json.putArray("declared");
            declared.forEach(d -> {
                ObjectNode type = types.addObject().put("dtype", d.dtype().onnxName());
                d.shape().ifPresent(s -> type.set("shape", RecipeJson.array(s.dims())));
            });
        }
        return json;
    }

    static ObjectNode node(ObjectNode json, Node n) {
        json.put("operator", n.operator());
        if (!n.domain().isEmpty()) {
            json.put("domain", n.domain());
        }
        if (!n.name().isEmpty()) {
            json.put("name", n.name());
        }
        json.set("inputs", RecipeJson.texts(n.inputs()));
        json.set("outputs", RecipeJson.texts(n.outputs()));
        if (!n.attributes().isEmpty()) {
            ObjectNode attributes = json.putObject("attributes");
            n.attributes().forEach((k, v) -> attributes.set(k, ValueJson.write(v)));
        }
        return json;
    }

    static Edit read(Field json) {
        return switch (json.at("edit").text()) {
            case "input" -> new Edit.AddInput(name(json), RecipeJson.dtype(json.at("dtype")),
                RecipeJson.shape(json.at("shape")), bounds(json));
            case "weights" -> new Edit.AddWeights(name(json), RecipeJson.dtype(json.at("dtype")),
                RecipeJson.shape(json.at("shape")), bounds(json));
            case "initializer" -> new Edit.AddInitializer(name(json), ValueJson.tensor(json.at("tensor")));
            case "node" -> new Edit.InsertNode(node(json), declared(json));
            case "produce" -> new Edit.ProduceInput(node(json), declared(json));
            case "attribute" -> new Edit.ChangeAttribute(json.at("node").text(), json.at("key").text(),
                json.find("value").map(ValueJson::attribute));
            case "operator" -> new Edit.ReplaceOperator(json.at("node").text(), json.at("operator").text());
            case "rewire" -> new Edit.Rewire(json.at("node").text(), Math.toIntExact(json.at("input").integer()),
                json.at("value").text());
            case "contents" -> new Edit.ReplaceInitializer(name(json), ValueJson.tensor(json.at("tensor")));
            case "remove" -> new Edit.RemoveNode(json.at("node").text(), texts(json.at("instead")));
            case "retype" -> retype(json.at("types"));
            case "feed" -> new Edit.Feed(name(json));
            case "freeze" -> new Edit.Freeze(name(json));
            case "output" -> new Edit.MarkOutput(name(json));
            case "hide" -> new Edit.HideShape(name(json));
            default -> throw new Field.Malformed(json.path() + ".edit: no edit '" + json.at("edit").text() + "'");
        };
    }

    private static Edit retype(Field json) {
        Map<String, TensorType> types = new LinkedHashMap<>();
        json.entries().forEach((name, t) -> types.put(name,
            new TensorType(RecipeJson.dtype(t.at("dtype")), RecipeJson.shape(t.at("shape")))));
        return new Edit.Retype(types);
    }

    private static String name(Field json) {
        return json.at("name").text();
    }

    private static Bounds bounds(Field json) {
        return json.find("bounds").map(b -> {
            String kind = b.at("kind").text();
            for (Bounds.Kind k : Bounds.Kind.values()) {
                if (k.name().equals(kind)) {
                    return new Bounds(k, b.at("lo").real(), b.at("hi").real());
                }
            }
            throw new Field.Malformed(b.path() + ".kind: no kind of bounds '" + kind + "'");
        }).orElse(Bounds.ANY);
    }

    private static List<Declared> declared(Field json) {
        return json.find("declared").map(types -> types.elements().stream().map(
            t -> new Declared(RecipeJson.dtype(t.at("dtype")), t.find("shape").map(RecipeJson::shape))).toList())
            .orElse(List.of());
    }

    static Node node(Field json) {
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        json.find("attributes").ifPresent(a -> a.entries()
            .forEach((k, v) -> attributes.put(k, ValueJson.attribute(v))));
        return new Node(json.find("domain").map(Field::text).orElse(""), json.at("operator").text(),
            json.find("name").map(Field::text).orElse(""), texts(json.at("inputs")), texts(json.at("outputs")),
            attributes);
    }

    private static List<String> texts(Field json) {
        return json.elements().stream().map(Field::text).toList();
    }
}
