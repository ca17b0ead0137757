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
import org.plumbline.targets.Target.Compilation;
import org.plumbline.targets.Target.Compiled;
import org.plumbline.targets.Target.Declined;
import org.plumbline.targets.Variant;

/// ONNX Runtime through its Java API, whichever execution provider the session options name. Loads native code: only
/// for worker processes. One adapter serves all releases since 1.8: what a release lacks is asked for by name and,
/// where it is missing, refused as unsupported.
public final class OrtAdapter {
    private final OrtEnvironment environment =
        OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "plumbline");
    private final Tensors tensors = new Tensors();
    private final Map<Variant, SessionOptions> options = new HashMap<>();
    private final Options made;
    private final Refusals refusals;

    /// Session options for a variant.
    @FunctionalInterface
    public interface Options {
        /// The options, closed by the caller. An [OrtException] declines the model.
        SessionOptions of(Variant variant) throws OrtException;
    }

    /// @param lacking parts of messages by which the provider says that it lacks something, besides those that all
    /// providers have
    public OrtAdapter(Options made, List<String> lacking) {
        this.made = made;
        this.refusals = new Refusals(lacking);
    }

    /// The jar's `Implementation-Version`; releases before 1.15 have no call of their own for it.
    public String version() {
        String version = OrtEnvironment.class.getPackage().getImplementationVersion();
        return version == null ? "unknown" : version;
    }

    /// The types that this release can be fed with.
    public Set<DType> feeds() {
        return tensors.feedable();
    }

    /// A session for the model. Session options are made once per variant and live as long as the worker.
    public Compilation compile(Source source, Variant variant) {
        try {
            SessionOptions chosen = options.get(variant);
            if (chosen == null) {
                chosen = made.of(variant);
                options.put(variant, chosen);
            }
            OrtSession session = environment.createSession(source.onnx(), chosen);
            return new Compiled(new OrtProgram(environment, session, tensors, refusals));
        } catch (OrtException e) {
            return new Declined(refusals.of(Stage.COMPILE, e));
        }
    }
}
