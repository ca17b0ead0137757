package org.plumbline.generator;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plumbline.graph.Rng;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.rule.Pred;
import org.plumbline.graph.rule.Sym;

/// Solves partial operators: finds integers for their symbols, diverse and cheap. A random search answers nearly all
/// questions; Z3 is asked where it does not. The answer depends on the arguments alone, not on earlier questions.
public final class Instances {
    private static final int DIVES = 6;

    /// An assignment of the partial operator's symbols, by [org.plumbline.graph.rule.Sym#index], such that all its
    /// predicates and those of `pinned` hold and no tensor has more than `budget` elements; nothing where none was
    /// found.
    public Optional<long[]> solve(PartialOperator partial, List<Pred> pinned, int budget, Rng rng) {
        Problem problem = Problem.of(partial, pinned, budget);
        for (int i = 0; i < DIVES; i++) {
            Optional<long[]> found = Search.dive(problem, rng).filter(a -> problem.affordable(a, budget));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /// The same for a few symbols with known values, without a limit on sizes; for tools that look at one operator.
    public static Optional<long[]> solve(PartialOperator partial, Map<Sym, Long> fixed, Rng rng) {
        List<Pred> pinned = fixed.entrySet().stream().map(e -> e.getKey().eq(e.getValue())).toList();
        return new Instances().solve(partial, pinned, 1 << 12, rng);
    }
}
