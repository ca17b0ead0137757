package org.plumbline.graph.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.plumbline.graph.Attribute;
import org.plumbline.graph.DType;
import org.plumbline.graph.Nearest;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.edit.AttributeJson;

/// Given tensors as JSON: with their numbers where these say everything, else (NaN with a payload, texts, 4-bit
/// integers) with their bytes.
public final class TensorJson {
    private TensorJson() {
    }

    /// The tensor as JSON.
    public static ObjectNode write(Tensor t) {
        ObjectNode bytes = (ObjectNode) AttributeJson.write(new Attribute.Value(t)).get("tensor");
        if (t.dtype().kind() == DType.Kind.OPAQUE || !again(t).equals(t)) {
            return bytes;
        }
        bytes.remove("data");
        ArrayNode values = bytes.putArray("values");
        for (int i = 0; i < t.size(); i++) {
            if (t.dtype().isReal()) {
                values.add(t.getDouble(i));
            } else {
                values.add(t.getLong(i));
            }
        }
        return bytes;
    }

    /// The tensor made of its numbers as they are printed: NaN is printed without its payload.
    private static Tensor again(Tensor t) {
        return t.dtype().isReal() ? Tensor.of(t.dtype(), t.shape(), i -> Double.parseDouble(Double.toString(t
            .getDouble(i))))
            : Tensor.ofLongs(t.dtype(), t.shape(), t::getLong);
    }

    /// Reads what [#write] wrote; complains of anything else.
    public static Tensor read(Located json) {
        json.only("dtype", "shape", "values", "data");
        if (json.find("data").isPresent()) {
            ObjectNode attribute = ((ObjectNode) json.json()).objectNode();
            attribute.set("tensor", json.json());
            return switch (AttributeJson.read(attribute)) {
                case AttributeJson.Parsed.Read(Attribute.Value(Tensor t)) -> t;
                case AttributeJson.Parsed.Read _ -> throw json.wrong("wanted a tensor");
                case AttributeJson.Parsed.Malformed(String why) -> throw json.wrong(why);
            };
        }
        DType dtype = dtype(json.at("dtype"));
        Located values = json.at("values");
        List<Located> elements = values.elements();
        Shape shape = shape(json.at("shape"), json.at("shape").elements().stream().map(Located::integer).toList());
        if (dtype.kind() == DType.Kind.OPAQUE || shape.size() != elements.size()) {
            throw values.wrong(elements.size() + " values do not make a tensor " + dtype + shape);
        }
        return dtype.isReal() ? Tensor.of(dtype, shape, i -> elements.get(i).real())
            : Tensor.ofLongs(dtype, shape, i -> inRange(dtype, elements.get(i)));
    }

    /// An element type by its name.
    public static DType dtype(Located json) {
        List<String> names = Arrays.stream(DType.values()).map(DType::onnxName).toList();
        return DType.ofName(json.text()).orElseThrow(() -> json.wrong("no dtype '" + json.text() + "'; near are "
            + Nearest.to(json.text(), names)));
    }

    /// The shape with these dimensions, which stand at `json`.
    public static Shape shape(Located json, List<Long> dims) {
        try {
            Shape shape = Shape.of(dims);
            shape.size();
            return shape;
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw json.wrong("no shape of a tensor: " + e.getMessage());
        }
    }

    private static long inRange(DType dtype, Located json) {
        long value = json.integer();
        if (!Set.of(DType.INT64, DType.UINT64).contains(dtype)
            && (value < dtype.minValue() || value > dtype.maxValue())) {
            throw json.wrong(value + " is no " + dtype);
        }
        return value;
    }
}
