package org.plumbline.campaign.audit;

import java.util.List;
import java.util.Locale;
import org.plumbline.reports.Signature;
import org.plumbline.reports.Subject;

/// A call of which specification, rule and runtime do not say the same. `call` is how people write it, `size` how large
/// it is; `reference` is what Plumbline's own reading of the text says; `known` names the errors of the specification's
/// inference that explain it.
public record Contradiction(String operator, Kind kind, String call, long size, Subject subject, String specification,
    String runtime, String reference, String rule, List<String> known) {
    public Contradiction {
        known = List.copyOf(known);
    }

    /// Who contradicts whom.
    public enum Kind {
        /// The call is against the specification, and is carried out.
        RUNTIME_ACCEPTS("runtime accepts what the specification refuses"),
        /// Everything fits, and the runtime calls it wrong.
        RUNTIME_REFUSES("runtime refuses what the specification accepts"),
        /// The inference looks less closely than the text: the reference refuses the call, too.
        INFERENCE_LAX("runtime and reference refuse what the specification's inference lets pass"),
        /// Both take it, for another result.
        SHAPES_DIFFER("both accept, but shapes differ"),
        /// The rule is not what the runtime does.
        RULE_DIFFERS("the rule says otherwise than the runtime"),
        /// The runtime died or hung.
        RUNTIME_DIES("the runtime dies"),
        /// ONNX's checker or inference died or hung.
        SPECIFICATION_DIES("the specification's checker dies");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /// What tables call it.
        public String words() {
            return words;
        }

        /// The name in JSON.
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /// What tells this from other contradictions of its operator: the message of whoever refuses, without numbers.
    String message() {
        return switch (kind) {
            case RUNTIME_ACCEPTS -> Signature.skeleton(specification.replace("[ShapeInferenceError]", ""));
            case RUNTIME_REFUSES, INFERENCE_LAX, RUNTIME_DIES -> Signature.skeleton(runtime);
            case SPECIFICATION_DIES -> Signature.skeleton(specification);
            case RULE_DIFFERS -> rule.replaceAll("[\\[(].*", "").strip();
            case SHAPES_DIFFER -> "";
        };
    }
}
