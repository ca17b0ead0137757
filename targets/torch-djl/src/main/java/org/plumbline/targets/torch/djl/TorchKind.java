package org.plumbline.targets.torch.djl;

import ai.djl.engine.Engine;
import ai.djl.pytorch.engine.PtEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.plumbline.graph.DType;
import org.plumbline.graph.Model;
import org.plumbline.targets.registry.Cache;
import org.plumbline.targets.registry.ClassPaths;
import org.plumbline.targets.registry.Export;
import org.plumbline.targets.registry.Releases;
import org.plumbline.targets.registry.Requirement;
import org.plumbline.targets.registry.Requirement.ByUs;
import org.plumbline.targets.registry.Requirement.Missing;
import org.plumbline.targets.registry.Requirement.Present;
import org.plumbline.targets.registry.TargetKind;
import org.plumbline.targets.registry.TargetSpec;
import org.plumbline.targets.torch.djl.lowering.Lowered;
import org.plumbline.targets.torch.djl.lowering.Lowerer;
import org.plumbline.targets.torch.djl.lowering.Transport;
import org.plumbline.targets.worker.Launch;
import org.slf4j.Logger;

/// How to start a worker with PyTorch. DJL's engine and bridge are in our class path; PyTorch's libraries are fetched
/// from a Maven repository on first use and unpacked into the cache folder. A version is one of PyTorch for which DJL
/// has a bridge: `torch-djl@2.5.1`.
public final class TorchKind implements TargetKind {
    /// The only platform for which this target looks for libraries.
    private static final String PLATFORM = "linux-x86_64";

    private static final Releases BRIDGES = new Releases("ai.djl.pytorch", "pytorch-jni");
    private static final Releases ENGINES = new Releases("ai.djl.pytorch", "pytorch-engine");
    private static final Releases APIS = new Releases("ai.djl", "api");
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
    public List<Requirement> requirements() {
        String name = "PyTorch's libraries " + defaultVersion().orElse("?");
        return List.of(unpacked().<Requirement>map(folder -> new Present(name, folder.toString()))
            .orElseGet(() -> new Missing(name, "not fetched yet: " + needs(), new ByUs(this::install))));
    }

    private Requirement.Installation install() {
        return switch (plan(new TargetSpec(TorchTarget.NAME, Optional.empty()))) {
            case Unavailable(String message) -> new Requirement.Failed(message);
            case Isolated _,Local _ -> new Requirement.Installed("PyTorch's libraries, in " + cache());
        };
    }

    /// What a first use of the default version fetches, in one line.
    String needs() {
        return "ai.djl.pytorch:pytorch-native-cpu:" + defaultVersion().orElse("?") + ":" + PLATFORM
            + " (110 MB from a Maven repository, 450 MB unpacked into " + cache() + ")";
    }

    /// Where the libraries of the default version are unpacked; empty where they are not. Asks no network.
    Optional<Path> unpacked() {
        return Engines.installed().flatMap(e -> Libraries.unpacked(e, cache()));
    }

    private static Path cache() {
        return Cache.folder().resolve(TorchTarget.NAME);
    }

    /// A TorchScript archive, for `torch.jit.load`.
    @Override
    public Export export(Model model) {
        return switch (Lowerer.lower(model)) {
            case Lowered.Module(byte[] archive, List<DType> inputs, List<DType> outputs) ->
                new Export.Translated("model.pt", archive, carried(inputs), carried(outputs), coordinates());
            case Lowered.Not(String what) -> new Export.Untranslated(what);
        };
    }

    private static List<String> coordinates() {
        return Engines.installed().map(e -> List.of("ai.djl.pytorch:pytorch-engine:" + e.djl(),
            "ai.djl.pytorch:pytorch-jni:" + e.torch() + "-" + e.djl(),
            "ai.djl.pytorch:pytorch-native-cpu:" + e.torch() + ":" + PLATFORM)).orElse(List.of());
    }

