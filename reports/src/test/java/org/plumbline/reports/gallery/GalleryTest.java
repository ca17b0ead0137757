package org.plumbline.reports.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.graph.DType;
import org.plumbline.graph.Graph;
import org.plumbline.graph.Model;
import org.plumbline.graph.Node;
import org.plumbline.graph.Shape;
import org.plumbline.graph.Tensor;
import org.plumbline.graph.TensorType;
import org.plumbline.graph.ValueInfo;
import org.plumbline.oracles.Evidence;
import org.plumbline.oracles.Kind;
import org.plumbline.reports.Culprit;
import org.plumbline.reports.Finding;
import org.plumbline.reports.FindingFolder;
import org.plumbline.reports.Subject;
import org.plumbline.reports.Triage;
import org.plumbline.reports.Triage.Release;
import org.plumbline.reports.Triage.Shown;
import org.plumbline.reports.known.KnownIssue;
import org.plumbline.reports.known.KnownIssues;

class GalleryTest {
    private static final KnownIssues NONE = new KnownIssues(List.of());

    /// What this project has found.
    @Nested
    class OurGallery {
        private static final Path KEPT = Path.of("found");
        private static final Path INDEX = KEPT.resolve("README.md");
        private static final String WRITE = "plumbline.index";

        private final Gallery gallery = read(KEPT);

        private static Gallery read(Path root) {
            try {
                return Gallery.read(root, KnownIssues.ours());
            } catch (IOException e) {
                throw new AssertionError(root + " cannot be read", e);
            }
        }

        @Test
        void hasNoFolderThatCannotBeReadOrHasNoRow() {
            assertThat(gallery.problems()).isEmpty();
            assertThat(gallery.entries()).isNotEmpty();
        }

        @Test
        void saysWhatEachFindingIsHeldAgainstAndOfNothingElse() throws IOException {
            assertThat(gallery.entries()).allSatisfy(e -> assertThat(e.specified()).as(e.folder()).hasValueSatisfying(
                s -> {
                    assertThat(s.url()).startsWith("https://");
                    assertThat(s.quote().split("\\s+")).as("words, a short quotation").hasSizeBetween(2, 30);
                    assertThat(s.against().split("\\s+")).as("words of ours").hasSizeBetween(5, 60);
                    assertThat(s.operator() + s.part()).isNotBlank();
                }));
            for (Path home : gallery.entries().stream().map(e -> KEPT.resolve(e.folder()).getParent()).distinct()
                .toList()) {
                assertThat(Specified.of(home).keySet()).allSatisfy(name -> assertThat(home.resolve(name)).exists());
            }
        }

        @Test
        void hasAnIndexThatIsInStep() throws IOException {
            String expected = GalleryIndex.of(gallery);
            if (System.getProperty(WRITE, "").equals("write")) {
                Files.writeString(INDEX, expected);
            }
            assertThat(INDEX).as("the index of reports/found; to write it anew: mvn -q -pl reports -am test"
                + " -Dtest=GalleryTest -Dsurefire.failIfNoSpecifiedTests=false -D" + WRITE + "=write")
                .hasContent(expected);
        }
    }

    @Nested
    class AnIndex {
        @TempDir
        Path root;

        private AnIndex at(Path folder) {
            root = folder;
            return this;
        }

        private void keep(String folder, Triage triage) throws IOException {
            ValueInfo x = ValueInfo.of("x", TensorType.of(DType.FLOAT, 1));
            ValueInfo y = ValueInfo.of("y", TensorType.of(DType.FLOAT, 1));
            Subject subject = new Subject(Model.of(18, Graph.of(List.of(x), List.of(y), Map.of(), List.of(Node.of(
                "Relu", List.of("x"), List.of("y"), Map.of())))), List.of(Tensor.of(DType.FLOAT, Shape.of(1), _ -> 1)));
            Finding finding = Finding.of("s", new Evidence(Kind.WRONG_RESULT, List.of("all"), List.of(), "y",
                "element 0 is 1", "2", 1), "stack", "1.3", 1, 2);
            FindingFolder.write(root.resolve(folder), finding.with(triage), subject, subject, "");
        }

