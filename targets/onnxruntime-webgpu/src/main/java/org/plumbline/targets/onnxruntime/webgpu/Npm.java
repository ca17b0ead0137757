package org.plumbline.targets.onnxruntime.webgpu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The `npm` client: registry, proxies and credentials are the user's own settings.
///
/// @param program its name or path
record Npm(String program, Duration limit) {
    /// The one in the path.
    static final Npm INSTALLED = new Npm("npm", Duration.ofMinutes(15));

    /// What fetching gives.
    sealed interface Fetched {
    }

    record Archive(Path tgz) implements Fetched {
    }

    /// `reason` is one line that names the remedy.
    record Failed(String reason) implements Fetched {
    }

    /// Fetches the archive of `name@version` into the existing folder `to`. Throws [IOException] where the folder cannot be
    /// read.
    Fetched pack(String name, String version, Path to) throws IOException {
        Path log = to.resolve("npm.log");
        Process npm;
        try {
            npm = new ProcessBuilder(program, "pack", name + "@" + version, "--loglevel=error", "--pack-destination",
                to.toString()).directory(to.toFile()).redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile()).redirectOutput(log.toFile()).start();
        } catch (IOException _) {
            return new Failed("npm does not start; install it (Debian: apt-get install npm)");
        }
        try {
            if (!npm.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                npm.descendants().forEach(ProcessHandle::destroyForcibly);
                npm.destroyForcibly().waitFor();
                return new Failed("npm did not finish within " + limit.toSeconds() + " s; check the network");
            }
        } catch (InterruptedException e) {
            npm.destroyForcibly();
            Thread.currentThread().interrupt();
            return new Failed("interrupted while npm ran; start anew");
        }
        List<Path> archives = archives(to);
        return npm.exitValue() == 0 && archives.size() == 1 ? new Archive(archives.getFirst())
            : new Failed("npm pack " + name + "@" + version + " failed: " + reason(log));
    }

    private static List<Path> archives(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(".tgz")).toList();
        }
    }

    /// The first line that says what went wrong, after npm's error code, and what to do.
    private static String reason(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log).stream().map(l -> l.replaceFirst("^npm (error|ERR!) ?", "")
            .strip())
            .filter(l -> !l.isEmpty()).toList();
        String line = lines.stream().filter(l -> !l.matches("code \\w+|errno .*|syscall .*")).findFirst()
            .or(() -> lines.stream().findFirst()).orElse("it says nothing");
        return line + "; " + (lines.stream().anyMatch(l -> l.contains("ENOSPC")) ? ProviderLibrary.ROOM
            : "check the network and npm's settings (npm config list)");
    }
}
