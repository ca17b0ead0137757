package org.plumbline.targets.registry;

/// One thing that a target needs besides its module: a library, a driver, a program. A value: whether it is there was
/// looked up when the target's kind was asked, see [TargetKind#requirements()].
public sealed interface Requirement {
    /// What is needed, in a few words: `WebGPU provider library 1.29.0`.
    String name();

    /// It is there; `what` says which: a version, a path.
    record Present(String name, String what) implements Requirement {
    }

    /// It is not there, or cannot be used; `why` is one line.
    record Missing(String name, String why, Remedy remedy) implements Requirement {
    }

    /// How a missing requirement is met.
    sealed interface Remedy {
    }

    /// By a command that the user runs, since it changes the machine: `apt-get install libvulkan1`.
    record ByHand(String command) implements Remedy {
    }

    /// By `plumbline targets install`, which runs `installer`.
    record ByUs(Installer installer) implements Remedy {
    }

    /// Fetches something into [Cache#folder()]. Installs all or nothing, whatever happens, and may be called by several
    /// processes at once.
    @FunctionalInterface
    interface Installer {
        Installation install();
    }

    /// What installing gave.
    sealed interface Installation {
    }

    /// `what` says which and where, in one line.
    record Installed(String what) implements Installation {
    }

    /// `reason` is one line that names the remedy. Nothing was left behind.
    record Failed(String reason) implements Installation {
    }
}
