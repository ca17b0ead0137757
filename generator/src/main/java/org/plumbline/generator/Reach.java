package org.plumbline.generator;

import java.util.List;
import org.plumbline.graph.rule.Expr;
import org.plumbline.graph.rule.Pred;
import org.plumbline.graph.rule.Sym;

/// What a half-bound assignment can still become, by interval arithmetic over the ranges of the symbols left open: a
/// quick and one-sided test that refutes most dead ends early.
record Reach(long[] assignment, boolean[] bound) {
    private static final long FAR = 1L << 40;

    private record Range(long lo, long hi) {
    }

    /// False only when no values of the open symbols make the condition true.
    boolean mayHold(Pred p) {
        return switch (p) {
            case Pred.Compare(Pred.Rel rel, Expr l, Expr r) -> mayHold(rel, l, r);
            case Pred.AnyOf(List<Pred> ps) -> ps.stream().anyMatch(this::mayHold);
            case Pred.AllOf(List<Pred> ps) -> ps.stream().allMatch(this::mayHold);
        };
    }

    private boolean mayHold(Pred.Rel rel, Expr l, Expr r) {
        Range a = range(l);
        Range b = range(r);
        return switch (rel) {
            case EQ -> a.lo <= b.hi && b.lo <= a.hi && (b.lo != b.hi || mayEqual(l, b.lo))
                && (a.lo != a.hi || mayEqual(r, a.lo));
            case NE -> a.lo != a.hi || b.lo != b.hi || a.lo != b.lo;
            case GE -> a.hi >= b.lo;
            case GT -> a.hi > b.lo;
        };
    }

    /// Whether the bound factors of a product divide `value`, and the like further down.
    private boolean mayEqual(Expr e, long value) {
        if (!(e instanceof Expr.Binary(Expr.Op op, Expr l, Expr r)) || Math.abs(value) >= FAR) {
            return true;
        }
        Range a = range(l);
        Range b = range(r);
        return switch (op) {
            case ADD -> (a.lo != a.hi || mayEqual(r, value - a.lo)) && (b.lo != b.hi || mayEqual(l, value - b.lo));
            case SUB -> (a.lo != a.hi || mayEqual(r, a.lo - value)) && (b.lo != b.hi || mayEqual(l, value + b.lo));
            case MUL -> {
                long known = boundProduct(e);
                yield known == 0 ? value == 0 : value % known == 0;
            }
            case FLOOR_DIV, MOD, MIN, MAX -> true;
        };
    }

    private long boundProduct(Expr e) {
        if (e instanceof Expr.Binary(Expr.Op op, Expr l, Expr r) && op == Expr.Op.MUL) {
            return boundProduct(l) * boundProduct(r);
        }
        Range range = range(e);
        return range.lo == range.hi && Math.abs(range.lo) < FAR ? range.lo : 1;
    }

    private Range range(Expr e) {
        return switch (e) {
            case Expr.Const(long value) -> new Range(value, value);
            case Sym s -> bound[s.index()] ? new Range(assignment[s.index()], assignment[s.index()])
                : new Range(Math.max(-FAR, s.lo()), Math.min(FAR, s.hi()));
            case Expr.Binary(Expr.Op op, Expr l, Expr r) -> range(op, range(l), range(r));
        };
    }

    private static Range range(Expr.Op op, Range a, Range b) {
        return switch (op) {
            case ADD -> near(a.lo + b.lo, a.hi + b.hi);
            case SUB -> near(a.lo - b.hi, a.hi - b.lo);
            case MUL -> product(a, b);
            case FLOOR_DIV -> b.lo <= 0 ? new Range(-FAR, FAR)
                : near(Math.min(Math.floorDiv(a.lo, b.lo), Math.floorDiv(a.lo, b.hi)),
                    Math.max(Math.floorDiv(a.hi, b.lo), Math.floorDiv(a.hi, b.hi)));
            case MOD -> b.lo <= 0 ? new Range(-FAR, FAR)
                : a.lo == a.hi && b.lo == b.hi ? near(Math.floorMod(a.lo, b.lo), Math.floorMod(a.lo, b.lo))
                : new Range(0, b.hi - 1);
            case MIN -> new Range(Math.min(a.lo, b.lo), Math.min(a.hi, b.hi));
            case MAX -> new Range(Math.max(a.lo, b.lo), Math.max(a.hi, b.hi));
        };
    }

    private static Range product(Range a, Range b) {
        double p = (double) a.lo * b.lo;
        double q = (double) a.lo * b.hi;
        double r = (double) a.hi * b.lo;
        double s = (double) a.hi * b.hi;
        return new Range((long) Math.clamp(Math.min(Math.min(p, q), Math.min(r, s)), -FAR, FAR),
            (long) Math.clamp(Math.max(Math.max(p, q), Math.max(r, s)), -FAR, FAR));
    }

    private static Range near(long lo, long hi) {
        return new Range(Math.clamp(lo, -FAR, FAR), Math.clamp(hi, -FAR, FAR));
    }
}
