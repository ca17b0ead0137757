package org.plumbline.targets.onnxruntime;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.plumbline.graph.DType;
import org.plumbline.targets.Outcome.Stage;
import org.plumbline.targets.Source;
import org.plumbline.targets.Target;
import org.plumbline.targets.Variant;

/// ONNX Runtime's CPU provider through its Java API. Loads native code: only for worker processes. One adapter serves
/// all releases since 1.8: what a release lacks is asked for by name and, where it is missing, refused as unsupported.
public final class OnnxRuntimeTarget implements Target {
    /// The target's name.
    public static final String NAME = "onnxruntime";

    private final OrtEnvironment environment =
        OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "plumbline");
    private final Tensors tensors = new Tensors();
    private final Map<Variant, SessionOptions> options = new HashMap<>();

    @Override
    public String name() {
        return NAME;
    }

    /// The jar's `Implementation-Version`; releases before 1.15 have no call of their own for it.
    @Override
    public String version() {
        String version = OrtEnvironment.class.getPackage().getImplementationVersion();
        return version == null ? "unknown" : version;
    }

    @Override
    public List<Variant> variants() {
        return OrtVariants.ALL;
    }

    @Override
    public Set<DType> feeds() {
        return tensors.feedable();
    }

    /// Session options are made once per variant and live as long as the worker.
    @Override
    public Compilation compile(Source source, Variant variant) {
        try {
            SessionOptions chosen = options.get(variant);
            if (chosen == null) {
                chosen = OrtVariants.sessionOptions(variant);
                options.put(variant, chosen);
            }
            OrtSession session = environment.createSession(source.onnx(), chosen);
            return new Compiled(new OrtProgram(environment, session, tensors));
        } catch (OrtException e) {
            return new Declined(Refusals.of(Stage.COMPILE, e));
        }
    }
}
