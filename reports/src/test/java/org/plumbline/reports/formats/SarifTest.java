package org.plumbline.reports.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.plumbline.reports.dashboard.Entry;
import org.plumbline.reports.dashboard.Overview;
import org.plumbline.reports.dashboard.Overviews;

class SarifTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    static Stream<Overview> overviews() {
        return Stream.of(Overviews.nothing(), Overviews.clean(), Overviews.of(12), Overviews.hostile());
    }

    private JsonNode written(Overview overview) throws IOException {
        Path file = folder.resolve("plumbline.sarif");
        Sarif.write(file, overview);
        return JSON.readTree(file.toFile());
    }

    private static Schema schema() throws IOException {
        try (InputStream in = SarifTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
            assumeTrue(in != null, "not run: no SARIF schema in the class path");
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7).getSchema(JSON.readTree(in));
        }
    }

    @ParameterizedTest
    @MethodSource("overviews")
    void theLogFitsTheSchemaOfTheStandard(Overview overview) throws IOException {
        assertThat(schema().validate(written(overview))).isEmpty();
    }

    @Test
    void theSchemaRefusesWhatIsNoLog() throws IOException {
        JsonNode broken = JSON.readTree("{\"version\": \"2.1.0\", \"runs\": [{\"results\": [{\"level\": \"bad\"}]}]}");
        assertThat(schema().validate(broken)).isNotEmpty();
    }

    @Test
    void everyResultNamesItsRuleItsFolderAndItsFingerprint() throws IOException {
        Overview overview = Overviews.of(5);
        JsonNode run = written(overview).at("/runs/0");
        assertThat(run.at("/tool/driver/version").asText()).isEqualTo("0.1.0");
        assertThat(run.get("results")).hasSize(5).allSatisfy(r -> {
            assertThat(run.at("/tool/driver/rules").get(r.get("ruleIndex").asInt()).get("id")).isEqualTo(r.get(
                "ruleId"));
            assertThat(r.at("/locations/0/physicalLocation/artifactLocation/uri").asText()).startsWith("night-0/")
                .endsWith("/model.onnx");
            assertThat(r.at("/partialFingerprints").size()).isEqualTo(1);
        });
    }

    @Test
    void aRootCauseOnTwoTargetsIsOneRuleAndTwoResults() throws IOException {
        var e = Overviews.of(1).entries().getFirst();
        var other = new Entry(e.rootCause(), e.kind(), "another", "2", e.culprit(),
            e.operators(), e.dtypes(), "", "", List.of(), 1, "", e.line());
        JsonNode run = written(Overviews.clean().withEntries(List.of(e, other))).at("/runs/0");
        assertThat(run.at("/tool/driver/rules")).hasSize(1);
        assertThat(run.get("results")).hasSize(2).extracting(r -> r.get("partialFingerprints")).doesNotHaveDuplicates();
    }

    @Test
    void linksOfTheHostileLeadNowhere() throws IOException {
        JsonNode run = written(Overviews.hostile()).at("/runs/0");
        assertThat(run.at("/tool/driver/rules/0/helpUri").asText()).isEqualTo("https://issues.example.org/1");
        assertThat(run.at("/results/0/locations/0/physicalLocation/artifactLocation/uri").asText())
            .matches("[\\w./%*-]+");
    }
}
