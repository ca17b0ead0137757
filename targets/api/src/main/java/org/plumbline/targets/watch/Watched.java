package org.plumbline.targets.watch;

import java.util.Collection;
import java.util.List;

/// One worker as its supervisor sees it. Not thread-safe.
public interface Watched extends AutoCloseable {
    /// Further arguments for the worker's Java virtual machine.
    List<String> jvmArguments();

    /// What was hit since the last call, each probe once for each time it was armed; also in a worker that has died.
    List<Probe> hits();

    /// Arms these probes again before the next case. Probes that this watch does not know are ignored.
    void again(Collection<Probe> probes);

    /// Removes what was made for the worker.
    @Override
    void close();
}
