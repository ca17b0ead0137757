package org.plumbline.generator;

import com.microsoft.z3.IntExpr;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.plumbline.graph.Rng;

/// Asks Z3 for an assignment of one partial operator's symbols. Every question gets a context of its own, so the answer
/// depends on problem and stream alone.
final class Z3Search {
    private static final int ROUNDS = 10;
    /// For learned rules with products that Z3's own limit does not hold.
    private static final int MILLIS = 5_000;

    private Z3Search() {
    }

    /// An assignment that satisfies everything, unless Z3 finds none within its limit.
    static Optional<long[]> ask(Problem problem, Rng rng) {
        try (Formulas formulas = new Formulas(rng.below(Integer.MAX_VALUE), MILLIS)) {
            List<IntExpr> symbols = formulas.declare(problem);
            Wishes wishes = new Wishes(formulas);
            if (!wishes.addRanges(problem, symbols)) {
                return Optional.empty();
            }
            wishes.addValues(problem, symbols, Set.of(), rng);
            return wishes.grant(ROUNDS, rng).map(model -> formulas.read(model, symbols)).filter(problem::holds);
        }
    }
}
