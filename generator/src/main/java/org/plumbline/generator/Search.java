package org.plumbline.generator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.plumbline.graph.Rng;
import org.plumbline.graph.operator.PartialOperator.Choice;
import org.plumbline.graph.rule.Expr;
import org.plumbline.graph.rule.Pred;
import org.plumbline.graph.rule.Pred.Compare;
import org.plumbline.graph.rule.Pred.Rel;
import org.plumbline.graph.rule.Sym;

/// One random dive for an assignment, without solver: equalities are propagated, choices drawn, every other symbol
/// drawn from its bins among the values that no predicate refuses yet.
final class Search {
    private static final int ENUMERABLE = 160;
    private static final int CHOICE_TRIES = 4;

    private final Problem problem;
    private final Rng rng;
    private final long[] assignment;
    private final boolean[] bound;
    private final List<Pred> open;
    private final boolean[] derived;
    private final Reach reach;
    private final List<Choice> choices;

    private Search(Problem problem, Rng rng) {
        this.problem = problem;
        this.rng = rng;
        assignment = new long[problem.symbols().size()];
        bound = new boolean[assignment.length];
        derived = new boolean[assignment.length];
        reach = new Reach(assignment, bound);
        choices = new ArrayList<>(problem.choices());
        open = new ArrayList<>(problem.predicates());
        open.addAll(problem.budgets());
        for (Pred p : open) {
            if (p instanceof Compare(Rel rel, Expr l, Expr r) && rel == Rel.EQ) {
                markDerived(l, r);
                markDerived(r, l);
            }
        }
    }

    /// An assignment that satisfies everything, unless the dive ended nowhere.
    static Optional<long[]> dive(Problem problem, Rng rng) {
        Search search = new Search(problem, rng);
        return search.run() ? Optional.of(search.assignment) : Optional.empty();
    }

    private void markDerived(Expr side, Expr other) {
        if (side instanceof Sym s && other instanceof Expr.Binary) {
            derived[s.index()] = true;
        }
    }

    private boolean run() {
        int[] order = rng.permutation(assignment.length);
        while (true) {
            if (!propagate()) {
                return false;
            }
            Choice choice = readyChoice();
            if (choice != null) {
                take(choice);
                choices.remove(choice);
                continue;
            }
            Sym next = next(order);
            if (next == null) {
                return open.isEmpty();
            }
            if (!draw(next)) {
                return false;
            }
        }
    }

    /// The next symbol to draw.
    private Sym next(int[] order) {
        Sym last = null;
        for (int i : order) {
            if (!bound[i]) {
                Sym s = problem.symbols().get(i);
                last = last == null || order(s) < order(last) ? s : last;
            }
        }
        return last;
    }

    /// Attributes first, since dimensions adapt to them more easily; then what equalities define or choices draw.
    private int order(Sym s) {
        return (s.role() == Sym.Role.DIMENSION ? 1 : 0) + (derived[s.index()] ? 2 : 0) + (chosen(s) ? 4 : 0);
    }

    private boolean chosen(Sym s) {
        for (Choice c : choices) {
            if (c.targets().contains(s)) {
                return true;
            }
        }
        return false;
    }

    private Choice readyChoice() {
        for (Choice c : choices) {
            boolean wanted = false;
            for (Sym t : c.targets()) {
                wanted |= !bound[t.index()];
            }
            if (wanted && c.given().stream().allMatch(e -> e.isBound(bound))) {
                return c;
            }
        }
        return null;
    }

    /// Draws the targets together; when that does not fit, they are left to be drawn one by one.
    private void take(Choice choice) {
        boolean[] before = bound.clone();
        long[] given = choice.given().stream().mapToLong(e -> e.eval(assignment)).toArray();
        for (int attempt = 0; attempt < CHOICE_TRIES; attempt++) {
            if (bindAll(choice.targets(), choice.draw().apply(rng, given)) && plausible()) {
                return;
            }
            System.arraycopy(before, 0, bound, 0, bound.length);
        }
    }

    private boolean bindAll(List<Sym> targets, long[] values) {
        for (int i = 0; i < values.length; i++) {
            Sym s = targets.get(i);
            if (bound[s.index()] ? assignment[s.index()] != values[i] : !bind(s, values[i])) {
                return false;
            }
        }
        return true;
    }