    private static List<Export.Carried> carried(List<DType> types) {
        return types.stream().map(t -> new Export.Carried(t, Transport.carrier(t))).toList();
    }

    @Override
    public Plan plan(TargetSpec spec) {
        Optional<Engines> installed = Engines.installed();
        if (spec.version().isEmpty() || spec.version().equals(installed.map(Engines::torch))) {
            return installed.map(e -> installed(spec, e)).orElseGet(() -> unavailable(spec,
                "no pytorch-jni in the class path: add ai.djl.pytorch:pytorch-jni for DJL " + Engine.getDjlVersion()));
        }
        return other(spec, spec.version().get());
    }

    private static Plan installed(TargetSpec spec, Engines engines) {
        return engines.clash().map(why -> unavailable(spec, why)).orElseGet(() -> resolved(spec, engines,
            List.of(ClassPaths.of(PtEngine.class), ClassPaths.of(Engine.class))));
    }

    /// Each release of DJL is made for one PyTorch or two: with another PyTorch comes another DJL.
    private static Plan other(TargetSpec spec, String torch) {
        List<String> bridges = BRIDGES.known();
        Optional<String> newest = bridges.stream().filter(v -> v.startsWith(torch + "-")).reduce((_, later) -> later);
        if (newest.isEmpty()) {
            return unavailable(spec, bridges.isEmpty() ? "no repository answers: connect to the network once, or check"
                + " the mirrors in settings.xml" : "DJL has a bridge (pytorch-jni) to PyTorch "
                    + bridges.stream().map(v -> v.replaceFirst("-.*", "")).distinct().collect(Collectors.joining(", "))
                    + " only");
        }
        String djl = newest.get().substring(torch.length() + 1);
        List<Path> jars = new ArrayList<>();
        for (Releases.Resolution found : List.of(BRIDGES.jar(newest.get()), ENGINES.jar(djl), APIS.jar(djl))) {
            switch (found) {
                case Releases.Unresolved(String reason) -> {
                    return unavailable(spec, reason);
                }
                case Releases.Resolved(Path jar) -> jars.add(jar);
            }
        }
        try {
            return resolved(spec, Engines.of(jars.getFirst()), jars.subList(1, jars.size()));
        } catch (IOException e) {
            return unavailable(spec, jars.getFirst() + " is no bridge of DJL: " + e.getMessage());
        }
    }

    private static Plan resolved(TargetSpec spec, Engines engines, List<Path> djl) {
        return switch (LIBRARIES.jar(engines.torch(), PLATFORM)) {
            case Releases.Unresolved(String reason) -> unavailable(spec, reason);
            case Releases.Resolved(Path jar) ->
                launch(spec, engines, djl, jar, cache());
        };
    }

    /// With the jars of DJL's engine and PyTorch's libraries in `torch`, which are unpacked below `cache`.
    static Plan launch(TargetSpec spec, Engines engines, List<Path> djl, Path torch, Path cache) {
        try {
            Libraries.unpack(torch, engines, cache);
        } catch (IOException e) {
            return unavailable(spec, "cannot unpack " + torch + " into " + cache + ": " + e.getMessage()
                + "; it takes 450 MB: free them, or name another cache folder with PLUMBLINE_CACHE");
        }
        List<Path> first = Stream.concat(djl.stream(), Stream.of(engines.bridge(), torch, ClassPaths.of(Logger.class)))
            .toList();
        return new Isolated(new Launch(TorchTarget.NAME, ClassPaths.decodingWorker(first, TorchTarget.class),
            List.of("-Dai.djl.pytorch.num_threads=1", "-Dai.djl.pytorch.num_interop_threads=1"),
            Map.of("DJL_CACHE_DIR", cache.toString(), "ENGINE_CACHE_DIR", cache.toString(), "OPT_OUT_TRACKING", "true",
                "DJL_OFFLINE", "true", "OMP_NUM_THREADS", "1")));
    }

    private static Plan unavailable(TargetSpec spec, String reason) {
        return new Unavailable("target " + spec + " is not available: " + reason);
    }
}
