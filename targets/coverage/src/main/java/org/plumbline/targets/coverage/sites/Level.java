package org.plumbline.targets.coverage.sites;

/// How finely a library is probed.
public enum Level {
    /// At the entry of each function, and of each cold part that the compiler split off one.
    FUNCTIONS,
    /// At each basic block, function entries included.
    BLOCKS
}
