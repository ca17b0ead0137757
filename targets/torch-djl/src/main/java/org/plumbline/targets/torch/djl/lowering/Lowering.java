package org.plumbline.targets.torch.djl.lowering;

import java.util.List;

/// Writes one node as TorchScript. Throws [Unlowered] for what it cannot express exactly.
@FunctionalInterface
interface Lowering {
    /// One value per output of the operator; outputs that the node leaves out may be missing at the end.
    List<Local> lower(Site site);
}
