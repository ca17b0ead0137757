package org.plumbline.reports.triage;

import java.util.List;
import org.plumbline.oracles.Verdict;
import org.plumbline.reports.Subject;
import org.plumbline.targets.Variant;
import org.plumbline.targets.registry.Dissection;

/// Where subjects are run on a target and judged.
public interface Stand {
    /// The target's variants, the plain one first.
    List<Variant> variants();

    /// What the oracles say of these variants together.
    Verdict ask(Subject subject, List<Variant> variants);

    /// What of the target can be switched off.
    Dissection dissection();
}
