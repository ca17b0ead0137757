package org.plumbline.targets.onnxruntime.webgpu;

import java.util.List;
import java.util.Set;
import org.plumbline.graph.DType;
import org.plumbline.targets.Source;
import org.plumbline.targets.Target;
import org.plumbline.targets.Variant;
import org.plumbline.targets.onnxruntime.OrtAdapter;

/// ONNX Runtime's WebGPU execution provider: Dawn over Vulkan. Loads native code: only for worker processes, whose
/// launch names the library that holds the provider and the driver.
public final class WebGpuTarget implements Target {
    /// The target's name.
    public static final String NAME = "onnxruntime-webgpu";

    /// How ONNX Runtime says that the provider has no kernel for a node, that nobody has one, and that the device
    /// lacks what a kernel asks for.
    private static final List<String> LACKING = List.of("fallback to CPU EP has been explicitly disabled",
        "Provider type for", "does not support", "are supported");

    private final OrtAdapter adapter = new OrtAdapter(WebGpuVariants::sessionOptions, LACKING);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String version() {
        return adapter.version();
    }

    @Override
    public List<Variant> variants() {
        return WebGpuVariants.ALL;
    }

    @Override
    public Set<DType> feeds() {
        return adapter.feeds();
    }

    @Override
    public Compilation compile(Source source, Variant variant) {
        return adapter.compile(source, variant);
    }
}
