package org.plumbline.reports.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.graph.DType;
import org.plumbline.graph.Graph;
import org.plumbline.graph.Model;
import org.plumbline.graph.Node;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.TensorType;
import org.plumbline.graph.ValueInfo;
import org.plumbline.reports.Culprit;
import org.plumbline.reports.Finding;
import org.plumbline.reports.FindingFolder;
import org.plumbline.reports.Subject;
import org.plumbline.reports.Triage;
import org.plumbline.reports.Triage.Release;
import org.plumbline.reports.Triage.Shown;

class OverviewTest {
    private static final String SUMMARY = """
        {"schema": 1, "seed": 3, "versions": {"java": "25", "onnxruntime": "1.29.0", "plumbline": "0.1.0"}, "cases": 50,
         "casesPerCpuSecond": 12.5, "decidedShare": 0.75, "findingsByKind": {"crash": 4, "refused": 2}, "novelty": [1],
         "findingsBySignature": {"crash here": 4}, "decidedBy": {"Add float": 7}, "undecidedBy": {"Add float": 1}}
        """;
    private static final String SAMPLES = """
        {"at": "2026-01-02T03:04:05Z", "elapsedSeconds": 5.0, "cpuSeconds": 9, "cases": 10, "corpus": 8, "findings": 1}
        {"at": "2026-01-02T03:05:05Z", "elapsedSeconds": 65.0, "cpuSeconds": 99, "cases": 50, "corpus": 9, "findings": 6}
        """;

    @TempDir
    Path folder;
    private Path campaign;

    @BeforeEach
    void write() throws IOException {
        campaign = Files.createDirectories(folder.resolve("night 1"));
        Files.writeString(campaign.resolve("summary.json"), SUMMARY);
        Files.writeString(campaign.resolve("progress.jsonl"), SAMPLES);
    }

    private Overview read() {
        return Overview.of("0.1.0", List.of(campaign), folder.resolve("page"));
    }

    private static Finding finding(String signature, String target, long index, Triage triage) {
        return new Finding(Finding.SCHEMA, signature, "crash", target, "1.29.0", List.of("all"), List.of("plain"), "y",
            "SIGFPE in\nDiv", "", 0, 3, index, triage);
    }

    private static void keep(Path in, Finding f) throws IOException {
        Graph graph = Graph.of(List.of(ValueInfo.of("x", TensorType.of(DType.FLOAT, 2))),
            List.of(ValueInfo.of("y", TensorType.of(DType.FLOAT, 2))), Map.of(),
            List.of(Node.of("Relu", List.of("x"), List.of("a"), Map.of()),
                Node.of("Abs", List.of("a"), List.of("y"), Map.of())));
        Subject s = new Subject(Model.of(18, graph), List.of(Tensor.of(DType.FLOAT, Shape.of(2), _ -> 1)));
        FindingFolder.write(in.resolve("findings/" + f.signature().replace(' ', '-') + "/case-" + f.index()), f, s, s,
            "");
    }

    @Nested
    class ACampaign {
        @Test
        void isReadFromItsSummaryAndItsSamples() {
            Overview o = read();
            assertThat(o.notShown()).isEmpty();
            CampaignRow c = o.campaigns().getFirst();
            assertThat(c.name()).isEqualTo("night 1");
            assertThat(c.target()).isEqualTo("onnxruntime");
            assertThat(c.started()).contains(Instant.parse("2026-01-02T03:04:00Z"));
            assertThat(c.samples()).containsExactly(new Sample(5, 9, 10, 8, 1), new Sample(65, 99, 50, 9, 6));
            assertThat(c.numbers().cases()).isEqualTo(50);
            assertThat(c.numbers().findings()).isEqualTo(6);
            assertThat(c.numbers().decidedBy()).isEqualTo(Map.of("Add float", 7L));
        }

        @Test
        void ofAnOlderPlumblineHasNoCurves() throws IOException {
            Files.delete(campaign.resolve("progress.jsonl"));
            Files.writeString(campaign.resolve("summary.json"), "{\"schema\": 1, \"cases\": 3}");
            Overview o = read();
            assertThat(o.notShown()).isEmpty();
            assertThat(o.campaigns().getFirst().samples()).isEmpty();
            assertThat(o.campaigns().getFirst().numbers().decidedBy()).isEmpty();
        }

