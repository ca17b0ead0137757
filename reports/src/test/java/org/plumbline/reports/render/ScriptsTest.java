package org.plumbline.reports.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.plumbline.graph.DType;
import org.plumbline.graph.bound.Accuracy;
import org.plumbline.oracles.Evidence;
import org.plumbline.oracles.Kind;
import org.plumbline.reports.Finding;
import org.plumbline.reports.Subject;
import org.plumbline.targets.registry.Export;

class ScriptsTest {
    private static String python(Report r) {
        return new PythonScript(r).text();
    }

    private static String java(Report r) {
        return new JavaProgram(r).text();
    }

    /// The complaints of a Java compiler that has no jars, without those about what is in the jars.
    private static List<String> syntaxErrors(String program) {
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        var source = new SimpleJavaFileObject(URI.create("string:///Repro.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignored) {
                return program;
            }
        };
        ToolProvider.getSystemJavaCompiler().getTask(new StringWriter(), null, said, List.of("--release", "17",
            "-proc:none", "-d", System.getProperty("java.io.tmpdir")), null, List.of(source)).call();
        return said.getDiagnostics().stream().filter(d -> d.getKind() == Diagnostic.Kind.ERROR)
            .filter(d -> !List.of("compiler.err.doesnt.exist", "compiler.err.cant.resolve.location",
                "compiler.err.cant.resolve.location.args", "compiler.err.cant.resolve").contains(d.getCode()))
            .map(Object::toString).toList();
    }

    static Stream<Arguments> stacksAndSymptoms() {
        return Stream.of(Kind.values()).flatMap(k -> Stream.of("onnxruntime", "onnxruntime-webgpu", "torch-djl",
            "planted:clean", "tvm").map(t -> Arguments.of(t, k)));
    }

