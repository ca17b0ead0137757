package org.plumbline.reports.known;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.plumbline.graph.Graph;
import org.plumbline.graph.Model;
import org.plumbline.graph.Node;
import org.plumbline.oracles.Evidence;
import org.plumbline.oracles.Kind;
import org.plumbline.reports.Culprit;
import org.plumbline.reports.Finding;
import org.plumbline.reports.FindingFolder;
import org.plumbline.reports.Subject;
import org.plumbline.reports.Triage;

class KnownIssuesTest {
    private static final Path KEPT = Path.of("found");

    @Nested
    class OurList {
        private final KnownIssues ours = KnownIssues.ours();

        @Test
        void isSortedAndNamesEachIssueOnce() {
            assertThat(ours.all()).extracting(KnownIssue::id).isSorted().doesNotHaveDuplicates().isNotEmpty();
            assertThat(ours.all()).allSatisfy(i -> {
                assertThat(i.url()).endsWith(i.id().replaceFirst("#.*", "") + (i.url().contains("/pull/") ? "/pull/"
                    : "/issues/") + i.id().replaceFirst(".*#", "")).startsWith("https://");
                assertThat(List.of(i.says(), i.upstream())).as(i.id()).doesNotContain("");
                assertThat(i.findings()).as(i.id()).isSorted().isNotEmpty();
                assertThat(i.versions()).as(i.id()).isNotEmpty();
            });
        }

        /// Of all findings that are kept exactly those match that the entry names, on the releases that it states.
        @Test
        void matchesTheFindingsThatItNamesAndNoOthers() throws Exception {
            Map<String, List<String>> matched = new TreeMap<>();
            ours.all().forEach(i -> matched.put(i.id(), new ArrayList<>()));
            for (Path folder : FindingFolder.below(KEPT)) {
                if (!(FindingFolder.read(folder) instanceof FindingFolder.Found(Finding f, Subject s))) {
                    throw new AssertionError(folder + " cannot be read");
                }
                for (KnownIssue issue : ours.all()) {
                    if (issue.matches(f, s)) {
                        assertThat(issue.versions()).as(issue.id() + " matches " + folder).contains(f.version());
                        matched.get(issue.id()).add(KEPT.relativize(folder).toString());
                    }
                }
            }
            assertThat(ours.all()).allSatisfy(i -> assertThat(matched.get(i.id())).as(i.id()
                + ": what its matcher matches, in known-issues.json").isEqualTo(i.findings()));
        }
    }

    @Nested
    class AMatcher {
        private static final Culprit CULPRIT = new Culprit(Culprit.Part.PASS, "FuseReluClip", List.of());

        private final KnownIssue issue = new KnownIssue("a/b#1", "https://example.org/a/b/issues/1",
            List.of("onnxruntime"), List.of("1.29.0"), "1.30.0", "says", "open", List.of("x"),
            new KnownIssue.Matcher("refused", "Relu>Clip$", "", "type .* Clip", "FuseReluClip"));

        private final Finding finding = finding("onnxruntime", "1.29.0", Kind.REFUSED, "bad type for Clip");
        private final Subject subject = subject("Relu", "Clip");

        private static Finding finding(String target, String version, Kind kind, String seen) {
            return Finding.of("s", new Evidence(kind, List.of("all"), List.of(), "", seen, "", 1), target, version, 1,
                2);
        }

        private static Subject subject(String... operators) {
            return new Subject(Model.of(18, Graph.of(List.of(), List.of(), Map.of(), List.of(operators).stream()
                .map(o -> Node.of(o, List.of("x"), List.of("y"), Map.of())).toList())), List.of());
        }

        @Test
        void takesWhatLooksLikeTheIssue() {
            assertThat(new KnownIssues(List.of(issue)).matching(finding, subject)).containsExactly(new Triage.Known(
                "a/b#1", "https://example.org/a/b/issues/1"));
            assertThat(issue.matches(finding, subject("Abs", "Relu", "Clip"))).isTrue();
        }

        @Test
        void asksForTheCulpritOnlyWhereOneIsKnown() {
            Triage blamed = new Triage("key", CULPRIT, List.of(), List.of(), 1);
            assertThat(issue.matches(finding.with(blamed), subject)).isTrue();
            Triage another = new Triage("key", new Culprit(Culprit.Part.PASS, "Pad_Fusion", List.of()), List.of(),
                List.of(), 1);
            assertThat(issue.matches(finding.with(another), subject)).isFalse();
        }

        @Test
        void leavesWhatDiffersInAnything() {
            assertThat(issue.matches(finding, subject("Relu", "Clip", "Abs"))).isFalse();
            assertThat(issue.matches(finding("torch-djl", "1.29.0", Kind.REFUSED, "type of Clip"), subject)).isFalse();
            assertThat(issue.matches(finding("onnxruntime", "1.29.0", Kind.CRASH, "type of Clip"), subject)).isFalse();
            assertThat(issue.matches(finding("onnxruntime", "1.29.0", Kind.REFUSED, "no"), subject)).isFalse();
        }

        @Test
        void leavesWhatIsFedWithOtherTypes() {
            KnownIssue half = new KnownIssue("a/b#1", "", List.of("onnxruntime"), List.of(), "", "", "", List.of(),
                new KnownIssue.Matcher("refused", "", "^float16", "", ""));
            assertThat(half.matches(finding, subject)).isFalse();
        }

        @Test
        void leavesWhatWasFoundAfterTheFix() {
            assertThat(issue.matches(finding("onnxruntime", "1.30.0", Kind.REFUSED, "type of Clip"), subject))
                .isFalse();
        }
    }
}
