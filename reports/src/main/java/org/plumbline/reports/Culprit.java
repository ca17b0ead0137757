package org.plumbline.reports;

import java.util.List;
import java.util.Locale;

/// The part of the target that a finding is blamed on, and the runs that say so, a line each.
public record Culprit(Part part, String name, List<String> evidence) {
    /// Nobody is blamed.
    public static final Culprit UNKNOWN = new Culprit(Part.UNKNOWN, "", List.of());

    public Culprit {
        evidence = List.copyOf(evidence);
    }

    /// What kind of part it is.
    public enum Part {
        UNKNOWN,
        /// One or more graph optimizers or compiler passes, joined by `+`.
        PASS,
        /// A kernel, with its execution provider: `CPUExecutionProvider/Conv`.
        KERNEL,
        /// A way of compiling or running, such as an optimisation level, where no single pass is.
        MODE;

        /// The name in reports and keys.
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// `pass GemmSumFusion`, or `unknown`.
    public String oneLine() {
        return part == Part.UNKNOWN ? part.label() : part.label() + " " + name;
    }
}
