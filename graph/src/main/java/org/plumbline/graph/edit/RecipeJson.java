package org.plumbline.graph.edit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.plumbline.graph.DType;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;

/// Recipes as JSON: one line, exact (tensor elements and floats keep every bit), stable order of fields.
public final class RecipeJson {
    /// The version written; [#read] refuses others.
    public static final int VERSION = 1;

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private RecipeJson() {
    }

    /// What came of reading.
    public sealed interface Parsed {
        record Read(Recipe recipe) implements Parsed {
        }

        /// One line that names the field and what is wrong with it.
        record Malformed(String why) implements Parsed {
        }
    }

    /// A recipe as one line of JSON.
    public static String write(Recipe recipe) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("version", VERSION).put("origin", recipe.origin()).put("seed", recipe.seed());
        json.put("opset", recipe.opset());
        InputPlan plan = recipe.inputs();
        ObjectNode inputs = json.putObject("inputs").put("seed", plan.seed()).put("specials", plan.specials());
        if (!plan.fixed().isEmpty()) {
            ObjectNode fixed = inputs.putObject("fixed");
            plan.fixed().forEach((name, t) -> fixed.set(name, ValueJson.write(t)));
        }
        if (!recipe.plan().variants().isEmpty()) {
            ArrayNode variants = json.putArray("variants");
            recipe.plan().variants().forEach(variants::add);
        }
        ArrayNode edits = json.putArray("edits");
        recipe.edits().forEach(e -> edits.add(EditJson.write(e)));
        try {
            return MAPPER.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Reads what [#write] wrote; anything else comes back as malformed.
    public static Parsed read(String text) {
        try {
            return new Parsed.Read(recipe(new Field("recipe", MAPPER.readTree(text))));
        } catch (JsonProcessingException e) {
            return new Parsed.Malformed("recipe: not JSON: " + e.getOriginalMessage());
        } catch (Field.Malformed | IllegalArgumentException | ArithmeticException e) {
            return new Parsed.Malformed(e.getMessage());
        }
    }

    private static Recipe recipe(Field json) {
        if (json.at("version").integer() != VERSION) {
            throw new Field.Malformed("recipe.version: this Plumbline reads version " + VERSION + ", not "
                + json.at("version").integer());
        }
        Field inputs = json.at("inputs");
        Map<String, Tensor> fixed = new LinkedHashMap<>();
        inputs.find("fixed").ifPresent(f -> f.entries().forEach((k, v) -> fixed.put(k, ValueJson.tensor(v))));
        List<String> variants = new ArrayList<>();
        json.find("variants").ifPresent(v -> v.elements().forEach(e -> variants.add(e.text())));
        return new Recipe(json.at("origin").text(), json.at("seed").integer(),
            Math.toIntExact(json.at("opset").integer()), json.at("edits").elements().stream().map(EditJson::read)
                .toList(), new InputPlan(inputs.at("seed").integer(), inputs.at("specials").flag(), fixed),
            new CompilePlan(variants));
    }

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static ArrayNode array(long... values) {
        ArrayNode array = MAPPER.createArrayNode();
        for (long v : values) {
            array.add(v);
        }
        return array;
    }

    static ArrayNode texts(List<String> values) {
        ArrayNode array = MAPPER.createArrayNode();
        values.forEach(array::add);
        return array;
    }

    static DType dtype(Field f) {
        return DType.ofName(f.text())
            .orElseThrow(() -> new Field.Malformed(f.path() + ": no dtype '" + f.text() + "'"));
    }

    static Shape shape(Field f) {
        return Shape.of(f.elements().stream().map(Field::integer).toList());
    }

}
