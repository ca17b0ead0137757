package org.plumbline.generator.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.plumbline.graph.Nearest;
import org.plumbline.graph.rule.Expr;
import org.plumbline.graph.rule.Pred;
import org.plumbline.graph.rule.Sym;

/// Reads rules by recursive descent. Nothing is folded or reordered, so that a tree reads back as it was printed.
final class AlgebraParser {
    /// More parentheses inside each other than this are refused, lest the stack run out.
    private static final int DEEPEST = 200;

    private final List<Token> tokens;
    private final Map<String, Sym> symbols;
    private int next;
    private int depth;

    AlgebraParser(String text, Map<String, Sym> symbols) {
        this.tokens = Token.all(text);
        this.symbols = symbols;
    }

    Expr wholeExpr() {
        Expr e = sum();
        if (token().kind() != Token.Kind.END) {
            throw unexpected("an operator or the end");
        }
        return e;
    }

    Pred wholePred() {
        Pred p = either();
        if (token().kind() != Token.Kind.END) {
            throw unexpected("'and', 'or' or the end");
        }
        return p;
    }

    private Pred either() {
        List<Pred> parts = new ArrayList<>(List.of(both()));
        while (takes("or")) {
            parts.add(both());
        }
        return parts.size() == 1 ? parts.getFirst() : new Pred.AnyOf(parts);
    }

    private Pred both() {
        List<Pred> parts = new ArrayList<>(List.of(condition()));
        while (takes("and")) {
            parts.add(condition());
        }
        return parts.size() == 1 ? parts.getFirst() : new Pred.AllOf(parts);
    }

    private Pred condition() {
        if (isCall("any") || isCall("all")) {
            boolean any = take().is("any");
            List<Pred> parts = inParentheses(this::listed);
            return any ? new Pred.AnyOf(parts) : new Pred.AllOf(parts);
        }
        return token().is("(") && holdsCondition() ? inParentheses(this::either) : comparison();
    }

    private List<Pred> listed() {
        List<Pred> parts = new ArrayList<>();
        if (!token().is(")")) {
            do {
                parts.add(either());
            } while (takes(","));
        }
        return parts;
    }

    /// Whether the parentheses that open here are about a condition: there is a relation in them.
    private boolean holdsCondition() {
        int open = 0;
        for (int i = next; i < tokens.size(); i++) {
            Token t = tokens.get(i);
            open += t.is("(") ? 1 : t.is(")") ? -1 : 0;
            if (t.isRelation() || (t.is("any") || t.is("all")) && tokens.get(i + 1).is("(")) {
                return true;
            }
            if (open == 0) {
                return false;
            }
        }
        return false;
    }

    private Pred comparison() {
        Expr left = sum();
        if (!token().isRelation()) {
            throw unexpected("a relation (= ≠ ≥ > ≤ <)");
        }
        String sign = take().text();
        Expr right = sum();
        return switch (sign) {
            case "=" -> left.eq(right);
            case "≠" -> left.ne(right);
            case "≥" -> left.ge(right);
            case ">" -> left.gt(right);
            case "≤" -> left.le(right);
            default -> left.lt(right);
        };
    }

    private Expr sum() {
        Expr e = product();
        while (token().is("+") || token().is("-")) {
            e = new Expr.Binary(take().is("+") ? Expr.Op.ADD : Expr.Op.SUB, e, product());
        }
        return e;
    }

    private Expr product() {
        Expr e = factor();
        while (token().is("*") || token().is("/") || token().is("%")) {
            Token sign = take();
            e = new Expr.Binary(sign.is("*") ? Expr.Op.MUL : sign.is("/") ? Expr.Op.FLOOR_DIV : Expr.Op.MOD, e,
                factor());
        }
        return e;
    }

    private Expr factor() {
        if (isCall("min") || isCall("max")) {
            Expr.Op op = take().is("min") ? Expr.Op.MIN : Expr.Op.MAX;
            return inParentheses(() -> {
                Expr left = sum();
                expect(",");
                return new Expr.Binary(op, left, sum());
            });
        }
        Token t = token();
        return switch (t.kind()) {
            case NUMBER -> number("");
            case NAME -> symbol();
            case SIGN, END -> {
                if (t.is("(")) {
                    yield inParentheses(this::sum);
                }
                if (!takes("-")) {
                    throw unexpected("a number, a symbol or '('");
                }
                yield token().kind() == Token.Kind.NUMBER ? number("-")
                    : deeper(() -> new Expr.Binary(Expr.Op.SUB, Expr.of(0), factor()));
            }
        };
    }

    private Expr number(String sign) {
        Token t = take();
        try {
            return Expr.of(Long.parseLong(sign + t.text()));
        } catch (NumberFormatException _) {
            throw new Token.Unexpected(t.column(), sign + t.text() + " does not fit in 64 bits");
        }
    }

    private Expr symbol() {
        if (!symbols.containsKey(token().text())) {
            throw new Token.Unexpected(token().column(), "no symbol " + token().shown() + "; "
                + (symbols.isEmpty() ? "the rule has none" : "near are " + Nearest.to(token().text(),
                    symbols.keySet())));
        }
        return symbols.get(take().text());
    }

    private boolean isCall(String name) {
        return token().is(name) && tokens.get(next + 1).is("(");
    }

    private <T> T inParentheses(Supplier<T> inner) {
        expect("(");
        T value = deeper(inner);
        expect(")");
        return value;
    }

    private <T> T deeper(Supplier<T> inner) {
        if (++depth > DEEPEST) {
            throw new Token.Unexpected(token().column(), "more than " + DEEPEST + " parentheses inside each other");
        }
        T value = inner.get();
        depth--;
        return value;
    }

    private void expect(String sign) {
        if (!takes(sign)) {
            throw unexpected("'" + sign + "'");
        }
    }

    private boolean takes(String word) {
        boolean here = token().is(word);
        next += here ? 1 : 0;
        return here;
    }

    private Token take() {
        return tokens.get(next++);
    }

    private Token token() {
        return tokens.get(next);
    }

    private Token.Unexpected unexpected(String wanted) {
        return new Token.Unexpected(token().column(), "wanted " + wanted + ", not " + token().shown());
    }
}
