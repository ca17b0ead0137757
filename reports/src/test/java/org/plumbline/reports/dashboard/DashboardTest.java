package org.plumbline.reports.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DashboardTest {
    private static final Pattern DATA = Pattern.compile("<script type=\"application/json\" id=\"data\">(.*?)</script>",
        Pattern.DOTALL);

    @TempDir
    Path folder;

    private String page(Overview overview) throws IOException {
        Dashboard.write(folder.resolve("a/b"), overview);
        return Files.readString(folder.resolve("a/b/index.html"));
    }

    @Test
    void thePageIsOneFileThatNamesNoOther() throws IOException {
        assertThat(page(Overviews.of(20))).doesNotContainPattern("<(?!a )[^>]*(src|href)=\"(?!data:|#)")
            .doesNotContainPattern("url\\((?!#)").doesNotContain("@import");
        assertThat(folder.resolve("a/b")).isDirectoryContaining("glob:**index.html");
    }

    @Test
    void theSamePageIsWrittenTwice() throws IOException {
        assertThat(page(Overviews.of(20))).isEqualTo(page(Overviews.of(20)));
    }

    @Test
    void itsDataIsJsonWithoutMarkup() throws IOException {
        var data = DATA.matcher(page(Overviews.hostile()));
        assertThat(data.find()).isTrue();
        assertThat(data.group(1)).doesNotContain("<", ">", "&", "\u2028");
        assertThat(new ObjectMapper().readTree(data.group(1))).hasSize(4);
    }

    @Test
    void whatTheHostileSayIsNowhereMarkup() throws IOException {
        assertThat(page(Overviews.hostile())).doesNotContain("<script>document", "<img", "\0", "\u2028", "\u202e",
            "href=\"javascript");
    }

    @Test
    void chartsKeepTheirTextAsText() throws IOException {
        assumeTrue(Svg.isPossible(), "not run: no fonts");
        assertThat(page(Overviews.of(20))).containsPattern("<text[^>]*>torch-djl</text>")
            .containsPattern("<title id=\"[\\w-]+\">Corpus growth</title>").doesNotContain("<?xml", "<!DOCTYPE svg");
    }

    @Test
    void whatWasNotReadIsListed() throws IOException {
        assertThat(page(Overviews.of(1))).contains("<li>night-3/summary.json: missing</li>");
    }

    @Test
    void aMachineWithoutFontsGivesTheNumbersInWords() throws Exception {
        Path fonts = Files.writeString(folder.resolve("fonts.conf"), "<fontconfig></fontconfig>");
        ProcessBuilder java = new ProcessBuilder(System.getProperty("java.home") + "/bin/java",
            "-Djava.awt.headless=true", "-Duser.home=" + folder, "-cp", System.getProperty("surefire.test.class.path",
                System.getProperty("java.class.path")),
            PageInAProcess.class.getName(), folder.resolve("plain").toString()).inheritIO();
        java.environment().put("FONTCONFIG_FILE", fonts.toString());
        assertThat(java.start().waitFor()).isZero();
        assertThat(Files.readString(folder.resolve("plain/index.html"))).contains("has no fonts", "<details open>",
            "torch-djl").doesNotContain("<svg");
    }

    @Nested
    class DecidedShares {
        @Test
        void areByTargetOperatorAndType() {
            HeatMap map = HeatMap.of(Overviews.clean().campaigns()).getFirst();
            assertThat(map.target()).isEqualTo("onnxruntime");
            assertThat(map.dtypes()).containsExactly("float", "float16", "int64", "int8");
            assertThat(map.rows()).extracting(HeatMap.Row::operator).containsExactly("Add", "Conv", "Pad", "Softmax");
            assertThat(map.rows().get(1).cells()).extracting(HeatMap.Cell::text).containsExactly("95", "40", "", "");
        }

        @Test
        void areNotRoundedUpToEverything() {
            assertThat(HeatMap.Cell.of(9999, 1)).isEqualTo(new HeatMap.Cell("99", "9",
                "9,999 of 10,000 elements decided"));
            assertThat(HeatMap.Cell.of(0, 0).text()).isEmpty();
        }

        @Test
        void ofNothingAreNone() {
            assertThat(HeatMap.of(List.of())).isEmpty();
        }
    }

    @Nested
    class Text {
        @Test
        void isOneLineOfBoundedLengthThatCanBePrinted() {
            assertThat(Printable.of(" a\n\tb\0\u202e\ud800 ")).isEqualTo("a b\ufffd\ufffd\ufffd");
            assertThat(Printable.of("x".repeat(10_000))).hasSize(501).endsWith("…");
        }

        @ParameterizedTest
        @CsvSource({"a/b c/d, a/b%20c/d", "../x, ../x", "javascript:alert(1), javascript%3Aalert%281%29",
            "//host/x, host/x",
            "a?b#c/%2e, a%3Fb%23c/%252e"})
        void asAPathLeadsToFilesOnly(String path, String reference) {
            assertThat(Printable.reference(path)).isEqualTo(reference);
        }

        @ParameterizedTest
        @ValueSource(strings = {"javascript:alert(1)", "https://a b", "ftp://x", "//x", "https://x/\"onclick=",
            "https://x/(y)",
            "HTTPS://x", ""})
        void thatIsNoAddressIsNoLink(String url) {
            assertThat(Printable.isWeb(url)).isFalse();
        }

        @ParameterizedTest
        @ValueSource(strings = {"https://example.org/a/b?c=d#e", "http://localhost:80/x", "https://example.org"})
        void thatIsAnAddressIsALink(String url) {
            assertThat(Printable.isWeb(url)).isTrue();
        }
    }
}
