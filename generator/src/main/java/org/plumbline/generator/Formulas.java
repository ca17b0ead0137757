package org.plumbline.generator;

import com.microsoft.z3.ArithExpr;
import com.microsoft.z3.BoolExpr;
import com.microsoft.z3.Context;
import com.microsoft.z3.IntExpr;
import com.microsoft.z3.IntNum;
import com.microsoft.z3.IntSort;
import com.microsoft.z3.Model;
import com.microsoft.z3.Params;
import com.microsoft.z3.Solver;
import java.util.ArrayList;
import java.util.List;
import org.plumbline.graph.rule.Expr;
import org.plumbline.graph.rule.Pred;
import org.plumbline.graph.rule.Sym;

/// The rules of partial operators as formulas for one of Z3's simple solvers. Symbols are integer constants; divisions
/// become multiplications with a remainder, which that solver handles well. Every answer is limited in Z3's own resource
/// units, so it depends on questions and seed alone.
final class Formulas implements AutoCloseable {
    private static final int RESOURCES = 400_000;

    private final Context context = new Context();
    private final Solver solver = context.mkSimpleSolver();
    private int names;

    Formulas(int seed) {
        Params params = context.mkParams();
        params.add("random_seed", seed);
        params.add("phase_selection", 5);
        params.add("arith.random_initial_value", true);
        params.add("rlimit", RESOURCES);
        // Z3 would put a signal handler of its own in the place of the virtual machine's, and with two solvers at work
        // it stays there: Ctrl-C then ends the process at once, or with a fault.
        params.add("ctrl_c", false);
        solver.setParameters(params);
    }

    @Override
    public void close() {
        context.close();
    }

    Context context() {
        return context;
    }

    Solver solver() {
        return solver;
    }

    void require(BoolExpr... conditions) {
        solver.add(conditions);
    }

    /// Tells the solver of a problem: its symbols, within their ranges, and what they have to satisfy.
    List<IntExpr> declare(Problem problem) {
        List<IntExpr> symbols = new ArrayList<>();
        for (Sym s : problem.symbols()) {
            IntExpr x = context.mkIntConst("s" + names++);
            symbols.add(x);
            require(context.mkGe(x, context.mkInt(s.lo())), context.mkLe(x, context.mkInt(s.hi())));
        }
        for (Pred p : problem.predicates()) {
            require(of(p, symbols));
        }
        return symbols;
    }

    /// Their values in a model.
    static long[] read(Model model, List<IntExpr> symbols) {
        return symbols.stream().mapToLong(x -> ((IntNum) model.evaluate(x, true)).getInt64()).toArray();
    }

    BoolExpr of(Pred p, List<IntExpr> symbols) {
        return switch (p) {
            case Pred.Compare(Pred.Rel rel, Expr l, Expr r) -> {
                ArithExpr<IntSort> a = of(l, symbols);
                ArithExpr<IntSort> b = of(r, symbols);
                yield switch (rel) {
                    case EQ -> context.mkEq(a, b);
                    case NE -> context.mkNot(context.mkEq(a, b));
                    case GE -> context.mkGe(a, b);
                    case GT -> context.mkGt(a, b);
                };
            }
            case Pred.AnyOf(List<Pred> ps) -> context.mkOr(all(ps, symbols));
            case Pred.AllOf(List<Pred> ps) -> context.mkAnd(all(ps, symbols));
        };
    }

    private BoolExpr[] all(List<Pred> ps, List<IntExpr> symbols) {
        return ps.stream().map(p -> of(p, symbols)).toArray(BoolExpr[]::new);
    }

    ArithExpr<IntSort> of(Expr e, List<IntExpr> symbols) {
        return switch (e) {
            case Expr.Const(long value) -> context.mkInt(value);
            case Sym s -> symbols.get(s.index());
            case Expr.Binary(Expr.Op op, Expr l, Expr r) -> of(op, of(l, symbols), of(r, symbols));
        };
    }

    private ArithExpr<IntSort> of(Expr.Op op, ArithExpr<IntSort> a, ArithExpr<IntSort> b) {
        return switch (op) {
            case ADD -> context.mkAdd(a, b);
            case SUB -> context.mkSub(a, b);
            case MUL -> context.mkMul(a, b);
            case FLOOR_DIV -> divided(a, b).quotient;
            case MOD -> divided(a, b).remainder;
            case MIN -> (ArithExpr<IntSort>) context.mkITE(context.mkLe(a, b), a, b);
            case MAX -> (ArithExpr<IntSort>) context.mkITE(context.mkGe(a, b), a, b);
        };
    }

    private record Divided(ArithExpr<IntSort> quotient, ArithExpr<IntSort> remainder) {
    }

    /// a = q·b + r with 0 ≤ r < b: floor division for positive divisors; others are given up.
    private Divided divided(ArithExpr<IntSort> a, ArithExpr<IntSort> b) {
        int n = names++;
        IntExpr q = context.mkIntConst("q" + n);
        IntExpr r = context.mkIntConst("r" + n);
        require(context.mkEq(a, context.mkAdd(context.mkMul(q, b), r)), context.mkGe(r, context.mkInt(0)),
            context.mkLt(r, b));
        return new Divided(q, r);
    }
}
