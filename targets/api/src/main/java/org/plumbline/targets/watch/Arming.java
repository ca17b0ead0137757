package org.plumbline.targets.watch;

import java.time.Duration;

/// What came of arming probes in a worker.
public sealed interface Arming {
    /// That many probes were put in.
    record Armed(int probes, Duration took) implements Arming {
    }

    /// None; the worker works all the same. `why` is one line.
    record Unarmed(String why) implements Arming {
    }
}
