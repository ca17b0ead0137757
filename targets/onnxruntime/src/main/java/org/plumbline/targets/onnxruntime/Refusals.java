package org.plumbline.targets.onnxruntime;

import ai.onnxruntime.OrtException;
import org.plumbline.targets.Outcome;

/// Orderly errors of ONNX Runtime as refusals.
final class Refusals {
    private static final String NO_KERNEL = "Could not find an implementation for";

    private Refusals() {
    }

    /// `unsupported` where a kernel or a feature is missing, told by the error code or, where the code is a general
    /// one, by the sentence that ONNX Runtime has for missing kernels.
    static Outcome.Refused of(Outcome.Stage stage, OrtException e) {
        String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("").strip();
        boolean unsupported =
            e.getCode() == OrtException.OrtErrorCode.ORT_NOT_IMPLEMENTED || message.contains(NO_KERNEL);
        return new Outcome.Refused(stage, unsupported, message);
    }
}
