package org.plumbline.reports.dashboard;

import java.util.List;

/// An entry as the table shows it: text fit for a page, and links that lead to folders or to the web only.
record Line(String rootCause, String href, String line, String kind, String target, String version, String culprit,
    String operators, String dtypes, long met, String firstSeen, String fixedIn, List<Link> known) {
    /// `href` is empty where the text leads nowhere.
    record Link(String text, String href) {
    }

    static Line of(Entry e) {
        return new Line(Printable.of(e.rootCause()), e.folder().isEmpty() ? "" : Printable.reference(e.folder()) + "/",
            Printable.of(e.line()), Printable.of(e.kind()), Printable.of(e.target()), Printable.of(e.version()),
            Printable.of(e.culprit()), Printable.of(String.join(", ", e.operators())),
            Printable.of(String.join(", ", e.dtypes())), e.met(), Printable.of(e.firstSeen()),
            Printable.of(e.fixedIn()), e.known().stream().map(k -> new Link(Printable.of(k.id()),
                Printable.isWeb(k.url()) ? k.url() : "")).toList());
    }
}
