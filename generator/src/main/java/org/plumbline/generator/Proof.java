package org.plumbline.generator;

import com.microsoft.z3.IntExpr;
import com.microsoft.z3.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.rule.Expr;
import org.plumbline.graph.rule.Pred;
import org.plumbline.graph.rule.Sym;

/// What Z3 proves of predicates, within the ranges of their symbols. Where it does not find out within its limit, nothing
/// is proved.
public final class Proof {
    private static final int MILLIS = 1000;
    /// Z3 loses its way among more products, quotients and remainders.
    private static final int MANY = 6;

    private Proof() {
    }

    /// Whether `claim` holds wherever all of `given` do.
    public static boolean follows(List<Sym> symbols, List<Pred> given, Pred claim) {
        List<Pred> all = new ArrayList<>(given);
        all.add(claim.negated());
        return all.stream().mapToLong(Proof::products).sum() <= MANY && status(symbols, all) == Status.UNSATISFIABLE;
    }

    /// An assignment, by [Sym#index], for which all hold.
    public static Optional<long[]> example(List<Sym> symbols, List<Pred> all) {
        try (Formulas formulas = new Formulas(0, MILLIS)) {
            List<IntExpr> declared = formulas.declare(problem(symbols, all));
            return formulas.check(Set.of()) == Status.SATISFIABLE ? Optional.of(formulas.read(formulas.model(),
                declared)).filter(a -> all.stream().allMatch(p -> p.holds(a))) : Optional.empty();
        }
    }

    /// A call that breaks one predicate of a rule and no other, where that can be told without products of symbols.
    public static Optional<long[]> breaking(PartialOperator weaker, Pred broken) {
        List<Pred> all = new ArrayList<>(weaker.predicates());
        all.add(broken.negated());
        weaker.outputs().stream().flatMap(o -> o.dims().stream()).map(e -> e.ge(0)).forEach(all::add);
        return all.stream().allMatch(Proof::isLinear) ? example(weaker.symbols(), all) : Optional.empty();
    }

    /// Whether a predicate has no products, quotients or remainders of symbols.
    public static boolean isLinear(Pred p) {
        return products(p) == 0;
    }

    private static long products(Pred p) {
        return switch (p) {
            case Pred.Compare(Pred.Rel _, Expr l, Expr r) -> products(l) + products(r);
            case Pred.AnyOf(List<Pred> ps) -> ps.stream().mapToLong(Proof::products).sum();
            case Pred.AllOf(List<Pred> ps) -> ps.stream().mapToLong(Proof::products).sum();
        };
    }

    private static long products(Expr e) {
        return switch (e) {
            case Expr.Const _,Sym _ -> 0;
            case Expr.Binary(Expr.Op op, Expr l, Expr r) -> products(l) + products(r) + switch (op) {
                case MUL, FLOOR_DIV, MOD -> l instanceof Expr.Const || r instanceof Expr.Const ? 0 : 1;
                case ADD, SUB, MIN, MAX -> 0;
            };
        };
    }

    private static Status status(List<Sym> symbols, List<Pred> all) {
        try (Formulas formulas = new Formulas(0, MILLIS)) {
            formulas.declare(problem(symbols, all));
            return formulas.check(Set.of());
        }
    }

    private static Problem problem(List<Sym> symbols, List<Pred> all) {
        return new Problem(symbols, all, List.of(), new long[symbols.size()], List.of(), List.of());
    }
}
