package org.plumbline.targets.registry;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.plumbline.graph.Model;
import org.plumbline.targets.Target;
import org.plumbline.targets.worker.Launch;
import org.plumbline.targets.worker.Limits;

/// What a target's module tells about it without loading it. Registered by [java.util.ServiceLoader]: one module, one
/// line in `META-INF/services/org.plumbline.targets.registry.TargetKind`.
public interface TargetKind {
    /// The name before the colon of all its targets.
    String family();

    /// The full names of its targets, without versions.
    List<String> names();

    /// Decides how to open `spec`, whose name is one of [#names()]. May ask the network where a version is named.
    Plan plan(TargetSpec spec);

    /// What its targets need besides the module, and whether it is there; in the order in which it is to be installed.
    /// Looks, but neither fetches nor loads anything. Empty where the module brings all that it needs.
    default List<Requirement> requirements() {
        return List.of();
    }

    /// The limits for workers of this kind where the user asked for `asked`: the same, unless the kind knows that less
    /// is enough.
    default Limits limits(Limits asked) {
        return asked;
    }

    /// What of its targets can be switched off to find a culprit.
    default Dissection dissection() {
        return Dissection.NONE;
    }

    /// The native library whose texts hold the names of the target's operators; there once the target was opened. Empty
    /// where there is none, or none whose names can be asked about.
    default Optional<Path> library(TargetSpec spec) {
        return Optional.empty();
    }

    /// The model as the target's own project reads it. Loads no native code.
    default Export export(Model model) {
        return new Export.AsIs();
    }

    /// How to open a target.
    sealed interface Plan {
    }

    /// In a worker process.
    record Isolated(Launch launch) implements Plan {
    }

    /// In this process: trusted Java that cannot crash or hang.
    record Local(Target target) implements Plan {
    }

    /// Not at all; `message` is one line that names target, version and remedy.
    record Unavailable(String message) implements Plan {
    }

    /// The version that is used where none is named, if the target has versions.
    Optional<String> defaultVersion();

    /// The released versions that can be named, ascending, without previews; may ask the network, and offline gives
    /// those that are known here. The default version alone, unless the kind can get others.
    default List<String> releases() {
        return defaultVersion().stream().toList();
    }
}
