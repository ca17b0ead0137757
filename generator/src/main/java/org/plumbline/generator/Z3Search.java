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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plumbline.graph.Rng;
import org.plumbline.graph.rule.Expr;
import org.plumbline.graph.rule.Pred;
import org.plumbline.graph.rule.Sym;

/// Asks Z3 for an assignment. The drawn bins are assumptions, of which those in the way (the unsatisfiable core) are
/// dropped. Every question gets a context of its own and a limit in Z3's own resource units, so the answer depends on
/// problem and stream alone. Divisions become multiplications with a remainder, which the simple solver handles well.
final class Z3Search implements AutoCloseable {
    private static final int ROUNDS = 8;
    private static final int RESOURCES = 400_000;

    private final Context context = new Context();
    private final Problem problem;
    private final Solver solver = context.mkSimpleSolver();
    private final List<IntExpr> symbols = new ArrayList<>();
    private int remainders;

    private Z3Search(Problem problem, int seed) {
        this.problem = problem;
        Params params = context.mkParams();
        params.add("random_seed", seed);
        params.add("phase_selection", 5);
        params.add("arith.random_initial_value", true);
        params.add("rlimit", RESOURCES);
        // Z3 would put a signal handler of its own in the place of the virtual machine's, and with two solvers at work
        // it stays there: Ctrl-C then ends the process at once, or with a fault.
        params.add("ctrl_c", false);
        solver.setParameters(params);
        for (Sym s : problem.symbols()) {
            IntExpr x = context.mkIntConst("s" + s.index());
            symbols.add(x);
            require(context.mkGe(x, context.mkInt(s.lo())), context.mkLe(x, context.mkInt(s.hi())));
        }
        for (Pred p : problem.predicates()) {
            require(encode(p));
        }
    }

    /// An assignment that satisfies everything, unless Z3 finds none within its limit.
    static Optional<long[]> ask(Problem problem, Rng rng) {
        try (Z3Search search = new Z3Search(problem, rng.below(Integer.MAX_VALUE))) {
            return search.solve(rng).filter(problem::holds);
        }
    }

    @Override
    public void close() {
        context.close();
    }

    private Optional<long[]> solve(Rng rng) {
        Map<BoolExpr, BoolExpr> wishes = wishes(rng);
        for (int round = 0; round < ROUNDS; round++) {
            Status status = solver.check(wishes.keySet().toArray(BoolExpr[]::new));
            if (status == Status.SATISFIABLE) {
                return Optional.of(read(solver.getModel()));
            }
            BoolExpr[] core = solver.getUnsatCore();
            if (wishes.isEmpty() || status == Status.UNSATISFIABLE && core.length == 0) {
                return Optional.empty();
            }
            if (status == Status.UNKNOWN || round == ROUNDS - 2) {
                wishes.clear();
            } else {
                wishes.remove(core[rng.below(core.length)]);
            }
        }
        return Optional.empty();
    }

    /// One literal per symbol that asks for the value drawn from its bins, and one that keeps dimensions small.
    private Map<BoolExpr, BoolExpr> wishes(Rng rng) {
        Map<BoolExpr, BoolExpr> wishes = new LinkedHashMap<>();
        for (Sym s : problem.symbols()) {
            IntExpr x = symbols.get(s.index());
            long top = problem.tops()[s.index()];
            wish(wishes, "d" + s.index(), context.mkEq(x, context.mkInt(Bins.draw(rng, s, top))));
            if (s.role() == Sym.Role.DIMENSION && top < s.hi()) {
                wish(wishes, "t" + s.index(), context.mkLe(x, context.mkInt(top)));
            }
        }
        return wishes;
    }

    private void wish(Map<BoolExpr, BoolExpr> wishes, String name, BoolExpr condition) {
        BoolExpr literal = context.mkBoolConst(name);
        require(context.mkImplies(literal, condition));
        wishes.put(literal, condition);
    }

    private long[] read(Model model) {
        long[] assignment = new long[symbols.size()];
        for (int i = 0; i < assignment.length; i++) {
            assignment[i] = ((IntNum) model.evaluate(symbols.get(i), true)).getInt64();
        }
        return assignment;
    }

    private void require(BoolExpr... conditions) {
        solver.add(conditions);
    }

    private BoolExpr encode(Pred p) {
        return switch (p) {
            case Pred.Compare(Pred.Rel rel, Expr l, Expr r) -> {
                ArithExpr<IntSort> a = encode(l);
                ArithExpr<IntSort> b = encode(r);
                yield switch (rel) {
                    case EQ -> context.mkEq(a, b);
                    case NE -> context.mkNot(context.mkEq(a, b));
                    case GE -> context.mkGe(a, b);
                    case GT -> context.mkGt(a, b);
                };
            }
            case Pred.AnyOf(List<Pred> ps) -> context.mkOr(ps.stream().map(this::encode).toArray(BoolExpr[]::new));
            case Pred.AllOf(List<Pred> ps) -> context.mkAnd(ps.stream().map(this::encode).toArray(BoolExpr[]::new));
        };
    }

    private ArithExpr<IntSort> encode(Expr e) {
        return switch (e) {
            case Expr.Const(long value) -> context.mkInt(value);
            case Sym s -> symbols.get(s.index());
            case Expr.Binary(Expr.Op op, Expr l, Expr r) -> encode(op, encode(l), encode(r));
        };
    }

    private ArithExpr<IntSort> encode(Expr.Op op, ArithExpr<IntSort> a, ArithExpr<IntSort> b) {
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
        int n = remainders++;
        IntExpr q = context.mkIntConst("q" + n);
        IntExpr r = context.mkIntConst("r" + n);
        require(context.mkEq(a, context.mkAdd(context.mkMul(q, b), r)), context.mkGe(r, context.mkInt(0)),
            context.mkLt(r, b));
        return new Divided(q, r);
    }
}
