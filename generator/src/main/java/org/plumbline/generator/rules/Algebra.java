package org.plumbline.generator.rules;

import java.util.Map;
import java.util.function.Function;
import org.plumbline.graph.rule.Expr;
import org.plumbline.graph.rule.Pred;
import org.plumbline.graph.rule.Sym;

/// Expressions and conditions as people write them: `(x2 + pads0 - 1) / strides0 + 1`, `x1 = w1 * group`,
/// `a = b or a = 1`. What is printed reads back as the same tree.
///
/// `*`, `/`, `%` bind tighter than `+`, `-`, and `and` tighter than `or`; all of them group to the left. `/` and `%`
/// round towards −∞. There are `min(a, b)` and `max(a, b)`, and the relations `=`, `≠`, `≥`, `>`, `≤`, `<` (in ASCII
/// `!=`, `>=`, `<=`). `any(…)` and `all(…)` are `or` and `and` of any number of conditions, none and one included.
public final class Algebra {
    private Algebra() {
    }

    /// What came of reading.
    public sealed interface Parsed<T> {
        record Read<T>(T value) implements Parsed<T> {
        }

        /// One line that names the column and what is wrong there.
        record Malformed<T>(String why) implements Parsed<T> {
        }
    }

    /// The expression with no more parentheses than needed.
    public static String print(Expr expr) {
        return AlgebraPrinter.expr(expr, AlgebraPrinter.SUM);
    }

    /// The condition, likewise.
    public static String print(Pred pred) {
        return AlgebraPrinter.pred(pred, AlgebraPrinter.EITHER);
    }

    /// Reads an expression over the given symbols.
    public static Parsed<Expr> expr(String text, Map<String, Sym> symbols) {
        return parsed(text, symbols, AlgebraParser::wholeExpr);
    }

    /// Reads a condition over the given symbols.
    public static Parsed<Pred> pred(String text, Map<String, Sym> symbols) {
        return parsed(text, symbols, AlgebraParser::wholePred);
    }

    /// Whether a symbol may have this name: a letter or `_`, then letters, digits and `_`; neither `and` nor `or`.
    public static boolean isName(String name) {
        return !name.isEmpty() && Token.startsName(name.charAt(0)) && name.chars().allMatch(Token::continuesName)
            && !name.equals("and") && !name.equals("or");
    }

    private static <T> Parsed<T> parsed(String text, Map<String, Sym> symbols, Function<AlgebraParser, T> rule) {
        try {
            return new Parsed.Read<>(rule.apply(new AlgebraParser(text, symbols)));
        } catch (Token.Unexpected e) {
            return new Parsed.Malformed<>(e.getMessage());
        }
    }
}
