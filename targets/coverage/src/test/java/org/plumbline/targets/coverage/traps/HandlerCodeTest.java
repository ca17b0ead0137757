package org.plumbline.targets.coverage.traps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HandlerCodeTest {
    private static final Path SOURCES = Path.of("src", "main", "native").toAbsolutePath();

    @TempDir
    Path directory;

    private String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor()).as(command + ": " + output).isZero();
        return output;
    }

    @Test
    void theBytesAreWhatTheCompilerMakesOfTheSource() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/gcc")) && Files.isExecutable(Path.of("/usr/bin/ld")),
            "not run: no gcc and ld (apt-get install gcc)");
        String version = run(List.of("gcc", "-dumpfullversion"));
        assumeTrue(version.equals(HandlerCode.COMPILER),
            "not run: the bytes were made by GCC " + HandlerCode.COMPILER + ", here is " + version);
        run(List.of("gcc", "-Os", "-fPIC", "-ffreestanding", "-fno-stack-protector", "-fomit-frame-pointer",
            "-fno-asynchronous-unwind-tables", "-fcf-protection=none", "-c", SOURCES.resolve("handler.c").toString(),
            "-o", "handler.o"));
        run(List.of("ld", "-T", SOURCES.resolve("handler.ld").toString(), "--oformat", "binary", "handler.o", "-o",
            "handler.bin"));
        assertThat(HandlerCode.bytes()).containsExactly(Files.readAllBytes(directory.resolve("handler.bin")))
            .hasSize(240);
    }
}
