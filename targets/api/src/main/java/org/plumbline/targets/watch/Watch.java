package org.plumbline.targets.watch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// Watches which native code workers run.
public interface Watch {
    /// What a worker's class path needs on top.
    List<Path> classPath();

    /// Prepares to watch one worker, which gets all probes but the `known` ones. Its files in `directory` are named
    /// after `stem`.
    Watched worker(Path directory, String stem, Set<Probe> known) throws IOException;

    /// What opening a watch gives.
    sealed interface Opening {
    }

    record Watching(Watch watch) implements Opening {
    }

    /// There is nothing to see; `why` is one line.
    record Blind(String why) implements Opening {
    }

    /// Opens watches.
    @FunctionalInterface
    interface Watcher {
        /// Sees nothing.
        Watcher NONE = _ -> new Blind("nobody asked for it");

        /// A watch over the native library at `library`.
        Opening over(Path library);
    }
}
