package org.plumbline.generator.rules;

import java.util.List;
import java.util.stream.Collectors;
import org.plumbline.graph.rule.Expr;
import org.plumbline.graph.rule.Pred;
import org.plumbline.graph.rule.Sym;

/// Prints rules; the counterpart of [AlgebraParser]. A level says how tightly the surroundings bind: what binds less
/// gets parentheses.
final class AlgebraPrinter {
    static final int SUM = 0;
    static final int EITHER = 0;
    private static final int PRODUCT = 1;
    private static final int BOTH = 1;
    private static final int ATOM = 2;

    private AlgebraPrinter() {
    }

    static String expr(Expr e, int level) {
        return switch (e) {
            case Sym s -> s.name();
            case Expr.Const(long value) -> Long.toString(value);
            case Expr.Binary(Expr.Op op, Expr l, Expr r) -> switch (op) {
                case ADD -> infix(l, "+", r, SUM, level);
                case SUB -> infix(l, "-", r, SUM, level);
                case MUL -> infix(l, "*", r, PRODUCT, level);
                case FLOOR_DIV -> infix(l, "/", r, PRODUCT, level);
                case MOD -> infix(l, "%", r, PRODUCT, level);
                case MIN -> "min(" + expr(l, SUM) + ", " + expr(r, SUM) + ")";
                case MAX -> "max(" + expr(l, SUM) + ", " + expr(r, SUM) + ")";
            };
        };
    }

    private static String infix(Expr left, String sign, Expr right, int own, int level) {
        String text = expr(left, own) + " " + sign + " " + expr(right, own + 1);
        return own < level ? "(" + text + ")" : text;
    }

    static String pred(Pred p, int level) {
        return switch (p) {
            case Pred.Compare(Pred.Rel rel, Expr l, Expr r) -> expr(l, SUM) + " " + sign(rel) + " " + expr(r, SUM);
            case Pred.AnyOf(List<Pred> ps) -> joined(ps, "or", "any", EITHER, level);
            case Pred.AllOf(List<Pred> ps) -> joined(ps, "and", "all", BOTH, level);
        };
    }

    private static String joined(List<Pred> parts, String word, String function, int own, int level) {
        if (parts.size() < 2) {
            return parts.stream().map(p -> pred(p, EITHER)).collect(Collectors.joining(", ", function + "(", ")"));
        }
        String text = parts.stream().map(p -> pred(p, own == EITHER ? BOTH : ATOM))
            .collect(Collectors.joining(" " + word + " "));
        return own < level ? "(" + text + ")" : text;
    }

    private static String sign(Pred.Rel rel) {
        return switch (rel) {
            case EQ -> "=";
            case NE -> "≠";
            case GE -> "≥";
            case GT -> ">";
        };
    }
}
