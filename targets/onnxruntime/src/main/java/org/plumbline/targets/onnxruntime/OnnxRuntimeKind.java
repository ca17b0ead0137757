package org.plumbline.targets.onnxruntime;

import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plumbline.targets.registry.ClassPaths;
import org.plumbline.targets.registry.Dissection;
import org.plumbline.targets.registry.Releases;
import org.plumbline.targets.registry.TargetKind;
import org.plumbline.targets.registry.TargetSpec;
import org.plumbline.targets.worker.Launch;

/// How to start a worker with a release of ONNX Runtime: the one in our own class path, or any that a Maven repository
/// holds.
public final class OnnxRuntimeKind implements TargetKind {
    private static final Releases RELEASES = new Releases("com.microsoft.onnxruntime", "onnxruntime");

    @Override
    public String family() {
        return OnnxRuntimeTarget.NAME;
    }

    @Override
    public List<String> names() {
        return List.of(OnnxRuntimeTarget.NAME);
    }

    /// The release in our own class path, by its jar's manifest. Loads no native code.
    @Override
    public Optional<String> defaultVersion() {
        return Optional.ofNullable(OrtEnvironment.class.getPackage().getImplementationVersion());
    }

    /// What the repositories hold; where none answers, the release in our own class path.
    @Override
    public List<String> releases() {
        List<String> known = RELEASES.known().stream().filter(v -> v.matches("\\d+(\\.\\d+)*")).toList();
        return known.isEmpty() ? defaultVersion().stream().toList() : known;
    }

    @Override
    public Plan plan(TargetSpec spec) {
        String version = spec.version().or(this::defaultVersion).orElse("default");
        if (spec.version().equals(defaultVersion()) || spec.version().isEmpty()) {
            return launch(version, ClassPaths.of(OrtEnvironment.class));
        }
        return switch (RELEASES.jar(version)) {
            case Releases.Resolved(Path jar) -> launch(version, jar);
            case Releases.Unresolved(String reason) ->
                new Unavailable("target " + spec + " is not available: " + reason);
        };
    }

    @Override
    public Dissection dissection() {
        return new OrtDissection();
    }

    @Override
    public Optional<Path> library(TargetSpec spec) {
        return NativeLibraries.library(spec.version().or(this::defaultVersion).orElse("default"));
    }

    private static Plan launch(String version, Path jar) {
        try {
            Path libraries = NativeLibraries.extracted(jar, version);
            return new Isolated(new Launch(OnnxRuntimeTarget.NAME,
                ClassPaths.worker(List.of(jar), OnnxRuntimeTarget.class),
                List.of("-Donnxruntime.native.path=" + libraries),
                Map.of("ORT_DISABLE_TELEMETRY", "1", "OMP_NUM_THREADS", "1")));
        } catch (IOException e) {
            return new Unavailable("target onnxruntime@" + version + " is not available: cannot unpack " + jar + ": "
                + e.getMessage() + "; free or name another cache folder with PLUMBLINE_CACHE");
        }
    }
}
