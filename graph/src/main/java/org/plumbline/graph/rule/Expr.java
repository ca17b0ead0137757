package org.plumbline.graph.rule;

/// Integer arithmetic over the symbols of a partial operator. Division and remainder round towards −∞.
public sealed interface Expr permits Sym, Expr.Const, Expr.Binary {
    record Const(long value) implements Expr {
        @Override
        public String toString() {
            return Long.toString(value);
        }
    }

    record Binary(Op op, Expr left, Expr right) implements Expr {
        @Override
        public String toString() {
            return "(" + left + " " + op.sign + " " + right + ")";
        }
    }

    enum Op {
        ADD("+"), SUB("-"), MUL("*"), FLOOR_DIV("/"), MOD("%"), MIN("min"), MAX("max");

        private final String sign;

        Op(String sign) {
            this.sign = sign;
        }

        /// Throws [ArithmeticException] on overflow and on division by zero.
        public long apply(long a, long b) {
            return switch (this) {
                case ADD -> Math.addExact(a, b);
                case SUB -> Math.subtractExact(a, b);
                case MUL -> Math.multiplyExact(a, b);
                case FLOOR_DIV -> Math.floorDiv(a, b);
                case MOD -> Math.floorMod(a, b);
                case MIN -> Math.min(a, b);
                case MAX -> Math.max(a, b);
            };
        }
    }

    /// The value under an assignment, indexed by [Sym#index()].
    default long eval(long[] assignment) {
        return switch (this) {
            case Const(long value) -> value;
            case Sym s -> assignment[s.index()];
            case Binary(Op op, Expr l, Expr r) -> op.apply(l.eval(assignment), r.eval(assignment));
        };
    }

    /// Whether every symbol in it is among the bound ones.
    default boolean isBound(boolean[] bound) {
        return switch (this) {
            case Const _ -> true;
            case Sym s -> bound[s.index()];
            case Binary(Op _, Expr l, Expr r) -> l.isBound(bound) && r.isBound(bound);
        };
    }

    static Expr of(long value) {
        return new Const(value);
    }

    default Expr plus(Expr other) {
        return binary(Op.ADD, other);
    }

    default Expr plus(long other) {
        return plus(of(other));
    }

    default Expr minus(Expr other) {
        return binary(Op.SUB, other);
    }

    default Expr minus(long other) {
        return minus(of(other));
    }

    default Expr times(Expr other) {
        return binary(Op.MUL, other);
    }

    default Expr times(long other) {
        return times(of(other));
    }

    default Expr floorDiv(Expr other) {
        return binary(Op.FLOOR_DIV, other);
    }

    default Expr floorDiv(long other) {
        return floorDiv(of(other));
    }

    /// ⌈this / other⌉ for positive `other`.
    default Expr ceilDiv(Expr other) {
        return plus(other).minus(1).floorDiv(other);
    }

    default Expr mod(Expr other) {
        return binary(Op.MOD, other);
    }

    default Expr min(Expr other) {
        return binary(Op.MIN, other);
    }

    default Expr max(Expr other) {
        return binary(Op.MAX, other);
    }

    /// Two constants become one, unless that cannot be computed.
    private Expr binary(Op op, Expr other) {
        if (this instanceof Const(long a) && other instanceof Const(long b)) {
            try {
                return of(op.apply(a, b));
            } catch (ArithmeticException _) {
                return new Binary(op, this, other);
            }
        }
        return new Binary(op, this, other);
    }

    default Pred eq(Expr other) {
        return new Pred.Compare(Pred.Rel.EQ, this, other);
    }

    default Pred eq(long other) {
        return eq(of(other));
    }

    default Pred ne(Expr other) {
        return new Pred.Compare(Pred.Rel.NE, this, other);
    }

    default Pred ge(Expr other) {
        return new Pred.Compare(Pred.Rel.GE, this, other);
    }

    default Pred ge(long other) {
        return ge(of(other));
    }

    default Pred gt(Expr other) {
        return new Pred.Compare(Pred.Rel.GT, this, other);
    }

    default Pred le(Expr other) {
        return other.ge(this);
    }

    default Pred le(long other) {
        return le(of(other));
    }

    default Pred lt(Expr other) {
        return other.gt(this);
    }
}
