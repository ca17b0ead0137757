package org.plumbline.targets.watch;

import java.util.function.LongSupplier;

/// The part of a [Watch] that lives in the worker. Found by [java.util.ServiceLoader] in the worker's class path, where
/// there is one or none.
public interface Companion {
    /// Called once, when the target is loaded and before the supervisor hears of it. `nanoTime` is the clock that says
    /// how long it took.
    Arming arm(LongSupplier nanoTime);

    /// A case is about to run: arms again what [Watched#again] asked for.
    void starting();
}
