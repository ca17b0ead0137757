package org.plumbline.graph.edit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A place in a JSON document that knows its path, so that complaints can name it.
record Field(String path, JsonNode json) {
    /// Caught in [RecipeJson#read].
    static final class Malformed extends RuntimeException {
        Malformed(String why) {
            super(why, null, false, false);
        }
    }

    Field at(String key) {
        return find(key).orElseThrow(() -> new Malformed(path + "." + key + ": missing"));
    }

    Optional<Field> find(String key) {
        return Optional.ofNullable(json.get(key)).map(j -> new Field(path + "." + key, j));
    }

    long integer() {
        check(json.isIntegralNumber() && json.canConvertToLong(), "a 64-bit integer");
        return json.longValue();
    }

    String text() {
        check(json.isTextual(), "a text");
        return json.textValue();
    }

    boolean flag() {
        check(json.isBoolean(), "true or false");
        return json.booleanValue();
    }

    /// A double, written as number or, where JSON has none, as text (NaN, Infinity).
    double real() {
        check(json.isNumber() || json.isTextual(), "a number");
        try {
            return json.isNumber() ? json.doubleValue() : Double.parseDouble(json.textValue());
        } catch (NumberFormatException _) {
            throw new Malformed(path + ": wanted a number");
        }
    }

    List<Field> elements() {
        check(json.isArray(), "a list");
        List<Field> elements = new ArrayList<>();
        for (int i = 0; i < json.size(); i++) {
            elements.add(new Field(path + "[" + i + "]", json.get(i)));
        }
        return elements;
    }

    Map<String, Field> entries() {
        check(json.isObject(), "an object");
        Map<String, Field> entries = new LinkedHashMap<>();
        json.properties().forEach(e -> entries.put(e.getKey(), new Field(path + "." + e.getKey(), e.getValue())));
        return entries;
    }

    private void check(boolean condition, String wanted) {
        if (!condition) {
            throw new Malformed(path + ": wanted " + wanted);
        }
    }
}
