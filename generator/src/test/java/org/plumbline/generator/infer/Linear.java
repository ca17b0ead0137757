package org.plumbline.generator.infer;

import java.util.List;
import java.util.Optional;
import org.plumbline.graph.rule.Expr;
import org.plumbline.graph.rule.Pred;
import org.plumbline.graph.rule.Sym;

/// Rules with some of their symbols fixed.
final class Linear {
    private static final Pred NEVER = Expr.of(0).eq(1);

    private Linear() {
    }

    /// With values for some symbols. What divides by a number that is not positive never holds.
    static Pred with(Pred p, Long[] fixed) {
        return switch (p) {
            case Pred.Compare(Pred.Rel rel, Expr l, Expr r) -> {
                Expr a = with(l, fixed);
                Expr b = with(r, fixed);
                yield isDefined(a) && isDefined(b) ? new Pred.Compare(rel, a, b) : NEVER;
            }
            case Pred.AnyOf(List<Pred> ps) -> new Pred.AnyOf(ps.stream().map(x -> with(x, fixed)).toList());
            case Pred.AllOf(List<Pred> ps) -> new Pred.AllOf(ps.stream().map(x -> with(x, fixed)).toList());
        };
    }

    private static Expr with(Expr e, Long[] fixed) {
        return switch (e) {
            case Expr.Const c -> c;
            case Sym s -> fixed[s.index()] == null ? s : Expr.of(fixed[s.index()]);
            case Expr.Binary(Expr.Op op, Expr l, Expr r) -> {
                Expr a = with(l, fixed);
                Expr b = with(r, fixed);
                boolean divides = op == Expr.Op.FLOOR_DIV || op == Expr.Op.MOD;
                yield a instanceof Expr.Const(long x) && b instanceof Expr.Const(long y) && !(divides && y <= 0) ? Expr
                    .of(op.apply(x, y)) : op == Expr.Op.MUL && (isZero(a) || isZero(b)) && isDefined(a) && isDefined(b)
                        ? Expr.of(0) : new Expr.Binary(op, a, b);
            }
        };
    }

    private static boolean isZero(Expr e) {
        return e instanceof Expr.Const(long v) && v == 0;
    }

    private static boolean isDefined(Expr e) {
        return switch (e) {
            case Expr.Const _,Sym _ -> true;
            case Expr.Binary(Expr.Op op, Expr l, Expr r) -> isDefined(l) && isDefined(r) && !((op == Expr.Op.FLOOR_DIV
                || op == Expr.Op.MOD) && r instanceof Expr.Const(long v) && v <= 0);
        };
    }

    /// A symbol of which a predicate would have to be rid to become linear.
    static Optional<Sym> splitter(Pred p) {
        return switch (p) {
            case Pred.Compare(Pred.Rel _, Expr l, Expr r) -> splitter(l).or(() -> splitter(r));
            case Pred.AnyOf(List<Pred> ps) -> ps.stream().flatMap(x -> splitter(x).stream()).findFirst();
            case Pred.AllOf(List<Pred> ps) -> ps.stream().flatMap(x -> splitter(x).stream()).findFirst();
        };
    }

    private static Optional<Sym> splitter(Expr e) {
        return switch (e) {
            case Expr.Const _,Sym _ -> Optional.empty();
            case Expr.Binary(Expr.Op op, Expr l, Expr r) -> switch (op) {
                case FLOOR_DIV, MOD -> first(r).or(() -> splitter(l));
                case MUL -> first(r).isEmpty() || first(l).isEmpty() ? splitter(l).or(() -> splitter(r)) : rarest(l,
                    r);
                case ADD, SUB, MIN, MAX -> splitter(l).or(() -> splitter(r));
            };
        };
    }

    /// Of the side with the fewer values.
    private static Optional<Sym> rarest(Expr l, Expr r) {
        return range(first(l).orElseThrow()) < range(first(r).orElseThrow()) ? first(l) : first(r);
    }

    private static long range(Sym s) {
        return s.hi() - s.lo();
    }

    private static Optional<Sym> first(Expr e) {
        return switch (e) {
            case Expr.Const _ -> Optional.empty();
            case Sym s -> Optional.of(s);
            case Expr.Binary(Expr.Op _, Expr l, Expr r) -> first(l).or(() -> first(r));
        };
    }

    /// Whether a predicate without symbols holds.
    static Optional<Boolean> truth(Pred p) {
        return switch (p) {
            case Pred.Compare(Pred.Rel rel, Expr.Const(long a), Expr.Const(long b)) -> Optional.of(rel.holds(a, b));
            case Pred.Compare _ -> Optional.empty();
            case Pred.AnyOf(List<Pred> ps) -> ps.stream().anyMatch(x -> truth(x).orElse(false)) ? Optional.of(true)
                : ps.stream().allMatch(x -> truth(x).isPresent()) ? Optional.of(false) : Optional.empty();
            case Pred.AllOf(List<Pred> ps) -> ps.stream().anyMatch(x -> !truth(x).orElse(true)) ? Optional.of(false)
                : ps.stream().allMatch(x -> truth(x).isPresent()) ? Optional.of(true) : Optional.empty();
        };
    }
}
