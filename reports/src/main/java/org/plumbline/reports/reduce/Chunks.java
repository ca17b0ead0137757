package org.plumbline.reports.reduce;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// `ddmin` over a list of things that can be given up: first all, then halves, quarters, and so on down to single ones.
public final class Chunks {
    private Chunks() {
    }

    /// Gives up as many of `parts` as possible. `without` makes the candidate that has given up a chunk of them, if there
    /// is such a candidate.
    public static <T, P> T giveUp(T start, List<P> parts, Taking<T, P> without, Question<T> question) {
        T best = start;
        List<P> left = new ArrayList<>(parts);
        for (int size = left.size(); size > 0; size /= 2) {
            for (int from = 0; from < left.size();) {
                List<P> chunk = List.copyOf(left.subList(from, Math.min(left.size(), from + size)));
                Optional<T> candidate = without.of(best, chunk).filter(question::holds);
                if (candidate.isPresent()) {
                    best = candidate.get();
                    left.subList(from, from + chunk.size()).clear();
                } else {
                    from += size;
                }
            }
        }
        return best;
    }

    /// Takes each of the steps that holds, one after the other; each is made from the best form so far.
    static <T> T each(T start, List<Function<T, Optional<T>>> steps, Question<T> question) {
        T best = start;
        for (Function<T, Optional<T>> step : steps) {
            best = step.apply(best).filter(question::holds).orElse(best);
        }
        return best;
    }

    /// What is left of `whole` without a chunk of it.
    @FunctionalInterface
    public interface Taking<T, P> {
        Optional<T> of(T whole, List<P> chunk);
    }
}
