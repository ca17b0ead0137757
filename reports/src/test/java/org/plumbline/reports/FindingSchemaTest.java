package org.plumbline.reports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.plumbline.oracles.Kind;

class FindingSchemaTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Schema schema = schema();

    private static Schema schema() {
        try (InputStream file = Finding.class.getResourceAsStream("finding.schema.json")) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(JSON.readTree(file));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private List<Error> complaints(JsonNode finding) {
        return schema.validate(finding);
    }

    static List<Path> kept() throws IOException {
        try (Stream<Path> all = Files.walk(Path.of("found"))) {
            return all.filter(f -> f.endsWith("finding.json")).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("kept")
    void everyKeptFindingIsValid(Path file) throws IOException {
        assertThat(complaints(JSON.readTree(file.toFile()))).isEmpty();
    }

    @Nested
    class AFindingThatIsWrittenToday {
        @TempDir
        Path folder;

        private ObjectNode written(Kind kind) throws IOException {
            Finding finding = Findings.of(kind).with(Findings.TRIAGE);
            Subject subject = Subjects.tower();
            FindingFolder.write(folder, finding, subject, subject, "");
            return (ObjectNode) JSON.readTree(folder.resolve("finding.json").toFile());
        }

        @ParameterizedTest
        @EnumSource(Kind.class)
        void isValidWithEverythingThatTriageKnows(Kind kind) throws IOException {
            assertThat(complaints(written(kind))).isEmpty();
        }

        @Test
        void isInvalidWithAFieldGoneOrOfAnotherType() throws IOException {
            List<Consumer<ObjectNode>> changes = List.of(f -> f.remove("guilty"), f -> f.put("kind", "odd"),
                f -> f.put("schema", 3), f -> f.remove("triage"), f -> f.put("margin", -1), f -> f.put("margin", "far"),
                f -> f.putArray("guilty"), f -> ((ObjectNode) f.get("triage")).remove("met"),
                f -> ((ObjectNode) f.get("triage").get("culprit")).put("part", "KERNAL"),
                f -> ((ObjectNode) f.get("triage").get("releases").get(0)).put("shown", "MAYBE"),
                f -> ((ObjectNode) f.get("triage").get("known").get(0)).put("url", 3));
            for (Consumer<ObjectNode> change : changes) {
                ObjectNode changed = written(Kind.WRONG_RESULT);
                change.accept(changed);
                assertThat(complaints(changed)).as(changed.toString()).isNotEmpty();
            }
        }
    }

    @Test
    void theSchemaNamesEveryFieldPartAndStanding() throws IOException {
        JsonNode finding = JSON.valueToTree(Findings.of(Kind.CRASH).with(Findings.TRIAGE));
        assertThat(finding.fieldNames()).toIterable()
            .allSatisfy(f -> assertThat(schema.getSchemaNode().get("properties").has(f)).as(f).isTrue());
        JsonNode defined = schema.getSchemaNode().get("$defs");
        assertThat(defined.at("/culprit/properties/part/enum")).extracting(JsonNode::asText)
            .containsExactlyElementsOf(Arrays.stream(Culprit.Part.values()).map(Enum::name).toList());
        assertThat(defined.at("/release/properties/shown/enum")).extracting(JsonNode::asText)
            .containsExactlyElementsOf(Arrays.stream(Triage.Shown.values()).map(Enum::name).toList());
    }
}
