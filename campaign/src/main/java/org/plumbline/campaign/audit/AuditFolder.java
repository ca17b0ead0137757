package org.plumbline.campaign.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import org.plumbline.campaign.engine.FindingStore;
import org.plumbline.generator.rules.Rulebook;
import org.plumbline.graph.onnx.BackendTestCase;
import org.plumbline.reports.Subject;

/// An audit on disk: `audit.json`, and for each group a folder with its smallest call as `model.onnx` and
/// `test_data_set_0`, without expected outputs; the same for each reason for which models are refused.
public final class AuditFolder {
    /// The version of `audit.json`.
    public static final int SCHEMA = 1;

    private AuditFolder() {
    }

    /// Writes everything, `audit.json` last. Throws [IOException] when the disk refuses.
    public static void write(Path folder, Rulebook book, AuditTable table) throws IOException {
        ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        ObjectNode json = mapper.createObjectNode().put("schema", SCHEMA).put("target", book.target()).put("release",
            book.release()).put("opset", book.opset()).put("rules", table.rules()).put("calls", table.result().asked())
            .put("unsupported", table.result().unsupported()).put("open", table.result().silent());
        ArrayNode groups = json.putArray("groups");
        for (AuditTable.Group g : table.groups()) {
            Contradiction c = g.smallest();
            String name = kept(folder, g.kind().label() + " " + g.operator() + " " + g.message(), c.subject());
            ObjectNode group = groups.addObject().put("operator", g.operator()).put("kind", g.kind().label()).put(
                "message", g.message()).put("calls", g.calls());
            ArrayNode known = group.putArray("known");
            g.known().forEach(known::add);
            group.put("call", c.call()).put("specification", c.specification()).put("runtime", c.runtime())
                .put("reference", c.reference()).put("rule",
                    c.rule()).put("folder", name);
        }
        ArrayNode left = json.putArray("notAudited");
        table.left().forEach(left::add);
        ObjectNode models = json.putObject("models").put("tried", table.models().models()).put("nodes", table.models()
            .nodes()).put("accepted", table.models().accepted());
        ArrayNode refusals = models.putArray("refusals");
        for (ModelTrial.Refusal r : table.models().refusals()) {
            refusals.addObject().put("operator", r.operator()).put("models", r.models()).put("message", r.whole()).put(
                "folder", kept(folder, "model " + r.operator() + " " + r.message(), r.smallest()));
        }
        Path draft = folder.resolve("audit.json.new");
        Files.createDirectories(folder);
        Files.write(draft, mapper.writeValueAsBytes(json));
        Files.move(draft, folder.resolve("audit.json"), StandardCopyOption.ATOMIC_MOVE,
            StandardCopyOption.REPLACE_EXISTING);
    }

    /// The name of the folder that has the model now.
    private static String kept(Path folder, String what, Subject subject) throws IOException {
        String name = FindingStore.slug(what);
        Optional<String> problem = BackendTestCase.write(folder.resolve(name), subject.model(), subject.feeds(), Map
            .of());
        if (problem.isPresent()) {
            throw new IOException(problem.get());
        }
        return name;
    }
}