    private boolean plausible() {
        for (Pred p : open) {
            if (!reach.mayHold(p)) {
                return false;
            }
        }
        return true;
    }

    private boolean bind(Sym s, long value) {
        assignment[s.index()] = value;
        bound[s.index()] = true;
        return value >= s.lo() && value <= s.hi();
    }

    /// Settles what is bound, solves equalities with one unknown; false when a predicate is broken.
    private boolean propagate() {
        boolean again = true;
        while (again) {
            again = false;
            for (int i = open.size() - 1; i >= 0; i--) {
                Pred p = open.get(i);
                if (isBound(p)) {
                    if (!p.holds(assignment)) {
                        return false;
                    }
                    open.remove(i);
                } else if (p instanceof Compare(Rel rel, Expr l, Expr r) && rel == Rel.EQ) {
                    Boolean solved = l.isBound(bound) ? solve(r, l) : r.isBound(bound) ? solve(l, r) : null;
                    if (Boolean.FALSE.equals(solved)) {
                        return false;
                    }
                    again |= Boolean.TRUE.equals(solved);
                }
            }
        }
        return true;
    }

    private Boolean solve(Expr unknown, Expr known) {
        try {
            return solve(unknown, known.eval(assignment));
        } catch (ArithmeticException _) {
            return false;
        }
    }

    /// Makes `unknown` equal `value` where one symbol is open and the way to it can be inverted; null where not.
    private Boolean solve(Expr unknown, long value) {
        return switch (unknown) {
            case Sym s -> bind(s, value);
            case Expr.Const(long c) -> c == value;
            case Expr.Binary(Expr.Op op, Expr l, Expr r) when l.isBound(bound) -> invertRight(op, l, r, value);
            case Expr.Binary(Expr.Op op, Expr l, Expr r) when r.isBound(bound) -> invertLeft(op, l, r, value);
            case Expr.Binary _ -> null;
        };
    }

    private Boolean invertRight(Expr.Op op, Expr l, Expr r, long value) {
        long a = l.eval(assignment);
        return switch (op) {
            case ADD -> solve(r, Math.subtractExact(value, a));
            case SUB -> solve(r, Math.subtractExact(a, value));
            case MUL -> a == 0 ? value == 0 ? null : (Boolean) false
                : value % a != 0 ? (Boolean) false : solve(r, value / a);
            case FLOOR_DIV, MOD, MIN, MAX -> null;
        };
    }

    private Boolean invertLeft(Expr.Op op, Expr l, Expr r, long value) {
        long b = r.eval(assignment);
        return switch (op) {
            case ADD, MUL -> invertRight(op, r, l, value);
            case SUB -> solve(l, Math.addExact(value, b));
            case FLOOR_DIV, MOD, MIN, MAX -> null;
        };
    }

    private boolean isBound(Pred p) {
        return switch (p) {
            case Compare(Rel _, Expr l, Expr r) -> l.isBound(bound) && r.isBound(bound);
            case Pred.AnyOf(List<Pred> ps) -> ps.stream().allMatch(this::isBound);
            case Pred.AllOf(List<Pred> ps) -> ps.stream().allMatch(this::isBound);
        };
    }

    /// Binds a symbol to a value of its bins that no predicate refuses; else to any value of its range.
    private boolean draw(Sym s) {
        for (int attempt = 0; attempt < 4; attempt++) {
            long value = Bins.draw(rng, s, problem.tops()[s.index()]);
            if (allowed(s, value)) {
                return bind(s, value);
            }
        }
        if (s.hi() - s.lo() >= ENUMERABLE || s.hi() - s.lo() < 0) {
            return false;
        }
        int n = (int) (s.hi() - s.lo()) + 1;
        long[] candidates = new long[n];
        double[] weights = new double[n];
        int count = 0;
        for (long v = s.lo(); v <= s.hi(); v++) {
            if (allowed(s, v)) {
                candidates[count] = v;
                weights[count++] = Bins.weight(s, v, problem.tops()[s.index()]);
            }
        }
        return count > 0 && bind(s, candidates[rng.weighted(java.util.Arrays.copyOf(weights, count))]);
    }

    private boolean allowed(Sym s, long value) {
        assignment[s.index()] = value;
        bound[s.index()] = true;
        boolean ok = plausible();
        bound[s.index()] = false;
        return ok;
    }
}
