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
import com.microsoft.z3.Status;
import com.microsoft.z3.Z3Object;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.plumbline.graph.rule.Expr;
import org.plumbline.graph.rule.Pred;
import org.plumbline.graph.rule.Sym;

/// The rules of partial operators as formulas for one of Z3's simple solvers. Symbols are integer constants; divisions
/// become multiplications with a remainder, which that solver handles well. Every answer is limited in Z3's own resource
/// units, and everything made is kept to the end: Z3 gives the numbers of expressions that nobody holds to new ones, and
/// its choices follow the numbers, so they would hang on when the garbage collector runs. With both, answers depend on
/// questions and seed alone.
final class Formulas implements AutoCloseable {
    private static final int RESOURCES = 400_000;

    private final Context context = new Context();
    private final Solver solver = context.mkSimpleSolver();
    private final List<Z3Object> kept = new ArrayList<>();
    private int names;

    Formulas(int seed) {
        this(seed, 0);
    }

    /// Answers that take longer than `millis` are given up (never where that is 0): some questions about products escape
    /// Z3's own units.
    Formulas(int seed, int millis) {
        Params params = context.mkParams();
        params.add("random_seed", seed);
        params.add("phase_selection", 5);
        params.add("arith.random_initial_value", true);
        params.add("rlimit", RESOURCES);
        if (millis > 0) {
            params.add("timeout", millis);
        }
        // Z3 would put a signal handler of its own in the place of the virtual machine's, and with two solvers at work
        // it stays there: Ctrl-C then ends the process at once, or with a fault.
        params.add("ctrl_c", false);
        solver.setParameters(params);
    }

    @Override
    public void close() {
        context.close();
    }

    private <T extends Z3Object> T keep(T made) {
        kept.add(made);
        return made;
    }

    /// Marks what [#pop] goes back to.
    void push() {
        solver.push();
    }

    void pop() {
        solver.pop();
    }

    void require(BoolExpr... conditions) {
        solver.add(conditions);
    }

    /// A literal that, assumed in a question, asks for a condition.
    BoolExpr assumption(BoolExpr condition) {
        BoolExpr literal = keep(context.mkBoolConst("w" + names++));
        require(keep(context.mkImplies(literal, condition)));
        return literal;
    }

    /// Whether everything required goes with these assumptions.
    Status check(Collection<BoolExpr> assumptions) {
        return solver.check(assumptions.toArray(BoolExpr[]::new));
    }

    /// The assumptions that do not go together, after an unsatisfiable question.
    List<BoolExpr> core() {
        return Stream.of(solver.getUnsatCore()).map(this::keep).toList();
    }

    /// What satisfies the last question.
    Model model() {
        return keep(solver.getModel());
    }

    BoolExpr equal(ArithExpr<IntSort> a, ArithExpr<IntSort> b) {
        return keep(context.mkEq(a, b));
    }

    BoolExpr within(IntExpr x, long lo, long hi) {
        return keep(context.mkAnd(atLeast(x, number(lo)), atLeast(number(hi), x)));
    }

    IntExpr number(long value) {
        return keep(context.mkInt(value));
    }

    private BoolExpr atLeast(ArithExpr<IntSort> a, ArithExpr<IntSort> b) {
        return keep(context.mkGe(a, b));
    }

    private IntExpr symbol(String prefix) {
        return keep(context.mkIntConst(prefix + names++));
    }

    /// Tells the solver of a problem: its symbols, within their ranges, and what they have to satisfy.
    List<IntExpr> declare(Problem problem) {
        List<IntExpr> symbols = new ArrayList<>();
        for (Sym s : problem.symbols()) {
            IntExpr x = symbol("s");
            symbols.add(x);
            require(within(x, s.lo(), s.hi()));
        }
        for (Pred p : problem.predicates()) {
            require(of(p, symbols));
        }
        return symbols;
    }

    /// Their values in a model.
    long[] read(Model model, List<IntExpr> symbols) {
        return symbols.stream().mapToLong(x -> ((IntNum) keep(model.evaluate(x, true))).getInt64()).toArray();
    }

    BoolExpr of(Pred p, List<IntExpr> symbols) {
        return switch (p) {
            case Pred.Compare(Pred.Rel rel, Expr l, Expr r) -> {
                ArithExpr<IntSort> a = of(l, symbols);
                ArithExpr<IntSort> b = of(r, symbols);
                yield switch (rel) {
                    case EQ -> equal(a, b);
                    case NE -> keep(context.mkNot(equal(a, b)));
                    case GE -> atLeast(a, b);
                    case GT -> keep(context.mkGt(a, b));
                };
            }
            case Pred.AnyOf(List<Pred> ps) -> keep(context.mkOr(all(ps, symbols)));
            case Pred.AllOf(List<Pred> ps) -> keep(context.mkAnd(all(ps, symbols)));
        };
    }

    private BoolExpr[] all(List<Pred> ps, List<IntExpr> symbols) {
        return ps.stream().map(p -> of(p, symbols)).toArray(BoolExpr[]::new);
    }

    ArithExpr<IntSort> of(Expr e, List<IntExpr> symbols) {
        return switch (e) {
            case Expr.Const(long value) -> number(value);
            case Sym s -> symbols.get(s.index());
            case Expr.Binary(Expr.Op op, Expr l, Expr r) -> of(op, of(l, symbols), of(r, symbols));
        };
    }

    private ArithExpr<IntSort> of(Expr.Op op, ArithExpr<IntSort> a, ArithExpr<IntSort> b) {
        return switch (op) {
            case ADD -> keep(context.mkAdd(a, b));
            case SUB -> keep(context.mkSub(a, b));
            case MUL -> keep(context.mkMul(a, b));
            case FLOOR_DIV -> divided(a, b).quotient;
            case MOD -> divided(a, b).remainder;
            case MIN -> (ArithExpr<IntSort>) keep(context.mkITE(atLeast(b, a), a, b));
            case MAX -> (ArithExpr<IntSort>) keep(context.mkITE(atLeast(a, b), a, b));
        };
    }

    private record Divided(ArithExpr<IntSort> quotient, ArithExpr<IntSort> remainder) {
    }

    /// a = q·b + r with 0 ≤ r < b: floor division for positive divisors; others are given up.
    private Divided divided(ArithExpr<IntSort> a, ArithExpr<IntSort> b) {
        IntExpr q = symbol("q");
        IntExpr r = symbol("r");
        require(equal(a, keep(context.mkAdd(keep(context.mkMul(q, b)), r))), atLeast(r, number(0)),
            keep(context.mkLt(r, b)));
        return new Divided(q, r);
    }
}
