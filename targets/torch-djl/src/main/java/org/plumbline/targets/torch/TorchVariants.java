package org.plumbline.targets.torch;

import java.util.List;
import java.util.Map;
import org.plumbline.targets.Variant;

/// The variants of TorchScript's executor. The option `optimize` switches the graph executor's optimiser.
final class TorchVariants {
    private static final String OPTIMIZE = "optimize";

    /// The plain one first.
    static final List<Variant> ALL = List.of(new Variant("plain", Map.of(OPTIMIZE, "off")),
        new Variant("optimised", Map.of(OPTIMIZE, "on")));

    private TorchVariants() {
    }

    /// Whether the graph executor optimises.
    static boolean optimizes(Variant variant) {
        return "on".equals(variant.options().get(OPTIMIZE));
    }
}
