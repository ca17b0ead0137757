package org.plumbline.campaign;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/// Runs the command line, in this process or in one of its own.
record Cli(int code, String out, String err) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /// In this process.
    static Cli run(Object... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = Plumbline.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err,
            true));
        int code = line.execute(List.of(words).stream().map(Object::toString).toArray(String[]::new));
        return new Cli(code, out.toString(), err.toString());
    }

    /// Starts a process of its own, with `properties` for its virtual machine; its output goes to files beside `log`.
    static Process start(Path log, Map<String, String> properties, Object... words) throws IOException {
        // A shell that runs the build in the background has it ignore the interrupt, and children inherit that.
        return start(log, List.of("env", "--default-signal=INT"), properties, words);
    }

    /// As [#start], where no file can grow beyond so many KiB: to the process, a full disk.
    static Process startOnAFullDisk(Path log, int kibibytes, Object... words) throws IOException {
        return start(log, List.of("bash", "-c", "ulimit -f " + kibibytes + "; exec \"$@\"", "full"), Map.of(), words);
    }

    private static Process start(Path log, List<String> before, Map<String, String> properties, Object... words)
        throws IOException {
        List<String> command = new ArrayList<>(before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx1g", "-XX:+UseSerialGC", "-XX:-UsePerfData", "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow"));
        properties.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(List.of("-cp", System.getProperty("surefire.test.class.path",
            System.getProperty("java.class.path")), Plumbline.class.getName()));
        List.of(words).forEach(w -> command.add(w.toString()));
        return new ProcessBuilder(command).redirectOutput(log.resolveSibling(log.getFileName() + ".out").toFile())
            .redirectError(log.resolveSibling(log.getFileName() + ".err").toFile()).start();
    }

    /// The lines of the output as JSON.
    List<JsonNode> json() {
        return out.lines().map(Cli::json).toList();
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + text, e);
        }
    }
}
