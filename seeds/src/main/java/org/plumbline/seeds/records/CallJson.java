package org.plumbline.seeds.records;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;
import org.plumbline.graph.Shape;
import org.plumbline.graph.TensorType;
import org.plumbline.graph.edit.AttributeJson;
import org.plumbline.graph.json.Located;
import org.plumbline.graph.json.TensorJson;
import org.plumbline.seeds.records.OperatorCall.Absent;
import org.plumbline.seeds.records.RecordedCall.Accepted;
import org.plumbline.seeds.records.RecordedCall.Answer;
import org.plumbline.seeds.records.OperatorCall.Data;
import org.plumbline.seeds.records.OperatorCall.Input;
import org.plumbline.seeds.records.OperatorCall.Known;
import org.plumbline.seeds.records.RecordedCall.Refused;

/// A recorded call as an object of JSON. An input is `null`, a list of element type and dimensions, or a tensor; there
/// are the `shapes` of the outputs where the call was accepted, else it is `refused`.
final class CallJson {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private CallJson() {
    }

    static String write(RecordedCall recorded) {
        OperatorCall call = recorded.call();
        ObjectNode json = JSON.createObjectNode().put("operator", call.operator()).put("opset", call.opset());
        ArrayNode inputs = json.putArray("inputs");
        for (Input input : call.inputs()) {
            switch (input) {
                case Absent() -> inputs.addNull();
                case Data(TensorType type) -> dims(inputs.addArray().add(type.dtype().onnxName()), type.shape());
                case Known(var tensor) -> inputs.add(TensorJson.write(tensor));
            }
        }
        if (!call.attributes().isEmpty()) {
            ObjectNode attributes = json.putObject("attributes");
            call.attributes().forEach((name, value) -> attributes.set(name, AttributeJson.write(value)));
        }
        ArrayNode outputs = json.putArray("outputs");
        call.outputs().forEach(t -> outputs.add(t.onnxName()));
        switch (recorded.answer()) {
            case Accepted(List<Shape> shapes) -> {
                ArrayNode all = json.putArray("shapes");
                shapes.forEach(s -> dims(all.addArray(), s));
            }
            case Refused() -> json.put("refused", true);
        }
        return json.toString();
    }

    private static void dims(ArrayNode array, Shape shape) {
        shape.stream().forEach(array::add);
    }

    static RecordedCall read(Located json) {
        json.only("operator", "opset", "inputs", "attributes", "outputs", "shapes", "refused");
        List<Input> inputs = json.at("inputs").elements().stream().map(CallJson::input).toList();
        Map<String, Attribute> attributes = new TreeMap<>();
        json.find("attributes").ifPresent(all -> all.entries().forEach((name, a) -> attributes.put(name, attribute(
            a))));
        List<DType> outputs = json.at("outputs").elements().stream().map(TensorJson::dtype).toList();
        return new RecordedCall(new OperatorCall(operator(json.at("operator")), opset(json.at("opset")), inputs,
            attributes, outputs), answer(json, outputs.size()));
    }

    private static String operator(Located json) {
        if (json.text().isBlank()) {
            throw json.wrong("name an operator");
        }
        return json.text();
    }

    private static int opset(Located json) {
        long opset = json.integer();
        if (opset < 1 || opset > Integer.MAX_VALUE) {
            throw json.wrong(opset + " is no opset");
        }
        return (int) opset;
    }

    private static Answer answer(Located json, int outputs) {
        Optional<Located> refused = json.find("refused");
        if (refused.isPresent()) {
            if (!refused.get().flag() || json.find("shapes").isPresent()) {
                throw refused.get().wrong("a call is refused, or has shapes; delete one of them");
            }
            return new Refused();
        }
        Located shapes = json.at("shapes");
        List<Shape> all = shapes.elements().stream().map(s -> shape(s, s.elements())).toList();
        if (all.size() != outputs) {
            throw shapes.wrong(all.size() + " shapes for " + outputs + " outputs; give one for each");
        }
        return new Accepted(all);
    }

    private static Input input(Located json) {
        if (json.json().isNull()) {
            return new Absent();
        }
        if (json.json().isObject()) {
            return new Known(TensorJson.read(json));
        }
        List<Located> parts = new ArrayList<>(json.elements());
        if (parts.isEmpty()) {
            throw json.wrong("wanted an element type and dimensions");
        }
        DType dtype = TensorJson.dtype(parts.removeFirst());
        return new Data(new TensorType(dtype, shape(json, parts)));
    }

    private static Shape shape(Located json, List<Located> dims) {
        return TensorJson.shape(json, dims.stream().map(Located::integer).toList());
    }

    private static Attribute attribute(Located json) {
        return switch (AttributeJson.read(json.json())) {
            case AttributeJson.Parsed.Read(Attribute a) -> a;
            case AttributeJson.Parsed.Malformed(String why) -> throw json.wrong(why);
        };
    }
}
