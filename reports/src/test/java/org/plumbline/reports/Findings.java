package org.plumbline.reports;

import java.util.List;
import org.plumbline.oracles.Evidence;
import org.plumbline.oracles.Kind;

/// Findings for tests.
public final class Findings {
    /// Something in every field.
    public static final Triage TRIAGE = new Triage("wrong-result FuseReluClip Relu>Clip",
        new Culprit(Culprit.Part.PASS, "FuseReluClip", List.of("all: wrong", "all-without:FuseReluClip: right")),
        List.of(new Triage.Release("1.8.0", Triage.Shown.NOT_APPLICABLE, "opset 18 is unknown"),
            new Triage.Release("1.17.3", Triage.Shown.GONE, "agrees"),
            new Triage.Release("1.20.0", Triage.Shown.UNAVAILABLE, "not in any repository"),
            new Triage.Release("1.29.0", Triage.Shown.SHOWS, "element 0 is -2.0")),
        List.of(new Triage.Known("relu-clip", "https://example.org/issues/17")), 12);

    private Findings() {
    }

    /// A finding of ONNX Runtime with that symptom, at `all` but not at `plain`.
    public static Finding of(Kind kind) {
        return Finding.of(kind.label() + " optimised Relu>Clip (float)", new Evidence(kind, List.of("all"),
            List.of("plain"), "y", "element 0 is -2.0 (1 of 3 elements are wrong)", "0.0", Double.POSITIVE_INFINITY),
            "onnxruntime", "1.29.0", 100, 17341);
    }
}
