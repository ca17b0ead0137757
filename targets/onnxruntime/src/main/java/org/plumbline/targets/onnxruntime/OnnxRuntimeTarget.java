package org.plumbline.targets.onnxruntime;

import java.util.List;
import java.util.Set;
import org.plumbline.graph.DType;
import org.plumbline.targets.Source;
import org.plumbline.targets.Target;
import org.plumbline.targets.Variant;

/// ONNX Runtime's CPU provider through its Java API. Loads native code: only for worker processes.
public final class OnnxRuntimeTarget implements Target {
    /// The target's name.
    public static final String NAME = "onnxruntime";

    private final OrtAdapter adapter = new OrtAdapter(OrtVariants::sessionOptions, List.of());

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
        return OrtVariants.ALL;
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
