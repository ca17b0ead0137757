package org.plumbline.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.reports.Culprit.Part;
import org.plumbline.reports.Finding;
import org.plumbline.reports.FindingFolder;
import org.plumbline.reports.Subject;

class ReportCommandTest {
    private static final String FAULTY = "planted:rewrite-transposes";

    @TempDir
    Path folder;

    private Path campaign;
    private Path out;

    @BeforeEach
    void findSomething() {
        campaign = folder.resolve("campaign");
        out = folder.resolve("reports");
        assertThat(Cli.run("fuzz", "--target", FAULTY, "--operators", "Transpose,Abs,Reshape", "--nodes",
            "2..6",
            "--cases", 400, "--seed", 3, "--out", campaign).code()).isEqualTo(1);
    }

    private Cli report(Object... more) {
        return Cli.run(Stream.concat(Stream.of("report", campaign, "--out", out), Stream.of(more)).toArray());
    }

    private static List<Path> in(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static FindingFolder.Found found(Path folder) {
        return switch (FindingFolder.read(folder)) {
            case FindingFolder.Found f -> f;
            case FindingFolder.Unreadable(String why) -> throw new AssertionError(why);
        };
    }

    @Nested
    class ACampaign {
        @Test
        void becomesAFolderForEachRootCause() {
            Cli cli = report();
            assertThat(cli.code()).as(cli.err()).isZero();
            assertThat(in(out).stream().map(f -> f.getFileName().toString())).contains("index.html", "report.sarif",
                "report.junit.xml", "summary.md", "causes", "triaged");
            assertThat(in(out.resolve("causes"))).isNotEmpty().hasSizeLessThan(in(out.resolve("triaged")).size() + 1)
                .allSatisfy(cause -> {
                    Finding f = found(cause).finding();
                    Subject s = found(cause).subject();
                    assertThat(f.triage().culprit().part()).isEqualTo(Part.PASS);
                    assertThat(f.triage().culprit().name()).isEqualTo("rewrite-transposes");
                    assertThat(s.model().graph().nodes()).hasSizeLessThanOrEqualTo(3);
                    assertThat(in(cause).stream().map(p -> p.getFileName().toString())).contains("README.md",
                        "repro.py",
                        "Repro.java", "graph.svg", "model.onnx", "original");
                });
            assertThat(cli.out()).contains("root causes").contains("index.html");
        }

        @Test
        void isNotTriagedTwice() {
            report();
            Cli again = report();
            assertThat(again.code()).isZero();
            assertThat(again.err().lines()).isNotEmpty().allMatch(l -> l.endsWith("done before"));
        }

        @Test
        void keepsFindingsThatAreGone() {
            Cli cli = report("--target", "planted:clean");
            assertThat(cli.code()).isZero();
            assertThat(cli.err()).contains("gone on planted:clean@1: Agrees");
            assertThat(out.resolve("index.html")).content().contains("gone on planted:clean@1");
            assertThat(in(out.resolve("triaged"))).isNotEmpty();
        }

        @Test
        void isGroupedAsPeopleSay() throws IOException {
            report();
            String first = found(in(out.resolve("triaged")).getFirst()).finding().triage().rootCause();
            Files.writeString(out.resolve("clusters.json"), "{\"merged\": {\"" + first + "\": \"one <b>story</b>\"}}");
            assertThat(report().code()).isZero();
            assertThat(out.resolve("index.html")).content().contains("story").doesNotContain("<b>story");
            assertThat(in(out.resolve("causes")).stream().map(p -> p.getFileName().toString())).anyMatch(
                n -> n.startsWith("one-b-story-b"));
        }

        @Test
        void makesFindingsThatReplayFromTheFolderAlone() throws IOException {
            report();
            Path cause = in(out.resolve("causes")).getFirst();
            Path elsewhere = folder.resolve("far away/ümlaut");
            Files.createDirectories(elsewhere.getParent());
            Files.move(cause, elsewhere);
            assertThat(Cli.run("replay", elsewhere).code()).isEqualTo(1);
        }
    }

    @Nested
    class BadInput {
        private void refused(Cli cli, String... said) {
            assertThat(cli.code()).isEqualTo(2);
            assertThat(cli.err()).contains(said).hasLineCount(1);
        }

        @Test
        void noSuchCampaign() {
            refused(Cli.run("report", folder.resolve("nowhere"), "--out", out), "nowhere", "name the folder");
        }

        @Test
        void aBudgetThatIsNoTime() {
            refused(report("--budget", "soon"), "--budget soon", "write for example");
        }

        @Test
        void releasesThatAreNone() {
            refused(report("--releases", "old"), "--releases old", "1.8..latest");
        }

        @Test
        void groupsThatCannotBeRead() throws IOException {
            Files.createDirectories(out);
            Files.writeString(out.resolve("clusters.json"), "{");
            refused(report(), "clusters.json", "mend it");
        }

        @Test
        void halfWrittenFindingsAreLeftOutAndNamed() throws IOException {
            Path example = in(in(campaign.resolve("findings")).getFirst()).getFirst();
            Files.writeString(example.resolve("finding.json"), "{\"schema\": 99}");
            Cli cli = report();
            assertThat(cli.code()).isZero();
            assertThat(cli.err()).contains("left out: ", "field schema is 99");
            assertThat(out.resolve("index.html")).content().contains("field schema is 99");
        }
    }
}
