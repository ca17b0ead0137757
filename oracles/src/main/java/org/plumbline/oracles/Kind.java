package org.plumbline.oracles;

import java.util.Optional;
import java.util.stream.Stream;

/// The symptom of a disagreement.
public enum Kind {
    /// An element, a shape or a type that no admissible implementation gives.
    WRONG_RESULT("wrong-result"),
    /// A valid model or input refused, at one variant or at all.
    REFUSED("refused"),
    /// The process died.
    CRASH("crash"),
    /// The wall-clock limit ran out.
    HANG("hang"),
    /// The same program gave different bits for the same inputs.
    NONDETERMINISTIC("nondeterministic"),
    /// Variants contradict each other where no reference exists.
    INCONSISTENT("inconsistent");

    private final String label;

    Kind(String label) {
        this.label = label;
    }

    /// The kind of that name; empty where there is none.
    public static Optional<Kind> labelled(String label) {
        return Stream.of(values()).filter(k -> k.label.equals(label)).findFirst();
    }

    /// Whether findings of these kinds may be one: what is wrong once may be unsteady on another day, since memory that
    /// nobody wrote is either.
    public boolean isAlike(Kind other) {
        return this == other || isUnsteady() && other.isUnsteady();
    }

    private boolean isUnsteady() {
        return this == WRONG_RESULT || this == NONDETERMINISTIC;
    }

    /// The name in reports and JSON.
    public String label() {
        return label;
    }
}
