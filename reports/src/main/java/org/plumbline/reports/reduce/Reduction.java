package org.plumbline.reports.reduce;

import java.util.List;

/// Delta debugging over anything that passes can shrink: the passes are run in their order, from the coarsest to the
/// finest, until none of them helps any more. The result is a local minimum, as in Zeller and Hildebrandt, "Simplifying
/// and Isolating Failure-Inducing Input" (2002), whose `ddmin` [Chunks] is, and hierarchical in the order of the passes,
/// as in Misherghi and Su, "HDD: Hierarchical Delta Debugging" (2006).
public final class Reduction {
    /// More than any that was seen to help.
    private static final int ROUNDS = 20;

    private Reduction() {
    }

    /// The smallest form found. Where `question` is a [Memory] whose budget is spent, that is what it was by then.
    public static <T> T smallest(T start, List<Pass<T>> passes, Question<T> question) {
        T best = start;
        int round = 0;
        for (T before = null; !best.equals(before) && round < ROUNDS; round++) {
            before = best;
            for (Pass<T> pass : passes) {
                best = pass.shrink(best, question);
            }
        }
        return best;
    }
}
