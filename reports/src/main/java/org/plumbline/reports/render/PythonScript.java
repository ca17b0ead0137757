package org.plumbline.reports.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.plumbline.graph.DType;
import org.plumbline.targets.registry.Export;

/// `repro.py`: needs the stack's Python package and NumPy, nothing else.
final class PythonScript {
    private final Report report;

    PythonScript(Report report) {
        this.report = report;
    }

    /// The whole script.
    String text() {
        return switch (Script.of(report)) {
            case Script.Onnx(String version, Script.Provider provider) -> head("onnxruntime==" + version + " numpy")
                + imports("ctypes", "onnxruntime as ort") + body("onnxruntime.py", onnx(provider));
            case Script.Torch(String version, Export.Translated model) -> head("torch==" + version + " numpy")
                + imports("", "torch") + body("torch.py", torch(model));
            case Script.Replay(String why) -> replay(why);
        };
    }

    private String head(String packages) {
        return "#!/usr/bin/env python3\n" + title() + Escape.comment("#", "Needs: pip install " + packages)
            + "# Exit code: 1 while it reproduces, 0 once it does not, 2 where this machine cannot tell.\n";
    }

    private String title() {
        return Escape.comment("#", report.operators() + ": " + report.symptom());
    }

    private String imports(String standard, String stack) {
        boolean process = report.expected() instanceof Expected.Survived;
        return Stream.of(standard, "os", process ? "signal" : "", process ? "subprocess" : "", "sys")
            .filter(m -> !m.isEmpty()).map(m -> "import " + m + "\n").collect(Collectors.joining())
            + "\ntry:\n    import numpy as np\n    import " + stack
            + "\nexcept ImportError as missing:\n    print(f\"cannot tell: {missing}\")\n    sys.exit(2)\n\n";
    }

    private String body(String stack, String settings) {
        String judging = switch (report.expected()) {
            case Expected.Elements e -> admissible(e) + "\n\n" + Fragments.of("judging.py") + "\n\n";
            case Expected.Steady(var bounds) -> bounds.map(this::admissible).orElse("OUTPUT = 0\nADMISSIBLE = []\n")
                + "\n\n" + (bounds.isPresent() ? Fragments.of("judging.py") + "\n\n" : "");
            case Expected.AsInnocent _,Expected.Accepted _,Expected.Survived _,Expected.Untold _ -> "\n";
        };
        return Fragments.of("tensors.py") + "\n\n" + Fragments.of(stack) + "\n\n" + settings + judging
            + Fragments.of(Fragments.judge(report.expected()) + ".py") + "\n\n" + Fragments.of("end.py");
    }

    private String admissible(Expected.Elements e) {
        String shape = LongStream.of(e.shape().dims()).mapToObj(d -> d + ",").collect(Collectors.joining(" "));
        return "OUTPUT = " + e.output() + Escape.comment("  #", report.finding().output())
            + "DTYPE = \"" + numpy(e.dtype()) + "\"\nSHAPE = (" + shape
            + ")\nADMISSIBLE = [  # element, least, greatest, whether NaN is\n"
            + e.bounds().stream().map(b -> "    " + b.python() + ",\n").collect(Collectors.joining()) + "]\n";
    }

    /// NumPy's name of the type as which scripts read an output.
    private static String numpy(DType dtype) {
        return switch (dtype) {
            case FLOAT, BFLOAT16 -> "float32";
            case DOUBLE -> "float64";
            case STRING -> "object";
            case FLOAT16, UINT8, INT8, UINT16, INT16, INT32, INT64, BOOL, UINT32, UINT64, COMPLEX64, COMPLEX128,
                FLOAT8E4M3FN, FLOAT8E4M3FNUZ, FLOAT8E5M2, FLOAT8E5M2FNUZ, UINT4, INT4 ->
                dtype.onnxName();
        };
    }

    private String settings(Function<Setting, String> value) {
        List<String> lines = new ArrayList<>();
        report.innocent().forEach(s -> lines.add("    (" + Escape.python(s.variant()) + ", " + value.apply(s)
            + ", False),\n"));
        report.guilty().forEach(s -> lines.add("    (" + Escape.python(s.variant()) + ", " + value.apply(s)
            + ", True),\n"));
        return "SETTINGS = [  # name, what it means, whether the fault shows there\n" + String.join("", lines) + "]\n";
    }

    private String onnx(Script.Provider provider) {
        return settings(s -> "(options(" + OnnxOptions.python(s, provider) + "), " + provider(s, provider) + ")");
    }

    private static String provider(Setting s, Script.Provider provider) {
        return Escape.python(provider.label()) + ", {" + OnnxOptions.provider(s, provider).entrySet().stream().map(
            o -> Escape.python(
                o.getKey()) + ": " + Escape.python(o.getValue())).collect(Collectors.joining(", ")) + "}";
    }

    private String torch(Export.Translated model) {
        return "MODEL = " + Escape.python(model.file()) + "\nCARRIERS = ["
            + model.inputs().stream().map(d -> "\"" + numpy(d.carrier()) + "\"").collect(Collectors.joining(", "))
            + "]\nOUTPUTS = [" + model.outputs().stream().map(d -> "(\"" + numpy(d.carrier()) + "\", \"" + numpy(d
                .own())
                + "\")").collect(Collectors.joining(", ")) + "]\n"
            + settings(s -> "{" + new TreeMap<>(s.options()).entrySet().stream().map(o -> Escape.python(o.getKey())
                + ": " + switch (o.getValue().toLowerCase(Locale.ROOT)) {
                    case "on" -> "True";
                    case "off" -> "False";
                    case String other -> Escape.python(other);
                }).collect(Collectors.joining(", ")) + "}");
    }

    private String replay(String why) {
        return "#!/usr/bin/env python3\n" + title()
            + "# Exit code: 2, since this script cannot tell whether it reproduces.\nimport sys\n\nprint("
            + Escape.python("cannot tell: " + Escape.line(why)) + ")\nprint("
            + Escape.python("plumbline replay <this folder>") + ")\nsys.exit(2)\n";
    }
}
