package org.plumbline.reports.render;

import java.util.stream.Collectors;
import org.plumbline.reports.Culprit;
import org.plumbline.reports.Triage;
import org.plumbline.reports.Triage.Shown;
import org.plumbline.reports.bisect.History;

/// What triage has found out, in Markdown; nothing where it has not.
record Learned(Triage triage) {
    String text() {
        return culprit() + releases() + known()
            + (triage.met() > 1 ? "Met " + triage.met() + " times by fuzzing, with this cause.\n\n" : "");
    }

    private String culprit() {
        Culprit c = triage.culprit();
        String said = switch (c.part()) {
            case UNKNOWN -> "";
            case PASS -> "the graph optimizer " + Escape.code(c.name());
            case KERNEL -> "the kernel " + Escape.code(c.name());
            case MODE -> "the mode " + Escape.code(c.name());
        };
        return said.isEmpty() ? "" : "**Culprit**: " + said + ".\n\n" + c.evidence().stream()
            .map(e -> "- " + Escape.code(e) + "\n").collect(Collectors.joining("", "", c.evidence().isEmpty() ? ""
                : "\n"));
    }

    private String releases() {
        if (triage.releases().isEmpty()) {
            return "";
        }
        return "**Releases**: " + Escape.code(new History(triage.releases()).oneLine())
            + ".\n\n| release | result | said |\n|---|---|---|\n" + triage.releases().stream().map(r -> "| "
                + Escape.cell(r.version()) + " | " + word(r.shown()) + " | " + Escape.cell(r.said()) + " |\n")
                .collect(Collectors.joining()) + "\n";
    }

    private static String word(Shown shown) {
        return switch (shown) {
            case SHOWS -> "shows it";
            case GONE -> "does not show it";
            case NOT_APPLICABLE -> "not applicable";
            case UNAVAILABLE -> "not available";
        };
    }

    private String known() {
        return triage.known().isEmpty() ? "" : "**Known issues** that match:\n\n" + triage.known().stream()
            .map(k -> "- " + Escape.code(k.id()) + ": " + link(k.url()) + "\n").collect(Collectors.joining()) + "\n";
    }

    /// A link where it is one of the web without anything odd in it.
    private static String link(String url) {
        return url.matches("https://[\\w./#?=&%~+:-]+") ? "<" + url + ">" : Escape.code(url);
    }
}
