package org.plumbline.targets.registry;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/// Folders of unpacked files that appear at once and complete, whichever processes make them at the same time.
public final class Unpacked {
    private Unpacked() {
    }

    /// Puts files into an empty folder.
    @FunctionalInterface
    public interface Filling {
        void fill(Path folder) throws IOException;
    }

    /// Makes `folder`, filled by `filling`, unless it is there. What goes wrong leaves nothing behind.
    public static void once(Path folder, Filling filling) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Files.createDirectories(folder.getParent());
        Path part = Files.createTempDirectory(folder.getParent(), ".part-");
        try {
            filling.fill(part);
            Files.move(part, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (!Files.isDirectory(folder)) {
                throw e;
            }
        } finally {
            delete(part);
        }
    }

    /// Copies an entry of a jar to the new file `to`. Throws [IOException] where the jar has none of that name.
    public static void copy(Path jar, String entry, Path to) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            ZipEntry found = file.getEntry(entry);
            if (found == null) {
                throw new IOException("it has no " + entry);
            }
            try (InputStream in = file.getInputStream(found)) {
                Files.copy(in, to);
            }
        }
    }

    /// Deletes a flat folder, if it is there.
    public static void delete(Path folder) throws IOException {
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
