package org.plumbline.targets.torch.djl.lowering;

/// Says that a node, or the way it is called, has no exact counterpart in PyTorch that we know of. Caught in
/// [Lowerer], where it becomes a value.
final class Unlowered extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unlowered(String what) {
        super(what, null, false, false);
    }
}
