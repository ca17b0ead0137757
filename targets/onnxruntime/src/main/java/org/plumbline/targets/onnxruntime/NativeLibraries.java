package org.plumbline.targets.onnxruntime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.plumbline.targets.registry.Cache;
import org.plumbline.targets.registry.Unpacked;

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

    /// A release's library itself, where it was unpacked before.
    public static Optional<Path> library(String version) {
        return Optional.of(Cache.folder().resolve("onnxruntime").resolve(version).resolve(NAMES.getFirst()))
            .filter(Files::exists);
    }

    static Path extracted(Path jar, String version, Path cache) throws IOException {
        Path folder = cache.resolve("onnxruntime").resolve(version);
        Unpacked.once(folder, part -> {
            for (String name : NAMES) {
                Unpacked.copy(jar, "ai/onnxruntime/native/" + platform() + "/" + name, part.resolve(name));
            }
        });
        return folder;
    }

    private static String platform() {
        String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return "linux-" + (arch.equals("amd64") || arch.equals("x86_64") ? "x64" : arch);
    }
}
