package org.plumbline.reports.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.plumbline.oracles.Kind;
import org.plumbline.reports.Culprit;
import org.plumbline.reports.Triage;
import org.plumbline.reports.Triage.Release;
import org.plumbline.reports.Triage.Shown;

class IssueTemplateTest {
    private static String text(Report r) {
        return IssueTemplate.of(r.stack()).text(r);
    }

    private static Report report(Kind kind, String target) {
        return Reports.of(Reports.finding(kind, target, "1.29.0"), Reports.reluClip());
    }

    /// Headings outside fenced blocks.
    private static List<String> headings(String markdown) {
        String open = "";
        List<String> found = new ArrayList<>();
        for (String line : markdown.lines().toList()) {
            if (open.isEmpty() && line.matches("`{3,}.*")) {
                open = line.replaceAll("[^`].*", "");
            } else if (line.equals(open)) {
                open = "";
            } else if (open.isEmpty() && line.startsWith("#")) {
                found.add(line);
            }
        }
        assertThat(open).as("a block without end").isEmpty();
        return found;
    }

    static Stream<Arguments> forms() {
        return Stream.of(Arguments.of("onnxruntime", List.of("Describe the issue", "To reproduce", "Urgency",
            "Platform",
            "OS Version", "ONNX Runtime Installation", "ONNX Runtime Version or Commit ID", "ONNX Runtime API",
            "Architecture", "Execution Provider", "Execution Provider Library Version")),
            Arguments.of("torch-djl", List.of("🐛 Describe the bug", "Versions")),
            Arguments.of("tvm", List.of("Expected behavior", "Actual behavior", "Environment", "Steps to reproduce",
                "Triage")),
            Arguments.of("tensorflow", List.of("Issue type", "Have you reproduced the bug with TensorFlow Nightly?",
                "Source", "TensorFlow version", "Custom code", "OS platform and distribution", "Mobile device",
                "Python version", "Bazel version", "GCC/compiler version", "CUDA/cuDNN version", "GPU model and memory",
                "Current behavior?", "Standalone code to reproduce the issue", "Relevant log output")),
            Arguments.of("planted:clean", List.of("What was seen", "To reproduce", "Versions")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void everyFormHasATitleAndItsProjectsHeadingsInOrder(String target, List<String> expected) {
        List<String> found = headings(text(report(Kind.WRONG_RESULT, target)));
        assertThat(found.getFirst()).startsWith("# ").contains("Relu → Clip");
        assertThat(found.subList(1, found.size())).containsExactlyElementsOf(expected.stream().map(h -> "### " + h)
            .toList());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void everyFormSaysAllThatIsKnown(String target, List<String> headings) {
        assertThat(text(report(Kind.WRONG_RESULT, target))).contains("element 0 is -2.0", "`0.0`", "`all`", "`plain`",
            "`FuseReluClip`", "all-without:FuseReluClip: right", "first seen in 1.29.0 (not on 1.17.3)",
            "still in 1.29.0 (the newest asked)", "| `1.8.0` | not applicable |",
            "| `1.17.3` | does not show it | `agrees` |",
            "<https://example.org/issues/17>", "Met 12 times", "%y = Clip(%r, %lo)", "x = float[2]{-3.0 -2.0}",
            "graph.svg", "opset 18");
    }

    @Test
    void anExecutionProviderOfADeviceIsNamed() {
        assertThat(text(report(Kind.WRONG_RESULT, "onnxruntime-webgpu"))).contains("Other / Unknown: WebGPU");
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void everySymptomHasAnExpectation(Kind kind) {
        Report r = report(kind, "onnxruntime");
        assertThat(text(r)).contains("**Expected**: ").contains(": " + r.symptom());
    }

    @Test
    void anInvitationToRunScriptsIsOnlyThereWhereScriptsRun() {
        assertThat(text(report(Kind.WRONG_RESULT, "onnxruntime"))).contains("python repro.py", "jbang Repro.java");
        assertThat(text(report(Kind.WRONG_RESULT, "planted:clean"))).contains("plumbline replay").doesNotContain(
            "python repro.py");
    }

    @Nested
    class AHostileName {
        static List<String> hostile() {
            return Reports.HOSTILE;
        }

        @ParameterizedTest
        @MethodSource("hostile")
        void addsNoHeadingAndEndsNoBlock(String name) {
            for (String target : List.of("onnxruntime", "torch-djl", "tvm", "tensorflow", "planted:x")) {
                List<String> plain = headings(text(report(Kind.WRONG_RESULT, target)));
                var f = Reports.finding(Kind.WRONG_RESULT, target, "1.29.0");
                assertThat(headings(text(Reports.of(f, Reports.reluClip("x" + name, "r" + name, "y" + name, "Relu"
                    + name,
                    "a" + name))))).hasSameSizeAs(plain);
            }
        }

        @ParameterizedTest
        @MethodSource("hostile")
        void inWhatTriageSaysAddsNoHeadingRowOrLink(String name) {
            Triage odd = new Triage(name, new Culprit(Culprit.Part.PASS, name,
                List.of(name)), List.of(new Release(name, Shown.SHOWS, name)), List.of(new Triage.Known(name,
                    "javascript:alert(1)//" + name)), 1);
            String text = text(Reports.of(Reports.finding(Kind.WRONG_RESULT).with(odd), Reports.reluClip()));
            assertThat(headings(text)).hasSize(12);
            assertThat(text).doesNotContain("<javascript");
            assertThat(text.lines().filter(l -> l.startsWith("| "))).hasSize(2)
                .allSatisfy(row -> assertThat(row.replace("\\|", "")).matches("[^|]*(\\|[^|]*){4}"));
        }
    }
}
