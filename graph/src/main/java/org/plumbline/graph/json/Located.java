package org.plumbline.graph.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.plumbline.graph.Nearest;

/// A place in a JSON file that knows its file, line and path, so that complaints can name them. `parts` are the fields
/// of an object by name, or the elements of a list by index.
public record Located(String file, String path, int line, JsonNode json, Map<String, Located> parts) {
    /// Caught where a file is read; the message is one line, whatever characters it quotes.
    public static final class Malformed extends RuntimeException {
        private static final long serialVersionUID = 1;

        /// What is wrong, with file and line.
        public Malformed(String why) {
            super(why.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " "), null, false, false);
        }
    }

    /// The whole of a file.
    public static Located parse(String file, byte[] text) {
        return parse(file, 1, text);
    }

    /// A part of a file that begins in line `first`.
    public static Located parse(String file, int first, byte[] text) {
        JsonMapper mapper = JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
        try (JsonParser parser = mapper.createParser(text)) {
            if (parser.nextToken() == null) {
                throw new Malformed(file + (first > 1 ? " line " + first : "")
                    + ": empty; restore it or make it again");
            }
            Located whole = read(file, first - 1, "", parser, mapper);
            if (parser.nextToken() != null) {
                throw new Malformed(file + " line " + (first - 1 + parser.currentTokenLocation().getLineNr())
                    + ": more text after the end; delete it");
            }
            return whole;
        } catch (JsonProcessingException e) {
            int line = first - 1 + (e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr()));
            throw new Malformed(file + " line " + line + ": not JSON: " + head(e.getOriginalMessage()));
        } catch (IOException e) {
            throw new Malformed(file + ": not JSON in UTF-8: " + head(e.getMessage()));
        }
    }

    private static String head(String message) {
        return message == null ? "" : message.lines().findFirst().orElse("");
    }

    private static Located read(String file, int before, String path, JsonParser parser, JsonMapper mapper)
        throws IOException {
        int line = before + parser.currentTokenLocation().getLineNr();
        Map<String, Located> parts = new LinkedHashMap<>();
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            ArrayNode array = mapper.createArrayNode();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                Located part = read(file, before, path + "[" + parts.size() + "]", parser, mapper);
                parts.put(Integer.toString(parts.size()), part);
                array.add(part.json);
            }
            return new Located(file, path, line, array, parts);
        }
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            ObjectNode object = mapper.createObjectNode();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String key = parser.currentName();
                parser.nextToken();
                Located part = read(file, before, path.isEmpty() ? key : path + "." + key, parser, mapper);
                parts.put(key, part);
                object.set(key, part.json);
            }
            return new Located(file, path, line, object, parts);
        }
        return new Located(file, path, line, mapper.readTree(parser), parts);
    }

    /// A complaint about this place.
    public Malformed wrong(String why) {
        return new Malformed(file + " line " + line + ": " + (path.isEmpty() ? "" : path + ": ") + why);
    }

    /// A field that must be there.
    public Located at(String key) {
        return find(key).orElseThrow(() -> wrong("field \"" + key + "\" is missing; add it"));
    }

    /// A field that may be there.
    public Optional<Located> find(String key) {
        check(json.isObject(), "an object");
        return Optional.ofNullable(parts.get(key));
    }

    /// Complains of any field but these: it is misspelled.
    public Located only(String... keys) {
        check(json.isObject(), "an object");
        Set<String> known = new TreeSet<>(List.of(keys));
        parts.forEach((key, part) -> {
            if (!known.contains(key)) {
                throw part.wrong("no such field; near are " + Nearest.to(key, known));
            }
        });
        return this;
    }

    /// The elements of a list.
    public List<Located> elements() {
        check(json.isArray(), "a list");
        return List.copyOf(parts.values());
    }

    /// The fields of an object by name.
    public Map<String, Located> entries() {
        check(json.isObject(), "an object");
        return parts;
    }

    /// A 64-bit integer.
    public long integer() {
        check(json.isIntegralNumber() && json.canConvertToLong(), "a 64-bit integer");
        return json.longValue();
    }

    /// A text.
    public String text() {
        check(json.isTextual(), "a text in quotes");
        return json.textValue();
    }

    /// True or false.
    public boolean flag() {
        check(json.isBoolean(), "true or false");
        return json.booleanValue();
    }

    /// A double; what JSON has no numbers for is written as text (`NaN`, `Infinity`).
    public double real() {
        check(json.isNumber() || json.isTextual() && Set.of("NaN", "Infinity", "-Infinity").contains(json.textValue()),
            "a number");
        return json.isNumber() ? json.doubleValue() : Double.parseDouble(json.textValue());
    }

    private void check(boolean condition, String wanted) {
        if (!condition) {
            throw wrong("wanted " + wanted);
        }
    }
}
