package org.plumbline.targets.coverage;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.plumbline.targets.watch.Watched;

/// A running [ArmedChild].
final class ChildProcess implements AutoCloseable {
    private final Process process;
    private final PrintWriter commands;
    private final BufferedReader answers;

    private ChildProcess(Process process) {
        this.process = process;
        this.commands = new PrintWriter(process.outputWriter(), true);
        this.answers = process.inputReader();
    }

    static ChildProcess start(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java")
            .toString(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx64m", "-XX:-CreateCoredumpOnCrash",
            "-XX:-UsePerfData", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(arguments);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), ArmedChild.class.getName()));
        return new ChildProcess(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }

    static ChildProcess start(Watched watched) throws IOException {
        return start(watched.jvmArguments());
    }

    /// Sends a line and waits for the answer.
    String tell(String command) throws IOException, InterruptedException {
        commands.println(command);
        String answer = answers.readLine();
        return answer == null ? "died with exit code " + process.waitFor() : answer;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
