package org.plumbline.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.campaign.PythonPackages.Folder;
import org.plumbline.campaign.PythonPackages.Nowhere;

/// What kept findings quote stands in the operator schemas of ONNX, in the version and the part that they name.
class QuotationsTest {
    private static final Path KEPT = Path.of("..", "reports", "found");
    private static final String CHECK = """
        import json, sys, onnx
        def text(schema, part):
            kind, _, name = part.partition(" ")
            if kind == "doc":
                return schema.doc
            if kind == "attribute":
                return schema.attributes[name].description
            if kind == "type":
                return next(c.description + " " + " ".join(c.allowed_type_strs) for c in schema.type_constraints
                            if c.type_param_str == name.split()[-1])
            return next(v.description for v in (schema.inputs if kind == "input" else schema.outputs) if v.name == name)
        for finding, s in json.load(open(sys.argv[1])).items():
            schema = onnx.defs.get_schema(s["operator"], s["version"])
            if schema.since_version != s["version"]:
                print(finding, "has no version of its own", s["operator"], s["version"])
            if " ".join(s["quote"].split()) not in " ".join(text(schema, s["part"]).split()):
                print(finding, "does not say so:", s["operator"], s["version"], s["part"], s["quote"])
        """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"onnxruntime", "onnxruntime-webgpu"})
    void standInTheSchemas(String target) throws Exception {
        Path script = Files.writeString(folder.resolve("check.py"), CHECK);
        Path said = folder.resolve("said.txt");
        String packages = switch (PythonPackages.of(List.of("onnx", "numpy"))) {
            case Folder(Path path) -> path.toString();
            case Nowhere(String why) -> abort("not run: " + why);
        };
        ProcessBuilder python = new ProcessBuilder("python3", script.toString(), KEPT.resolve(target).resolve(
            "specification.json").toAbsolutePath().toString()).redirectErrorStream(true).redirectOutput(said.toFile());
        python.environment().put("PYTHONPATH", packages);
        Process running = python.start();
        assertThat(running.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(said).hasContent("");
        assertThat(running.exitValue()).isZero();
    }
}
