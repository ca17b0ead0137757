package org.plumbline.graph.rule;

import java.util.List;

/// A condition on the symbols of a partial operator.
public sealed interface Pred {
    record Compare(Rel rel, Expr left, Expr right) implements Pred {
        @Override
        public String toString() {
            return left + " " + rel.sign + " " + right;
        }
    }

    record AnyOf(List<Pred> alternatives) implements Pred {
        public AnyOf {
            alternatives = List.copyOf(alternatives);
        }
    }

    record AllOf(List<Pred> parts) implements Pred {
        public AllOf {
            parts = List.copyOf(parts);
        }
    }

    enum Rel {
        EQ("="), NE("≠"), GE("≥"), GT(">");

        private final String sign;

        Rel(String sign) {
            this.sign = sign;
        }

        public boolean holds(long a, long b) {
            return switch (this) {
                case EQ -> a == b;
                case NE -> a != b;
                case GE -> a >= b;
                case GT -> a > b;
            };
        }
    }

    /// What holds exactly where this does not (but for overflow and division by zero).
    default Pred negated() {
        return switch (this) {
            case Compare(Rel rel, Expr l, Expr r) -> switch (rel) {
                case EQ -> new Compare(Rel.NE, l, r);
                case NE -> new Compare(Rel.EQ, l, r);
                case GE -> new Compare(Rel.GT, r, l);
                case GT -> new Compare(Rel.GE, r, l);
            };
            case AnyOf(List<Pred> ps) -> new AllOf(ps.stream().map(Pred::negated).toList());
            case AllOf(List<Pred> ps) -> new AnyOf(ps.stream().map(Pred::negated).toList());
        };
    }

    /// Whether it holds; overflow and division by zero count as false.
    default boolean holds(long[] assignment) {
        try {
            return switch (this) {
                case Compare(Rel rel, Expr l, Expr r) -> rel.holds(l.eval(assignment), r.eval(assignment));
                case AnyOf(List<Pred> ps) -> ps.stream().anyMatch(p -> p.holds(assignment));
                case AllOf(List<Pred> ps) -> ps.stream().allMatch(p -> p.holds(assignment));
            };
        } catch (ArithmeticException _) {
            return false;
        }
    }
}
