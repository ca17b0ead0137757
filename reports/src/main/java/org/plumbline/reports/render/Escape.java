package org.plumbline.reports.render;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Text from models and targets inside the languages that a report is written in. Whatever the text is, what comes out
/// is one piece of text there, and nothing else.
final class Escape {
    private static final int REPLACEMENT = 0xfffd;
    private static final int LONGEST = 600;

    private Escape() {
    }

    /// Without control characters and line ends, and not endless.
    static String line(String text) {
        String one = text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
        return one.length() <= LONGEST ? one : one.substring(0, LONGEST - 1) + "…";
    }

    /// A code span of Markdown; a dash for nothing. No markup, mention or HTML is seen in it.
    static String code(String text) {
        String one = line(text);
        if (one.isEmpty()) {
            return "–";
        }
        String fence = "`".repeat(run(one) + 1);
        boolean ticks = one.startsWith("`") || one.endsWith("`");
        return fence + (ticks ? " " + one + " " : one) + fence;
    }

    /// A code span inside a cell of a table, which bars would end.
    static String cell(String text) {
        return code(text).replace("|", "\\|");
    }

    /// A fenced block of Markdown; `text` may have many lines.
    static String block(String language, String text) {
        String clean = text.replaceAll("[\\p{Cntrl}&&[^\\n]]", " ").replaceAll("[\\u2028\\u2029]", " ").stripTrailing();
        String fence = "`".repeat(Math.max(3, run(clean) + 1));
        return fence + language + "\n" + clean + "\n" + fence + "\n";
    }

    /// The longest run of backticks.
    private static int run(String text) {
        int longest = 0;
        int now = 0;
        for (char c : text.toCharArray()) {
            now = c == '`' ? now + 1 : 0;
            longest = Math.max(longest, now);
        }
        return longest;
    }

    /// Character data or an attribute's value in XML 1.0; what XML has no character for becomes U+FFFD.
    static String xml(String text) {
        return text.codePoints().mapToObj(c -> switch (c) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '"' -> "&quot;";
            case '\'' -> "&#39;";
            default -> Character.toString(isXml(c) ? c : REPLACEMENT);
        }).collect(Collectors.joining());
    }

    private static boolean isXml(int c) {
        return c == '\t' || c == '\n' || c == '\r' || c >= 0x20 && c <= 0xd7ff || c >= 0xe000 && c <= 0xfffd
            || c >= 0x10000;
    }

    /// A string literal of Python, in ASCII.
    static String python(String text) {
        return text.codePoints().mapToObj(c -> switch (c) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            default -> c >= 0x20 && c < 0x7f ? Character.toString(c)
                : c < 0x100 ? String.format("\\x%02x", c)
                : c < 0x10000 ? String.format("\\u%04x", c) : String.format("\\U%08x", c);
        }).collect(Collectors.joining("", "\"", "\""));
    }

    /// A string literal of Java, in ASCII. Control characters are octal, since a Unicode escape of a line end would end
    /// the line; a backslash is doubled, which keeps what follows it from being a Unicode escape.
    static String java(String text) {
        return text.chars().mapToObj(c -> switch (c) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            default -> c >= 0x20 && c < 0x7f ? Character.toString(c)
                : c < 0x100 ? String.format("\\%03o", c) : String.format("\\u%04x", c);
        }).collect(Collectors.joining("", "\"", "\""));
    }

    /// Lines of a comment, each behind `mark`, in ASCII and without backslashes, which begin Unicode escapes in Java's
    /// comments too.
    static String comment(String mark, String text) {
        return IntStream.of(line(text).codePoints().toArray())
            .mapToObj(c -> c == '\\' ? "/" : c < 0x7f ? Character.toString(c) : c == '→' ? "->" : c == '…' ? "..."
                : "?")
            .collect(Collectors.joining("", mark + " ", "\n"));
    }
}
