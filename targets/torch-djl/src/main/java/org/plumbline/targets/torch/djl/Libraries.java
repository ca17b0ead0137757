package org.plumbline.targets.torch.djl;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/// Unpacks PyTorch's native libraries (450 MB) and DJL's bridge once, to where DJL looks for them. Left to itself, DJL
/// does so in the worker, where neither a full disk nor a missing right gets a clear answer.
final class Libraries {
    private static final String PROPERTIES = "native/lib/pytorch.properties";
    private static final String BRIDGE = "libdjl_torch.so";

    private Libraries() {
    }

    /// The folder below `cache` that [#unpack] filled for these versions.
    static Optional<Path> unpacked(Engines engines, Path cache) {
        Path parent = cache.resolve("pytorch");
        if (!Files.isDirectory(parent)) {
            return Optional.empty();
        }
        try (Stream<Path> folders = Files.list(parent)) {
            return folders.filter(f -> f.getFileName().toString().startsWith(engines.torch() + "-")
                && Files.isRegularFile(f.resolve(engines.djl() + "-" + BRIDGE))).findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// Fills `cache` with the libraries of the jar `torch` and of the bridge; does nothing where they are there. Safe
    /// against concurrent calls from any process: the folder appears at once and complete.
    static void unpack(Path torch, Engines engines, Path cache) throws IOException {
        String version = Engines.property(torch, PROPERTIES, "version");
        String flavor = Engines.property(torch, PROPERTIES, "flavor");
        String classifier = Engines.property(torch, PROPERTIES, "classifier");
        if (!version.equals(engines.torch()) && !version.startsWith(engines.torch() + "-")) {
            throw new IOException("it holds PyTorch " + version + ", but the bridge is made for " + engines.torch());
        }
        Path folder = cache.resolve("pytorch").resolve(version + "-" + flavor + "-" + classifier);
        if (Files.isRegularFile(folder.resolve(engines.djl() + "-" + BRIDGE))) {
            return;
        }
        Files.createDirectories(folder.getParent());
        Path part = Files.createTempDirectory(folder.getParent(), ".part-");
        try {
            for (String library : Engines.property(torch, PROPERTIES, "libraries").split(",")) {
                copy(torch, "pytorch/" + flavor + "/" + classifier + "/" + library, part.resolve(library));
            }
            copy(engines.bridge(), "jnilib/" + classifier + "/" + flavor + "/" + BRIDGE,
                part.resolve(engines.djl() + "-" + BRIDGE));
            Files.move(part, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (!Files.isDirectory(folder)) {
                throw e;
            }
        } finally {
            delete(part);
        }
    }

    private static void copy(Path jar, String path, Path to) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            ZipEntry entry = file.getEntry(path);
            if (entry == null) {
                throw new IOException("it has no " + path);
            }
            try (InputStream in = file.getInputStream(entry)) {
                Files.copy(in, to);
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }
}
