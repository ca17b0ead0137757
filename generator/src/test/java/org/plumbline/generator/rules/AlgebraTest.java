package org.plumbline.generator.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.graph.rule.Expr;
import org.plumbline.graph.rule.Pred;
import org.plumbline.graph.rule.Sym;

class AlgebraTest {
    private static final Map<String, Sym> SYMBOLS = symbols("a", "b", "c", "min", "group");

    private static Map<String, Sym> symbols(String... names) {
        Map<String, Sym> symbols = new LinkedHashMap<>();
        for (String n : names) {
            symbols.put(n, new Sym(symbols.size(), n, Sym.Role.DIMENSION, 0, 64));
        }
        return symbols;
    }

    private static Pred pred(String text) {
        return switch (Algebra.pred(text, SYMBOLS)) {
            case Algebra.Parsed.Read<Pred>(Pred p) -> p;
            case Algebra.Parsed.Malformed<Pred>(String why) -> throw new AssertionError(text + ": " + why);
        };
    }

    private static String why(String text) {
        return switch (Algebra.pred(text, SYMBOLS)) {
            case Algebra.Parsed.Read<Pred>(Pred p) -> throw new AssertionError(p);
            case Algebra.Parsed.Malformed<Pred>(String why) -> why;
        };
    }

    @Property(tries = 2000)
    void everyExpressionReadsBackAsItWasPrinted(@ForAll long seed) {
        RandomRules rules = new RandomRules(seed);
        Expr e = rules.expr();
        assertThat(Algebra.expr(Algebra.print(e), rules.symbols())).isEqualTo(new Algebra.Parsed.Read<>(e));
    }

    @Property(tries = 2000)
    void everyConditionReadsBackAsItWasPrinted(@ForAll long seed) {
        RandomRules rules = new RandomRules(seed);
        Pred p = rules.pred();
        assertThat(Algebra.pred(Algebra.print(p), rules.symbols())).isEqualTo(new Algebra.Parsed.Read<>(p));
    }

    @Property(tries = 500)
    void noTextThrows(@ForAll String text) {
        assertThat(Algebra.pred(text, SYMBOLS)).isNotNull();
    }

    @Property(tries = 1000)
    void noHalfOfAConditionThrows(@ForAll long seed) {
        RandomRules rules = new RandomRules(seed);
        String text = Algebra.print(rules.pred());
        assertThat(Algebra.pred(text.substring(0, text.length() / 2), rules.symbols())).isNotNull();
    }

    @Nested
    class ACondition {
        @ParameterizedTest
        @ValueSource(strings = {"(a + b - 1) / c + 1 = c", "a = b * group", "a = b or a = 1", "a - (b - c) ≠ -3",
            "a * -2 ≥ b % c", "(a = b or a = 1) and c > 0", "a = b and c > 0 or a = 1", "a = b or (a = 1 or c > 0)",
            "min(a, max(b, 1)) > 0", "min = 1", "all()", "any(a = b)", "a / (b * c) = a / b / c"})
        void isPrintedWithNoMoreParenthesesThanNeeded(String text) {
            assertThat(Algebra.print(pred(text))).isEqualTo(text);
        }

        @ParameterizedTest
        @CsvSource({"((a)) = (b), a = b", "a<=b, b ≥ a", "a < b, b > a", "a!=b, a ≠ b", "a == b, a = b",
            "a >= b, a ≥ b", "'((a = b))', a = b", "-a = b, 0 - a = b", "'any(a = b, c = 1)', a = b or c = 1"})
        void mayBeWrittenInOtherWays(String written, String canonical) {
            assertThat(Algebra.print(pred(written))).isEqualTo(canonical);
        }

        @Test
        void meansWhatItSays() {
            Pred p = pred("a + 2 * b - 1 = 6 and a % 2 = 1 or -7 / 2 = -3");
            assertThat(p.holds(new long[] {3, 2, 0, 0, 0})).isTrue();
            assertThat(p.holds(new long[] {1, 2, 0, 0, 0})).isFalse();
        }

        @Test
        void ofNothingIsAlwaysOrNever() {
            assertThat(Algebra.print(new Pred.AnyOf(List.of()))).isEqualTo("any()");
            assertThat(pred("all()")).isEqualTo(new Pred.AllOf(List.of()));
        }
    }

    @Nested
    class AMistake {
        @ParameterizedTest
        @CsvSource(delimiter = '|', value = {
            "a = grup          | column 5: no symbol 'grup'; near are group",
            "a                 | column 2: wanted a relation (= ≠ ≥ > ≤ <), not the end",
            "a = b = c         | column 7: wanted 'and', 'or' or the end, not '='",
            "(a + b = c        | column 11: wanted ')', not the end",
            "a + * b = c       | column 5: wanted a number, a symbol or '(', not '*'",
            "a = 99999999999999999999 | column 5: 99999999999999999999 does not fit in 64 bits",
            "a & b             | column 3: '&' is neither a number, a symbol nor a sign",
            "2a = b            | column 1: '2a' is neither a number, a symbol nor a sign",
            "min(a) = b        | column 6: wanted ',', not ')'",
            "a = b or          | column 9: wanted a number, a symbol or '(', not the end"})
        void isShownByItsColumn(String text, String why) {
            assertThat(why(text)).startsWith(why);
        }

        @Test
        void thatNestsWithoutEndIsRefused() {
            assertThat(why("(".repeat(100_000) + "a" + ")".repeat(100_000) + " = 1")).contains("parentheses");
            assertThat(why("-".repeat(100_000) + "a = 1")).contains("parentheses");
        }
    }

    @Nested
    class ASymbol {
        @ParameterizedTest
        @ValueSource(strings = {"x0", "_a", "größe", "min", "Any"})
        void mayHaveAName(String name) {
            assertThat(Algebra.isName(name)).isTrue();
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "0x", "a b", "a.b", "and", "or", "a-1"})
        void mayNotHaveAnother(String name) {
            assertThat(Algebra.isName(name)).isFalse();
        }
    }
}
