package org.plumbline.targets.torch;

import ai.djl.engine.Engine;
import ai.djl.pytorch.engine.PtEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plumbline.targets.registry.Cache;
import org.plumbline.targets.registry.ClassPaths;
import org.plumbline.targets.registry.Releases;
import org.plumbline.targets.registry.TargetKind;
import org.plumbline.targets.registry.TargetSpec;
import org.plumbline.targets.worker.Launch;
import org.slf4j.Logger;

/// How to start a worker with PyTorch. DJL's engine and bridge are in our class path; PyTorch's libraries are fetched
/// from a Maven repository on first use and unpacked into the cache folder. A version is one of PyTorch for which DJL
/// has a bridge: `torch-djl@2.5.1`.
public final class TorchKind implements TargetKind {
    /// The only platform for which this target looks for libraries.
    private static final String PLATFORM = "linux-x86_64";

    private static final Releases BRIDGES = new Releases("ai.djl.pytorch", "pytorch-jni");
    private static final Releases LIBRARIES = new Releases("ai.djl.pytorch", "pytorch-native-cpu");

    @Override
    public String family() {
        return TorchTarget.NAME;
    }

    @Override
    public List<String> names() {
        return List.of(TorchTarget.NAME);
    }

    /// The PyTorch that the bridge in our class path is made for.
    @Override
    public Optional<String> defaultVersion() {
        return Engines.installed().map(Engines::torch);
    }

    @Override
    public Plan plan(TargetSpec spec) {
        Optional<Engines> installed = Engines.installed();
        String engine = Engine.getDjlVersion();
        if (spec.version().isEmpty() || spec.version().equals(installed.map(Engines::torch))) {
            return installed.map(e -> launch(spec, e)).orElseGet(() -> unavailable(spec,
                "no pytorch-jni in the class path: add ai.djl.pytorch:pytorch-jni for DJL " + engine));
        }
        return switch (BRIDGES.jar(spec.version().get() + "-" + engine)) {
            case Releases.Unresolved(String reason) -> unavailable(spec, reason);
            case Releases.Resolved(Path jar) -> {
                try {
                    yield launch(spec, Engines.of(jar));
                } catch (IOException e) {
                    yield unavailable(spec, jar + " is no bridge of DJL: " + e.getMessage());
                }
            }
        };
    }

    private static Plan launch(TargetSpec spec, Engines engines) {
        Optional<String> clash = engines.clash();
        if (clash.isPresent()) {
            return unavailable(spec, clash.get());
        }
        return switch (LIBRARIES.jar(engines.torch(), PLATFORM)) {
            case Releases.Unresolved(String reason) -> unavailable(spec, reason);
            case Releases.Resolved(Path jar) -> launch(spec, engines, jar, Cache.folder().resolve(TorchTarget.NAME));
        };
    }

    /// With PyTorch's libraries in `torch`, unpacked below `cache`.
    static Plan launch(TargetSpec spec, Engines engines, Path torch, Path cache) {
        try {
            Libraries.unpack(torch, engines, cache);
        } catch (IOException e) {
            return unavailable(spec, "cannot unpack " + torch + " into " + cache + ": " + e.getMessage()
                + "; it takes 450 MB: free them, or name another cache folder with PLUMBLINE_CACHE");
        }
        List<Path> first = List.of(engines.bridge(), torch, ClassPaths.of(PtEngine.class),
            ClassPaths.of(Engine.class), ClassPaths.of(Logger.class));
        return new Isolated(new Launch(TorchTarget.NAME, ClassPaths.decodingWorker(first, TorchTarget.class),
            List.of("-Dai.djl.pytorch.num_threads=1", "-Dai.djl.pytorch.num_interop_threads=1"),
            Map.of("DJL_CACHE_DIR", cache.toString(), "ENGINE_CACHE_DIR", cache.toString(), "OPT_OUT_TRACKING", "true",
                "DJL_OFFLINE", "true", "OMP_NUM_THREADS", "1")));
    }

    private static Plan unavailable(TargetSpec spec, String reason) {
        return new Unavailable("target " + spec + " is not available: " + reason);
    }
}
