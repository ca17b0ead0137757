package org.plumbline.targets.coverage.sites;

/// What looking for probe sites gives: sites, or the reason why there are none.
public sealed interface Analysis {
    /// `whole` functions were decoded from end to end, `opaque` ones were not and are probed at their entry alone.
    record Analysed(ProbeSites sites, int whole, int opaque) implements Analysis {
    }

    /// `why` is one line that names the file.
    record Unfit(String why) implements Analysis {
    }
}
