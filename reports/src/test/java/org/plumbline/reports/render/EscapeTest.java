package org.plumbline.reports.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import javax.lang.model.SourceVersion;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.InputSource;

class EscapeTest {
    static List<String> hostile() {
        return Reports.HOSTILE;
    }

    /// What a Java compiler makes of a literal: Unicode escapes first, then the others.
    private static String readJava(String literal) {
        assertThat(literal).matches("(?s)\"[\\x20-\\x7e]*\"");
        StringBuilder units = new StringBuilder();
        String body = literal.substring(1, literal.length() - 1);
        for (int i = 0; i < body.length(); i++) {
            if (body.charAt(i) != '\\') {
                assertThat(body.charAt(i)).isNotEqualTo('"');
                units.append(body.charAt(i));
            } else if (body.charAt(i + 1) == 'u') {
                units.append((char) Integer.parseInt(body.substring(i + 2, i + 6), 16));
                i += 5;
            } else if (Character.isDigit(body.charAt(i + 1))) {
                units.append((char) Integer.parseInt(body.substring(i + 1, i + 4), 8));
                i += 3;
            } else {
                units.append(body.charAt(++i));
            }
        }
        return units.toString();
    }

    @Nested
    class AJavaLiteral {
        @Property
        void isReadBackAsTheText(@ForAll String text) {
            assertThat(readJava(Escape.java(text))).isEqualTo(text);
        }

        @Test
        void hasNoUnicodeEscapeOfACharacterThatMeansSomething() {
            assertThat(Escape.java("\n\r\"\\u000a")).isEqualTo("\"\\012\\015\\\"\\\\u000a\"");
        }

        @Test
        void isNoKeyword() {
            assertThat(SourceVersion.isKeyword(Escape.java("class"))).isFalse();
        }
    }

    @Nested
    class AComment {
        @ParameterizedTest
        @MethodSource("org.plumbline.reports.render.EscapeTest#hostile")
        void isOneLineOfAsciiWithoutEscapes(String text) {
            assertThat(Escape.comment("//", text)).matches("// [\\x20-\\x7e&&[^\\\\]]*\\n");
        }
    }

    @Nested
    class XmlText {
        @Property
        void isReadBackAsTheTextWithoutWhatXmlLacks(@ForAll String text) throws Exception {
            var document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(
                new StringReader("<x a=\"" + Escape.xml(text) + "\">" + Escape.xml(text) + "</x>")));
            String kept = text.codePoints().mapToObj(c -> Character.toString(Escape.xml(Character.toString(c)).equals(
                "\ufffd") ? 0xfffd : c)).reduce("", String::concat).replace("\r\n", "\n").replace('\r', '\n');
            assertThat(document.getDocumentElement().getTextContent()).isEqualTo(kept);
        }
    }

    @Nested
    class ACodeSpan {
        @ParameterizedTest
        @MethodSource("org.plumbline.reports.render.EscapeTest#hostile")
        void isOneLineBetweenFencesThatTheTextDoesNotHold(String text) {
            String span = Escape.code(text);
            if (span.equals("–")) {
                assertThat(Escape.line(text)).isEmpty();
                return;
            }
            String fence = span.replaceFirst("(?s)^(`+).*", "$1").replaceAll("[^`]", "");
            String inside = span.substring(fence.length(), span.length() - fence.length());
            assertThat(span).doesNotContain("\n").startsWith(fence).endsWith(fence);
            assertThat(inside).doesNotContain(fence).doesNotStartWith("`").doesNotEndWith("`");
        }

        @Test
        void inATableHasNoBareBar() {
            assertThat(Escape.cell("a|b")).isEqualTo("`a\\|b`");
        }
    }

    @Nested
    class AFencedBlock {
        @ParameterizedTest
        @MethodSource("org.plumbline.reports.render.EscapeTest#hostile")
        void endsWhereItsFenceIsAndNotBefore(String text) {
            List<String> lines = Escape.block("", text).lines().toList();
            assertThat(lines.getFirst()).matches("`{3,}").isEqualTo(lines.getLast());
            assertThat(lines.subList(1, lines.size() - 1)).noneMatch(l -> l.contains(lines.getFirst()));
        }
    }
}
