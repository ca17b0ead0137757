package org.plumbline.generator.rules;

import java.util.ArrayList;
import java.util.List;

/// A word of the algebra: a name, a number or a sign, and the column (from 1) where it begins. The last one is the end,
/// whose text is empty.
record Token(Kind kind, String text, int column) {
    private static final String SIGNS = "+-*/%(),=≠≥>≤<";

    enum Kind {
        NAME, NUMBER, SIGN, END
    }

    /// Caught in [Algebra].
    static final class Unexpected extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unexpected(int column, String what) {
            super("column " + column + ": " + what, null, false, false);
        }
    }

    static boolean startsName(int c) {
        return Character.isLetter(c) || c == '_';
    }

    static boolean continuesName(int c) {
        return startsName(c) || isDigit(c);
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    boolean is(String sign) {
        return kind != Kind.NUMBER && text.equals(sign);
    }

    boolean isRelation() {
        return kind == Kind.SIGN && "=≠≥>≤<".contains(text);
    }

    /// For complaints.
    String shown() {
        return kind == Kind.END ? "the end" : "'" + text + "'";
    }

    static List<Token> all(String text) {
        List<Token> tokens = new ArrayList<>();
        for (int i = 0; i < text.length();) {
            if (Character.isWhitespace(text.charAt(i))) {
                i++;
                continue;
            }
            int from = i;
            i = end(text, from);
            tokens.add(token(text.substring(from, i), from + 1));
        }
        tokens.add(new Token(Kind.END, "", text.length() + 1));
        return tokens;
    }

    private static int end(String text, int from) {
        char first = text.charAt(from);
        int to = from + 1;
        if (startsName(first) || isDigit(first)) {
            while (to < text.length() && continuesName(text.charAt(to))) {
                to++;
            }
            return to;
        }
        return "=!<>".indexOf(first) >= 0 && to < text.length() && text.charAt(to) == '=' ? to + 1 : to;
    }

    private static Token token(String word, int column) {
        if (startsName(word.charAt(0))) {
            return new Token(Kind.NAME, word, column);
        }
        if (word.chars().allMatch(Token::isDigit)) {
            return new Token(Kind.NUMBER, word, column);
        }
        String sign = switch (word) {
            case "==" -> "=";
            case "!=" -> "≠";
            case ">=" -> "≥";
            case "<=" -> "≤";
            default -> word;
        };
        if (sign.length() > 1 || !SIGNS.contains(sign)) {
            throw new Unexpected(column, "'" + word + "' is neither a number, a symbol nor a sign");
        }
        return new Token(Kind.SIGN, sign, column);
    }
}
