package org.plumbline.generator.rules;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.plumbline.generator.rules.RulebookFolder.Read;
import org.plumbline.graph.json.Located;

/// The files of a rulebook by name, wherever they lie.
final class RulebookFiles {
    static final String INDEX = "rulebook.json";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern OPERATOR = Pattern.compile("\\w[\\w.-]*(::\\w[\\w.-]*)?");

    private RulebookFiles() {
    }

    /// Where to read from; empty where there is no such file.
    @FunctionalInterface
    interface Source {
        Optional<byte[]> bytes(String name) throws IOException;
    }

    static String name(String operator) {
        return operator.replace("::", ".") + ".json";
    }

    private static boolean isOperator(String name) {
        return OPERATOR.matcher(name).matches() && !name(name).equals(INDEX);
    }

    /// The list of operators last, so that it is never ahead of the files.
    static Map<String, String> write(Rulebook book) {
        Map<String, String> files = new LinkedHashMap<>();
        book.operators().forEach((operator, rules) -> {
            if (files.put(name(operator), write(operator, rules)) != null) {
                throw new IllegalArgumentException(operator + ": another operator has the file " + name(operator));
            }
        });
        files.put(INDEX, index(book));
        return files;
    }

    static String index(Rulebook book) {
        ObjectNode index = JSON.createObjectNode().put("schema", RulebookFolder.SCHEMA).put("target", book.target())
            .put("release", book.release()).put("opset", book.opset());
        book.operators().keySet().forEach(index.putArray("operators")::add);
        if (!book.deadly().isEmpty()) {
            book.deadly().forEach(index.putArray("deadly")::add);
        }
        return Layout.of(index);
    }

    static String write(String operator, List<Learned> rules) {
        if (!isOperator(operator)) {
            throw new IllegalArgumentException("'" + operator + "' is no operator's name");
        }
        ObjectNode json = JSON.createObjectNode().put("operator", operator);
        ArrayNode list = json.putArray("rules");
        rules.forEach(r -> list.add(new RuleWriter().write(r)));
        String text = Layout.of(json);
        requireSame(operator, rules, text);
        return text;
    }

    /// What cannot be read back exactly must not be written: choices are code, a name that two symbols have is lost.
    private static void requireSame(String operator, List<Learned> rules, String text) {
        if (rules.stream().anyMatch(r -> !r.partial().choices().isEmpty())) {
            throw new IllegalArgumentException(operator + ": choices are code and cannot be written");
        }
        rules.stream().map(r -> r.partial().operator()).filter(o -> !o.equals(operator)).findFirst().ifPresent(o -> {
            throw new IllegalArgumentException(operator + ": a rule is of another operator, " + o);
        });
        try {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            if (!rules(operator, Located.parse(name(operator), bytes)).equals(rules)) {
                throw new IllegalArgumentException(operator + ": a rule does not read back as it is");
            }
        } catch (Located.Malformed e) {
            throw new IllegalArgumentException("a rule that cannot be written: " + e.getMessage(), e);
        }
    }

    static Read read(String folder, Source source) {
        try {
            Located index = parse(folder, INDEX, source).orElseThrow(() -> new Located.Malformed(folder
                + ": no rulebook, there is no " + INDEX + " in it; name the folder of a rulebook"));
            Located schema = index.at("schema");
            if (schema.integer() != RulebookFolder.SCHEMA) {
                throw schema.wrong("this Plumbline reads version " + RulebookFolder.SCHEMA + ", not "
                    + schema.integer() + "; learn the rules again or use the Plumbline that wrote them");
            }
            index.only("schema", "target", "release", "opset", "operators", "deadly");
            Map<String, List<Learned>> operators = new TreeMap<>();
            for (Located operator : index.at("operators").elements()) {
                if (!isOperator(operator.text())) {
                    throw operator.wrong("'" + operator.text() + "' is no operator's name");
                }
                Located rules = parse(folder, name(operator.text()), source).orElseThrow(() -> operator.wrong(
                    "there is no file " + name(operator.text()) + "; restore it or delete this line"));
                if (operators.put(operator.text(), rules(operator.text(), rules)) != null) {
                    throw operator.wrong("is listed twice; delete this line");
                }
            }
            Located opset = index.at("opset");
            if (opset.integer() < 1 || opset.integer() > Integer.MAX_VALUE) {
                throw opset.wrong("wanted an opset, 1 or more");
            }
            return new Read.Ok(new Rulebook(index.at("target").text(), index.at("release").text(),
                (int) opset.integer(), operators, deadly(index, operators.keySet())));
        } catch (Located.Malformed e) {
            return new Read.Unreadable(e.getMessage());
        }
    }

    private static Set<String> deadly(Located index, Set<String> operators) {
        Set<String> names = new TreeSet<>();
        for (Located name : index.find("deadly").map(Located::elements).orElse(List.of())) {
            if (!operators.contains(name.text())) {
                throw name.wrong("'" + name.text() + "' is none of the operators; delete this line");
            }
            names.add(name.text());
        }
        return names;
    }

    private static Optional<Located> parse(String folder, String name, Source source) {
        String file = folder + File.separator + name;
        try {
            return source.bytes(name).map(bytes -> Located.parse(file, bytes));
        } catch (IOException e) {
            throw new Located.Malformed(file + ": cannot be read (" + e.getMessage() + "); check its permissions");
        }
    }

    private static List<Learned> rules(String operator, Located file) {
        Located name = file.only("operator", "rules").at("operator");
        if (!name.text().equals(operator)) {
            throw name.wrong("the file is of operator '" + operator + "'; write that");
        }
        return file.at("rules").elements().stream().map(r -> RuleReader.read(operator, r)).toList();
    }

    /// The files that an index names; none where it is damaged.
    static Set<String> listed(byte[] index) {
        try {
            return Located.parse(INDEX, index).at("operators").elements().stream().map(Located::text)
                .filter(RulebookFiles::isOperator).map(RulebookFiles::name)
                .collect(Collectors.toCollection(TreeSet::new));
        } catch (Located.Malformed _) {
            return Set.of();
        }
    }
}
