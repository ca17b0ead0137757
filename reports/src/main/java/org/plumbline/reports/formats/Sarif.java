package org.plumbline.reports.formats;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.plumbline.reports.dashboard.Entry;
import org.plumbline.reports.dashboard.Overview;
import org.plumbline.reports.dashboard.Printable;

/// SARIF 2.1.0 (OASIS): a rule per root cause, a result per root cause and target. Locations are relative to the file's own
/// folder, as the overview has them.
public final class Sarif {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";
    /// The name under which readers find the root cause among a result's fingerprints.
    private static final String FINGERPRINT = "plumblineRootCause/v1";

    private Sarif() {
    }

    /// Writes the log, also when nothing was found: a log without results. The file's folder must exist; throws
    /// [IOException] when the disk refuses.
    public static void write(Path file, Overview overview) throws IOException {
        Files.write(file, JSON.writeValueAsBytes(log(overview)));
    }

    private static ObjectNode log(Overview overview) {
        ObjectNode log = JSON.createObjectNode().put("$schema", SCHEMA).put("version", "2.1.0");
        ObjectNode run = log.putArray("runs").addObject();
        ObjectNode driver = run.putObject("tool").putObject("driver").put("name", "Plumbline");
        if (!overview.version().isEmpty()) {
            driver.put("version", Printable.of(overview.version()));
        }
        Map<String, Integer> rules = rules(driver.putArray("rules"), overview.entries());
        run.put("columnKind", "utf16CodeUnits");
        ArrayNode results = run.putArray("results");
        overview.entries().forEach(e -> result(results.addObject(), e, rules.get(e.rootCause())));
        return log;
    }

    /// The index of each root cause among the rules.
    private static Map<String, Integer> rules(ArrayNode rules, List<Entry> entries) {
        Map<String, Integer> indices = new LinkedHashMap<>();
        for (Entry e : entries) {
            if (indices.putIfAbsent(e.rootCause(), indices.size()) == null) {
                ObjectNode rule = rules.addObject().put("id", id(e));
                rule.putObject("shortDescription").put("text", Printable.of(e.kind() + ": " + e.rootCause()));
                e.known().stream().filter(k -> Printable.isWeb(k.url())).findFirst()
                    .ifPresent(k -> rule.put("helpUri", k.url()));
                ArrayNode tags = rule.putObject("properties").putArray("tags");
                tags.add(Printable.of(e.kind()));
                e.operators().stream().map(Printable::of).distinct().filter(o -> !o.equals(Printable.of(e.kind())))
                    .forEach(tags::add);
            }
        }
        return indices;
    }

    private static String id(Entry e) {
        String id = Printable.of(e.rootCause());
        return id.isEmpty() ? "unknown" : id;
    }

    private static void result(ObjectNode result, Entry e, int rule) {
        result.put("ruleId", id(e)).put("ruleIndex", rule).put("level", "error");
        result.putObject("message").put("text", Printable.of(message(e)));
        if (!e.folder().isEmpty()) {
            result.putArray("locations").addObject().putObject("physicalLocation").putObject("artifactLocation")
                .put("uri", Printable.reference(e.folder()) + "/model.onnx");
        }
        result.putObject("partialFingerprints").put(FINGERPRINT, id(e) + " @ " + Printable.of(e.target()));
        result.put("occurrenceCount", Math.clamp(e.met(), 1, Integer.MAX_VALUE));
        ObjectNode more = result.putObject("properties");
        more.put("target", Printable.of(e.target())).put("version", Printable.of(e.version()));
        more.put("culprit", Printable.of(e.culprit()));
        more.put("firstSeen", Printable.of(e.firstSeen())).put("fixedIn", Printable.of(e.fixedIn()));
        ArrayNode known = more.putArray("known");
        e.known().forEach(k -> known.add(Printable.of(k.id())));
    }

    private static String message(Entry e) {
        String text = e.target() + " " + e.version() + ": " + e.line();
        return e.culprit().isEmpty() || e.culprit().equals("unknown") ? text : text + " (" + e.culprit() + ")";
    }
}
