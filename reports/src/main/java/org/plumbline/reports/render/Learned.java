package org.plumbline.reports.render;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.plumbline.reports.Culprit;
import org.plumbline.reports.Triage;
import org.plumbline.reports.Triage.Release;
import org.plumbline.reports.Triage.Shown;

/// What triage has found out, in Markdown; nothing where it has not.
record Learned(Triage triage) {
    /// Where a symptom begins and ends among releases that were tried, in ascending order. `regression` is the last
    /// release before the first that shows it, where that one does not.
    record Range(Optional<String> firstSeen, Optional<String> fixedIn, Optional<String> regression,
        List<String> notApplicable) {
    }

    static Range range(Triage t) {
        List<Release> told = t.releases().stream().filter(r -> r.shown() == Shown.SHOWS || r.shown() == Shown.GONE)
            .toList();
        List<Shown> shown = told.stream().map(Release::shown).toList();
        int first = shown.indexOf(Shown.SHOWS);
        int last = shown.lastIndexOf(Shown.SHOWS);
        return new Range(first < 0 ? Optional.empty() : Optional.of(told.get(first).version()),
            last < 0 || last == told.size() - 1 ? Optional.empty() : Optional.of(told.get(last + 1).version()),
            first <= 0 ? Optional.empty() : Optional.of(told.get(first - 1).version()),
            t.releases().stream().filter(r -> r.shown() == Shown.NOT_APPLICABLE).map(Release::version).toList());
    }

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
            case FRAME -> "the native function " + Escape.code(c.name());
        };
        return said.isEmpty() ? "" : "**Culprit**: " + said + ".\n\n" + c.evidence().stream()
            .map(e -> "- " + Escape.code(e) + "\n").collect(Collectors.joining("", "", c.evidence().isEmpty() ? ""
                : "\n"));
    }

    private String releases() {
        if (triage.releases().isEmpty()) {
            return "";
        }
        Range range = range(triage);
        return "**Releases**: first seen in " + range.firstSeen().map(Escape::code).orElse("none of those tried")
            + range.regression().map(v -> " (not in " + Escape.code(v) + ")").orElse("") + ", "
            + range.fixedIn().map(v -> "fixed in " + Escape.code(v)).orElse("not fixed in the newest one tried")
            + (range.notApplicable().isEmpty() ? "" : ", not applicable to " + range.notApplicable().stream()
                .map(Escape::code).collect(Collectors.joining(", ")))
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