        private void specify() throws IOException {
            Files.writeString(root.resolve("stack/specification.json"), """
                {"relu": {"operator": "Relu", "version": 14, "part": "doc", "url": "https://example.org/relu",
                 "quote": "is applied", "against": "it is not"}}""");
        }

        private void row(String name, String cause) throws IOException {
            Files.createDirectories(root.resolve("stack"));
            Files.writeString(root.resolve("stack/README.md"), "| [" + name + "](" + name + ") † | kind | 3 | " + cause
                + " |\n");
        }

        private String index(KnownIssues issues) throws IOException {
            return GalleryIndex.of(Gallery.read(root, issues));
        }

        @Test
        void saysOfEachFindingWhatIsKnown() throws IOException {
            row("relu", "Relu is wrong, as [other](other) is");
            keep("stack/relu", new Triage("key", new Culprit(Culprit.Part.PASS, "Fuse", List.of()), List.of(
                new Release("1.1", Shown.GONE, "agrees"), new Release("1.2", Shown.SHOWS, "wrong"),
                new Release("1.3", Shown.SHOWS, "wrong"), new Release("1.4", Shown.GONE, "agrees")), List.of(), 1));
            specify();
            KnownIssue issue = new KnownIssue("a/b#1", "https://example.org/1", List.of("stack"), List.of("1.3"), "",
                "says", "open", List.of(), new KnownIssue.Matcher("wrong-result", "Relu", "^float$", "", ""));
            assertThat(index(new KnownIssues(List.of(issue)))).contains("| [stack/relu](stack/relu) | wrong-result |"
                + " pass Fuse | Relu is wrong, as [other](stack/other) is † |"
                + " [Relu-14](https://example.org/relu) | 1.2 | 1.4 |"
                + " [a/b#1](https://example.org/1) |\n").contains("| stack | 1 | 1 | 1 |\n");
        }

        @Test
        void saysHowSureTheFirstReleaseIs() throws IOException {
            row("relu", "wrong");
            keep("stack/relu", Triage.NONE.withReleases(List.of(new Release("1.1", Shown.NOT_APPLICABLE, "opset"),
                new Release("1.2", Shown.SHOWS, "wrong"))));
            assertThat(index(NONE)).contains("| wrong † |  | ≤ 1.2 |  |  |\n");
            keep("stack/relu", Triage.NONE.withReleases(List.of(new Release("1.1", Shown.GONE,
                "another symptom: crash"), new Release("1.2", Shown.SHOWS, "wrong"))));
            assertThat(index(NONE)).contains("| wrong † |  | ~ 1.2 |  |  |\n");
        }

        @Test
        void escapesWhatComesFromFindings() throws IOException {
            keep("stack/relu", new Triage("key", new Culprit(Culprit.Part.PASS, "<b>|[x](y)`", List.of()), List.of(),
                List.of(), 1));
            assertThat(index(NONE)).contains("pass &lt;b>\\|\\[x](y)\\`");
        }
    }

    @Nested
    class AFolder {
        @TempDir
        Path root;

        @Test
        void withoutARowOrHalfWrittenIsAProblem() throws IOException {
            Files.createDirectories(root.resolve("stack/half"));
            Files.writeString(root.resolve("stack/half/model.onnx"), "");
            assertThat(Gallery.read(root, NONE).problems()).singleElement().asString().contains("half", "finding.json");
        }

        @Test
        void thatIsHeldAgainstNothingIsAProblem() throws IOException {
            Files.createDirectories(root.resolve("stack"));
            new AnIndex().at(root).keep("stack/relu", Triage.NONE);
            assertThat(Gallery.read(root, NONE).problems()).anyMatch(p -> p.contains(
                "specification.json: nothing of relu"));
        }

        @Test
        void thatLinksLeadToIsNotRead() throws IOException {
            Path elsewhere = Files.createDirectories(root.resolve("elsewhere/one"));
            Files.writeString(elsewhere.resolve("finding.json"), "{}");
            Path gallery = Files.createDirectories(root.resolve("gallery"));
            Files.createSymbolicLink(gallery.resolve("link"), root.resolve("elsewhere"));
            assertThat(FindingFolder.below(gallery)).isEmpty();
        }
    }
}
