package org.plumbline.generator;

import com.microsoft.z3.BoolExpr;
import com.microsoft.z3.IntExpr;
import com.microsoft.z3.Model;
import com.microsoft.z3.Status;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.plumbline.graph.Rng;
import org.plumbline.graph.rule.Sym;

/// What is wished of symbols beyond what must hold: dimensions that are neither large nor 1, and the values drawn from
/// their bins. The wishes are assumptions, of which those in the way (found in unsatisfiable cores) are dropped.
final class Wishes {
    private final Formulas formulas;
    private final Set<BoolExpr> ranges = new LinkedHashSet<>();
    private final Set<BoolExpr> values = new LinkedHashSet<>();

    Wishes(Formulas formulas) {
        this.formulas = formulas;
    }

    /// Adds ranges for the dimensions of a problem, those that go with all that must hold and with the ranges wished
    /// before. False, and none added, where without them nothing does, or Z3 does not find out within its limit.
    boolean addRanges(Problem problem, List<IntExpr> symbols) {
        Set<BoolExpr> added = new LinkedHashSet<>();
        for (Sym s : problem.symbols()) {
            if (s.role() == Sym.Role.DIMENSION && s.hi() > 1) {
                added.add(formulas.assumption(
                    formulas.within(symbols.get(s.index()), 2, problem.tops()[s.index()])));
            }
        }
        while (true) {
            Status status = check(added);
            if (status == Status.SATISFIABLE) {
                ranges.addAll(added);
                return true;
            }
            if (status == Status.UNKNOWN || !added.removeAll(formulas.core())) {
                return false;
            }
        }
    }

    /// Adds the values that bins give for symbols other than `derived`, which follow from others.
    void addValues(Problem problem, List<IntExpr> symbols, Set<Sym> derived, Rng rng) {
        for (Sym s : problem.symbols()) {
            if (!derived.contains(s)) {
                values.add(formulas.assumption(formulas.equal(symbols.get(s.index()),
                    formulas.number(Bins.draw(rng, s, problem.tops()[s.index()])))));
            }
        }
    }

    private Status check(Set<BoolExpr> more) {
        Set<BoolExpr> all = new LinkedHashSet<>(ranges);
        all.addAll(more);
        return formulas.check(all);
    }

    /// A model in which all ranges hold and as many values as `rounds` questions leave; nothing where Z3 finds none
    /// within its limits.
    Optional<Model> grant(int rounds, Rng rng) {
        for (int round = 0; round < rounds; round++) {
            Status status = check(values);
            if (status == Status.SATISFIABLE) {
                return Optional.of(formulas.model());
            }
            List<BoolExpr> inTheWay = status == Status.UNKNOWN || round == rounds - 2 ? List.copyOf(values)
                : formulas.core().stream().filter(values::contains).toList();
            if (inTheWay.isEmpty()) {
                return Optional.empty();
            }
            if (inTheWay.size() == values.size()) {
                values.clear();
            } else {
                values.remove(rng.pick(inTheWay));
            }
        }
        return Optional.empty();
    }
}
