package org.plumbline.reports.bisect;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.plumbline.reports.Triage.Release;
import org.plumbline.reports.Triage.Shown;

/// What releases made of a finding, in ascending order; those that were not asked are missing.
public record History(List<Release> tried) {
    public History {
        tried = tried.stream().sorted((a, b) -> Versions.ORDER.compare(a.version(), b.version())).toList();
    }

    /// This and what was known before: an answer of now takes the place of an earlier one for the same release, unless
    /// the release cannot be had any more.
    public History after(History earlier) {
        Map<String, Release> all = new LinkedHashMap<>();
        earlier.tried.forEach(r -> all.put(r.version(), r));
        tried.forEach(r -> all.merge(r.version(), r, (old, now) -> now.shown() == Shown.UNAVAILABLE ? old : now));
        return new History(List.copyOf(all.values()));
    }

    private Stream<String> shows() {
        return tried.stream().filter(r -> r.shown() == Shown.SHOWS).map(Release::version);
    }

    /// Those of which it is clear that they do not show it.
    private Stream<String> gone() {
        return tried.stream().filter(r -> r.shown() == Shown.GONE && !Symptom.isUnclear(r)).map(Release::version);
    }

    /// The oldest release that was seen to show it; empty where none was.
    public Optional<String> firstSeen() {
        return shows().findFirst();
    }

    /// The newest release that was seen to show it.
    public Optional<String> lastSeen() {
        return shows().reduce((_, later) -> later);
    }

    /// The oldest release after [#lastSeen()] of which it is clear that it does not show it any more.
    public Optional<String> fixedIn() {
        return lastSeen().flatMap(last -> gone().filter(v -> Versions.ORDER.compare(v, last) > 0)
            .findFirst());
    }

    /// The release before [#firstSeen()], where it is clear that it does not show it.
    public Optional<String> regressionAfter() {
        return firstSeen().flatMap(this::before).filter(r -> r.shown() == Shown.GONE && !Symptom.isUnclear(r))
            .map(Release::version);
    }

    /// Releases that clearly do not show it, though an older and a newer one do.
    public List<String> gaps() {
        return firstSeen().stream().flatMap(first -> gone().filter(v -> Versions.ORDER.compare(v, first) > 0
            && Versions.ORDER.compare(v, lastSeen().orElseThrow()) < 0)).toList();
    }

    /// Whether a release should show it, going by those that were asked: itself, else those around it.
    public boolean expects(String version) {
        return tried.stream().filter(r -> r.version().equals(version) && r.shown() != Shown.UNAVAILABLE).findFirst()
            .map(r -> r.shown() == Shown.SHOWS).orElseGet(() -> firstSeen().isEmpty()
                || Versions.ORDER.compare(version, firstSeen().get()) >= 0
                    && fixedIn().map(f -> Versions.ORDER.compare(version, f) < 0).orElse(true));
    }

    /// [#firstSeen()] for a table: `1.9.0`, where the release asked before it is rid of it; `≤ 1.9.0` where none before
    /// it was asked or applicable; `~ 1.9.0` where it is unclear what that shows; empty where it was never seen.
    public String sinceWhen() {
        return firstSeen().map(first -> before(first).map(r -> Symptom.isUnclear(r) ? "~ "
            : r.shown() == Shown.GONE ? "" : "≤ ").orElse("≤ ") + first).orElse("");
    }

    private Optional<Release> before(String first) {
        return tried.stream().filter(r -> Versions.ORDER.compare(r.version(), first) < 0)
            .filter(r -> r.shown() != Shown.UNAVAILABLE).reduce((_, later) -> later);
    }

    /// One line for people: `first seen in 1.9.0 (not on 1.8.1), still in 1.29.0`.
    public String oneLine() {
        if (firstSeen().isEmpty()) {
            return tried.isEmpty() ? "no release was asked" : "shown by no release that was asked: gone on "
                + listed(gone().toList());
        }
        String first = firstSeen().get();
        String last = lastSeen().orElseThrow();
        String before = neighbour(before(first), "the oldest asked");
        String after = fixedIn().map(v -> "last in " + last + ", fixed in " + v).orElse("still in " + last + " ("
            + neighbour(tried.stream().filter(r -> r.shown() == Shown.NOT_APPLICABLE || Symptom.isUnclear(r))
                .filter(r -> Versions.ORDER.compare(r.version(), last) > 0).findFirst(), "the newest asked") + ")");
        return "first seen in " + first + " (" + before + "), " + after
            + (gaps().isEmpty() ? "" : "; not monotone: gone in between on " + listed(gaps()));
    }

    private static String neighbour(Optional<Release> release, String none) {
        return release.map(r -> (Symptom.isUnclear(r) ? r.said().substring(0, r.said().indexOf(':')) + " on "
            : r.shown() == Shown.GONE ? "not on " : "not applicable to ") + r.version()).orElse(none);
    }

    private static String listed(List<String> versions) {
        return versions.isEmpty() ? "none" : String.join(", ", versions);
    }
}
