package org.plumbline.graph.edit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.plumbline.graph.Attribute;

/// Attributes as recipes write them, for other files: an object with one field, which names the kind (`{"int": 3}`,
/// `{"floats": ["0.5"]}`). Exact for every kind.
public final class AttributeJson {
    private AttributeJson() {
    }

    /// What came of reading.
    public sealed interface Parsed {
        record Read(Attribute attribute) implements Parsed {
        }

        /// One line that names the field, below `attribute`, and what is wrong with it.
        record Malformed(String why) implements Parsed {
        }
    }

    /// The attribute as JSON.
    public static ObjectNode write(Attribute attribute) {
        return ValueJson.write(attribute);
    }

    /// Reads what [#write] wrote; anything else comes back as malformed.
    public static Parsed read(JsonNode json) {
        try {
            return new Parsed.Read(ValueJson.attribute(new Field("attribute", json)));
        } catch (Field.Malformed | IllegalArgumentException | ArithmeticException e) {
            return new Parsed.Malformed(String.valueOf(e.getMessage()));
        }
    }
}
