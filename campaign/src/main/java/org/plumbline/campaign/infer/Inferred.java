package org.plumbline.campaign.infer;

import org.plumbline.generator.check.OperatorSchema;

/// An operator's schema as it was found out, and whether the target implements it.
public record Inferred(OperatorSchema schema, Kernel kernel) {
    /// `PRESENT` where the target compiled a node of it, or got as far as to make its kernel; `MISSING` where it said
    /// that it has none for any of the types that were tried; `UNKNOWN` where it refused all nodes for other reasons.
    public enum Kernel {
        PRESENT, MISSING, UNKNOWN
    }
}
