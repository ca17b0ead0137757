package org.plumbline.campaign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.plumbline.targets.registry.Cache;
import org.plumbline.targets.registry.Unpacked;

/// Python packages for tests, fetched once into the cache folder.
final class PythonPackages {
    private static final int LIMIT_MINUTES = 5;

    private PythonPackages() {
    }

    /// What fetching gives.
    sealed interface Fetched {
    }

    record Folder(Path path) implements Fetched {
    }

    /// `why` is one line.
    record Nowhere(String why) implements Fetched {
    }

    /// The folder, for `PYTHONPATH`, with packages as pip chooses their releases.
    static Fetched of(List<String> packages) {
        Path folder = Cache.folder().resolve("python").resolve(String.join("+", packages));
        try {
            Unpacked.once(folder, part -> install(packages, part));
            return new Folder(folder);
        } catch (IOException e) {
            return new Nowhere(e.getMessage());
        }
    }

    private static void install(List<String> packages, Path folder) throws IOException {
        Path log = Files.createTempFile("pip", ".log");
        ProcessBuilder pip = new ProcessBuilder("python3", "-m", "pip", "install", "--retries", "0", "--target",
            folder.toString());
        pip.command().addAll(packages);
        try {
            Process running = pip.redirectErrorStream(true).redirectOutput(log.toFile()).start();
            if (!running.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
                running.destroyForcibly();
                throw new IOException("pip took more than " + LIMIT_MINUTES + " minutes");
            }
            if (running.exitValue() != 0) {
                throw new IOException("pip cannot install " + String.join(", ", packages) + ": "
                    + Files.readAllLines(log).stream().filter(l -> l.startsWith("ERROR")).findFirst().orElse("?"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            Files.deleteIfExists(log);
        }
    }
}
