package org.plumbline.reports.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/// A Chromium without a screen, as Debian installs it.
final class Browser implements AutoCloseable {
    private static final String CHROMIUM = "chromium";
    private static final String DRIVER = "chromedriver";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /// Starts it, where it is not missing, with an empty profile.
    static Browser start(Path profile) {
        ChromeOptions options = new ChromeOptions().setBinary(onPath(CHROMIUM).orElseThrow().toFile());
        options.addArguments("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--disable-dev-shm-usage",
            "--window-size=1280,900", "--user-data-dir=" + profile);
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
        return new Browser(new ChromeDriver(new ChromeDriverService.Builder().usingDriverExecutable(onPath(DRIVER)
            .orElseThrow().toFile()).build(), options));
    }

    /// What a test that wants it must know first: the program that is not there.
    static Optional<String> missing() {
        return Stream.of(CHROMIUM, DRIVER).filter(p -> onPath(p).isEmpty()).findFirst();
    }

    private static Optional<Path> onPath(String program) {
        return Stream.of(System.getenv("PATH").split(":")).map(d -> Path.of(d).resolve(program))
            .filter(Files::isExecutable).findFirst();
    }

    /// Opens the page with light or dark colours.
    void open(Path page, String scheme) {
        driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of(Map.of("name",
            "prefers-color-scheme", "value", scheme))));
        driver.get(page.toUri().toString());
    }

    /// Opens the page with scripts switched off.
    void openWithoutScripts(Path page) {
        driver.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", true));
        driver.get(page.toUri().toString());
    }

    /// What a script returns.
    Object run(String script) {
        return driver.executeScript(script);
    }

    long count(String selector) {
        return driver.findElements(By.cssSelector(selector)).size();
    }

    String text(String selector) {
        return driver.findElement(By.cssSelector(selector)).getText();
    }

    String attribute(String selector, String name) {
        return driver.findElement(By.cssSelector(selector)).getDomAttribute(name);
    }

    List<String> texts(String selector) {
        return driver.findElements(By.cssSelector(selector)).stream().map(WebElement::getText).toList();
    }

    /// Presses keys wherever the focus is.
    void press(CharSequence... keys) {
        driver.switchTo().activeElement().sendKeys(keys);
    }

    /// Presses the tabulator until the selector has the focus.
    void tabTo(String selector) {
        for (int i = 0; i < 60; i++) {
            press(Keys.TAB);
            if (Boolean.TRUE.equals(run("return document.activeElement.matches(" + quoted(selector) + ")"))) {
                return;
            }
        }
        throw new AssertionError("the tabulator does not reach " + selector);
    }

    private static String quoted(String text) {
        return JSON.valueToTree(text).toString();
    }

    /// All messages of the console since the last call.
    List<String> console() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream().map(LogEntry::toString).toList();
    }

    /// The addresses that were asked for since the last call.
    List<String> requests() throws IOException {
        List<String> urls = new ArrayList<>();
        for (LogEntry e : driver.manage().logs().get(LogType.PERFORMANCE)) {
            JsonNode message = JSON.readTree(e.getMessage()).path("message");
            if (message.path("method").asText().equals("Network.requestWillBeSent")) {
                urls.add(message.at("/params/request/url").asText());
            }
        }
        return urls;
    }

    byte[] screenshot() {
        return driver.getScreenshotAs(OutputType.BYTES);
    }

    @Override
    public void close() {
        driver.quit();
    }
}
