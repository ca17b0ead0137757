package org.plumbline.generator;

import com.microsoft.z3.IntExpr;
import com.microsoft.z3.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.plumbline.graph.rule.Pred;
import org.plumbline.graph.rule.Sym;

/// What Z3 proves of predicates, within the ranges of their symbols. Where it does not find out within its limit, nothing
/// is proved.
public final class Proof {
    private Proof() {
    }

    /// Whether `claim` holds wherever all of `given` do.
    public static boolean follows(List<Sym> symbols, List<Pred> given, Pred claim) {
        List<Pred> all = new ArrayList<>(given);
        all.add(claim.negated());
        return status(symbols, all) == Status.UNSATISFIABLE;
    }

    /// An assignment, by [Sym#index], for which all hold.
    public static Optional<long[]> example(List<Sym> symbols, List<Pred> all) {
        try (Formulas formulas = new Formulas(0)) {
            List<IntExpr> declared = formulas.declare(problem(symbols, all));
            return formulas.check(Set.of()) == Status.SATISFIABLE ? Optional.of(formulas.read(formulas.model(),
                declared)).filter(a -> all.stream().allMatch(p -> p.holds(a))) : Optional.empty();
        }
    }

    private static Status status(List<Sym> symbols, List<Pred> all) {
        try (Formulas formulas = new Formulas(0)) {
            formulas.declare(problem(symbols, all));
            return formulas.check(Set.of());
        }
    }

    private static Problem problem(List<Sym> symbols, List<Pred> all) {
        return new Problem(symbols, all, List.of(), new long[symbols.size()], List.of(), List.of());
    }
}
