package org.plumbline.generator.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;

/// JSON as text in which a change of one condition is a change of one line: the outer levels have a line per element,
/// what lies deeper stays on its line.
final class Layout {
    /// File, list of rules, rule, list in a rule.
    private static final int OUTER = 4;

    private Layout() {
    }

    static String of(JsonNode json) {
        return of(json, 0) + "\n";
    }

    private static String of(JsonNode json, int depth) {
        if (!json.isContainerNode()) {
            return json.toString();
        }
        List<String> parts = new ArrayList<>();
        if (json.isObject()) {
            json.properties().forEach(e -> parts.add(TextNode.valueOf(e.getKey()) + ": " + of(e.getValue(), depth
                + 1)));
        } else {
            json.forEach(e -> parts.add(of(e, depth + 1)));
        }
        String open = json.isObject() ? "{" : "[";
        String close = json.isObject() ? "}" : "]";
        if (depth >= OUTER || parts.isEmpty()) {
            return open + String.join(", ", parts) + close;
        }
        String line = "\n" + "  ".repeat(depth + 1);
        return open + line + String.join("," + line, parts) + "\n" + "  ".repeat(depth) + close;
    }

}
