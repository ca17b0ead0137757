package org.plumbline.targets.onnxruntime;

import ai.onnxruntime.OrtException;
import java.util.List;
import java.util.stream.Stream;
import org.plumbline.targets.Outcome;

/// Orderly errors of ONNX Runtime as refusals.
final class Refusals {
    /// What ONNX Runtime says, under general error codes, when it lacks a kernel or a part of one, when it is older than
    /// the model, when it runs out of the memory that we grant it, and, before 1.15, when a model without inputs is run.
    private static final List<String> LACKING = List.of("Could not find an implementation for", "No Op registered for",
        "is not a registered function/op", "Unsupported model IR version", "Unknown model file format version",
        "is under development and support for this is limited", "Failed to allocate memory", "bad allocation",
        "bad_alloc", "not supported", "not implemented", "only support", "unsupported",
        "Unsupported", "is not currently registered", "ScalesValidation",
        "Unexpected number of inputs, expected [1,0) found 0");

    private final List<String> lacking;

    /// `more` are sentences, besides those of every provider, by which a provider says that it lacks something.
    Refusals(List<String> more) {
        this.lacking = Stream.concat(LACKING.stream(), more.stream()).toList();
    }

    /// `unsupported` where a kernel or a feature is missing, told by the error code or, where the code is a general
    /// one, by the sentence that ONNX Runtime has for it.
    Outcome.Refused of(Outcome.Stage stage, OrtException e) {
        String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("").strip();
        boolean unsupported = e.getCode() == OrtException.OrtErrorCode.ORT_NOT_IMPLEMENTED
            || lacking.stream().anyMatch(message::contains);
        return new Outcome.Refused(stage, unsupported, message);
    }
}
