package org.plumbline.generator;

import com.microsoft.z3.BoolExpr;
import com.microsoft.z3.Context;
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
    private int names;

    Wishes(Formulas formulas) {
        this.formulas = formulas;
    }

    /// Adds ranges for the dimensions of a problem, those that go with all that must hold and with the ranges wished
    /// before. False, and none added, where without them nothing does, or Z3 does not find out within its limit.
    boolean addRanges(Problem problem, List<IntExpr> symbols) {
        Context z3 = formulas.context();
        Set<BoolExpr> added = new LinkedHashSet<>();
        for (Sym s : problem.symbols()) {
            if (s.role() == Sym.Role.DIMENSION && s.hi() > 1) {
                IntExpr x = symbols.get(s.index());
                long top = problem.tops()[s.index()];
                added.add(wish(z3.mkAnd(z3.mkGe(x, z3.mkInt(2)), z3.mkLe(x, z3.mkInt(top)))));
            }
        }
        while (true) {
            Status status = check(added);
            if (status == Status.SATISFIABLE) {
                ranges.addAll(added);
                return true;
            }
            if (status == Status.UNKNOWN || !added.removeAll(core())) {
                return false;
            }
        }
    }

    /// Adds the values that bins give for symbols other than `derived`, which follow from others.
    void addValues(Problem problem, List<IntExpr> symbols, Set<Sym> derived, Rng rng) {
        Context z3 = formulas.context();
        for (Sym s : problem.symbols()) {
            if (!derived.contains(s)) {
                values.add(wish(z3.mkEq(symbols.get(s.index()),
                    z3.mkInt(Bins.draw(rng, s, problem.tops()[s.index()])))));
            }
        }
    }

    private BoolExpr wish(BoolExpr condition) {
        BoolExpr literal = formulas.context().mkBoolConst("w" + names++);
        formulas.require(formulas.context().mkImplies(literal, condition));
        return literal;
    }

    private Status check(Set<BoolExpr> more) {
        Set<BoolExpr> all = new LinkedHashSet<>(ranges);
        all.addAll(more);
        return formulas.solver().check(all.toArray(BoolExpr[]::new));
    }

    private List<BoolExpr> core() {
        return List.of(formulas.solver().getUnsatCore());
    }

    /// A model in which all ranges hold and as many values as `rounds` questions leave; nothing where Z3 finds none
    /// within its limits.
    Optional<Model> grant(int rounds, Rng rng) {
        for (int round = 0; round < rounds; round++) {
            Status status = check(values);
            if (status == Status.SATISFIABLE) {
                return Optional.of(formulas.solver().getModel());
            }
            List<BoolExpr> inTheWay = status == Status.UNKNOWN || round == rounds - 2 ? List.copyOf(values)
                : core().stream().filter(values::contains).toList();
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
