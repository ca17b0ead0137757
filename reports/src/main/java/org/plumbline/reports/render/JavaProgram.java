package org.plumbline.reports.render;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.plumbline.graph.DType;
import org.plumbline.targets.registry.Export;

/// `Repro.java`: one file for JBang, or for `java` with the stack's jars in the class path.
final class JavaProgram {
    private final Report report;

    JavaProgram(Report report) {
        this.report = report;
    }

    /// The whole program.
    String text() {
        return switch (Script.of(report)) {
            case Script.Onnx(String version, Script.Provider provider) -> head(List.of(
                "com.microsoft.onnxruntime:onnxruntime:" + version)) + program("onnxruntime", onnx(provider),
                    report.guilty(), report.innocent());
            case Script.Torch(_, Export.Translated model) -> torch(model);
            case Script.Replay(String why) -> replay(why);
        };
    }

    private String torch(Export.Translated model) {
        List<Setting> guilty = report.guilty().stream().filter(JavaProgram::hasSwitch).toList();
        return guilty.isEmpty() ? replay("DJL has no switch for " + report.guilty().getFirst().variant()
            + "; run repro.py") : head(model.libraries()) + program("torch", torchData(model), guilty,
                report.innocent().stream().filter(JavaProgram::hasSwitch).toList());
    }

    /// Whether DJL can run TorchScript that way.
    private static boolean hasSwitch(Setting s) {
        return s.options().get("executor").equals("profiling") && s.options().get("onednn").equals("on");
    }

    private String head(List<String> libraries) {
        return "///usr/bin/env jbang \"$0\" \"$@\" ; exit $?\n//JAVA 17+\n" + libraries.stream().map(l -> "//DEPS "
            + Escape.line(l).replaceAll("[^\\w.:-]", "") + "\n").collect(Collectors.joining()) + title()
            + "// Run: jbang Repro.java, or java -cp <jars> Repro.java [folder], in this folder.\n"
            + "// Exit code: 1 while it reproduces, 0 once it does not, 2 where this machine cannot tell.\n"
            + "// (Without the jars it does not compile, which java reports as exit code 1 too.)\n\n";
    }

    private String title() {
        return Escape.comment("//", report.operators() + ": " + report.symptom());
    }

    private String program(String stack, String data, List<Setting> guilty, List<Setting> innocent) {
        String judging = switch (report.expected()) {
            case Expected.Elements e -> admissible(e) + Fragments.of("judging.java.txt");
            case Expected.Steady(var bounds) -> bounds.map(this::admissible).orElse("""
                    static final int OUTPUT = 0;
                    static final String TYPE = "";
                    static final long[] SHAPE = {};
                    static final List<Bound> ADMISSIBLE = List.of();
                """) + Fragments.of("judging.java.txt");
            case Expected.AsInnocent _,Expected.Accepted _,Expected.Survived _,Expected.Untold _ -> "";
        };
        return Fragments.of(stack + ".head.java.txt") + Fragments.of("common.head.java.txt")
            + "public class Repro {\n    static final List<String> GUILTY = List.of(" + names(guilty)
            + ");\n    static final List<String> SETTINGS = List.of("
            + names(Stream.concat(innocent.stream(), guilty.stream()).toList()) + ");\n" + data + judging
            + Fragments.of("tensors.java.txt") + Fragments.of(stack + ".java.txt")
            + Fragments.of(Fragments.judge(report.expected()) + ".java.txt") + Fragments.of("end.java.txt") + "}\n";
    }

    private static String names(List<Setting> settings) {
        return settings.stream().map(s -> Escape.java(s.variant())).collect(Collectors.joining(", "));
    }

    private String admissible(Expected.Elements e) {
        return "    static final int OUTPUT = " + e.output() + "; " + Escape.comment("//", report.finding().output())
            + "    static final String TYPE = \"" + e.dtype().name() + "\";\n    static final long[] SHAPE = {"
            + LongStream.of(e.shape().dims()).mapToObj(Long::toString).collect(Collectors.joining(", "))
            + "};\n    static final List<Bound> ADMISSIBLE = List.of("
            + e.bounds().stream().map(b -> "\n        " + b.java()).collect(Collectors.joining(",")) + ");\n";
    }

    private static String choice(String type, String name, String exceptions, List<Setting> settings,
        Function<Setting, String> value) {
        return "\n    static " + type + " " + name + "(String setting)" + exceptions
            + " {\n        return switch (setting) {\n" + settings.stream().map(s -> "            case "
                + Escape.java(s.variant()) + " -> " + value.apply(s) + ";\n").collect(Collectors.joining())
            + "            default -> throw new IllegalArgumentException(setting);\n        };\n    }\n";
    }

    private List<Setting> all() {
        return Stream.concat(report.guilty().stream(), report.innocent().stream()).distinct().toList();
    }

    private String onnx(Script.Provider provider) {
        return (provider == Script.Provider.WEBGPU ? Fragments.of("onnxruntime.webgpu.java.txt") : "") + choice(
            "SessionOptions", "options", " throws Exception", all(), s -> switch (provider) {
                case CPU -> "options(" + OnnxOptions.java(s, provider) + ")";
                case WEBGPU -> "webGpu(options(" + OnnxOptions.java(s, provider) + "), Map.of(" + map(OnnxOptions
                    .provider(s, provider)) + "))";
            });
    }

    private static String map(Map<String, String> options) {
        return options.entrySet().stream().map(o -> Escape.java(o.getKey()) + ", " + Escape.java(o.getValue()))
            .collect(Collectors.joining(", "));
    }

    private String torchData(Export.Translated model) {
        return "    static final String[][] INPUTS = {" + types(model.inputs()) + "};\n"
            + "    static final String[][] OUTPUTS = {" + types(model.outputs()) + "};\n"
            + choice("boolean", "optimizes", "", all(), s -> Boolean.toString("on".equals(s.options().get(
                "optimize"))));
    }

    /// Pairs of a type and the one that carries it.
    private static String types(List<Export.Carried> types) {
        return types.stream().map(t -> "{\"" + name(t.own()) + "\", \"" + name(t.carrier()) + "\"}")
            .collect(Collectors.joining(", "));
    }

    private static String name(DType dtype) {
        return dtype.name();
    }

    private String replay(String why) {
        return "///usr/bin/env jbang \"$0\" \"$@\" ; exit $?\n//JAVA 17+\n" + title()
            + "// Exit code: 2, since this program cannot tell whether it reproduces.\n\n"
            + "public class Repro {\n    public static void main(String[] args) {\n        System.out.println("
            + Escape.java("cannot tell: " + Escape.line(why)) + ");\n        System.out.println("
            + Escape.java("plumbline replay <this folder>") + ");\n        System.exit(2);\n    }\n}\n";
    }
}
