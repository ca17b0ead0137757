package org.plumbline.targets.torch.djl;

import java.util.List;
import org.plumbline.targets.Outcome;

/// Orderly errors of PyTorch as refusals.
final class Refusals {
    /// What PyTorch says where it lacks a kernel for a type, and where the memory runs out that we grant it.
    private static final List<String> LACKING = List.of("not implemented for", "not supported", "unsupported",
        "Could not run", "not yet implemented", "can't allocate memory", "bad_alloc", "only support");

    private Refusals() {
    }

    /// `unsupported` where a kernel is missing, told by the sentences that PyTorch has for it.
    static Outcome.Refused of(Outcome.Stage stage, RuntimeException e) {
        String text = String.valueOf(e.getMessage());
        return new Outcome.Refused(stage, LACKING.stream().anyMatch(text::contains), message(text));
    }

    /// The sentence that says what is wrong; TorchScript puts a traceback before it.
    private static String message(String text) {
        int error = text.lastIndexOf("RuntimeError: ");
        return text.substring(Math.max(error, 0)).lines().map(String::strip).filter(l -> !l.isEmpty()).findFirst()
            .orElse("PyTorch gave no reason");
    }
}
