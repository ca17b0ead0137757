package org.plumbline.targets.onnxruntime.webgpu;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.plumbline.targets.onnxruntime.webgpu.ProviderLibrary.Pin;
import org.plumbline.targets.registry.Requirement.Failed;
import org.plumbline.targets.registry.Requirement.Installation;
import org.plumbline.targets.registry.Requirement.Installed;
import org.plumbline.targets.registry.Unpacked;

/// ONNX Runtime's native library with the WebGPU provider. The Java library does not bring it; the npm package
/// `onnxruntime-node` of the same version does. Kept in the cache folder, and used only while its bytes are those that
/// were pinned here.
///
/// @param version of the npm package, the same as of the Java library
/// @param cache the folder below which it is kept
/// @param pins what its bytes have to be, by version
record ProviderLibrary(String version, Path cache, Map<String, Pin> pins) {
    private static final String PACKAGE = "onnxruntime-node";
    private static final String ENTRY = "package/bin/napi-v6/linux/x64/libonnxruntime.so.1";

    /// SHA-256 of the package's archive and of the library in it, by version. Taken from the packages themselves;
    /// a new version of ONNX Runtime needs a new row.
    static final Map<String, Pin> PINS = Map.of("1.29.0",
        new Pin("cfdfb45ec4044b1fdca43e5d2e180fb6817e649ff8ad1e0dfc90e18e51b67037",
            "89688f5cf51c7e31befbb7b9101bc027799009b18d1baa9a5b1146a72e69538d"));

    /// SHA-256, in hexadecimal digits.
    record Pin(String archive, String library) {
    }

    /// What to do where there is no room.
    static final String ROOM = "free 200 MB, or name another cache folder with PLUMBLINE_CACHE";

    /// Where it is, or would be.
    Path file() {
        return cache.resolve("onnxruntime-webgpu").resolve(version).resolve("libonnxruntime.so");
    }

    /// Why the library cannot be used, in a few words; empty where it can.
    Optional<String> problem() {
        if (!pins.containsKey(version)) {
            return Optional.of("no checksum is known for version " + version + ", only for "
                + String.join(", ", pins.keySet()));
        }
        if (!Files.isRegularFile(file())) {
            return Optional.of("not in " + file().getParent());
        }
        try {
            return sha256(file()).equals(pins.get(version).library()) ? Optional.empty()
                : Optional.of(file() + " is damaged or of another version");
        } catch (IOException e) {
            return Optional.of(file() + " cannot be read (" + e.getMessage() + ")");
        }
    }

    /// Fetches, checks and unpacks it. The library appears at once and complete, whatever else installs it meanwhile.
    Installation install(Npm npm) {
        Pin pin = pins.get(version);
        if (pin == null) {
            return new Failed(problem().orElseThrow());
        }
        Path folder = file().getParent();
        try {
            Files.createDirectories(folder);
            Path work = Files.createTempDirectory(folder, ".install-");
            try {
                return switch (npm.pack(PACKAGE, version, work)) {
                    case Npm.Failed(String reason) -> new Failed(reason);
                    case Npm.Archive(Path tgz) -> unpack(tgz, pin, work);
                };
            } finally {
                Unpacked.delete(work);
            }
        } catch (IOException | UncheckedIOException e) {
            return new Failed(folder + ": cannot be unpacked to (" + reason(e) + "); " + ROOM);
        }
    }

    private Installation unpack(Path tgz, Pin pin, Path work) throws IOException {
        String archive = sha256(tgz);
        if (!archive.equals(pin.archive())) {
            return new Failed("the download of " + PACKAGE + "@" + version + " is corrupt: its SHA-256 is " + archive
                + ", not " + pin.archive() + "; clear npm's cache (npm cache clean --force) and try again");
        }
        Path unpacked = work.resolve("libonnxruntime.so");
        Tar.extract(tgz, ENTRY, unpacked);
        if (!sha256(unpacked).equals(pin.library())) {
            return new Failed(ENTRY + " of " + PACKAGE + "@" + version + " is not the library that was pinned");
        }
        Files.move(unpacked, file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return new Installed(file().toString());
    }

    private static String reason(Exception e) {
        return e instanceof FileSystemException f && f.getReason() != null ? f.getReason() : String.valueOf(e);
    }

    static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            DigestInputStream digest = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"));
            byte[] buffer = new byte[1 << 16];
            while (digest.read(buffer) >= 0) {
                // the stream does the work
            }
            return HexFormat.of().formatHex(digest.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
