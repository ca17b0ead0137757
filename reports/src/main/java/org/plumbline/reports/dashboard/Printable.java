package org.plumbline.reports.dashboard;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/// Text of models and targets made fit for a page: one line, of bounded length, without control characters, characters
/// that turn the direction of writing, or halves of characters. Escaping for a format comes on top of that.
public final class Printable {
    private static final int LONGEST = 500;
    private static final int ODD = 0xFFFD;

    private Printable() {
    }

    /// The text in one line; what cannot be shown is U+FFFD, and an overlong text ends in `…`.
    public static String of(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        int end = Math.min(LONGEST, line.length());
        String shown = line.substring(0, end).codePoints().map(c -> isPlain(c) ? c : ODD)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
        return end < line.length() ? shown + "…" : shown;
    }

    private static boolean isPlain(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED,
                Character.LINE_SEPARATOR,
                Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    /// A relative path with `/` between its parts as the reference to it: nothing in it can name a scheme, a query or
    /// a host.
    public static String reference(String path) {
        return Arrays.stream(path.split("/")).filter(s -> !s.isEmpty()).map(Printable::segment)
            .collect(Collectors.joining("/"));
    }

    private static String segment(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /// Whether a link may lead there: to the web, and nowhere else.
    public static boolean isWeb(String url) {
        return url.matches("https?://[\\w.-]+(:\\d+)?(/[\\w./%#?&=~+@:,;-]*)?");
    }
}
