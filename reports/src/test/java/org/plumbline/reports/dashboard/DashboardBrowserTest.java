package org.plumbline.reports.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

/// The page in a real browser, from the file system.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DashboardBrowserTest {
    private static final int MANY = 10_000;
    private static final String ROWS = "#table tbody tr";

    private static Path folder;
    private static Browser browser;

    @BeforeAll
    static void start(@TempDir Path temporary) {
        folder = temporary;
        browser = Browser.missing().isEmpty() ? Browser.start(temporary.resolve("profile")) : null;
    }

    @BeforeEach
    void needABrowser() {
        assumeTrue(browser != null, () -> "not run: no " + Browser.missing().orElseThrow() + "; .ci/run installs it");
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
    }

    private static Path page(String name, Overview overview) throws IOException {
        Dashboard.write(folder.resolve(name), overview);
        return folder.resolve(name).resolve("index.html");
    }

    private static Path open(String name, Overview overview, String scheme) throws IOException {
        Path page = page(name, overview);
        browser.console();
        browser.requests();
        browser.open(page, scheme);
        return page;
    }

    @Test
    void nothingIsAskedOfTheNetworkAndNothingIsComplainedOf() throws IOException {
        Path page = open("quiet", Overviews.of(300), "light");
        assertThat(browser.console()).isEmpty();
        assertThat(browser.requests()).allMatch(url -> url.equals(page.toUri().toString()) || url.startsWith("data:"))
            .isNotEmpty();
    }

    @Test
    void tenThousandFindingsAreAPageOfRowsAtATime() throws IOException {
        open("many", Overviews.of(MANY), "light");
        assertThat(browser.text("#status")).isEqualTo("10,000 of 10,000 findings");
        assertThat(browser.count(ROWS)).isEqualTo(Page.ROWS);
        browser.tabTo("#text");
        browser.press("pass-77");
        assertThat(browser.text("#status")).isEqualTo("111 of 10,000 findings");
        assertThat(browser.count(ROWS)).isEqualTo(Page.ROWS);
        browser.tabTo("#next");
        browser.press(Keys.ENTER);
        assertThat(browser.text("#page")).isEqualTo("Page 2 of 2");
        assertThat(browser.count(ROWS)).isEqualTo(11);
    }

    @Test
    void keysAloneSortAndFilter() throws IOException {
        open("keys", Overviews.of(250), "light");
        browser.press(Keys.TAB);
        assertThat(browser.run("return document.activeElement.className")).isEqualTo("skip");
        browser.tabTo("th[data-key=met] button");
        assertThat((String) browser.run("return getComputedStyle(document.activeElement).outlineStyle"))
            .isEqualTo("solid");
        browser.press(Keys.ENTER);
        assertThat(browser.attribute("th[data-key=met]", "aria-sort")).isEqualTo("descending");
        assertThat(met()).isSortedAccordingTo(Comparator.reverseOrder()).contains(50);
        browser.press(Keys.SPACE);
        assertThat(browser.attribute("th[data-key=met]", "aria-sort")).isEqualTo("ascending");
        assertThat(met()).isSorted().startsWith(1);
        browser.open(folder.resolve("keys/index.html"), "light");
        browser.tabTo("#kind");
        browser.press("crash");
        assertThat(browser.texts(ROWS + " td:nth-child(2)")).hasSize(62).containsOnly("crash");
        browser.tabTo("button[type=reset]");
        browser.press(Keys.ENTER);
        assertThat(browser.text("#status")).isEqualTo("250 of 250 findings");
    }

    private static List<Integer> met() {
        return browser.texts(ROWS + " td.number").stream().map(Integer::valueOf).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void allTextStandsOutFromWhatIsBehindIt(String scheme) throws IOException {
        open(scheme, Overviews.of(300), scheme);
        save(scheme);
        assertThat((Boolean) browser.run("return matchMedia('(prefers-color-scheme: dark)').matches"))
            .isEqualTo(scheme.equals("dark"));
        String script = new String(DashboardBrowserTest.class.getResourceAsStream("contrast.js").readAllBytes());
        assertThat((List<?>) browser.run(script)).as("text below a contrast of 4.5 to 1").isEmpty();
    }

    /// For people, where they ask for it.
    private static void save(String name) throws IOException {
        String shots = System.getProperty("plumbline.screenshots", "");
        if (!shots.isEmpty()) {
            for (String part : List.of("findings", "charts", "decided")) {
                browser.run("document.getElementById('" + part + "').scrollIntoView()");
                Files.write(Path.of(shots, name + "-" + part + ".png"), browser.screenshot());
            }
        }
    }

    @Test
    void whatTheHostileSayIsShownAndNotObeyed() throws IOException {
        open("hostile", Overviews.hostile(), "light");
        assertThat(browser.console()).isEmpty();
        assertThat(browser.run("return document.title")).isEqualTo("Plumbline: 4 root causes");
        assertThat(browser.count("img, iframe, script:not([id=data]) ~ script")).isZero();
        assertThat(browser.text(ROWS)).contains("<script>", "onerror=");
        assertThat(browser.run("return [...document.links].map(a => a.protocol)")).asInstanceOf(
            InstanceOfAssertFactories.LIST).containsOnly("file:", "https:");
    }

    @Test
    void anEmptyPageSaysSo() throws IOException {
        open("empty", Overviews.nothing(), "light");
        assertThat(browser.console()).isEmpty();
        assertThat(browser.text("#findings")).contains("Nothing was found.");
    }

    @Test
    void namesOfPartsAreUniqueAndPartsHaveNames() throws IOException {
        open("names", Overviews.of(150), "light");
        assertThat(browser.run("const ids = [...document.querySelectorAll('[id]')].map(e => e.id);"
            + "return ids.filter((id, i) => ids.indexOf(id) !== i)")).isEqualTo(List.of());
        assertThat(browser.run("return [...document.querySelectorAll('[aria-labelledby]')]"
            + ".filter(e => !document.getElementById(e.getAttribute('aria-labelledby'))?.textContent).length"))
            .isEqualTo(0L);
        assertThat(browser.count("table:not(:has(caption)), th:not([scope]), svg:not([role=img]):not(svg svg)"))
            .isZero();
        assertThat(browser.count("figure svg text")).matches(n -> n > 30 == Svg.isPossible());
    }

    @Test
    void theFirstFindingsAreThereWithoutScripts(@TempDir Path profile) throws IOException {
        try (Browser plain = Browser.start(profile)) {
            plain.openWithoutScripts(page("plain", Overviews.of(300)));
            assertThat(plain.count(ROWS)).isEqualTo(Page.ROWS);
            assertThat(plain.text("noscript")).contains("200 more findings");
            assertThat(plain.text("#filters")).isEmpty();
        }
    }
}
