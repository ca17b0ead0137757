package org.plumbline.generator;

import java.util.ArrayList;
import java.util.List;
import org.plumbline.graph.operator.PartialOperator;
import org.plumbline.graph.operator.PartialOperator.Choice;
import org.plumbline.graph.operator.PartialOperator.Out;
import org.plumbline.graph.operator.Slot;
import org.plumbline.graph.rule.Expr;
import org.plumbline.graph.rule.Pred;
import org.plumbline.graph.rule.Sym;

/// The integers that are left open in a partial operator, with what they have to satisfy: the operator's predicates,
/// the bindings that the graph dictates, and dimensions that are not negative.
///
/// `tops` is, per symbol, the size above which a dimension is not worth drawing; `budgets` limit the elements of each
/// tensor.
record Problem(List<Sym> symbols, List<Pred> predicates, List<Choice> choices, long[] tops, List<List<Expr>> tensors,
    List<Pred> budgets) {
    private static final int UNBOUNDED = 64;

    /// The problem of a partial operator with further conditions; `budget` is the wished number of elements per tensor.
    static Problem of(PartialOperator partial, List<Pred> pinned, int budget) {
        List<List<Expr>> tensors = new ArrayList<>();
        for (Slot slot : partial.inputs()) {
            if (slot instanceof Slot.Data d) {
                tensors.add(d.dims());
            }
        }
        for (Out out : partial.outputs()) {
            tensors.add(out.dims());
        }
        List<Pred> predicates = new ArrayList<>(pinned);
        predicates.addAll(partial.predicates());
        List<Pred> budgets = new ArrayList<>();
        long[] tops = new long[partial.symbols().size()];
        java.util.Arrays.fill(tops, UNBOUNDED);
        for (List<Expr> dims : tensors) {
            dims.stream().reduce(Expr::times).ifPresent(size -> budgets.add(size.le(budget)));
            long top = top(budget, dims.stream().filter(e -> !(e instanceof Expr.Const)).count());
            for (Expr e : dims) {
                if (e instanceof Sym s) {
                    tops[s.index()] = Math.min(tops[s.index()], top);
                    if (s.lo() < 0) {
                        predicates.add(e.ge(0));
                    }
                } else if (e instanceof Expr.Binary) {
                    predicates.add(e.ge(0));
                }
            }
        }
        return new Problem(partial.symbols(), predicates, partial.choices(), tops, tensors, budgets);
    }

    private static long top(int budget, long rank) {
        return rank <= 1 ? UNBOUNDED : Math.max(3, Math.round(Math.pow(budget, 1.0 / rank)));
    }

    /// Whether every tensor has at most `budget` elements.
    boolean affordable(long[] assignment, int budget) {
        for (List<Expr> dims : tensors) {
            double size = 1;
            for (Expr e : dims) {
                size *= e.eval(assignment);
            }
            if (size > budget) {
                return false;
            }
        }
        return true;
    }

    boolean holds(long[] assignment) {
        for (Sym s : symbols) {
            if (assignment[s.index()] < s.lo() || assignment[s.index()] > s.hi()) {
                return false;
            }
        }
        for (Pred p : predicates) {
            if (!p.holds(assignment)) {
                return false;
            }
        }
        return true;
    }
}
