package org.plumbline.targets.onnxruntime;

import ai.onnxruntime.OrtException;
import java.util.List;
import org.plumbline.targets.Outcome;

/// Orderly errors of ONNX Runtime as refusals.
final class Refusals {
    /// What ONNX Runtime says, under general error codes, when it lacks a kernel or a part of one, when it is older than
    /// the model, and when it runs out of the memory that we grant it.
    private static final List<String> LACKING = List.of("Could not find an implementation for", "No Op registered for",
        "is not a registered function/op", "Unsupported model IR version", "Unknown model file format version",
        "is under development and support for this is limited", "Failed to allocate memory", "bad allocation",
        "bad_alloc", "not supported", "not implemented", "only support", "unsupported",
        "Unsupported", "ScalesValidation");

    private Refusals() {
    }

    /// `unsupported` where a kernel or a feature is missing, told by the error code or, where the code is a general
    /// one, by the sentence that ONNX Runtime has for it.
    static Outcome.Refused of(Outcome.Stage stage, OrtException e) {
        String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("").strip();
        boolean unsupported = e.getCode() == OrtException.OrtErrorCode.ORT_NOT_IMPLEMENTED
            || LACKING.stream().anyMatch(message::contains);
        return new Outcome.Refused(stage, unsupported, message);
    }
}
