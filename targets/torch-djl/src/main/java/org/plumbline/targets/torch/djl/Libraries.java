package org.plumbline.targets.torch.djl;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.plumbline.targets.registry.Unpacked;

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
        Unpacked.once(folder, part -> {
            for (String library : Engines.property(torch, PROPERTIES, "libraries").split(",")) {
                Unpacked.copy(torch, "pytorch/" + flavor + "/" + classifier + "/" + library, part.resolve(library));
            }
            Unpacked.copy(engines.bridge(), "jnilib/" + classifier + "/" + flavor + "/" + BRIDGE,
                part.resolve(engines.djl() + "-" + BRIDGE));
        });
    }
}
