package org.plumbline.reports.bisect;

import org.plumbline.reports.Triage;

/// Answers for the releases of one target: what each makes of one finding. May take long and is asked once for each.
@FunctionalInterface
public interface Asked {
    /// What the release made of the finding. A release that cannot be had is an answer, too.
    Triage.Release ask(String version);
}
