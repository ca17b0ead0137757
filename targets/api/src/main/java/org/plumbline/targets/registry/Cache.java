package org.plumbline.targets.registry;

import java.nio.file.Path;

/// Where things are kept that can be made again: unpacked native libraries, what targets implement.
public final class Cache {
    private Cache() {
    }

    /// `PLUMBLINE_CACHE` if it is set, else `~/.cache/plumbline`.
    public static Path folder() {
        String named = System.getenv("PLUMBLINE_CACHE");
        return named == null || named.isBlank() ? Path.of(System.getProperty("user.home"), ".cache", "plumbline")
            : Path.of(named);
    }
}
