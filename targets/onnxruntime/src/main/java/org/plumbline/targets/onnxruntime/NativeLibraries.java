package org.plumbline.targets.onnxruntime;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.plumbline.targets.registry.Cache;

/// Unpacks a release's native libraries once. Left to itself, every virtual machine unpacks 28 MB into the temporary
/// folder, and one that crashes leaves them there.
public final class NativeLibraries {
    private static final List<String> NAMES = List.of("libonnxruntime.so", "libonnxruntime4j_jni.so");

    private NativeLibraries() {
    }

    /// The folder with the libraries of `jar`. Safe against concurrent calls from any process: the folder appears at
    /// once and complete.
    public static Path extracted(Path jar, String version) throws IOException {
        return extracted(jar, version, Cache.folder());
    }

    static Path extracted(Path jar, String version, Path cache) throws IOException {
        Path folder = cache.resolve("onnxruntime").resolve(version);
        if (Files.isDirectory(folder)) {
            return folder;
        }
        Files.createDirectories(folder.getParent());
        Path part = Files.createTempDirectory(folder.getParent(), "." + version + "-");
        try {
            copy(jar, part);
            Files.move(part, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (!Files.isDirectory(folder)) {
                throw e;
            }
        } finally {
            delete(part);
        }
        return folder;
    }

    private static void copy(Path jar, Path folder) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            for (String name : NAMES) {
                String path = "ai/onnxruntime/native/" + platform() + "/" + name;
                ZipEntry entry = file.getEntry(path);
                if (entry == null) {
                    throw new IOException("it has no " + path);
                }
                try (InputStream in = file.getInputStream(entry)) {
                    Files.copy(in, folder.resolve(name));
                }
            }
        }
    }

    private static String platform() {
        String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return "linux-" + (arch.equals("amd64") || arch.equals("x86_64") ? "x64" : arch);
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
