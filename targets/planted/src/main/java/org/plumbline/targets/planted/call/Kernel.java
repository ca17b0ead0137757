package org.plumbline.targets.planted.call;

import java.util.List;

/// Computes one node. Throws [Kernel.Unsupported] for what it does not implement and [IllegalArgumentException] for
/// calls that make no sense; both become refusals.
@FunctionalInterface
public interface Kernel {
    /// One value per output, those left out by the node included if the kernel has them at hand.
    List<Value> run(Op op);

    /// Says that a kernel does not implement what was asked.
    final class Unsupported extends RuntimeException {
        public Unsupported(String what) {
            super(what, null, false, false);
        }
    }
}
