package org.plumbline.targets.registry;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.plumbline.targets.Variant;

/// What of a target can be switched off part by part, so that the part to blame for a finding can be told. A target
/// fills this in for its passes: optimizers, compiler passes, rewrites.
public interface Dissection {
    /// No parts.
    Dissection NONE = new Dissection() {
        @Override
        public List<String> parts() {
            return List.of();
        }

        @Override
        public Variant without(Variant variant, List<String> parts) {
            return variant;
        }
    };

    /// The names of the parts; those that hold others stand before them, and are the last to be blamed.
    List<String> parts();

    /// The same variant without these parts.
    Variant without(Variant variant, List<String> parts);

    /// The same variant, which leaves a record of the kernels that it ran; empty where the target keeps none.
    default Optional<Recorded> recorded(Variant variant) {
        return Optional.empty();
    }

    /// The same variant, which leaves in `folder` what it makes of each model before it runs it; empty where the target
    /// cannot.
    default Optional<Rewritten> rewritten(Variant variant, Path folder) {
        return Optional.empty();
    }

    /// A variant that leaves each model that it compiles as it has rewritten it, the last one in `file`.
    record Rewritten(Variant variant, Path file) {
    }

    /// A variant that is to be run once, and what tells the kernels that ran from the record that it leaves.
    record Recorded(Variant variant, Kernels kernels) {
    }

    /// Reads a record and removes it. The kernels are named `<execution provider>/<operator>`, in the order in which they
    /// ran; none where nothing was recorded.
    @FunctionalInterface
    interface Kernels {
        List<String> read();
    }
}