        @Test
        void withALineCutOffKeepsTheOthers() throws IOException {
            Files.writeString(campaign.resolve("progress.jsonl"), SAMPLES + "{\"at\": \"20");
            Overview o = read();
            assertThat(o.campaigns().getFirst().samples()).hasSize(2);
            assertThat(o.notShown()).singleElement().asString().contains("progress.jsonl", "1 lines");
        }

        @Test
        void thatIsNotThereIsNotShown() {
            Overview o = Overview.of("0.1.0", List.of(folder.resolve("nowhere")), folder);
            assertThat(o.campaigns()).isEmpty();
            assertThat(o.notShown()).singleElement().asString().contains("nowhere", "missing");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "{", "[]", "null", "7", "{\"schema\": 2}", "{\"schema\": 1, \"cases\": \"many\"}",
            "{\"schema\": 1, \"versions\": [1]}"})
        void withoutAReadableSummaryIsNotShown(String summary) throws IOException {
            Files.writeString(campaign.resolve("summary.json"), summary);
            Overview o = read();
            assertThat(o.campaigns()).isEmpty();
            assertThat(o.notShown()).singleElement().asString().contains("summary.json").doesNotContain("\n");
        }
    }

    @Nested
    class AFinding {
        @Test
        void isAnEntryWithALinkToItsFolder() throws IOException {
            keep(campaign, finding("crash here", "onnxruntime", 8, Triage.NONE));
            Entry e = read().entries().getFirst();
            assertThat(e.rootCause()).isEqualTo("crash here");
            assertThat(e.operators()).containsExactly("Abs", "Relu");
            assertThat(e.dtypes()).containsExactly("float");
            assertThat(e.met()).isEqualTo(4);
            assertThat(e.folder()).isEqualTo("../night 1/findings/crash-here/case-8");
            assertThat(e.line()).contains("SIGFPE").doesNotContain("\n");
            assertThat(e.culprit()).isEqualTo("unknown");
        }

        @Test
        void thatWasTriagedSaysWhatWasLearned() throws IOException {
            Triage t = new Triage("crash Div", new Culprit(Culprit.Part.KERNEL, "CPU/Div", List.of("frame")),
                List.of(new Release("1.8.0", Shown.GONE, ""), new Release("1.9.0", Shown.SHOWS, ""),
                    new Release("1.28.0", Shown.SHOWS, ""), new Release("1.29.0", Shown.UNAVAILABLE, ""),
                    new Release("1.30.0", Shown.GONE, ""), new Release("1.31.0", Shown.GONE, "")),
                List.of(new Triage.Known("7", "https://issues.example.org/7")), 12);
            keep(campaign, finding("crash here", "onnxruntime", 8, t));
            Entry e = read().entries().getFirst();
            assertThat(List.of(e.rootCause(), e.culprit(), e.firstSeen(), e.fixedIn()))
                .containsExactly("crash Div", "kernel CPU/Div", "1.9.0", "1.30.0");
            assertThat(e.met()).isEqualTo(12);
            assertThat(e.known()).hasSize(1);
        }

        @Test
        void sharesItsEntryWithOthersOfItsRootCauseAndTarget() throws IOException {
            Triage t = new Triage("cause", Culprit.UNKNOWN, List.of(), List.of(), 2);
            keep(campaign, finding("crash here", "onnxruntime", 8, t));
            keep(campaign, finding("crash there", "onnxruntime", 9, t));
            keep(campaign, finding("crash there", "torch-djl", 10, t));
            Path other = folder.resolve("night 2");
            keep(other, finding("crash here", "onnxruntime", 1, t));
            Overview o = Overview.of("0.1.0", List.of(campaign, other), folder);
            assertThat(o.entries()).extracting(Entry::target, Entry::met).containsExactly(
                tuple("onnxruntime", 6L), tuple(
                    "torch-djl", 2L));
        }

        @Test
        void thatIsHalfWrittenOrOfAnUnknownLayoutIsNotShown() throws IOException {
            keep(campaign, finding("crash here", "onnxruntime", 8, Triage.NONE));
            keep(campaign, finding("crash there", "onnxruntime", 9, Triage.NONE));
            Files.delete(campaign.resolve("findings/crash-here/case-8/finding.json"));
            Path json = campaign.resolve("findings/crash-there/case-9/finding.json");
            Files.writeString(json, Files.readString(json).replaceFirst("\"schema\" : \\d+", "\"schema\" : 99"));
            Overview o = read();
            assertThat(o.entries()).isEmpty();
            assertThat(o.notShown()).hasSize(2).anyMatch(w -> w.contains("half-written"))
                .anyMatch(w -> w.contains("schema is 99"));
        }
    }
}
