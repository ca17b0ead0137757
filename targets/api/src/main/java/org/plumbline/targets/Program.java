package org.plumbline.targets;

import java.util.List;
import org.plumbline.graph.Tensor;

/// A compiled model. Not thread-safe; closed by whoever compiled it.
public interface Program extends AutoCloseable {
    /// Runs once. `inputs` stand in the order of [org.plumbline.graph.Graph#fed()]. Returns `Values` or `Refused`; a
    /// crash or a hang takes the process along and is reported by whoever watches it.
    Outcome run(List<Tensor> inputs);

    @Override
    void close();
}
