package org.plumbline.targets.watch;

import java.util.Collection;
import java.util.List;

/// Which native code an executor's executions reach: what steers a campaign.
public sealed interface Coverage {
    /// Nothing can be seen; `why` is one line.
    record Unseen(String why) implements Coverage {
    }

    /// Probes are armed. Not thread-safe, like the executor.
    non-sealed interface Seen extends Coverage {
        /// How the worker on duty was armed.
        Arming.Armed armed();

        /// The probes that executions since the last call hit and that none before had hit, whatever worker it was.
        List<Probe> fresh();

        /// Forgets that these probes were hit: the next execution reports those of them as fresh that it hits in turn.
        /// To tell what a case hits whenever it runs from what it hit by chance.
        void again(Collection<Probe> probes);
    }
}
