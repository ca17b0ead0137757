package org.plumbline.targets.onnxruntime.webgpu;

import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.plumbline.graph.bound.Accuracy;
import org.plumbline.targets.onnxruntime.NativeLibraries;
import org.plumbline.targets.onnxruntime.OrtAdapter;
import org.plumbline.targets.onnxruntime.webgpu.Vulkan.Driver;
import org.plumbline.targets.onnxruntime.OrtDissection;
import org.plumbline.targets.registry.Dissection;
import org.plumbline.targets.registry.Cache;
import org.plumbline.targets.registry.ClassPaths;
import org.plumbline.targets.registry.Requirement;
import org.plumbline.targets.registry.Requirement.ByHand;
import org.plumbline.targets.registry.Requirement.ByUs;
import org.plumbline.targets.registry.Requirement.Missing;
import org.plumbline.targets.registry.Requirement.Present;
import org.plumbline.targets.registry.TargetKind;
import org.plumbline.targets.registry.TargetSpec;
import org.plumbline.targets.worker.Device;
import org.plumbline.targets.worker.Launch;
import org.plumbline.targets.worker.Limits;

/// How to start a worker with ONNX Runtime's WebGPU provider: the Java library in our own class path, the native one
/// from [ProviderLibrary], the driver from [Vulkan].
public final class WebGpuKind implements TargetKind {
    /// A shader takes SwiftShader up to a second, and a model needs several.
    private static final Duration LEAST_WALL_CLOCK = Duration.ofMinutes(1);

    /// A model's first case takes ten times as long as the next with the same shaders.
    private static final int INPUTS_PER_MODEL = 4;

    private final Vulkan vulkan;
    private final Path cache;

    /// For this machine.
    public WebGpuKind() {
        this(Vulkan.MACHINE, Cache.folder());
    }

    WebGpuKind(Vulkan vulkan, Path cache) {
        this.vulkan = vulkan;
        this.cache = cache;
    }

    @Override
    public String family() {
        return WebGpuTarget.NAME;
    }

    @Override
    public List<String> names() {
        return List.of(WebGpuTarget.NAME);
    }

    @Override
    public Optional<String> defaultVersion() {
        return Optional.ofNullable(OrtEnvironment.class.getPackage().getImplementationVersion());
    }

    private ProviderLibrary library() {
        return new ProviderLibrary(defaultVersion().orElse("unknown"), cache, ProviderLibrary.PINS);
    }

    @Override
    public List<Requirement> requirements() {
        ProviderLibrary library = library();
        String provider = "WebGPU provider library " + library.version();
        return List.of(
            vulkan.loader().<Requirement>map(l -> new Present("Vulkan loader", l.toString())).orElseGet(
                () -> new Missing("Vulkan loader", "no libvulkan.so.1", new ByHand("apt-get install libvulkan1"))),
            vulkan.driver().<Requirement>map(d -> new Present("Vulkan driver", d.toString())).orElseGet(
                () -> new Missing("Vulkan driver", "neither a graphics card's nor SwiftShader",
                    new ByHand("apt-get install --no-install-recommends chromium-common"))),
            library.problem().<Requirement>map(why -> new Missing(provider, why,
                new ByUs(() -> library.install(Npm.INSTALLED)))).orElseGet(() -> new Present(provider,
                    library.file().toString())));
    }

    private static Map<String, String> environment(Driver driver) {
        Map<String, String> environment = new HashMap<>(VulkanDevices.environment(driver.manifest()));
        environment.putAll(Map.of("ORT_DISABLE_TELEMETRY", "1", "OMP_NUM_THREADS", "1"));
        return environment;
    }

    /// A graphics card's driver reserves more address space than there is memory, so it cannot be limited.
    @Override
    public Limits limits(Limits asked) {
        Limits patient = asked.wallClock().compareTo(LEAST_WALL_CLOCK) < 0 ? asked.withWallClock(LEAST_WALL_CLOCK)
            : asked;
        return vulkan.driver().map(Driver::software).orElse(true) ? patient : patient.withAddressSpace(0);
    }

    @Override
    public Plan plan(TargetSpec spec) {
        if (spec.version().isPresent() && !spec.version().equals(defaultVersion())) {
            return new Unavailable("target " + spec + " is not available: the provider library has to be of the Java"
                + " library's version; name " + WebGpuTarget.NAME + " or " + WebGpuTarget.NAME + "@"
                + defaultVersion().orElse("unknown"));
        }
        Supplier<Stream<Missing>> missing =
            () -> requirements().stream().filter(Missing.class::isInstance).map(Missing.class::cast);
        return missing.get().findFirst().<Plan>map(m -> new Unavailable("target " + spec + " is not available: "
            + m.name() + ": " + m.why() + "; " + remedy(m))).orElseGet(() -> launch(spec));
    }

    private static String remedy(Missing missing) {
        return switch (missing.remedy()) {
            case ByHand(String command) -> command;
            case ByUs _ -> "plumbline targets install " + WebGpuTarget.NAME;
        };
    }

    private Plan launch(TargetSpec spec) {
        Path jar = ClassPaths.of(OrtEnvironment.class);
        Driver driver = vulkan.driver().orElseThrow();
        try {
            Path libraries = NativeLibraries.extracted(jar, library().version());
            return new Isolated(new Launch(WebGpuTarget.NAME,
                ClassPaths.worker(List.of(jar), WebGpuTarget.class, OrtAdapter.class),
                List.of("-Donnxruntime.native.onnxruntime.path=" + library().file(),
                    "-Donnxruntime.native.onnxruntime4j_jni.path=" + libraries.resolve("libonnxruntime4j_jni.so")),
                environment(driver), new Device(Accuracy.WGSL, INPUTS_PER_MODEL)));
        } catch (IOException e) {
            return new Unavailable("target " + spec + " is not available: cannot unpack " + jar + ": "
                + e.getMessage() + "; free or name another cache folder with PLUMBLINE_CACHE");
        }
    }

    /// The optimizers are those of the CPU provider, and so is the profile.
    @Override
    public Dissection dissection() {
        return new OrtDissection();
    }
}
