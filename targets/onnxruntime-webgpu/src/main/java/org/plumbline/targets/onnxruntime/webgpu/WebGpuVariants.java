package org.plumbline.targets.onnxruntime.webgpu;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.plumbline.targets.Variant;
import org.plumbline.targets.onnxruntime.Optimizers;
import org.plumbline.targets.onnxruntime.OrtVariants;

/// The variants of the WebGPU provider: those of [OrtVariants] that make sense on a device, and options of the provider
/// itself, `webgpu:<name>` (`onnxruntime/core/providers/webgpu/webgpu_provider_options.h`). What the provider cannot
/// place is refused by the plain variant, not run on the CPU. The others leave to the CPU what optimisers put there, as
/// they do at a user's: a model that the plain variant takes has no other nodes there.
public final class WebGpuVariants {
    private static final String PROVIDER = "webgpu:";
    private static final String LEVEL = "level";
    private static final String PLAIN = "NO_OPT";

    /// All variants, the plain one first.
    public static final List<Variant> ALL = all();

    private WebGpuVariants() {
    }

    private static List<Variant> all() {
        List<Variant> variants = new ArrayList<>(List.of(
            new Variant("plain", Map.of(LEVEL, PLAIN)),
            new Variant("basic", Map.of(LEVEL, "BASIC_OPT")),
            new Variant("extended", Map.of(LEVEL, "EXTENDED_OPT")),
            new Variant("all", Map.of(LEVEL, "ALL_OPT")),
            atAll("nchw", "preferredLayout", "NCHW"),
            atAll("int64", "enableInt64", "1")));
        Stream.concat(Optimizers.RULES.stream(), Optimizers.TRANSFORMERS.stream()).map(OrtVariants::without)
            .forEach(variants::add);
        return List.copyOf(variants);
    }

    private static Variant atAll(String name, String option, String value) {
        return new Variant(name, Map.of(LEVEL, "ALL_OPT", PROVIDER + option, value));
    }

    /// The session options that `variant` stands for; closed by the caller. The device outlives its sessions, and with
    /// it the shaders that they compiled.
    static SessionOptions sessionOptions(Variant variant) throws OrtException {
        SessionOptions options = OrtVariants.sessionOptions(new Variant(variant.name(), variant.options().entrySet()
            .stream().filter(o -> !o.getKey().startsWith(PROVIDER))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue))));
        if (variant.options().get(LEVEL).equals(PLAIN)) {
            options.addConfigEntry("session.disable_cpu_ep_fallback", "1");
        }
        Map<String, String> provider = new HashMap<>(Map.of("preserveDevice", "1"));
        variant.options().forEach((key, value) -> {
            if (key.startsWith(PROVIDER)) {
                provider.put(key.substring(PROVIDER.length()), value);
            }
        });
        options.addWebGPU(provider);
        return options;
    }
}