    private static Export torchScript() {
        var carried = List.of(new Export.Carried(DType.FLOAT, DType.FLOAT));
        return new Export.Translated("model.pt", new byte[3], carried, carried, List.of("ai.djl:x:1"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("stacksAndSymptoms")
    void everyProgramIsJava17ButForItsLibraries(String target, Kind kind) {
        var finding = Reports.finding(kind, target, "1.29.0");
        var plain = new Finding(2, "s", finding.kind(), target, "1", List.of("plain"), List.of(
            "optimised", "all"), "y", "element 0 is 1", "0", 1, 1, 1, finding.triage());
        for (var f : List.of(finding, plain)) {
            assertThat(syntaxErrors(java(Reports.of(f, Reports.reluClip(), torchScript())))).isEmpty();
        }
    }

    /// One Python reads them all.
    @Test
    void everyScriptIsPython(@TempDir Path folder) throws Exception {
        int count = 0;
        for (Arguments a : stacksAndSymptoms().toList()) {
            Finding f = Reports.finding((Kind) a.get()[1], (String) a.get()[0], "1.29.0");
            Files.writeString(folder.resolve(count++ + ".py"), python(Reports.of(f, Reports.reluClip(),
                torchScript())));
        }
        for (String name : Reports.HOSTILE) {
            Finding f = Reports.finding(Kind.WRONG_RESULT);
            Files.writeString(folder.resolve(count++ + ".py"), python(Reports.of(f, Reports.reluClip("x", "r", "y",
                "Odd" + name, "a"))));
        }
        Path said = folder.resolve("said");
        try {
            Process parser = new ProcessBuilder("python3", "-c", "import ast, pathlib, sys\n"
                + "for f in pathlib.Path(sys.argv[1]).glob('*.py'): ast.parse(f.read_text('utf-8'), f.name)",
                folder.toString()).redirectErrorStream(true).redirectOutput(said.toFile()).start();
            assertThat(parser.waitFor(2, TimeUnit.MINUTES)).isTrue();
            assertThat(parser.exitValue()).as(Files.readString(said)).isZero();
        } catch (IOException e) {
            abort("not run: no python3 (" + e.getMessage() + ")");
        }
    }

    @Nested
    class AHostileName {
        static List<String> hostile() {
            return Reports.HOSTILE;
        }

        /// With odd values, and with an odd operator, which has no reference.
        private List<Report> named(String name) {
            Finding f = new Finding(2, "s", "wrong-result", "onnxruntime", "1.29.0", List.of("all"), List.of("plain"),
                "y" + name, "seen" + name, "0" + name, 1, 1, 1, null);
            return List.of(Reports.of(f, Reports.reluClip("x" + name, "r" + name, "y" + name, "Relu", "a" + name)),
                Reports.of(f, Reports.reluClip("x" + name, "r" + name, "y" + name, "Odd" + name, "a" + name)));
        }

        /// What is no comment.
        private static List<String> code(String script, String mark) {
            return script.lines().map(l -> l.replaceFirst("(^|;?  ?)" + mark + " .*", "")).toList();
        }

        @ParameterizedTest
        @MethodSource("hostile")
        void changesNothingButCommentsInAScript(String name) {
            for (int i = 0; i < 2; i++) {
                assertThat(code(python(named(name).get(i)), "#")).isEqualTo(code(python(named("").get(i)), "#"));
            }
        }

        @ParameterizedTest
        @MethodSource("hostile")
        void changesNothingButCommentsInAProgram(String name) {
            for (int i = 0; i < 2; i++) {
                String program = java(named(name).get(i));
                assertThat(syntaxErrors(program)).isEmpty();
                assertThat(code(program, "//")).isEqualTo(code(java(named("").get(i)), "//"));
            }
        }

        @ParameterizedTest
        @MethodSource("hostile")
        void ofAVariantOrTargetIsNotRun(String name) {
            var f = new Finding(2, "s", "wrong-result", "planted:" + name.replace(",", ""), "1",
                List.of("all" + name + ";x"), List.of(), "y" + name, "seen " + name, "", 1, 1, 1, null);
            Report r = Reports.of(f, Reports.reluClip("x", "r", "y" + name, "Relu", "a"));
            assertThat(python(r)).doesNotContain("import numpy");
            assertThat(syntaxErrors(java(r))).isEmpty();
        }
    }

    @Nested
    class TheBounds {
        @Test
        void ofASmallOutputAreAllThere() {
            assertThat(python(Reports.of(Reports.finding(Kind.WRONG_RESULT), Reports.reluClip())))
                .contains("(0, 0.0, 0.0, False),", "(1, 0.0, 0.0, False),", "SHAPE = (2,)", "DTYPE = \"float32\"");
        }

        @Test
        void ofALargeOneAreThoseAroundTheWorstElement() {
            Subject big = Reports.relu(1000);
            var f = Finding.of("s", new Evidence(Kind.WRONG_RESULT, List.of(
                "all"), List.of("plain"), "y", "element 500 is -1.0 (1 of 1000 elements are wrong)", "0.0", 1),
                "onnxruntime", "1.29.0", 1, 2);
            assertThat(Expected.of(f, big, Accuracy.CPU)).isInstanceOfSatisfying(
                Expected.Elements.class, e -> assertThat(e.bounds()).extracting(Bound::element).hasSize(17)
                    .contains(492, 500, 508));
        }
    }

    @Nested
    class AStackThatReadsNoOnnx {
        @Test
        void getsAScriptForItsOwnFormat() {
            var f = new Finding(2, "s", "wrong-result", "torch-djl", "2.7.1", List.of("optimised"),
                List.of("plain"), "y", "element 0 is 1", "0", 1, 1, 1, null);
            Report r = Reports.of(f, Reports.reluClip(), torchScript());
            assertThat(python(r)).contains("import torch", "MODEL = \"model.pt\"", "\"optimize\": True");
            assertThat(java(r)).contains("//DEPS ai.djl:x:1", "case \"optimised\" -> true;");
        }

        @Test
        void isToldWhereTheModelHasNoSuchForm() {
            var f = new Finding(2, "s", "wrong-result", "torch-djl", "2.7.1", List.of("optimised"),
                List.of("plain"), "y", "element 0 is 1", "0", 1, 1, 1, null);
            Report r = Reports.of(f, Reports.reluClip(), new Export.Untranslated("Relu \"is\" not lowered"));
            assertThat(python(r)).contains(
                "cannot tell: the model cannot be given to PyTorch: Relu \\\"is\\\" not lowered",
                "sys.exit(2)");
        }
    }

    @Test
    void theFolderHoldsAllFiles(@TempDir Path folder) throws Exception {
        Rendering.write(folder, Reports.of(Reports.finding(Kind.WRONG_RESULT), Reports.reluClip(), torchScript()));
        assertThat(folder).isDirectoryContaining("glob:**/README.md").isDirectoryContaining("glob:**/repro.py")
            .isDirectoryContaining("glob:**/Repro.java").isDirectoryContaining("glob:**/graph.svg")
            .isDirectoryContaining("glob:**/model.pt");
    }
}
