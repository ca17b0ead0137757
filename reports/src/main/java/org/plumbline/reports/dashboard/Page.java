package org.plumbline.reports.dashboard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.samskivert.mustache.Mustache;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Fills the page's template. The template escapes all text but the parts that are made here as markup: the charts, the style
/// sheet, the script and its data.
final class Page {
    private static final ObjectMapper JSON = new ObjectMapper();
    /// As many findings stand on the page before, or without, its script.
    static final int ROWS = 100;

    private Page() {
    }

    /// A row of the table of campaigns.
    record Campaign(String name, String started, String target, String cases, String perCpuSecond, String generated,
        String decided, String findings) {
        static Campaign of(CampaignRow c) {
            Numbers n = c.numbers();
            return new Campaign(Printable.of(c.name()), c.started().map(Page::time).orElse("–"), Printable.of(c
                .target()),
                number("%,d", n.cases()), number("%,.1f", n.casesPerCpuSecond()),
                number("%,.0f", n.generatedPerCpuSecond()), number("%.1f %%", 100 * n.decidedShare()),
                number("%,d", n.findings()));
        }
    }

    private static String number(String format, Object n) {
        return String.format(Locale.ROOT, format, n);
    }

    private static String time(Instant t) {
        return t.truncatedTo(ChronoUnit.MINUTES).toString().replace('T', ' ').replace(":00Z", " UTC");
    }

    static String of(Overview o) {
        List<Line> lines = o.entries().stream().map(Line::of).toList();
        Figures figures = Figures.of(o);
        List<HeatMap> heat = HeatMap.of(o.campaigns());
        Map<String, Object> page = new HashMap<>();
        page.put("version", Printable.of(o.version()));
        page.put("style", resource("page.css"));
        page.put("script", resource("page.js"));
        page.put("styleHash", hash(resource("page.css")));
        page.put("scriptHash", hash(resource("page.js")));
        page.put("data", data(lines));
        page.put("campaigns", o.campaigns().reversed().stream().map(Campaign::of).toList());
        page.put("hasCampaigns", !o.campaigns().isEmpty());
        page.put("cases", number("%,d", o.campaigns().stream().mapToLong(c -> c.numbers().cases()).sum()));
        page.put("count", number("%,d", lines.size()));
        page.put("lines", lines.subList(0, Math.min(ROWS, lines.size())));
        page.put("hasLines", !lines.isEmpty());
        page.put("more", lines.size() > ROWS ? number("%,d", lines.size() - ROWS) : "");
        page.put("hasMore", lines.size() > ROWS);
        page.put("figures", figures.all());
        page.put("undrawn", figures.isUndrawn());
        page.put("heat", heat);
        page.put("hasHeat", !heat.isEmpty());
        page.put("notShown", o.notShown().stream().map(Printable::of).toList());
        page.put("hasNotShown", !o.notShown().isEmpty());
        return Mustache.compiler().escapeHTML(true).emptyStringIsFalse(true).compile(resource("page.html"))
            .execute(page);
    }

    /// JSON that a script element can hold: nothing in it is read as markup, or as the end of a line.
    private static String data(List<Line> lines) {
        try {
            return JSON.writeValueAsString(lines).replace("&", "\\u0026").replace("<", "\\u003c")
                .replace(">", "\\u003e").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /// What the page's security policy knows the style sheet and the script by, so that no others are run.
    private static String hash(String content) {
        try {
            return "sha256-" + Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256")
                .digest(content.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String resource(String name) {
        try (InputStream in = Page.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
