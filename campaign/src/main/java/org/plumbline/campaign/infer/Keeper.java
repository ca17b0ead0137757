package org.plumbline.campaign.infer;

import org.plumbline.oracles.Evidence;
import org.plumbline.reports.Subject;

/// Where calls go at which a target died or hung.
@FunctionalInterface
public interface Keeper {
    /// For those who only count them.
    Keeper NOBODY = (_, _) -> {};

    /// Takes a call with what was seen.
    void keep(Subject call, Evidence evidence);
}
